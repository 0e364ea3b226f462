"""PDF files on the processes of PDFium that all threads share.

Processes are started when they are needed, one a core at most, and stay. Each keeps the document open that it was
asked about last; another is handed over anew, which for the file of an invoice takes a millisecond.
"""

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import numpy as np

from piaoju.errors import CorruptInput
from piaoju.model.page import Pixels
from piaoju.reading.cores import available_cores
from piaoju.reading.decode.pdfium_process import PdfiumProcess, ProcessEndedError

_CLOSE_S = 1.0


class PdfFile:
    """An open PDF file. Its methods may be called from any thread.

    A file that needs too much for one page is given up, so that a hundred such pages cost no more than one.
    """

    def __init__(self, data: bytes, *, max_draw_s: float) -> None:
        """Open a file.

        Args:
            data: the file.
            max_draw_s: processor time for opening it, and for drawing each page.

        Raises:
            CorruptInput: it cannot be opened, not in time or memory, or has no pages.
            EncryptedDocument: a password is needed.
            DeploymentError: PDFium cannot be used.
        """
        self._data: bytes | None = data
        self._max_draw_s = max_draw_s
        self._given_up: str | None = None
        self._token = object()  # stands for this file, and does not keep it from being collected
        self.page_count = 0
        with self._process("the PDF file"):
            pass

    def page_size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points of 1/72 inch, as it is shown: cropped and rotated.

        Args:
            number: 1-based.

        Raises:
            CorruptInput: the page cannot be loaded.
        """
        with self._process(f"page {number}") as process:
            width, height = process.ask("size", (number,), max_s=self._max_draw_s)
        return width, height

    def render(self, number: int, width: int, height: int) -> Pixels:
        """Draw a page with its annotations, stamps, signatures and form fields, on white.

        Args:
            number: 1-based.
            width: of the raster in pixels, onto which the page is stretched.
            height: likewise.

        Returns:
            uint8, shape (height, width, 3), BGR.

        Raises:
            CorruptInput: the page cannot be drawn, or not in time or memory.
        """
        pixels = np.empty((height, width, 3), np.uint8)
        with self._process(f"page {number}") as process:
            process.ask("render", (number, width, height), max_s=self._max_draw_s, into=pixels.data.cast("B"))
        return pixels

    def close(self) -> None:
        """Free the document; may be called twice."""
        self._data = None
        process_pool().forget(self._token)

    @contextmanager
    def _process(self, what: str) -> Iterator[PdfiumProcess]:
        """Lend a process in which this file is open."""
        data = self._data
        if data is None:
            raise ValueError("the PDF file is closed")
        if self._given_up is not None:
            raise CorruptInput(self._given_up)
        try:
            with process_pool().lend(self._token) as process:
                if process.held is not self._token:
                    process.held = None
                    self.page_count = int(process.ask("open", max_s=self._max_draw_s, data=data)[0])
                    process.held = self._token
                yield process
        except ProcessEndedError as error:
            cost = f"more than {self._max_draw_s:g} s of processor time" if error.overran else "too much memory"
            self._given_up = f"{what} takes {cost}, or is damaged"
            raise CorruptInput(self._given_up) from error


class Pool:
    """The processes of PDFium, each lent to one thread at a time."""

    def __init__(self, size: int) -> None:
        """Start with no process; `size` is the most that there will be."""
        self._size = size
        self._owner = os.getpid()
        self._started = 0
        self._free: list[PdfiumProcess] = []  # the last used last
        self._changed = threading.Condition()

    @contextmanager
    def lend(self, token: object) -> Iterator[PdfiumProcess]:
        """Lend a process, one that holds the document if there is such; wait until one is free."""
        process = self._take(token)
        try:
            if process is None:
                process = PdfiumProcess()
            yield process
        finally:
            self._give_back(process)

    def forget(self, token: object) -> None:
        """Close a document in the free processes that hold it; elsewhere the next document replaces it."""
        with self._changed:
            holders = [process for process in self._free if process.held is token]
            self._free = [process for process in self._free if process.held is not token]
        for process in holders:
            try:
                with suppress(ProcessEndedError):
                    process.held = None
                    process.ask("close", max_s=_CLOSE_S)
            finally:
                self._give_back(process)

    def end(self) -> None:
        """Kill the free processes; those at work end with this one, when their stdin does."""
        if os.getpid() != self._owner:
            return
        with self._changed:
            for process in self._free:
                process.end()
            self._started -= len(self._free)
            self._free.clear()

    def _take(self, token: object) -> PdfiumProcess | None:
        """Return a free process, or None where one may be started."""
        with self._changed:
            self._changed.wait_for(lambda: self._free or self._started < self._size)
            for process in [process for process in self._free if not process.is_usable]:  # killed while it was idle
                process.end()
                self._free.remove(process)
                self._started -= 1
            if not self._free:
                self._started += 1
                return None
            process = next((process for process in self._free if process.held is token), self._free[-1])
            self._free.remove(process)
            return process

    def _give_back(self, process: PdfiumProcess | None) -> None:
        with self._changed:
            if process is not None and process.is_usable:
                self._free.append(process)
            else:
                if process is not None:
                    process.end()
                self._started -= 1
            self._changed.notify()


_pools: dict[int, Pool] = {}
"""By process: one that was forked must not talk to its parent's."""

_pools_lock = threading.Lock()


def process_pool() -> Pool:
    """Return the pool of this process."""
    with _pools_lock:
        if os.getpid() not in _pools:
            _pools[os.getpid()] = pool = Pool(available_cores())
            atexit.register(pool.end)
        return _pools[os.getpid()]


def _renew_lock() -> None:
    global _pools_lock
    _pools_lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
