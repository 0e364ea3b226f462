"""Pictures of all pixel types, formats and orientations come out as what a viewer shows."""

import numpy as np
import pytest
from PIL import Image

from piaoju.errors import (
    CorruptInput,
    ImageTooLarge,
    ImageTooSmall,
    PageOutOfRange,
    UnsupportedFormat,
)
from piaoju.reading.decode import DecodeLimits, open_pages
from piaoju.reading.decode import picture as picture_module
from piaoju.reading.decode.jpeg import find_end
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


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "BMP", "TIFF"])
def test_formats(file_format: str) -> None:
    with open_pages(encode(corners(), file_format)) as source:
        page = source.read(1)
    assert source.format == file_format.lower()
    assert (source.page_count, source.numbers) == (1, (1,))
    assert (page.number, page.width, page.height) == (1, 64, 48)
    assert page.pixels.shape == (48, 64, 3)
    assert page.pixels.dtype == np.uint8
    assert page.pixels.flags.c_contiguous
    assert page.pixels.flags.writeable
    assert colours(page.pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"subsampling": "4:4:4"}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "tiff_adobe_deflate"}),
        ("TIFF", {"compression": "jpeg"}),
        ("TIFF", {"big_tiff": True}),
    ],
)
def test_encodings(file_format: str, options: dict[str, object]) -> None:
    assert colours(decode(encode(corners(), file_format, **options)).pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("mode", "file_format"),
    [("P", "PNG"), ("P", "BMP"), ("P", "TIFF"), ("RGBA", "PNG"), ("RGBA", "TIFF"), ("CMYK", "TIFF")],
)
def test_pixel_types_in_colour(mode: str, file_format: str) -> None:
    data = encode(corners().convert(mode), file_format)
    assert colours(decode(data).pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("mode", "file_format"),
    [("L", "JPEG"), ("L", "PNG"), ("1", "PNG"), ("1", "BMP"), ("1", "TIFF"), ("L", "TIFF"), ("LA", "PNG")],
)
def test_pixel_types_in_grey(mode: str, file_format: str) -> None:
    left_black = Image.new("L", (64, 48), 255)
    left_black.paste(0, (0, 0, 32, 48))
    pixels = decode(encode(left_black.convert(mode), file_format)).pixels
    assert pixels.shape == (48, 64, 3)
    assert pixels[:, :24].max() < 8
    assert pixels[:, 40:].min() > 247


def test_bilevel_fax() -> None:
    left_black = Image.new("1", (64, 48), 1)
    left_black.paste(0, (0, 0, 32, 48))
    pixels = decode(encode(left_black, "TIFF", compression="group4")).pixels
    assert (pixels[:, :32] == 0).all()
    assert (pixels[:, 32:] == 255).all()


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled(file_format: str) -> None:
    ramp = np.linspace(0, 65535, 64 * 48).reshape(48, 64).astype(np.uint16)
    pixels = decode(encode(Image.fromarray(ramp), file_format)).pixels
    np.testing.assert_array_equal(pixels, np.repeat((ramp >> 8)[..., None], 3, axis=2))


@pytest.mark.parametrize("mode", ["I", "F"])
def test_measurements_are_not_pictures(mode: str) -> None:
    with open_pages(encode(Image.new(mode, (64, 48)), "TIFF")) as source, pytest.raises(UnsupportedFormat):
        source.read(1)


@pytest.mark.parametrize("adobe_mark", [True, False])
def test_cmyk_jpeg_with_and_without_adobe_mark(adobe_mark: bool) -> None:
    """Inks are stored inverted either way, as programs write and browsers read them."""
    data = encode(corners().convert("CMYK"), "JPEG", quality=95)
    if not adobe_mark:
        start = data.index(b"\xff\xee")
        data = data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]
    assert colours(decode(data).pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_parts_are_white(mode: str) -> None:
    picture = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 32, 48))
    options: dict[str, object] = {}
    if mode == "P":
        picture = Image.new("P", (64, 48), 1)
        picture.paste(0, (0, 0, 32, 48))
        picture.putpalette([0, 0, 0, 90, 90, 90])
        options["transparency"] = 1
    pixels = decode(encode(picture.convert(mode), "PNG", **options)).pixels
    assert (pixels[:, :32] == 0).all()
    assert (pixels[:, 32:] == 255).all()


def test_half_transparent_is_blended_with_white() -> None:
    pixels = decode(encode(Image.new("RGBA", (64, 48), (0, 0, 0, 128)), "PNG")).pixels
    assert abs(int(pixels[0, 0, 0]) - 127) <= 1


def test_bmp_whose_alpha_is_a_padding_byte() -> None:
    picture = corners().convert("RGBA")
    picture.putalpha(0)
    assert colours(decode(encode(picture, "BMP")).pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", UPRIGHT_AS_STORED)
def test_exif_orientation_is_applied(file_format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored = UPRIGHT_AS_STORED[orientation](corners())
    page = decode(encode(stored, file_format, exif=exif))
    assert (page.width, page.height) == (64, 48)
    assert page.pixels.shape == (48, 64, 3)
    assert colours(page.pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    "exif",
    [b"", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0", b"Exif\0\0II*\0"],
)
def test_senseless_exif_is_ignored(exif: bytes) -> None:
    assert colours(decode(encode(corners(), "JPEG", exif=exif)).pixels) == [RED, GREEN, BLUE, WHITE]


def test_pages_of_a_tiff() -> None:
    others = [Image.new("RGB", (100, 80), RED), Image.new("RGB", (30, 20), BLUE)]
    data = encode(corners(), "TIFF", save_all=True, append_images=others)
    with open_pages(data, pages=[3, 2]) as source:
        assert (source.page_count, source.numbers) == (3, (3, 2))
        last, second = source.read(3), source.read(2)
        with pytest.raises(PageOutOfRange):
            source.read(1)
    assert (last.number, last.width, last.height) == (3, 30, 20)
    assert (second.number, second.width, second.height) == (2, 100, 80)
    assert colours(second.pixels)[0] == RED
    with pytest.raises(PageOutOfRange):
        open_pages(data, pages=[4])


def test_a_bad_page_fails_on_its_own() -> None:
    data = encode(corners(), "TIFF", save_all=True, append_images=[Image.new("RGB", (10, 10), RED)])
    with open_pages(data) as source:
        assert colours(source.read(1).pixels) == [RED, GREEN, BLUE, WHITE]
        with pytest.raises(ImageTooSmall):
            source.read(2)


def test_endless_tiff_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_module, "_MAX_TIFF_PAGES", 2)
    data = encode(corners(), "TIFF", save_all=True, append_images=[corners(), corners()])
    with pytest.raises(CorruptInput, match="more than 2 pages"):
        open_pages(data)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "BMP", "TIFF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated_files_are_refused(file_format: str, share: float) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise), file_format)
    with pytest.raises(CorruptInput), open_pages(data[: int(len(data) * share)]) as source:
        source.read(1)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_jpeg_with_an_end_marker_too_early(mode: str) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise).convert(mode), "JPEG")
    with pytest.raises(CorruptInput, match="ends before"):
        decode(data[: len(data) * 2 // 3] + b"\xff\xd9")


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 2}])
@pytest.mark.parametrize("trailer", [b"", b"\xff\xd9 appended by a camera"])
def test_a_jpeg_that_really_is_grey(options: dict[str, object], trailer: bytes) -> None:
    data = encode(Image.new("RGB", (64, 48), (128, 128, 128)), "JPEG", **options)
    assert (decode(data + trailer).pixels == 128).all()


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"\xff\xd8\xff\xd9", 2),
        (b"\xff\xd8\xff\xff\xe0\0\x03-\xff\x01\xff\xd9", 10),
        (b"\xff\xd8\xff\xda\0\x02\xff\0\xff\xd0-\xff\xd9", 11),
        (b"\xff\xd8\xff\xda\0\x02\xff\0-", None),
        (b"\xff\xd8-no marker", None),
        (b"\xff\xd8\xff\xe0\xff\xff", None),
    ],
)
def test_where_a_jpeg_ends(data: bytes, end: int | None) -> None:
    assert find_end(data) == end


def test_damaged_data_in_the_middle() -> None:
    data = bytearray(encode(corners(), "PNG"))
    middle = data.index(b"IDAT") + 8
    data[middle : middle + 8] = b"\xff" * 8
    with pytest.raises(CorruptInput) as caught:
        decode(bytes(data))
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_large_pictures_are_decoded_reduced(file_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_module, "REDUCE_ABOVE_PX", 1000)
    page = decode(encode(corners(), file_format))
    assert (page.width, page.height) == (64, 48)
    assert page.pixels.shape == (24, 32, 3)
    assert colours(page.pixels) == [RED, GREEN, BLUE, WHITE]


def test_pillows_own_limit_is_ours_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with open_pages(encode(corners(), "TIFF")) as source, pytest.raises(ImageTooLarge):
        source.read(1)


def test_limits_apply_to_every_page() -> None:
    data = encode(corners(), "TIFF", save_all=True, append_images=[Image.new("RGB", (200, 20))])
    with open_pages(data, limits=DecodeLimits(max_side_px=100)) as source:
        source.read(1)
        with pytest.raises(ImageTooLarge):
            source.read(2)


def test_closed_source() -> None:
    source = open_pages(encode(corners(), "PNG"))
    source.close()
    source.close()
    with pytest.raises(ValueError, match="closed"):
        source.read(1)
