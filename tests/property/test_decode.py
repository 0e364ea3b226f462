"""Any bytes into the decode stage give pages or one of our errors, and nothing else."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from piaoju.errors import InputError
from piaoju.reading.decode import DecodeLimits, open_pages
from piaoju.reading.decode.orientation import read_orientation
from piaoju.reading.decode.sniff import sniff
from tests.hostile.valid_files import valid_files

LIMITS = DecodeLimits(max_side_px=4000, max_pixels=4_000_000, max_pages=3)

MAGICS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBPVP8X",
    b"RIFF\0\0\0\0WEBPVP8L",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
)

SAMPLES = valid_files()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """One of the valid files with some bytes overwritten, removed or inserted."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        # The first bytes are where the structure of all formats is densest.
        at = draw(st.integers(0, 300) | st.integers(0, len(data)))
        removed = draw(st.sampled_from((0, 1, 2, 4, 50)))
        data[at : at + removed] = draw(st.binary(max_size=4))
    return bytes(data[: draw(st.integers(len(data) // 2, len(data)) | st.just(len(data)))])


def _read_all(data: bytes) -> None:
    try:
        source = open_pages(data, limits=LIMITS)
    except InputError:
        return
    with source:
        assert source.format == sniff(data)
        for number in source.numbers:
            try:
                page = source.read(number)
            except InputError:
                continue
            assert page.number == number
            assert page.pixels.dtype == np.uint8
            assert page.pixels.shape == (page.height, page.width, 3)
            assert page.pixels.flags.c_contiguous


def test_undamaged_samples_are_read() -> None:
    for data in SAMPLES:
        with open_pages(data, limits=LIMITS) as source:
            assert source.read(1).pixels.min() < 128


@given(st.builds(bytes.__add__, st.sampled_from((b"", *MAGICS)), st.binary(max_size=200)))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    _read_all(data)


@given(damaged())
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files(data: bytes) -> None:
    _read_all(data)


@given(st.builds(bytes.__add__, st.sampled_from((b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08")), st.binary()))
def test_any_exif(exif: bytes) -> None:
    assert 1 <= read_orientation(exif) <= 8


@pytest.mark.parametrize("order", ["<", ">"])
@given(st.integers(1, 8))
def test_orientation_is_read_in_both_byte_orders(order: str, orientation: int) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0112] = orientation
    to_bytes: Callable[[], bytes] = exif.tobytes
    assert read_orientation(to_bytes()) == orientation
