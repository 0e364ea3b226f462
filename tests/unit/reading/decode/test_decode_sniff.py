"""Formats are told by content, and the ones that are not read are refused by name."""

import pytest

from piaoju.errors import CorruptInput, UnsupportedFormat
from piaoju.reading.decode.sniff import sniff


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xd8\xff\xe0rest", "jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "png"),
        (b"BMrest", "bmp"),
        (b"II*\0rest", "tiff"),
        (b"MM\0*rest", "tiff"),
        (b"MM\0+rest", "tiff"),
        (b"GIF89a", "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmif1", "heic"),
        (b"%PDF-1.4", "pdf"),
        (b"\n" * 1000 + b"%PDF-1.4", "pdf"),
    ],
)
def test_readable_formats(data: bytes, expected: str) -> None:
    assert sniff(data) == expected


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\0\0\0\x18ftypavif", "AVIF"),
        (b"PK\x03\x04" + b"\0" * 26 + b"OFD.xml", "OFD"),
        (b"PK\x03\x04" + b"\0" * 500 + b"OFD.xml", "OFD"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "ZIP"),
        (b'<?xml version="1.0"?>', "XML"),
        (b"\n" * 1024 + b"%PDF-1.4", "no known format"),
        (b"any text", "no known format"),
        (b"\xff\xd8", "no known format"),
    ],
)
def test_other_formats_are_refused_with_what_is_supported(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormat, match=f"{name}.*; supported are JPEG, PNG, BMP, TIFF, GIF, WEBP, HEIC, PDF"):
        sniff(data)


def test_no_bytes() -> None:
    with pytest.raises(CorruptInput, match="empty"):
        sniff(b"")
