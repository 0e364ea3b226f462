"""Fonts for PDF text whose own font is neither embedded nor on this machine.

Many e-invoices name SimSun, KaiTi or STSong-Light without embedding them, and PDFium then draws no Chinese at
all. Here it is handed Noto Serif SC and Noto Sans SC instead. Fonts of the system are never asked, so that a
page looks the same on every machine. PDFium squeezes or centres the glyphs of such a font to the widths that
the PDF states, which its built-in generic fonts are exempt from: their digits overlap in half-width cells.
The fourteen standard fonts (Courier New falls back on Courier) stay PDFium's own.

Source: PDFium, public/fpdf_sysfontinfo.h and core/fxge/cfx_fontmapper.cpp.
"""

import ctypes
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pypdfium2.raw as pdfium

from piaoju.errors import ModelMissing

_log = logging.getLogger(__name__)

_CJK_CHARSETS = frozenset(
    {
        pdfium.FXFONT_GB2312_CHARSET,
        pdfium.FXFONT_CHINESEBIG5_CHARSET,
        pdfium.FXFONT_SHIFTJIS_CHARSET,
        pdfium.FXFONT_HANGEUL_CHARSET,
    }
)
# Parts of the names of Chinese fonts, lower case without blanks; names also come in GB 18030 and in UTF-8.
_SANS_NAMES = (
    "simhei",
    "yahei",
    "dengxian",
    "heiti",
    "youyuan",
    "sourcehan",
    "notosans",
    "pingfang",
    "黑",
    "等线",
)
_SERIF_NAMES = ("simsun", "song", "kaiti", "simkai", "fangsong", "mingliu", "宋", "楷", "仿")

_TABLE_DIRECTORY_AT = 12
_TABLE_ENTRY_BYTES = 16


@dataclass(frozen=True, slots=True)
class _Font:
    name: bytes
    path: Path

    def read_table(self, tag: bytes) -> bytes:
        """Return a table of the font; with an empty tag the whole file, with an unknown one nothing.

        Source: OpenType 1.9, "Organization of an OpenType font".
        """
        if not tag:
            return self.path.read_bytes()
        with self.path.open("rb") as file:
            count = int.from_bytes(file.read(6)[4:], "big")
            file.seek(_TABLE_DIRECTORY_AT)
            directory = file.read(count * _TABLE_ENTRY_BYTES)
            for at in range(0, len(directory), _TABLE_ENTRY_BYTES):
                if directory[at : at + 4] == tag:
                    file.seek(int.from_bytes(directory[at + 8 : at + 12], "big"))
                    return file.read(int.from_bytes(directory[at + 12 : at + 16], "big"))
        return b""


# Handles by which PDFium refers to the fonts; 0 would mean none.
_SERIF, _SANS = 1, 2
_FONTS = {
    _SERIF: _Font(b"NotoSerifSC", pylopdf_fonts_zh_cn.serif_path()),
    _SANS: _Font(b"NotoSansSC", pylopdf_fonts_zh_cn.sans_path()),
}

_installed: list[Any] = []
"""PDFium keeps pointers to the callbacks until the process ends, so that they must live as long."""


def install_fonts() -> None:
    """Make PDFium fall back on our fonts, once a process.

    Raises:
        ModelMissing: the font files are not installed.
    """
    if _installed:
        return
    for font in _FONTS.values():
        if not font.path.is_file():
            raise ModelMissing(f"the font file {font.path.name} of pylopdf-fonts-zh-cn is not installed")
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    callbacks: dict[str, Callable[..., object]] = {
        "MapFont": _map_font,
        "GetFontData": _get_font_data,
        "GetFaceName": _get_face_name,
        "GetFontCharset": _get_font_charset,
    }
    for name, function in callbacks.items():
        setattr(info, name, types[name](function))
    pdfium.FPDF_SetSystemFontInfo(info)
    _installed.append(info)


def choose_font(name: bytes, charset: int) -> int | None:
    """Return the handle of the font that stands in for another, or None where PDFium's own is better.

    Args:
        name: of the font wanted, as in the PDF, in any encoding.
        charset: an FXFONT_*_CHARSET.

    >>> choose_font(b"SimHei", 134) == _SANS
    True
    >>> choose_font(b"Helvetica", 0) is None
    True
    """
    folded = name.lower().replace(b" ", b"")
    if _contains(folded, _SANS_NAMES):
        return _SANS
    # Forms are set in song and kai faces, so that an unknown Chinese font is most likely one of them.
    return _SERIF if charset in _CJK_CHARSETS or _contains(folded, _SERIF_NAMES) else None


def _contains(name: bytes, parts: tuple[str, ...]) -> bool:
    return any(part.encode(encoding) in name for part in parts for encoding in ("utf-8", "gb18030"))


def _map_font(_info: object, *request: Any) -> int | None:
    _weight, _italic, charset, _pitch, face, _exact = request
    name = ctypes.cast(face, ctypes.c_char_p).value or b""
    handle = choose_font(name, charset)
    _log.debug("PDF font that is not embedded: charset %d, stand-in %s", charset, handle)
    return handle


def _get_font_data(_info: object, handle: int, table: int, buffer: Any, size: int) -> int:
    tag = table.to_bytes(4, "big") if table else b""
    try:
        data = _FONTS[handle].read_table(tag)
    except OSError:
        _log.exception("cannot read the font file %s", _FONTS[handle].path.name)
        return 0
    return _fill(buffer, size, data)


def _get_face_name(_info: object, handle: int, buffer: Any, size: int) -> int:
    return _fill(buffer, size, _FONTS[handle].name + b"\0")


def _get_font_charset(_info: object, _handle: int) -> int:
    return int(pdfium.FXFONT_GB2312_CHARSET)


def _fill(buffer: Any, size: int, data: bytes) -> int:
    """Copy data into PDFium's buffer if it fits; either way return how much there is."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
