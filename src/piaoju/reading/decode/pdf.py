"""PDF files as sources of pages: each is drawn as a viewer would show it."""

import math
from collections.abc import Sequence
from types import TracebackType
from typing import Literal, Self

from piaoju.errors import CorruptInput, PageOutOfRange
from piaoju.model.page import PageImage
from piaoju.reading.decode.limits import DecodeLimits, check_frame, choose_pages
from piaoju.reading.decode.pdf_streams import check_streams
from piaoju.reading.decode.pdfium_pool import PdfFile

_FRAME_DPI = 200
"""Resolution of the page frame, in which all results are given."""

_MAX_RENDER_PX = 25_000_000
"""Pages with more pixels are drawn smaller: an A2 sheet at 200 dpi has 15 million.

Larger ones are mostly photos that were put into a PDF at one point a pixel; they lose nothing.
"""

_POINTS_PER_INCH = 72

_SLACK_PX = 0.01
"""PDFium's page sizes are 32-bit floats: 1654 px wide scans come back as 1654.00001 px, which is not 1655."""


class PdfSource:
    """A PDF file as a `PageSource`."""

    format: Literal["pdf"] = "pdf"

    def __init__(
        self,
        data: bytes,
        *,
        pages: Sequence[int] | None,
        limits: DecodeLimits,
        render_dpi: float,
    ) -> None:
        """Open the file and choose pages.

        Raises:
            InputError: as `open_pages` says.
        """
        self._limits = limits
        self._render_dpi = render_dpi
        check_streams(data, limits)
        self._file = PdfFile(data, max_draw_s=limits.max_draw_s)
        try:
            self.page_count = self._file.page_count
            self.numbers = choose_pages(pages, self.page_count, limits)
        except BaseException:
            self._file.close()
            raise

    def read(self, number: int) -> PageImage:
        """Draw one page, see `PageSource.read`."""
        if number not in self.numbers:
            raise PageOutOfRange(f"page {number} is not among the chosen ones")
        width, height = (_frame_px(side) for side in self._file.page_size(number))
        check_frame(width, height, self._limits)
        wanted = self._render_dpi / _FRAME_DPI
        scale = min(wanted, math.sqrt(_MAX_RENDER_PX / (width * height)))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = self._file.render(number, *size)
        return PageImage(number, pixels, width, height)

    def close(self) -> None:
        """Free the document."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the source itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the source."""
        self.close()


def _frame_px(side_pt: float) -> int:
    """Return a side of the page frame in pixels, rounded up."""
    if not math.isfinite(side_pt):
        raise CorruptInput("the page has no size")
    return math.ceil(side_pt * _FRAME_DPI / _POINTS_PER_INCH - _SLACK_PX)
