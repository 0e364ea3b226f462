"""What the decode stage accepts: sizes in bytes, pixels and pages, checked before memory is spent.

What a picture takes to decode depends on its format too: see `cost`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from piaoju.errors import ImageTooLarge, ImageTooSmall, InvalidParameter, PageOutOfRange, PayloadTooLarge

MIN_SIDE_PX = 15
"""Smallest legal side. Source: the least that any of the served vendors accepts (Huawei: at least 15 px)."""

REDUCE_ABOVE_PX = 50_000_000
"""Pictures with more pixels are decoded reduced, one at a time.

Three bytes a pixel make this 150 MB, and no text that can be read at this size is lost at half of it.
"""


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """Ceilings for one file; an operation may be stricter. Set by `[decode]` of piaoju.toml.

    Attributes:
        max_bytes: of the file. A photo has up to 15 MB, a long scanned PDF some 40.
        max_side_px: of the longest side. Above it OpenCV's `remap` and `warpPerspective` refuse to work.
        max_pixels: of one page. Source: the most that any of the served vendors accepts (Aliyun, 250 Mpx).
        max_pages: chosen in one file; a file may have more. Bounds the time that one request can take.
        max_ratio: bytes of pixels out per byte of the file, for pictures above `REDUCE_ABOVE_PX`; smaller ones
            cost little, whatever they are. Photos stay below 40, fax scans of text below 150; deflate reaches 1030
            on an empty page, and other formats thousands.
        max_draw_s: processor time for drawing a page of a PDF file, and for opening the file. Pages of invoices take
            0.05.
    """

    max_bytes: int = 50 * 1024 * 1024
    max_side_px: int = 32_767
    max_pixels: int = 250_000_000
    max_pages: int = 200
    max_ratio: float = 250.0
    max_draw_s: float = 1.0

    def narrowed(self, other: "DecodeLimits") -> "DecodeLimits":
        """Return the stricter of two limits in each respect."""
        return DecodeLimits(
            **{row.name: min(getattr(self, row.name), getattr(other, row.name)) for row in fields(self)}
        )


def check_bytes(size_bytes: int, limits: DecodeLimits) -> None:
    """Refuse a file that is too long.

    Raises:
        PayloadTooLarge: more than `limits.max_bytes`.
    """
    if size_bytes > limits.max_bytes:
        raise PayloadTooLarge(size_bytes, limits.max_bytes)


def check_frame(width: int, height: int, limits: DecodeLimits) -> None:
    """Refuse a page frame that is too small or too large; the order of the sides does not matter.

    Raises:
        ImageTooSmall: a side below `MIN_SIDE_PX`.
        ImageTooLarge: a side above `limits.max_side_px`, or more pixels than `limits.max_pixels`.
    """
    if min(width, height) < MIN_SIDE_PX:
        raise ImageTooSmall(f"{width} x {height} px: a side is shorter than {MIN_SIDE_PX} px")
    if max(width, height) > limits.max_side_px:
        raise ImageTooLarge(f"{width} x {height} px: a side is longer than {limits.max_side_px} px")
    if width * height > limits.max_pixels:
        raise ImageTooLarge(f"{width} x {height} px are more than {limits.max_pixels} pixels")


def check_ratio(width: int, height: int, pixel_bytes: float, size_bytes: int, limits: DecodeLimits) -> None:
    """Refuse a large picture that comes from hardly any bytes.

    Args:
        width: in pixels.
        height: likewise.
        pixel_bytes: of one pixel, as its format stores them uncompressed; 1/8 for bilevel pictures.
        size_bytes: of the whole file.
        limits: `max_ratio` applies.

    Raises:
        ImageTooLarge: it expands more than allowed.
    """
    if width * height > REDUCE_ABOVE_PX and width * height * pixel_bytes > limits.max_ratio * size_bytes:
        raise ImageTooLarge(
            f"{width} x {height} px in {size_bytes} bytes: it expands more than {limits.max_ratio:g}-fold"
        )


def choose_pages(pages: Sequence[int] | None, page_count: int, limits: DecodeLimits) -> tuple[int, ...]:
    """Return the 1-based numbers of the pages to read, in the order given, without repetition.

    Args:
        pages: 1-based; None for all pages.
        page_count: of the file.
        limits: `max_pages` applies to the choice.

    Raises:
        InvalidParameter: no page is chosen, or more than `limits.max_pages`.
        PageOutOfRange: a number below 1 or beyond the file.
    """
    numbers = tuple(dict.fromkeys(pages)) if pages is not None else tuple(range(1, page_count + 1))
    if not numbers:
        raise InvalidParameter("pages", "no page is chosen")
    for number in numbers:
        if not 1 <= number <= page_count:
            raise PageOutOfRange(f"there is no page {number} in a file of {page_count}")
    if len(numbers) > limits.max_pages:
        raise InvalidParameter("pages", f"{len(numbers)} pages are more than {limits.max_pages}; choose some")
    return numbers
