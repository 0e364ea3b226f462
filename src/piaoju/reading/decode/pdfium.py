"""PDFium, called in a process of its own: a document in, pages out as raw pixels.

PDFium is not thread-safe, and a small file can keep it busy or make it take memory without end, so that it runs only
in `pdfium_child`, which has one thread and may be killed. Its raw interface is used rather than pypdfium2's classes:
these free what was forgotten whenever the garbage collector runs.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from piaoju.errors import CorruptInput, EncryptedDocument, InputError

_BYTES_PER_PIXEL = 3
_PAPER_WHITE = b"\xff"


class Document:
    """An open PDF file, for one thread; `install_fonts` comes before the first."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            CorruptInput: it cannot be opened, or has no pages.
            EncryptedDocument: a password is needed.
        """
        self._data = data  # PDFium reads from it until the document is closed
        self._document: Any = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise _opening_error(pdfium.FPDF_GetLastError())
        self._form_info: Any = None
        self._form: Any = None
        self.page_count = int(pdfium.FPDF_GetPageCount(self._document))
        if self.page_count < 1:
            self.close()
            raise CorruptInput("the PDF file has no pages")
        # The form environment has to be there before the first page is loaded.
        if pdfium.FPDF_GetFormType(self._document) != pdfium.FORMTYPE_NONE:
            self._form_info = pdfium.FPDF_FORMFILLINFO(version=2)
            self._form = pdfium.FPDFDOC_InitFormFillEnvironment(self._document, self._form_info)

    def page_size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points of 1/72 inch, as it is shown: cropped and rotated.

        Its content is not looked at, which can take long.

        Args:
            number: 1-based.

        Raises:
            CorruptInput: the page cannot be loaded.
        """
        size = pdfium.FS_SIZEF()
        if not pdfium.FPDF_GetPageSizeByIndexF(self._document, number - 1, size):
            raise CorruptInput(f"page {number} is damaged")
        return float(size.width), float(size.height)

    def render(self, number: int, width: int, height: int) -> bytearray:
        """Draw a page with its annotations, stamps, signatures and form fields, on white.

        Args:
            number: 1-based.
            width: of the raster in pixels, onto which the page is stretched.
            height: likewise.

        Returns:
            `height` rows of `width` pixels of 3 bytes: blue, green, red.

        Raises:
            CorruptInput: the page cannot be loaded or drawn.
        """
        stride = width * _BYTES_PER_PIXEL
        pixels = bytearray(_PAPER_WHITE) * (stride * height)
        place = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
        with self._page(number) as page:
            bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, place, stride)
            if not bitmap:
                raise CorruptInput(f"page {number} cannot be drawn")
            area = (0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            try:
                pdfium.FPDF_RenderPageBitmap(bitmap, page, *area)
                if self._form:
                    pdfium.FPDF_FFLDraw(self._form, bitmap, page, *area)
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
        return pixels

    def close(self) -> None:
        """Free the document; it cannot be used any more."""
        if self._form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._form)
        pdfium.FPDF_CloseDocument(self._document)

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not page:
            raise CorruptInput(f"page {number} is damaged")
        if self._form:
            pdfium.FORM_OnAfterLoadPage(page, self._form)
        try:
            yield page
        finally:
            if self._form:
                pdfium.FORM_OnBeforeClosePage(page, self._form)
            pdfium.FPDF_ClosePage(page)


def _opening_error(code: int) -> InputError:
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return EncryptedDocument("the PDF file is protected by a password")
    return CorruptInput("the PDF file is damaged")
