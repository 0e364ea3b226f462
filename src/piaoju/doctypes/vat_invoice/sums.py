"""Second looks at item amounts that the totals contradict: with all others right, one amount must be what is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from piaoju.doctypes.vat_invoice.amounts import find_value
from piaoju.doctypes.vat_invoice.arithmetic import decimal_of, text_of
from piaoju.doctypes.vat_invoice.cell_readings import DIGITS, level_of, numbers_in, places
from piaoju.doctypes.vat_invoice.support import is_borne_out
from piaoju.model.field import FieldReading
from piaoju.numbers import money
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Rect, Sheet

IsValue = Callable[[Run], bool]

TOTALS = {"amount": "total_excluding_tax", "tax": "total_tax"}


def put_right(
    sheet: Sheet,
    rows: Sequence[Row],
    levels: Sequence[float],
    columns: Sequence[Column],
    totals: Mapping[str, FieldReading],
) -> list[Row]:
    """Return the rows with the one amount, or tax, put right or added that is not what the total leaves for it.

    Only what is read in the cell counts; the remainder itself is never taken for a reading.

    Args:
        sheet: to look at.
        rows: all items of the form.
        levels: height of each row's values, millimetres.
        columns: where the cells are.
        totals: as read.
    """
    done = list(rows)
    red = red_boxes(sheet)
    for cell, name in TOTALS.items():
        total = money.parse(str(totals[name].value)) if name in totals else None
        values = [decimal_of(row.get(cell)) for row in done]
        if total is None or sum(value or Decimal(0) for value in values) == total:
            continue
        for index in _suspects(done, cell, values):
            rest = total - sum(value or Decimal(0) for other, value in enumerate(values) if other != index)
            is_rest = partial(_is_of_value, value=rest)
            column = named(columns, cell)
            rect = places(column, level_of(done[index], column, levels[index]))[0]
            found = _as_read(done[index], cell, is_rest) or _looked_for(sheet, rect, is_rest, red)
            if found is not None:
                first = text_of(done[index].get(cell))
                done[index] = {**done[index], cell: [replace(found, first_text=first) if first else found]}
                break
    return done


def _suspects(rows: Sequence[Row], cell: str, values: Sequence[Decimal | None]) -> list[int]:
    """Return the rows whose cell may be what the sum lacks: the one without it, else those not borne out."""
    missing = [index for index, value in enumerate(values) if value is None and text_of(rows[index].get(cell)) != "***"]
    if missing:
        return missing if len(missing) == 1 else []
    return [index for index, row in enumerate(rows) if not is_borne_out(row, cell)]


def _as_read(row: Row, cell: str, is_value: IsValue) -> Run | None:
    """Return a value in what was read of its cell at first, with something beside it."""
    runs = row.get(cell, ())[:1]
    return next((found for run in runs for found in numbers_in(run, cell, row) if is_value(found)), None)


def _looked_for(sheet: Sheet, rect: Rect, is_value: IsValue, red: Sequence[Rect]) -> Run | None:
    """Return a value that a look at its cell finds, through the red ink where there is some."""
    found = find_value(sheet, [rect], DIGITS, is_value)
    if found is None and is_near(rect, red):
        found = find_value(sheet, [rect], DIGITS, is_value, without_seals=True)
    return found


def _is_of_value(run: Run, value: Decimal) -> bool:
    return decimal_of([run]) == value
