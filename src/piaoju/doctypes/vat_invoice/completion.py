"""What second looks add to an item row: amounts that were cut off, cells that were overlooked, digits that were lost.

A cell's new reading counts only if the rest of the row supports it: quantity times price is the amount, the rate makes
the tax. Units alone have no such support and must be read with high confidence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import product

from piaoju.doctypes.vat_invoice.amounts import complete_amount, find_value
from piaoju.doctypes.vat_invoice.forms import AMOUNT, NUMBER, RATE, UNIT
from piaoju.numbers.rate import parse as parse_rate
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, restricted
from piaoju.reading.kie.sheet import Rect, Sheet

CELL_HALF_MM = 2.3  # half of the line pitch
CERTAIN_UNIT = 0.9
FACTORS = ("quantity", "unit_price")
FACTOR_LEFT_MM = (0.8, -0.8)  # from the border of the cell: long prices begin on it
PRODUCT_TOLERANCE = Decimal("0.011")  # prices are printed cut, so that the product is off by a cent at most
TAX_TOLERANCE = Decimal("0.06")  # what issuing software permits a line
DIGITS = "0123456789.-"
SHORT_MM = (9.0, 5.0)  # how wide the strip is in which a few signs are looked for
SAME_TINT = 60  # levels of red against blue, of 255
SAME_HUE = 0.3  # of the same, as a share of how dark the ink is
HEADER_WORDS = ("单位", "类型")
VEHICLE_TYPE = "[\u4e00-\u9fff]{2,6}"


def completed(sheet: Sheet, row: Row, columns: Sequence[Column], y: float) -> Row:
    """Return the row with cut amounts completed and overlooked cells filled.

    Args:
        sheet: to look at.
        row: as assigned.
        columns: where the cells are.
        y: height at which the row's values are printed, millimetres.
    """
    amounts = {name: [complete_amount(sheet, runs[0])] for name, runs in row.items() if name in ("amount", "tax")}
    row = _legible({**row, **amounts}, columns)
    there = {column.name for column in columns}
    for name, alphabet, agrees in (*_missing(row), *_doubtful(row)):
        first = row.get(name)
        if name not in there or (first and agrees(row)):
            continue  # put right by an earlier cell of the same row
        whole, *parts = places(named(columns, name), y)

        def fits(run: Run, name: str = name, agrees: Callable[[Row], bool] = agrees, row: Row = row) -> bool:
            is_of_the_row = all(_is_like(run, amount) for amount in row.get("amount", ()))
            return is_of_the_row and text_of(row.get(name)) in run.text and agrees({**row, name: [run]})

        is_number = decimal_of(first) is not None
        rects = [whole] if is_number else [whole, *parts]
        found = find_value(sheet, rects, alphabet, fits)
        if found is None and not is_number:
            found = find_value(sheet, rects, alphabet, fits, without_red=True)
        if found is not None:
            row = {**row, name: [replace(found, first_text=text_of(first)) if first else found]}
    return _multiplied(sheet, row, columns, y)


def _legible(row: Row, columns: Sequence[Column]) -> Row:
    """Return the row without what cannot be a number where one must be: stamps lie on the amounts mostly."""
    numbers = {column.name for column in columns if column.pattern in (NUMBER, AMOUNT, RATE)}
    return {
        name: runs
        for name, runs in row.items()
        if name not in numbers or re.search(r"[\d*]|[免不零]", text_of(runs)) is not None
    }


def _multiplied(sheet: Sheet, row: Row, columns: Sequence[Column], y: float) -> Row:
    """Return the row with quantity and price both read anew if neither alone makes the amount: each lost a digit."""
    if decimal_of(row.get("amount")) is None or multiplies(row) or not all(name in row for name in FACTORS):
        return row
    choices: dict[str, list[Run]] = {}
    for name in FACTORS:
        column = named(columns, name)
        for left in FACTOR_LEFT_MM:
            again = sheet.look_again((column.left + left, y - CELL_HALF_MM, column.right, y + CELL_HALF_MM))
            solid = restricted(again.solid(), DIGITS) if again is not None else None
            # A rule at the border of the cell is read as a 1.
            parts = [solid, solid.part(1)] if solid is not None else []
            choices.setdefault(name, []).extend(part for part in parts if part is not None)
    for quantity, price in product(*(choices[name] for name in FACTORS)):
        firsts = {name: text_of(row[name]) for name in FACTORS}
        tried = {
            **row,
            "quantity": [replace(quantity, first_text=firsts["quantity"])],
            "unit_price": [replace(price, first_text=firsts["unit_price"])],
        }
        if multiplies(tried):
            return tried
    return row


def places(column: Column, y: float) -> list[Rect]:
    """Return the cell of a column at a height, and the end of it where a short value stands."""
    top, bottom = y - CELL_HALF_MM, y + CELL_HALF_MM
    places = [(column.left + 0.8, top, column.right - 0.2, bottom)]
    if column.align == "right":
        places += [(column.edge - width, top, column.edge + 1.2, bottom) for width in SHORT_MM]
    elif column.align == "middle":
        places.append((column.edge - SHORT_MM[0] / 2, top, column.edge + SHORT_MM[0] / 2, bottom))
    return places


def multiplies(row: Row) -> bool:
    """Tell whether quantity times price gives the amount, to the cent."""
    quantity, price, amount = (decimal_of(row.get(name)) for name in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or amount is None:
        return False
    return abs(quantity * price - amount) <= PRODUCT_TOLERANCE


def _missing(row: Row) -> list[tuple[str, str, Callable[[Row], bool]]]:
    """Return the cells that a row of this kind has and this one lacks: name, alphabet, and what supports a reading."""
    wanted: list[tuple[str, str, Callable[[Row], bool]]] = []
    if "quantity" in row or "unit_price" in row:
        wanted = [("quantity", DIGITS, multiplies), ("unit_price", DIGITS, multiplies), ("unit", "", _is_unit)]
    if "plate_number" in row:
        wanted.append(("vehicle_type", "", _is_vehicle_type))
    if "quantity" in row and "unit_price" in row:
        wanted.append(("amount", DIGITS, multiplies))
    missing = [entry for entry in wanted if entry[0] not in row]
    if "tax_rate" in row and decimal_of(row.get("tax")) is None and text_of(row.get("tax")) != "***":
        missing.append(("tax", DIGITS + "*", _is_taxed))
    if "tax_rate" not in row and decimal_of(row.get("tax")) is not None:
        missing.append(("tax_rate", "0123456789.%", _is_taxed))
    return missing


def _doubtful(row: Row) -> list[tuple[str, str, Callable[[Row], bool]]]:
    """Return the cells that contradict each other: one of them has lost a digit at its edge."""
    doubtful: list[tuple[str, str, Callable[[Row], bool]]] = []
    factors = ("amount", "quantity", "unit_price")
    if all(decimal_of(row.get(name)) is not None for name in factors) and not multiplies(row):
        doubtful += [(name, DIGITS, multiplies) for name in factors]
    if decimal_of(row.get("tax")) is not None and parse_rate(text_of(row.get("tax_rate"))) and not _is_taxed(row):
        doubtful.append(("tax", DIGITS, _is_taxed))
    return doubtful


def _is_unit(row: Row) -> bool:
    return _is_certain(row["unit"], UNIT)


def _is_vehicle_type(row: Row) -> bool:
    return _is_certain(row["vehicle_type"], VEHICLE_TYPE)


def _is_certain(runs: Sequence[Run], pattern: str) -> bool:
    text = text_of(runs)
    is_certain = confidence_of(runs[0].glyphs) > CERTAIN_UNIT
    return is_certain and text not in HEADER_WORDS and re.fullmatch(pattern, text) is not None


def _is_like(run: Run, other: Run) -> bool:
    """Tell whether two runs may be printed in one ink, by its tint: thin strokes come out lighter, not redder."""
    return abs(_tint(run) - _tint(other)) < SAME_TINT or abs(_hue(run) - _hue(other)) < SAME_HUE


def _tint(run: Run) -> int:
    return run.ink[2] - run.ink[0]


def _hue(run: Run) -> float:
    return _tint(run) / max(1, 255 - min(run.ink))


def _is_taxed(row: Row) -> bool:
    """Tell whether the tax is what the rate makes of the amount, or the stars of an exempt line."""
    rate_text = text_of(row.get("tax_rate"))
    if re.fullmatch(r"\*{2,3}", text_of(row["tax"])):
        return "%" not in rate_text or rate_text.startswith("0")
    amount, tax, rate = decimal_of(row.get("amount")), decimal_of(row["tax"]), parse_rate(rate_text)
    if amount is None or tax is None or rate is None:
        return False
    return abs(amount * rate - tax) <= TAX_TOLERANCE


def text_of(runs: Sequence[Run] | None) -> str:
    """Return the print of a cell without blanks, empty if there is none."""
    return "".join(run.compact for run in runs or ())


def decimal_of(runs: Sequence[Run] | None) -> Decimal | None:
    """Return the number in a cell; None if there is none."""
    try:
        return Decimal(text_of(runs).lstrip("¥￥").replace(",", ""))
    except InvalidOperation:
        return None
