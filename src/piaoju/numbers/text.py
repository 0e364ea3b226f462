"""Cleaning of printed text: one width for letters and digits, fullwidth marks in Chinese text, blanks.

Full NFKC would lose print (㎡ becomes m2, ① becomes 1), so only what is the same sign in another width or
another code point is folded.

Source: Unicode Standard Annex 15 for the foldings.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import chain

_FOLDED_RANGES = (
    range(0xFF01, 0xFF5F),  # fullwidth ASCII
    range(0xFFE0, 0xFFE7),  # fullwidth currency signs
    range(0xFE50, 0xFE6C),  # small marks
    range(0x2F00, 0x2FD6),  # Kangxi radicals: PDF text layers hold them in place of the characters
    range(0xF900, 0xFB00),  # compatibility ideographs, likewise
)
_DASHES = "\u2010\u2011\u2012\u2013\u2212"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_COLONS = "\u2236\ufe13"


def _folding() -> dict[str, str]:
    signs = map(chr, chain.from_iterable(_FOLDED_RANGES))
    return (
        {sign: unicodedata.normalize("NFKC", sign) for sign in signs}
        | dict.fromkeys(_DASHES, "-")
        | dict.fromkeys(_COLONS, ":")
        | dict.fromkeys(_INVISIBLE, "")
    )


_FOLDING = str.maketrans(_folding())
_FULLWIDTH_MARKS = str.maketrans("():,", "（）：，")
_NUMBER_TOKEN = re.compile(r"[+(]?\d[\d()\-/、,;*+转]*")
_GROUP = re.compile(r"\d{3,5}")
_ENDS_IN_GROUP = re.compile(r"(?<!\d)\d{3,5}$")
_AREA_CODE = re.compile(r"\(?0\d{2,3}\)?-?")
_SHORTEST_NUMBER = 5


def to_halfwidth(text: str) -> str:
    """Fold widths, compatibility ideographs and dashes; blanks stay, as plain spaces.

    >>> to_halfwidth("Ａ１２３－４５：￥６．５　㎡")
    'A123-45:¥6.5 ㎡'
    """
    return "".join(" " if char.isspace() else char for char in text.translate(_FOLDING))


def without_blanks(text: str) -> str:
    """Fold widths and remove every blank.

    >>> without_blanks(" 1234 5678　9012 ")
    '123456789012'
    """
    return to_halfwidth(text).replace(" ", "")


def clean(text: str) -> str:
    """Return a name, title or remark without blanks, with brackets, colons and commas fullwidth.

    >>> clean("某某 ( 上海 ) 有限公司:1,2")
    '某某（上海）有限公司：1，2'
    """
    return without_blanks(text).translate(_FULLWIDTH_MARKS)


def clean_with_number(text: str) -> str:
    """Return bank and account, or address and phone, with one blank between them if one was printed.

    Else as `clean`. The number is found from the right: an account in groups and an area code set apart
    belong to it, a house number before it does not.

    >>> clean_with_number("某某银行 某某支行 6222 0200 1234 5678")
    '某某银行某某支行 6222020012345678'
    >>> clean_with_number("某某市某路 12 号 301  0755 - 12345678")
    '某某市某路12号301 0755-12345678'
    >>> clean_with_number("某某银行某某支行6222 0200 1234 5678")
    '某某银行某某支行6222020012345678'
    """
    tokens = re.sub(r" *([-/]) *", r"\1", to_halfwidth(text)).split()
    start = _number_start(tokens)
    name, number = clean("".join(tokens[:start])), clean("".join(tokens[start:]))
    if not name or not number or _number_begins_in_name(tokens, start):
        return name + number
    return f"{name} {number}"


def _number_start(tokens: list[str]) -> int:
    """Return the index of the first token of the number; len(tokens) if the text does not end in one."""
    start = len(tokens)
    while start and _goes_on(tokens[start - 1], tokens[start:]):
        start -= 1
    if _digits(tokens[start:]) < _SHORTEST_NUMBER:
        return len(tokens)
    return start


def _goes_on(token: str, number: list[str]) -> bool:
    """Tell whether a token belongs to the number whose later tokens are given."""
    if not _NUMBER_TOKEN.fullmatch(token):
        return False
    if _digits(number) < _SHORTEST_NUMBER:
        return True
    return _AREA_CODE.fullmatch(token) is not None or _all_groups([token, *number])


def _number_begins_in_name(tokens: list[str], start: int) -> bool:
    """Tell whether an account printed in groups has its first group joined to the name."""
    if not start or not _all_groups(tokens[start:]):
        return False
    return _ENDS_IN_GROUP.search(tokens[start - 1]) is not None


def _all_groups(tokens: Iterable[str]) -> bool:
    return all(_GROUP.fullmatch(token) for token in tokens)


def _digits(tokens: Iterable[str]) -> int:
    return sum(char.isdecimal() for token in tokens for char in token)


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, in [0, 1]: characters that match in order, of all.

    >>> likeness("91110000600037341L", "9111000060003734LL") > 0.9
    True
    """
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
