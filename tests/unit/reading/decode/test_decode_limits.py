"""Limits are checked before anything is decoded."""

import struct
import zlib
from collections.abc import Sequence

import pytest

from piaoju.errors import ImageTooLarge, ImageTooSmall, InvalidParameter, PageOutOfRange, PayloadTooLarge
from piaoju.reading.decode import DecodeLimits, open_pages
from piaoju.reading.decode.limits import MIN_SIDE_PX, check_frame, choose_pages


def _png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has next to no data."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b""))
    body = b"".join(struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def test_too_many_bytes() -> None:
    with pytest.raises(PayloadTooLarge) as caught:
        open_pages(b"%PDF-" + b"0" * 96, limits=DecodeLimits(max_bytes=100))
    assert (caught.value.size_bytes, caught.value.limit) == (101, 100)


@pytest.mark.parametrize("size", [(32_768, 100), (100, 32_768), (30_000, 30_000)])
def test_size_is_refused_by_the_header(size: tuple[int, int]) -> None:
    with pytest.raises(ImageTooLarge):
        open_pages(_png_header(*size))


@pytest.mark.parametrize("size", [(1, 1), (MIN_SIDE_PX - 1, 400), (400, MIN_SIDE_PX - 1)])
def test_too_small(size: tuple[int, int]) -> None:
    with pytest.raises(ImageTooSmall):
        open_pages(_png_header(*size))


@pytest.mark.parametrize("size", [(15, 15), (30_000, 15), (30_000, 8333)])
def test_legal_sizes(size: tuple[int, int]) -> None:
    check_frame(*size, DecodeLimits())


@pytest.mark.parametrize(("pages", "expected"), [(None, (1, 2, 3)), ([2], (2,)), ([3, 1], (3, 1)), ([2, 2], (2,))])
def test_choosing_pages(pages: Sequence[int] | None, expected: tuple[int, ...]) -> None:
    assert choose_pages(pages, 3, DecodeLimits()) == expected


@pytest.mark.parametrize("number", [0, -1, 4])
def test_page_out_of_range(number: int) -> None:
    with pytest.raises(PageOutOfRange):
        choose_pages([1, number], 3, DecodeLimits())


def test_too_many_pages_chosen() -> None:
    limits = DecodeLimits(max_pages=2)
    with pytest.raises(InvalidParameter) as caught:
        choose_pages(None, 3, limits)
    assert caught.value.name == "pages"
    assert choose_pages([1, 3], 3, limits) == (1, 3)


def test_no_page_chosen() -> None:
    with pytest.raises(InvalidParameter):
        choose_pages([], 3, DecodeLimits())


def test_the_stricter_of_two_limits() -> None:
    narrow = DecodeLimits(max_bytes=10, max_draw_s=0.5).narrowed(DecodeLimits(max_bytes=20, max_pages=3))
    assert narrow == DecodeLimits(max_bytes=10, max_draw_s=0.5, max_pages=3)
