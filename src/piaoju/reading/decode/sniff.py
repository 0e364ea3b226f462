"""What kind of file it is, told by its first bytes and never by its name."""

from typing import Literal, NamedTuple, TypeGuard

from piaoju.errors import CorruptInput, UnsupportedFormat

Format = Literal["jpeg", "png", "bmp", "tiff", "gif", "webp", "heic", "pdf"]
_READABLE: tuple[Format, ...] = ("jpeg", "png", "bmp", "tiff", "gif", "webp", "heic", "pdf")


class Signature(NamedTuple):
    """Bytes that mark a format.

    Attributes:
        format: as in `PageSource.format`; one that is not in `_READABLE` is known only to be refused by name.
        magic: the bytes looked for.
        offset: where they start, or the first place where they may.
        reach: how many places from `offset` on are looked at.
    """

    format: str
    magic: bytes
    offset: int = 0
    reach: int = 1


# OFD is a ZIP archive with OFD.xml in its root, so that its row must come before the one of ZIP.
_SIGNATURES = (
    Signature("jpeg", b"\xff\xd8\xff"),
    Signature("png", b"\x89PNG\r\n\x1a\n"),
    Signature("tiff", b"II*\0"),
    Signature("tiff", b"MM\0*"),
    Signature("tiff", b"II+\0"),  # BigTIFF
    Signature("tiff", b"MM\0+"),
    Signature("gif", b"GIF87a"),
    Signature("gif", b"GIF89a"),
    Signature("webp", b"WEBP", offset=8),
    *(Signature("heic", b"ftyp" + brand, offset=4) for brand in (b"hei", b"hev", b"mif1", b"msf1")),
    Signature("avif", b"ftypavi", offset=4),
    Signature("ofd", b"OFD.xml", offset=30, reach=50 * 1024 * 1024),
    Signature("zip", b"PK\x03\x04"),
    Signature("xml", b"<?xml"),
    Signature("xml", b"\xef\xbb\xbf<?xml"),
    Signature("bmp", b"BM"),
    # Acrobat and PDFium accept up to 1024 bytes before the header (PDF Reference 1.7, implementation note
    # 13).
    Signature("pdf", b"%PDF-", reach=1024),
)


def sniff(data: bytes) -> Format:
    """Return the format of a file.

    >>> sniff(b"%PDF-1.7 ...")
    'pdf'

    Raises:
        CorruptInput: there are no bytes.
        UnsupportedFormat: none of the formats that piaoju reads; the message says which, if known.
    """
    if not data:
        raise CorruptInput("the file is empty")
    found = next((row.format for row in _SIGNATURES if _matches(data, row)), None)
    if _is_readable(found):
        return found
    readable = ", ".join(name.upper() for name in _READABLE)
    what = f"{found.upper()} files are not read" if found else "the file is of no known format"
    raise UnsupportedFormat(f"{what}; supported are {readable}")


def _matches(data: bytes, row: Signature) -> bool:
    if row.format == "ofd" and not data.startswith(b"PK\x03\x04"):
        return False
    return data.find(row.magic, row.offset, row.offset + row.reach - 1 + len(row.magic)) >= 0


def _is_readable(name: str | None) -> TypeGuard[Format]:
    return name in _READABLE
