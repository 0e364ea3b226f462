"""Second looks at item amounts that the totals contradict: with all others right, one amount must be what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from piaoju.doctypes.vat_invoice.amounts import find_value
from piaoju.doctypes.vat_invoice.arithmetic import decimal_of, text_of
from piaoju.doctypes.vat_invoice.cell_readings import DIGITS, places
from piaoju.model.field import FieldReading
from piaoju.numbers import money
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

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
    for cell, name in TOTALS.items():
        total = money.parse(str(totals[name].value)) if name in totals else None
        values = [decimal_of(row.get(cell)) for row in done]
        if total is None or sum(value or Decimal(0) for value in values) == total:
            continue
        missing = [
            index for index, value in enumerate(values) if value is None and text_of(done[index].get(cell)) != "***"
        ]
        for index in missing if len(missing) == 1 else range(len(done)) if not missing else ():
            rest = total - sum(value or Decimal(0) for other, value in enumerate(values) if other != index)
            found = _look(sheet, named(columns, cell), levels[index], rest)
            if found is not None:
                first = text_of(done[index].get(cell))
                done[index] = {**done[index], cell: [replace(found, first_text=first) if first else found]}
                break
    return done


def _look(sheet: Sheet, column: Column, level: float, value: Decimal) -> Run | None:
    def is_value(run: Run) -> bool:
        return decimal_of([run]) == value

    rects = places(column, level)
    return find_value(sheet, rects, DIGITS, is_value) or find_value(sheet, rects, DIGITS, is_value, without_red=True)
