"""PDFium behind one lock.

PDFium is not thread-safe, not even across documents, so that every call of it, closing included, is made
under `PDFIUM_LOCK`. Its raw interface is used rather than pypdfium2's classes: these free what was forgotten
whenever the garbage collector runs, in any thread and without the lock.

Drawing is stopped when it takes too long. PDFium asks only between some hundred objects, and not at all while it loads
a page: forms that contain each other, patterns of millions of tiles or fields drawn last are not stopped.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from piaoju.errors import CorruptInput, EncryptedDocument, InputError
from piaoju.model.page import Pixels
from piaoju.reading.decode.pdf_fonts import install_fonts

PDFIUM_LOCK = threading.Lock()

_PAPER_WHITE = 255

_abandoned: deque["_Handles"] = deque()
"""Documents that were forgotten without being closed, to be closed by the next one to hold the lock."""


class _Handles:
    """A document of PDFium with its form environment; to be used under the lock."""

    def __init__(self, data: bytes) -> None:
        self.data = data  # PDFium reads from it until the document is closed
        self.document: Any = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.document:
            raise _opening_error(pdfium.FPDF_GetLastError())
        self.form_info: Any = None
        self.form: Any = None
        # The form environment has to be there before the first page is loaded.
        if pdfium.FPDF_GetFormType(self.document) != pdfium.FORMTYPE_NONE:
            self.form_info = pdfium.FPDF_FORMFILLINFO(version=2)
            self.form = pdfium.FPDFDOC_InitFormFillEnvironment(self.document, self.form_info)

    def close(self) -> None:
        if self.form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self.form)
        pdfium.FPDF_CloseDocument(self.document)


class PdfFile:
    """An open PDF file. Its methods take the lock themselves and may be called from any thread."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            CorruptInput: it cannot be opened, or has no pages.
            EncryptedDocument: a password is needed.
        """
        self._handles: _Handles | None = None
        with PDFIUM_LOCK:
            install_fonts()
            while _abandoned:
                _abandoned.popleft().close()
            handles = _Handles(data)
            self.page_count = int(pdfium.FPDF_GetPageCount(handles.document))
            if self.page_count < 1:
                handles.close()
                raise CorruptInput("the PDF file has no pages")
            self._handles = handles

    def page_size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points of 1/72 inch, as it is shown: cropped and rotated.

        Its content is not looked at, which can take long.

        Args:
            number: 1-based.

        Raises:
            CorruptInput: the page cannot be loaded.
        """
        size = pdfium.FS_SIZEF()
        with self._document() as handles:
            if not pdfium.FPDF_GetPageSizeByIndexF(handles.document, number - 1, size):
                raise CorruptInput(f"page {number} is damaged")
        return float(size.width), float(size.height)

    def render(self, number: int, width: int, height: int, *, max_draw_s: float = math.inf) -> Pixels:
        """Draw a page with its annotations, stamps, signatures and form fields, on white.

        Args:
            number: 1-based.
            width: of the raster in pixels, onto which the page is stretched.
            height: likewise.
            max_draw_s: processor time, so that a busy machine refuses nothing.

        Returns:
            uint8, shape (height, width, 3), BGR.

        Raises:
            CorruptInput: the page cannot be loaded or drawn, or not in time.
        """
        pixels = np.full((height, width, 3), _PAPER_WHITE, np.uint8)
        with self._page(number) as (handles, page):
            bitmap = pdfium.FPDFBitmap_CreateEx(
                width, height, pdfium.FPDFBitmap_BGR, pixels.ctypes.data, pixels.strides[0]
            )
            if not bitmap:
                raise CorruptInput(f"page {number} cannot be drawn")
            area = (0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            try:
                state = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, *area, _pause_after(max_draw_s))
                pdfium.FPDF_RenderPage_Close(page)
                if state == pdfium.FPDF_RENDER_TOBECONTINUED:
                    raise CorruptInput(f"page {number} takes more than {max_draw_s:g} s to draw")
                if state != pdfium.FPDF_RENDER_DONE:
                    raise CorruptInput(f"page {number} cannot be drawn")
                if handles.form:
                    pdfium.FPDF_FFLDraw(handles.form, bitmap, page, *area)
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
        return pixels

    def close(self) -> None:
        """Free the document; may be called twice."""
        with PDFIUM_LOCK:
            handles, self._handles = self._handles, None
            if handles is not None:
                handles.close()

    def __del__(self) -> None:
        """Leave a forgotten document to the next holder of the lock, which this thread may be itself."""
        if self._handles is not None:
            _abandoned.append(self._handles)

    @contextmanager
    def _document(self) -> Iterator[_Handles]:
        with PDFIUM_LOCK:
            if self._handles is None:
                raise ValueError("the PDF file is closed")
            yield self._handles

    @contextmanager
    def _page(self, number: int) -> Iterator[tuple[_Handles, Any]]:
        with self._document() as handles:
            page = pdfium.FPDF_LoadPage(handles.document, number - 1)
            if not page:
                raise CorruptInput(f"page {number} is damaged")
            if handles.form:
                pdfium.FORM_OnAfterLoadPage(page, handles.form)
            try:
                yield handles, page
            finally:
                if handles.form:
                    pdfium.FORM_OnBeforeClosePage(page, handles.form)
                pdfium.FPDF_ClosePage(page)


def _pause_after(seconds: float) -> Any:
    """Return what tells PDFium to stop after some processor time of this thread."""
    end = time.thread_time() + seconds
    pause = pdfium.IFSDK_PAUSE(version=1)
    callback = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
    pause.NeedToPauseNow = callback(lambda _: time.thread_time() > end)
    return pause


def _opening_error(code: int) -> InputError:
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return EncryptedDocument("the PDF file is protected by a password")
    return CorruptInput("the PDF file is damaged")
