"""Large pictures are refused by what they would take, and otherwise decoded strip by strip."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PIL.ImageFile import ImageFile

from piaoju.errors import CorruptInput, ImageTooLarge
from piaoju.reading.decode import DecodeLimits, cost, open_pages, pixels
from piaoju.reading.decode.cost import check_cost
from piaoju.reading.decode.jpeg import count_scans
from piaoju.reading.decode.pixels import to_bgr
from tests.hostile.valid_files import encode
from tests.unit.reading.decode.quarters import ORIENTATION, corners, decode

PIXELS = 64 * 48


def held(data: bytes, reduction: int = 1) -> int:
    with Image.open(BytesIO(data)) as image:
        assert isinstance(image, ImageFile)
        return check_cost(image, data, reduction)


@pytest.mark.parametrize(("mode", "expected"), [("1", 1), ("L", 1), ("P", 1), ("I;16", 2), ("RGB", 4), ("RGBA", 4)])
def test_bytes_a_pixel(mode: str, expected: int) -> None:
    assert held(encode(Image.new(mode, (64, 48)), "PNG")) == PIXELS * expected


def test_jpeg_is_held_reduced_unless_it_comes_in_passes() -> None:
    assert held(encode(corners(), "JPEG"), 2) == PIXELS
    assert held(encode(corners(), "JPEG", progressive=True, subsampling=0), 2) == PIXELS + 6 * PIXELS
    assert held(encode(corners(), "JPEG", progressive=True, subsampling=2), 2) == PIXELS + 3 * PIXELS
    assert held(encode(corners().convert("L"), "JPEG", progressive=True)) == PIXELS + 2 * PIXELS


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_scans_are_counted(mode: str) -> None:
    assert count_scans(encode(corners().convert(mode), "JPEG")) == 1
    progressive = encode(corners().convert(mode), "JPEG", progressive=True)
    assert 4 < count_scans(progressive) <= 10
    assert count_scans(progressive + progressive) == count_scans(progressive), "of the first picture only"


def test_tiff_is_held_with_its_strips_and_turned() -> None:
    one_strip = {278: 48}
    assert held(encode(corners(), "TIFF", tiffinfo=one_strip)) == 8 * PIXELS
    assert held(encode(corners(), "TIFF", tiffinfo={278: 12}, compression="tiff_lzw")) == 5 * PIXELS
    assert held(encode(corners(), "TIFF", tiffinfo=one_strip | {ORIENTATION: 6})) == 12 * PIXELS


def test_what_takes_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_MAX_HELD_BYTES", 3 * PIXELS)
    assert decode(encode(corners().convert("L"), "PNG")).width == 64
    with pytest.raises(ImageTooLarge, match="64 x 48 px of type RGB in PNG take"):
        decode(encode(corners(), "PNG"))


def test_jpeg_of_too_many_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode(corners(), "JPEG", progressive=True)
    monkeypatch.setattr(cost, "_MAX_SCANNED_PX", PIXELS * count_scans(data))
    assert decode(data).width == 64
    monkeypatch.setattr(cost, "_MAX_SCANNED_PX", PIXELS * count_scans(data) - 1)
    with pytest.raises(CorruptInput, match="passes"):
        decode(data)


@pytest.mark.parametrize("file_format", ["WEBP", "TIFF"])
def test_formats_have_limits_of_their_own(file_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_MAX_PX", {file_format.lower(): PIXELS - 1})
    with pytest.raises(ImageTooLarge, match=f"the most that is read of {file_format}"):
        open_pages(encode(corners(), file_format))


def test_a_large_fax_is_refused_by_us_before_pillow() -> None:
    data = encode(Image.new("1", (20_000, 12_000)), "TIFF", compression="group4")
    with pytest.raises(ImageTooLarge, match="178000000"):
        open_pages(data, limits=DecodeLimits(max_ratio=1e9))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
@pytest.mark.parametrize("reduction", [1, 2, 4])
def test_strips_make_no_difference(mode: str, reduction: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    if mode == "I;16":
        picture = Image.fromarray(random.integers(0, 65_535, (47, 63)).astype(np.uint16))
    else:
        picture = Image.fromarray(random.integers(0, 255, (47, 63, 4), dtype=np.uint8)).convert("RGBA").convert(mode)
    whole = to_bgr(picture, reduction)
    assert whole.shape == (-(-47 // reduction), -(-63 // reduction), 3)
    monkeypatch.setattr(pixels, "_STRIP_PX", 63 * 9)
    assert np.array_equal(to_bgr(picture, reduction), whole)


def test_the_longest_legal_side() -> None:
    picture = Image.new("RGB", (30_000, 1000), "white")
    picture.paste("black", (29_000, 0, 30_000, 1000))
    page = decode(encode(picture, "PNG", compress_level=1))
    assert (page.width, page.height) == (30_000, 1000)
    assert page.pixels.shape == (1000, 30_000, 3)
    assert page.pixels[:, :29_000].min() == 255
    assert page.pixels[:, 29_000:].max() == 0
