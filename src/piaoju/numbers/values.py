"""The one way from printed text to the normalised value, for every type of field.

Pure normalisation: width, blanks, marks and order of dates. Digits are never added, dropped or repaired,
except that dates and times gain leading zeros and a century and lose their seconds.
"""

import re
from collections.abc import Callable, Mapping

from piaoju.model.field import ValueType
from piaoju.numbers import amount_in_words, date, money, rate, station
from piaoju.numbers.text import clean, clean_with_number, without_blanks

_NUMERO = re.compile(r"(?:№|N[Oo0º°]\.?:?)(?=[\d*])")
_CODE = re.compile(r"[!-~]*[0-9A-Z][!-~]*")
_DIGITS = re.compile(r"[\d*]*\d[\d*]*", re.ASCII)
_PLATE_MARKS = re.compile(r"[·•‧∙・.\-]")
_PLATE = re.compile(r"[\u4e00-\u9fff]?[0-9A-Z*]{4,8}[\u4e00-\u9fff]?")


def normalise(value_type: ValueType, text: str) -> str | None:
    """Return the normalised value of a printed text, or None if the text lacks the grammar of its type.

    Of a field of several lines, one line.

    Args:
        value_type: any but ITEMS.
        text: as printed, without its label.

    Raises:
        ValueError: for ITEMS, whose cells have types of their own.

    >>> normalise(ValueType.MONEY, "¥ 1,787.07"), normalise(ValueType.DATE, "2019年 3月 5日")
    ('1787.07', '2019-03-05')
    >>> normalise(ValueType.MONEY, "合计") is None
    True
    """
    if value_type is ValueType.ITEMS:
        raise ValueError("items have no value of their own")
    return _NORMALISERS[value_type](text) or None


def _code(text: str) -> str | None:
    """Any run of ASCII with a letter or digit: engine numbers hold hyphens, masks stars."""
    compact = without_blanks(text).removeprefix("№").upper()
    return compact if _CODE.fullmatch(compact) else None


def _digits(text: str) -> str | None:
    compact = _NUMERO.sub("", without_blanks(text), count=1)
    return compact if _DIGITS.fullmatch(compact) else None


def _plate(text: str) -> str | None:
    compact = _PLATE_MARKS.sub("", without_blanks(text)).upper()
    return compact if _PLATE.fullmatch(compact) else None


_NORMALISERS: Mapping[ValueType, Callable[[str], str | None]] = {
    ValueType.TEXT: clean,
    ValueType.TEXT_AND_NUMBER: clean_with_number,
    ValueType.CODE: _code,
    ValueType.DIGITS: _digits,
    ValueType.TAX_ID: _code,
    ValueType.DATE: date.normalise,
    ValueType.DATE_TIME: date.normalise_date_time,
    ValueType.TIME: date.normalise_time,
    ValueType.MONEY: money.normalise,
    ValueType.DECIMAL: money.normalise_decimal,
    ValueType.RATE: rate.normalise,
    ValueType.WORDS: amount_in_words.normalise,
    ValueType.STATION: station.normalise,
    ValueType.PLATE: _plate,
    ValueType.LINES: without_blanks,
}
