"""What Chinese invoices and tickets print: of the recogniser's symbols, those worth considering.

The models also know traditional characters, kana, accents and pictographs. Leaving them out keeps 電 from being read
for 电 and saves a tenth of the recogniser's time, which is spent on the last layer.

Source: GB 2312-1980, and the characters beyond it in the Table of General Standard Chinese Characters (State Council
2013), whose rarer ones stand in names of people and places: `rare_characters.txt`.
"""

import unicodedata
from functools import cache
from importlib.resources import files

EXTRA_SYMBOLS = frozenset("⊗¥€£²³•©®™")
_FOREIGN_SCRIPTS = (("\u0100", "\u02ff"), ("\u0400", "\u04ff"), ("\u2500", "\u257f"), ("\u3040", "\u30ff"))
"""Accented Latin, Cyrillic, lines for drawing boxes, kana: in GB 2312, yet never printed here."""
_MATHEMATICS = (("\u2208", "\u2219"), ("\u221b", "\u2263"), ("\u2266", "\u22ff"))
"""Likewise: operators other than those that specifications of goods print, which are the root, \u2264 and \u2265."""


def is_printed(symbol: str) -> bool:
    """Tell whether invoices and tickets may print a symbol.

    >>> [is_printed(symbol) for symbol in "电電玥A，の"]
    [True, False, True, True, True, False]
    """
    if symbol in EXTRA_SYMBOLS:
        return True
    if any(first <= symbol <= last for first, last in (*_FOREIGN_SCRIPTS, *_MATHEMATICS)):
        return False
    return symbol.isascii() or symbol in _rare_characters() or _is_in_gb2312(symbol)


@cache
def usual_width(symbol: str) -> str:
    """Return a symbol in the width that its text is compared in; nothing for a blank.

    >>> [usual_width(symbol) for symbol in "（(７　税"]
    ['(', '(', '7', '', '税']
    """
    return unicodedata.normalize("NFKC", symbol).strip()


def _is_in_gb2312(symbol: str) -> bool:
    try:
        symbol.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _rare_characters() -> frozenset[str]:
    text = files("piaoju.reading.ocr").joinpath("rare_characters.txt").read_text(encoding="utf-8")
    return frozenset(text) - {"\n"}
