"""What the numbers of an item row must come to."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from piaoju.numbers.rate import normalise as normalise_rate
from piaoju.numbers.rate import parse as parse_rate
from piaoju.reading.kie.columns import Row
from piaoju.reading.kie.runs import Run

FACTORS = ("quantity", "unit_price")
TAXES = ("tax_rate", "tax")
PRODUCT_TOLERANCE = Decimal("0.011")  # prices are printed cut, so that the product is off by a cent at most
TAX_TOLERANCE = Decimal("0.06")  # what issuing software permits a line
REPAIR_TOLERANCE = Decimal("0.011")  # of a tax that was not read at once: digits that look alike differ by more
CENTS = re.compile(r".*\.\d{2}")
LOST_FIRST_DIGIT = re.compile(r"-?0\d")


def multiplies(row: Row) -> bool:
    """Tell whether quantity times price gives the amount, to the cent."""
    quantity, price, amount = (decimal_of(row.get(name)) for name in (*FACTORS, "amount"))
    if quantity is None or price is None or amount is None:
        return False
    return abs(quantity * price - amount) <= PRODUCT_TOLERANCE


def is_taxed(row: Row, tolerance: Decimal = TAX_TOLERANCE) -> bool:
    """Tell whether the tax is what the rate makes of the amount, or the stars of an exempt line."""
    rate_text, tax_text = text_of(row.get("tax_rate")), text_of(row.get("tax"))
    if re.fullmatch(r"\*{2,3}", tax_text):
        return re.search("[1-9]", rate_text) is None
    amount, tax, rate = decimal_of(row.get("amount")), decimal_of(row.get("tax")), parse_rate(rate_text)
    if amount is None or tax is None or rate is None or not CENTS.fullmatch(tax_text):
        return False
    return abs(amount * rate - tax) <= tolerance


def states_rate(row: Row) -> bool:
    """Tell whether what was read of the rate is one, or the words of an exemption."""
    return normalise_rate(text_of(row.get("tax_rate"))) is not None


def text_of(runs: Sequence[Run] | None) -> str:
    """Return the print of a cell without blanks, empty if there is none."""
    return "".join(run.compact for run in runs or ())


def decimal_of(runs: Sequence[Run] | None) -> Decimal | None:
    """Return the number in a cell; None if there is none, or one that has lost its beginning."""
    text = text_of(runs).lstrip("¥￥").replace(",", "")
    if LOST_FIRST_DIGIT.match(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
