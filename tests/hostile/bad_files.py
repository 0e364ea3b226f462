"""Bad files, made rather than kept: each a function of no arguments, named after what is wrong with it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image

from tests.hostile.bad_pdfs import bad_pdfs
from tests.hostile.heic_files import BOMB, PLAIN
from tests.hostile.valid_files import encode

Maker = Callable[[], bytes]

_MAGICS = {
    "jpeg": b"\xff\xd8\xff\xe0",
    "png": b"\x89PNG\r\n\x1a\n",
    "bmp": b"BM",
    "tiff_little": b"II*\0",
    "tiff_big": b"MM\0*",
    "bigtiff": b"II+\0",
    "gif": b"GIF89a",
    "webp_lossy": b"RIFF\0\1\0\0WEBPVP8 ",
    "webp_lossless": b"RIFF\0\1\0\0WEBPVP8L",
    "webp_extended": b"RIFF\0\1\0\0WEBPVP8X",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "avif": b"\0\0\0\x18ftypavif",
    "pdf": b"%PDF-1.7\n",
    "zip": b"PK\x03\x04",
}
_PICTURES = ("JPEG", "PNG", "BMP", "TIFF", "GIF", "WEBP")


def bad_files() -> dict[str, Maker]:
    """Return all of them by name."""
    makers: dict[str, Maker] = {
        "empty": lambda: b"",
        "one_byte": lambda: b"\xff",
        "nothing_but_zeros": lambda: bytes(100_000),
        "text": lambda: "价税合计（大写） 壹佰圆整\n".encode() * 100,
        "html": lambda: b"<!doctype html><title>Not found</title>",
        "shell_script": lambda: b"#!/bin/sh\necho hello\n",
        "executable": lambda: b"\x7fELF\x02\x01\x01" + bytes(5000),
        "zip_of_text": lambda: _zip({"a.txt": b"a"}),
        "zip_bomb": lambda: _zip({"OFD.xml": bytes(50_000_000)}),
        "svg": lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "too_many_bytes": lambda: b"\xff\xd8\xff" + bytes(50 * 1024 * 1024),
        "heic_truncated": lambda: PLAIN[: len(PLAIN) - 40],
        "heic_without_pictures": lambda: PLAIN[:40],
        "heic_40000_px": lambda: PLAIN.replace(struct.pack(">II", 64, 64), struct.pack(">II", 40_000, 40_000)),
        "heic_bomb": lambda: BOMB,
        "png_bomb": lambda: _png(9000, 9000, zlib.compress(bytes(9001) * 9000, 9), kind=0),
        "png_bomb_in_colour": lambda: _png(9000, 6000, zlib.compress(bytes(27_001) * 6000, 9), kind=2),
        "png_of_240_million_px_in_colour": lambda: _large_png(6, 8),
        "png_of_240_million_px_of_16_bits": lambda: _large_png(0, 16),
        "png_of_240_million_px_in_16_bit_colour": lambda: _large_png(2, 16),
        "png_text_bomb": _png_text_bomb,
        "png_without_data": lambda: _png(100, 100, b""),
        "png_40000_px": lambda: _png(40_000, 40_000, b""),
        "png_of_size_zero": lambda: _png(0, 0, b""),
        "gif_bomb": _gif_bomb,
        "gif_65535_px": lambda: b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\2",
        "webp_bomb": lambda: encode(Image.new("RGB", (16_383, 3500)), "WEBP", lossless=True, quality=0, method=0),
        "webp_of_16_million_px": lambda: b"RIFF\xff\xff\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6 + bytes(50),
        "tiff_bomb": lambda: encode(Image.new("1", (30_000, 5000)), "TIFF", compression="group4"),
        "tiff_40000_px": lambda: encode(Image.new("1", (40_000, 20)), "TIFF", compression="group4"),
        "tiff_of_180_million_px": lambda: encode(Image.new("1", (18_000, 10_000)), "TIFF", compression="packbits"),
        "tiff_of_one_large_strip": _one_strip,
        "tiff_whose_directory_is_itself": lambda: b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "tiff_with_damaged_strips": _damaged_tiff,
        "tiff_of_endless_pages": _endless_tiff,
        "jpeg_65500_px": _large_jpeg,
        "jpeg_of_a_thousand_passes": _many_passes,
        "jpeg_of_passes_over_90_million_px": lambda: _progressive(10_000, 9000),
        "bmp_of_a_billion_px": lambda: (
            b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 30_000, 30_000, 1, 24, *[0] * 6)
        ),
    }
    makers |= dict(_over_pictures())
    makers |= {f"random_after_{name}": _random(magic) for name, magic in _MAGICS.items()}
    return makers | bad_pdfs()


def _over_pictures() -> Iterator[tuple[str, Maker]]:
    noise = Image.fromarray(np.random.default_rng(5).integers(0, 255, (60, 80, 3), dtype=np.uint8))
    for name in _PICTURES:
        data = encode(noise, name)
        yield f"{name.lower()}_truncated", lambda data=data: data[: len(data) // 2]  # type: ignore[misc]
        yield f"{name.lower()}_1x1", lambda name=name: encode(Image.new("RGB", (1, 1)), name)  # type: ignore[misc]


def _random(magic: bytes) -> Maker:
    return lambda: magic + np.random.default_rng(9).bytes(20_000)


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, pixels: bytes, kind: int = 2, more: bytes = b"") -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + more + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _large_png(kind: int, depth: int) -> bytes:
    """20,000 x 12,000 pixels, in as many bytes as such a picture may well have; they are never looked at."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 12_000, depth, kind, 0, 0, 0))
    data = _chunk(b"IDAT", np.random.default_rng(5).bytes(10_000_000))
    return b"\x89PNG\r\n\x1a\n" + header + data + _chunk(b"IEND", b"")


def _png_text_bomb() -> bytes:
    text = _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000), 9))
    return _png(100, 100, b"", more=text * 100)


def _gif_bomb() -> bytes:
    picture = encode(Image.new("P", (9000, 9000)), "GIF")
    return picture[:6] + struct.pack("<HH", 9000, 9000) + picture[10:]


def _damaged_tiff() -> bytes:
    noise = Image.fromarray(np.random.default_rng(5).integers(0, 255, (60, 80, 3), dtype=np.uint8))
    data = bytearray(encode(noise, "TIFF", compression="tiff_lzw"))
    middle = len(data) // 2
    data[middle : middle + 2000] = b"\xff" * 2000
    return bytes(data)


def _endless_tiff() -> bytes:
    """200,000 directories of one tag each."""
    directories = (struct.pack("<HHHIII", 1, 256, 4, 1, 20, 8 + 18 * (index + 1)) for index in range(200_000))
    return b"II*\0\x08\0\0\0" + b"".join(directories)


def _one_strip() -> bytes:
    """A header of 90 million pixels in one strip, before data that is not read."""
    header = b"II*\0\x08\0\0\0"
    rows = [(256, 9000), (257, 10_000), (258, 8), (259, 5), (262, 2), (273, 200), (277, 3), (278, 10_000), (279, 9**7)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in rows)
    return header + struct.pack("<H", len(rows)) + entries + bytes(4_000_000)


def _progressive(width: int, height: int) -> bytes:
    noise = Image.fromarray(np.random.default_rng(5).integers(0, 255, (900, 1000, 3), dtype=np.uint8))
    picture = Image.new("RGB", (width, height), "white")
    for left in range(0, width, 2500):
        picture.paste(noise, (left, 0))
    return encode(picture, "JPEG", progressive=True, subsampling=0)


def _many_passes() -> bytes:
    """A progressive picture whose last pass comes a thousand times more."""
    data = encode(Image.new("RGB", (4000, 3000), "red"), "JPEG", progressive=True, subsampling=0)
    start, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[start:end] * 1000 + data[end:]


def _large_jpeg() -> bytes:
    data = bytearray(encode(Image.new("L", (64, 48)), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
    return bytes(data)
