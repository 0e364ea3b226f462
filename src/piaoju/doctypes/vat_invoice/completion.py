"""What second looks add to an item row: amounts that were cut off, cells that were overlooked, digits that were lost.

A cell's new reading counts only if the rest of the row supports it: quantity times price is the amount, the rate makes
the tax. Units alone have no such support and must be read with high confidence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from piaoju.doctypes.vat_invoice.amounts import complete_amount, find_value
from piaoju.doctypes.vat_invoice.forms import UNIT
from piaoju.numbers.rate import parse as parse_rate
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

CELL_HALF_MM = 2.3  # half of the line pitch
CERTAIN_UNIT = 0.9
PRODUCT_TOLERANCE = Decimal("0.011")  # prices are printed cut, so that the product is off by a cent at most
TAX_TOLERANCE = Decimal("0.06")  # what issuing software permits a line
DIGITS = "0123456789.-"
SAME_TINT = 60  # levels of red against blue, of 255
HEADER_WORDS = ("单位", "类型")


def completed(sheet: Sheet, row: Row, columns: Sequence[Column], y: float) -> Row:
    """Return the row with cut amounts completed and overlooked cells filled.

    Args:
        sheet: to look at.
        row: as assigned.
        columns: where the cells are.
        y: height at which the row's values are printed, millimetres.
    """
    amounts = {name: [complete_amount(sheet, runs[0])] for name, runs in row.items() if name in ("amount", "tax")}
    row = {**row, **amounts}
    for name, alphabet, agrees in (*_missing(row), *_doubtful(row)):
        first = row.get(name)
        if first and agrees(row):
            continue  # put right by an earlier cell of the same row
        column = named(columns, name)
        rect = (column.left + 0.8, y - CELL_HALF_MM, column.right - 0.2, y + CELL_HALF_MM)

        def fits(run: Run, name: str = name, agrees: Callable[[Row], bool] = agrees, row: Row = row) -> bool:
            is_of_the_row = all(_is_like(run, amount) for amount in row.get("amount", ()))
            return is_of_the_row and _text(row.get(name)) in run.text and agrees({**row, name: [run]})

        found = find_value(sheet, rect, alphabet, fits)
        if found is not None:
            row = {**row, name: [replace(found, first_text=_text(first)) if first else found]}
    return row


def multiplies(row: Row) -> bool:
    """Tell whether quantity times price gives the amount, to the cent."""
    quantity, price, amount = (_decimal(row.get(name)) for name in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or amount is None:
        return False
    return abs(quantity * price - amount) <= PRODUCT_TOLERANCE


def _missing(row: Row) -> list[tuple[str, str, Callable[[Row], bool]]]:
    """Return the cells that a row of this kind has and this one lacks: name, alphabet, and what supports a reading."""
    wanted: list[tuple[str, str, Callable[[Row], bool]]] = []
    if "quantity" in row or "unit_price" in row:
        wanted = [("quantity", DIGITS, multiplies), ("unit_price", DIGITS, multiplies), ("unit", "", _is_unit)]
    missing = [entry for entry in wanted if entry[0] not in row]
    if "tax_rate" in row and _decimal(row.get("tax")) is None and _text(row.get("tax")) != "***":
        missing.append(("tax", DIGITS + "*", _is_taxed))
    return missing


def _doubtful(row: Row) -> list[tuple[str, str, Callable[[Row], bool]]]:
    """Return the cells that contradict each other: one of them has lost a digit at its edge."""
    doubtful: list[tuple[str, str, Callable[[Row], bool]]] = []
    factors = ("amount", "quantity", "unit_price")
    if all(_decimal(row.get(name)) is not None for name in factors) and not multiplies(row):
        doubtful += [(name, DIGITS, multiplies) for name in factors]
    if _decimal(row.get("tax")) is not None and parse_rate(_text(row.get("tax_rate"))) and not _is_taxed(row):
        doubtful.append(("tax", DIGITS, _is_taxed))
    return doubtful


def _is_unit(row: Row) -> bool:
    text = _text(row["unit"])
    is_certain = confidence_of(row["unit"][0].glyphs) > CERTAIN_UNIT
    return is_certain and text not in HEADER_WORDS and re.fullmatch(UNIT, text) is not None


def _is_like(run: Run, other: Run) -> bool:
    """Tell whether two runs may be printed in one ink, by its tint: thin strokes come out lighter, not redder."""
    return abs((run.ink[2] - run.ink[0]) - (other.ink[2] - other.ink[0])) < SAME_TINT


def _is_taxed(row: Row) -> bool:
    """Tell whether the tax is what the rate makes of the amount, or the stars of an exempt line."""
    rate_text = _text(row.get("tax_rate"))
    if re.fullmatch(r"\*{2,3}", _text(row["tax"])):
        return "%" not in rate_text or rate_text.startswith("0")
    amount, tax, rate = _decimal(row.get("amount")), _decimal(row["tax"]), parse_rate(rate_text)
    if amount is None or tax is None or rate is None:
        return False
    return abs(amount * rate - tax) <= TAX_TOLERANCE


def _text(runs: Sequence[Run] | None) -> str:
    return "".join(run.compact for run in runs or ())


def _decimal(runs: Sequence[Run] | None) -> Decimal | None:
    try:
        return Decimal(_text(runs).lstrip("¥￥").replace(",", ""))
    except InvalidOperation:
        return None
