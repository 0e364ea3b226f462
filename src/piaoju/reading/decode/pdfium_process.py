"""The parent's side of a process of PDFium: start it, ask it, end it. What is asked stands in `pdfium_child`."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from typing import Any, cast

from piaoju.errors import CorruptInput, EncryptedDocument, ModelMissing, PiaojuError, RendererFailed

_CHILD = "piaoju.reading.decode.pdfium_child"
_PATIENCE = 10
"""Seconds that may pass for one of processor time: the machine may be busy, and Windows knows no other limit."""

_START_S = 10.0
_PIPE_BYTES = 1024 * 1024
_ENDED_BY_TIMER = -getattr(signal, "SIGPROF", 0) or None
_ERRORS: dict[str, type[PiaojuError]] = {kind.code: kind for kind in (CorruptInput, EncryptedDocument, ModelMissing)}


class ProcessEndedError(Exception):
    """The process ended before it answered; it was killed, or PDFium gave up for want of memory.

    Attributes:
        overran: it took too long.
    """

    def __init__(self, *, overran: bool) -> None:
        """Say why."""
        super().__init__("overran" if overran else "died")
        self.overran = overran


class PdfiumProcess:
    """A running process. One thread at a time may ask it.

    Attributes:
        held: stands for the document that is open in it; set by who opens one.
    """

    def __init__(self) -> None:
        """Start the process, as a new interpreter: a fork would copy locks that other threads hold.

        Raises:
            RendererFailed: it cannot be started.
            ModelMissing: a font is not installed.
        """
        self.held: object | None = None
        self._has_ended = False
        self._overran = False
        # -P: the folder that a user happens to work in is no place to import from. A process group of its own keeps
        # Ctrl-C away, which is the parent's to handle.
        command = [sys.executable, "-P", "-m", _CHILD]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603, our own program
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, pipesize=_PIPE_BYTES, process_group=0
            )
        except OSError as error:
            raise RendererFailed(f"PDF pages cannot be drawn: {error.strerror}") from error
        self._requests = cast(BufferedWriter, self._process.stdin)
        self._answers = cast(BufferedReader, self._process.stdout)
        try:
            self.ask("start", max_s=_START_S)
        except ProcessEndedError as error:
            raise RendererFailed("PDF pages cannot be drawn: the process of PDFium does not start") from error
        except PiaojuError:
            self.end()
            raise

    @property
    def is_usable(self) -> bool:
        """Whether it has neither been ended nor died of itself."""
        return not self._has_ended and self._process.poll() is None

    def ask(
        self,
        command: str,
        arguments: Sequence[int] = (),
        *,
        max_s: float,
        data: bytes = b"",
        into: memoryview | None = None,
    ) -> list[float]:
        """Return the answer to a request.

        Args:
            command: as in `pdfium_child`.
            arguments: of it.
            max_s: processor time, > 0.
            data: what comes after the request.
            into: takes what comes after the answer, of exactly that length.

        Raises:
            ProcessEndedError: there is no answer; the process cannot be used any more.
            PiaojuError: the answer is an error.
        """
        request = {"command": command, "arguments": list(arguments), "max_s": max_s, "payload": len(data)}
        watch = threading.Timer(max_s * _PATIENCE, self._overrun)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(request, data, into)
        except (OSError, EOFError, ValueError) as error:
            self.end()
            raise ProcessEndedError(overran=self._overran or self._process.returncode == _ENDED_BY_TIMER) from error
        except BaseException:  # Ctrl-C: the answer is still to come
            self.end()
            raise
        finally:
            watch.cancel()
            watch.join()
        if "error" in answer:
            raise _ERRORS[answer["error"]](answer["message"])
        return list(answer["result"])

    def end(self) -> None:
        """Kill the process; may be called twice."""
        self._has_ended = True
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            with suppress(OSError):  # of bytes that could not be sent
                stream.close()

    def _exchange(self, request: dict[str, object], data: bytes, into: memoryview | None) -> dict[str, Any]:
        self._requests.write(json.dumps(request).encode() + b"\n")
        self._requests.write(data)
        self._requests.flush()
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        if answer["payload"] != (0 if into is None or "error" in answer else self._answers.readinto(into)):
            raise EOFError
        return answer

    def _overrun(self) -> None:
        self._overran = self._has_ended = True
        self._process.kill()
