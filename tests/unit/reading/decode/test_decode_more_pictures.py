"""GIF, WEBP and HEIC come out as what a viewer shows."""

import struct

import pytest
from PIL import Image

from piaoju.errors import CorruptInput, ImageTooLarge, ImageTooSmall
from piaoju.reading.decode import DecodeLimits, cost, open_pages
from piaoju.reading.decode import picture as picture_module
from piaoju.reading.decode.webp import read_size
from tests.hostile.heic_files import BOMB, PLAIN, TRANSPARENT, TURNED
from tests.hostile.valid_files import encode
from tests.unit.reading.decode.quarters import (
    BLUE,
    GREEN,
    ORIENTATION,
    RED,
    UPRIGHT_AS_STORED,
    WHITE,
    colours,
    corners,
    decode,
)

CORNERS = [RED, GREEN, BLUE, WHITE]
OTHER = Image.new("RGB", (64, 48), GREEN)


@pytest.mark.parametrize(
    ("data", "file_format"),
    [
        (encode(corners(), "GIF"), "gif"),
        (encode(corners().convert("P"), "GIF", save_all=True, append_images=[OTHER]), "gif"),
        (encode(corners(), "WEBP"), "webp"),
        (encode(corners(), "WEBP", lossless=True), "webp"),
        (encode(corners(), "WEBP", save_all=True, append_images=[OTHER]), "webp"),
        (PLAIN, "heic"),
        (TURNED, "heic"),
    ],
)
def test_first_picture(data: bytes, file_format: str) -> None:
    with open_pages(data) as source:
        page = source.read(1)
    assert (source.format, source.page_count) == (file_format, 1)
    assert (page.width, page.height) == (64, 48)
    assert page.pixels.shape == (48, 64, 3)
    assert page.pixels.flags.c_contiguous
    assert page.pixels.flags.writeable
    assert colours(page.pixels) == CORNERS


@pytest.mark.parametrize("orientation", UPRIGHT_AS_STORED)
def test_exif_orientation_of_webp(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored = UPRIGHT_AS_STORED[orientation](corners())
    assert colours(decode(encode(stored, "WEBP", exif=exif)).pixels) == CORNERS


def test_heic_is_turned_once() -> None:
    """Telephones write the turn twice: as a property, which counts, and in EXIF."""
    assert b"irot" in TURNED
    assert b"Exif" in TURNED
    assert decode(TURNED).pixels.shape == (48, 64, 3)


def _half_transparent(file_format: str) -> bytes:
    picture = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 32, 48))
    return encode(picture, file_format)


@pytest.mark.parametrize("data", [_half_transparent("GIF"), _half_transparent("WEBP"), TRANSPARENT])
def test_transparent_parts_are_white(data: bytes) -> None:
    pixels = decode(data).pixels
    assert pixels[:, :28].max() < 8
    assert pixels[:, 36:].min() > 247


@pytest.mark.parametrize("data", [encode(corners(), "GIF"), encode(corners(), "WEBP"), PLAIN])
def test_limits_hold(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImageTooLarge):
        open_pages(data, limits=DecodeLimits(max_side_px=63))
    monkeypatch.setattr(picture_module, "REDUCE_ABOVE_PX", 1000)
    assert decode(data).pixels.shape == (24, 32, 3)


def test_heic_that_expands_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_MAX_PX", {})
    with open_pages(BOMB) as source, pytest.raises(ImageTooLarge, match="expands"):
        source.read(1)
    with open_pages(BOMB, limits=DecodeLimits(max_ratio=10_000)) as source:
        page = source.read(1)
    assert (page.width, page.height) == (7680, 7168)
    assert page.pixels.shape == (3584, 3840, 3)


def test_heic_of_another_size_than_it_says() -> None:
    data = PLAIN.replace(struct.pack(">II", 64, 64), struct.pack(">II", 640, 640))
    with pytest.raises(CorruptInput), open_pages(data) as source:
        source.read(1)


def test_heic_without_a_primary_picture() -> None:
    with pytest.raises(CorruptInput):
        open_pages(PLAIN.replace(b"pitm", b"free"))


@pytest.mark.parametrize("file_format", ["WEBP", "GIF"])
def test_small_pictures_are_refused(file_format: str) -> None:
    with pytest.raises(ImageTooSmall):
        open_pages(encode(Image.new("RGB", (14, 400)), file_format))


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"save_all": True, "append_images": [OTHER]}])
def test_size_of_webp(options: dict[str, object]) -> None:
    data = encode(corners(), "WEBP", **options)
    assert read_size(data) == (64, 48)
    with pytest.raises(CorruptInput):
        read_size(data[:20])
