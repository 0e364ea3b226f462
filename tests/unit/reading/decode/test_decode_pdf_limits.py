"""PDF files with streams that expand too far are refused before they are drawn."""

import zlib

import pytest

from piaoju.errors import ImageTooLarge
from piaoju.reading.decode import DecodeLimits, open_pages, pdf_streams
from tests.unit.reading.decode.pdfs import make_pdf

PAGE = "/MediaBox[0 0 144 72]"
SMALL = DecodeLimits(max_ratio=100)


def stream(raw: bytes, entries: str = "", length: int | None = None) -> bytes:
    packed = zlib.compress(raw, 9)[:length]
    body = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>\nstream\n".encode()
    return make_pdf(f"{PAGE}|") + b"9 0 obj\n" + body + packed + b"\nendstream endobj\n"


def test_content_that_expands_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stream(bytes(100_000))
    open_pages(data).close()
    monkeypatch.setattr(pdf_streams, "_MAX_CONTENT_BYTES", 99_999)
    with pytest.raises(ImageTooLarge, match="99999 bytes"):
        open_pages(data)
    for entries in ("/Length1 9", "/Type/EmbeddedFile", "/Subtype/Type1C", "/Subtype/Image"):
        open_pages(stream(bytes(100_000), entries)).close()


def test_picture_that_expands_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_streams, "_FREE_PICTURE_BYTES", 99_999)
    data = stream(bytes(100_000), "/Subtype/Image")
    with pytest.raises(ImageTooLarge):
        open_pages(data, limits=SMALL)
    open_pages(data, limits=DecodeLimits(max_ratio=2000)).close()


@pytest.mark.parametrize("length", [0, 1, 50])
def test_damaged_streams_are_left_to_pdfium(length: int) -> None:
    open_pages(stream(bytes(100_000), length=length)).close()
    open_pages(stream(b"a").replace(b"\x78\xda", b"\0\0")).close()


def test_streams_after_a_damaged_one_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_streams, "_MAX_CONTENT_BYTES", 99_999)
    second = stream(bytes(100_000))[len(make_pdf(f"{PAGE}|")) :]
    with pytest.raises(ImageTooLarge):
        open_pages(stream(b"abc" * 500, length=5) + second)
    with pytest.raises(ImageTooLarge):
        open_pages(stream(b"abc" * 500) + second)
