"""Money and other plain decimals: `¥ 1,787.07` to `1787.07`.

Source: value grammars of the VAT invoice, taxi receipt and train ticket; `***` stands where a form prints it
in place of a tax.
"""

import re
from decimal import Decimal

from piaoju.numbers.text import without_blanks

_NOT_STATED = re.compile(r"\*{2,}")
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
# Recognition often takes the crossed bar of the yuan sign for a Y.
_SIGNS = r"(?P<minus>-)?(?:¥|Y|RMB|CNY|人民币)?(?P<inner_minus>-)?"
_MONEY = re.compile(_SIGNS + _NUMBER + "(?:元|圆)?整?", re.IGNORECASE | re.ASCII)
_UNITS = "元(?:/(?:公里|千米|KM))?|KM|公里|千米|吨|人|座"
_DECIMAL = re.compile(f"{_SIGNS}{_NUMBER}(?:{_UNITS})?", re.IGNORECASE | re.ASCII)


def normalise(text: str) -> str | None:
    """Return an amount of money without sign of currency, unit and separators, digits as printed.

    >>> normalise("¥ 1,787.07"), normalise("￥39.5元"), normalise("-￥20.00"), normalise("＊＊＊")
    ('1787.07', '39.5', '-20.00', '***')
    >>> normalise("1,78.07") is None
    True
    """
    compact = _compact(text)
    if _NOT_STATED.fullmatch(compact):
        return "***"
    return _digits_as_printed(_MONEY.fullmatch(compact))


def normalise_decimal(text: str) -> str | None:
    """Return a quantity, price or distance likewise.

    >>> normalise_decimal("14.6 km"), normalise_decimal("2.30元/公里"), normalise_decimal("25.4716981132")
    ('14.6', '2.30', '25.4716981132')
    """
    return _digits_as_printed(_DECIMAL.fullmatch(_compact(text)))


def parse(text: str) -> Decimal | None:
    """Return the number, None for `***` and for what is no number.

    >>> parse("￥1,787.07"), parse("***")
    (Decimal('1787.07'), None)
    """
    value = normalise_decimal(text)
    return None if value is None else Decimal(value)


def _compact(text: str) -> str:
    # Recognition has but one long dash; in front of a number it is the minus sign.
    return without_blanks(text).replace("—", "-")


def _digits_as_printed(match: re.Match[str] | None) -> str | None:
    if match is None or (match["minus"] and match["inner_minus"]):
        return None
    minus = match["minus"] or match["inner_minus"] or ""
    return minus + match["number"].replace(",", "")
