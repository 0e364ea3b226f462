"""The decode stage's entry point: open a file, then read its pages one by one."""

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from piaoju.reading.decode.limits import DecodeLimits, check_bytes
from piaoju.reading.decode.sniff import Format, sniff

if TYPE_CHECKING:
    from piaoju.model.page import PageImage

RENDER_DPI = 200.0
"""Resolution at which PDF pages are drawn. The smallest print of e-invoices, 5 pt, is then 14 px high."""


class PageSource(Protocol):
    """An opened file. Its pages may be read in any order and from several threads; close it after use."""

    @property
    def format(self) -> Format:
        """Format of the file."""

    @property
    def page_count(self) -> int:
        """How many pages the file has."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """1-based numbers of the chosen pages, in the order chosen."""

    def read(self, number: int) -> "PageImage":
        """Decode one page.

        Args:
            number: 1-based, one of `numbers`.

        Raises:
            CorruptInput: the page is damaged or truncated.
            UnsupportedFormat: its pixels are of a type that piaoju does not read.
            ImageTooSmall: its frame is smaller than any document.
            ImageTooLarge: its frame exceeds the limits.
            PageOutOfRange: not one of the chosen pages.
            ValueError: the source is closed.
        """

    def close(self) -> None:
        """Free what is held; may be called twice."""

    def __enter__(self) -> Self:
        """Return the source itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the source."""


def open_pages(
    data: bytes,
    *,
    pages: Sequence[int] | None = None,
    limits: DecodeLimits = DecodeLimits(),  # noqa: B008, frozen
    render_dpi: float = RENDER_DPI,
) -> PageSource:
    """Open a file for reading its pages.

    Args:
        data: the whole file.
        pages: 1-based numbers of the pages to read; None for all.
        limits: on bytes, pixels and pages.
        render_dpi: resolution at which PDF pages are drawn; the page frame is that of 200 dpi in any case.

    Raises:
        PayloadTooLarge: more bytes than allowed.
        UnsupportedFormat: none of the formats that piaoju reads.
        CorruptInput: the format is known, the file is damaged.
        EncryptedDocument: a password is needed.
        ImageTooSmall: the only page is smaller than any document.
        ImageTooLarge: the only page exceeds the limits.
        InvalidParameter: no page is chosen, or more than allowed.
        PageOutOfRange: a page is chosen that the file does not have.
    """
    check_bytes(len(data), limits)
    file_format = sniff(data)
    # Imported when needed: the process of PDFium imports this package, and starts in a third of the time without them.
    if file_format == "pdf":
        from piaoju.reading.decode.pdf import PdfSource

        return PdfSource(data, pages=pages, limits=limits, render_dpi=render_dpi)
    from piaoju.reading.decode.picture import PictureSource

    return PictureSource(data, file_format, pages=pages, limits=limits)
