"""Tax rates: as printed, and as the fraction that checks reckon with.

Source: value grammar of the VAT invoice. Which rates were in force on a day is a check, not a grammar.
"""

import re
from decimal import Decimal

from piaoju.numbers.text import without_blanks

EXEMPTIONS = frozenset({"免税", "不征税", "出口零税率", "普通零税率", "***"})
"""What stands in the place of a rate when no tax is reckoned."""

_PERCENT = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)%", re.ASCII)
_NOT_STATED = re.compile(r"\*{2,}")


def normalise(text: str) -> str | None:
    """Return the rate as printed, without blanks.

    >>> normalise("13 %"), normalise("１％"), normalise("免 税"), normalise("***"), normalise("13")
    ('13%', '1%', '免税', '***', None)
    """
    compact = _NOT_STATED.sub("***", without_blanks(text))
    return compact if compact in EXEMPTIONS or _PERCENT.fullmatch(compact) else None


def parse(text: str) -> Decimal | None:
    """Return the rate as a fraction; None where the print states none (免税, `***`) or is no rate.

    >>> parse("13%"), parse("1.5%"), parse("免税")
    (Decimal('0.13'), Decimal('0.015'), None)
    """
    match = _PERCENT.fullmatch(without_blanks(text))
    return None if match is None else Decimal(match[1]) / 100
