"""The line items: rows found by their amounts, pieces put into columns, wrapped names put to their rows."""

import math
import re
from collections.abc import Sequence

from piaoju.doctypes.vat_invoice.arithmetic import multiplies
from piaoju.doctypes.vat_invoice.completion import completed
from piaoju.doctypes.vat_invoice.edges import with_beginnings, with_last_digits
from piaoju.doctypes.vat_invoice.forms import Layout
from piaoju.doctypes.vat_invoice.item_lines import lines_of, opens_item
from piaoju.doctypes.vat_invoice.names import with_ends, with_stars
from piaoju.doctypes.vat_invoice.schema import ITEM_SCHEMA
from piaoju.doctypes.vat_invoice.sums import put_right
from piaoju.doctypes.vat_invoice.tables import columns_of
from piaoju.model.field import FieldReading, Fields
from piaoju.reading.kie.columns import Column, Row, assign_row, best_shift, named, shifted
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

SECOND_TABLE = re.compile(
    r"出行人|有效身份证件|交通工具类型|运输工具种类|起运地|到达地|运输货物名称"
)  # of special businesses
WRAPPED = ("name", "specification")
PITCH_MM = 4.5
NEXT_LINE = 2.2  # pitches from the line before, so that one may have been overlooked
SAME_ROW = 0.8  # pitches
BEFORE_NAME = 0.15  # text heights
TALL = 1.6  # of the height of the row's print: what runs aslant is of a stamp


def read_items(sheet: Sheet, layout: Layout, totals: Fields) -> tuple[Fields, ...]:
    """Read the item rows from the top down.

    Args:
        sheet: of the form.
        layout: where its values are.
        totals: that the items must sum up to, as far as read.
    """
    lines = lines_of(sheet.inside(layout.items))
    end = min((run.y for line in lines for run in line if SECOND_TABLE.search(run.compact)), default=math.inf)
    lines = [line for line in lines if all(run.y < end - 1.0 for run in line)]
    columns = columns_of(sheet, layout)
    valued = [line for line in lines if opens_item(line, columns, layout.print_reach_mm)]
    if not valued:
        return ()
    columns = shifted(columns, best_shift(valued, columns, layout.print_reach_mm))
    assigned = [assign_row(line, columns, multiplies)[0] for line in valued]
    anchors = [_value_y(row, line) for row, line in zip(assigned, valued, strict=True)]
    rows = completed(sheet, assigned, columns, anchors)
    rows = put_right(sheet, rows, anchors, columns, totals)
    rows = with_beginnings(sheet, with_last_digits(sheet, with_stars(sheet, rows), columns), columns)
    ends = list(anchors)
    for line in lines:
        if line not in valued:
            _continue(rows, anchors, ends, line, columns)
    rows = with_ends(sheet, rows, named(columns, "name"), min(end, layout.items[3]))
    return tuple(fields for fields in (item_fields(row, sheet.page) for row in rows) if fields)


def _value_y(row: Row, line: Sequence[Run]) -> float:
    """Return the height at which the values of a row are printed."""
    values = row.get("amount") or row.get("tax") or list(line)
    return sum(run.y for run in values) / len(values)


def _continue(
    rows: list[Row], anchors: Sequence[float], ends: list[float], line: list[Run], columns: Sequence[Column]
) -> None:
    """Put a line without an amount to the row that it continues: the nearest above; bent paper lifts parts of a row.

    Args:
        rows: that are added to.
        anchors: heights of their values.
        ends: heights of their last lines so far, which are moved on.
        line: to put somewhere.
        columns: of the table.
    """
    y = sum(run.y for run in line) / len(line)
    index = max((i for i, anchor in enumerate(anchors) if anchor <= y + 1.0), default=0)
    if not -SAME_ROW * PITCH_MM < y - ends[index] < NEXT_LINE * PITCH_MM:
        return
    target = rows[index]
    height = max((run.height for runs in target.values() for run in runs), default=math.inf)
    row, _ = assign_row([run for run in line if run.height < TALL * height], columns)
    for name, pieces in row.items():
        if name in WRAPPED and (name in target or name == "name"):
            own = target.setdefault(name, [])
            own += pieces if name != "name" or not own else _without_margin(pieces, own[0])
            ends[index] = max(ends[index], y)
        elif name not in target and abs(y - anchors[index]) < SAME_ROW * PITCH_MM:
            target[name] = pieces


def _without_margin(pieces: Sequence[Run], first: Run) -> list[Run]:
    """Return a further line of a name without what was read with it of the margin: it begins where the first does."""
    start = first.left - BEFORE_NAME * first.height
    beginning, *others = pieces
    inside = next((i for i, glyph in enumerate(beginning.glyphs) if glyph.text.strip() and glyph.x > start), 0)
    return [beginning.part(inside) or beginning, *others]


def item_fields(row: Row, page: int) -> dict[str, FieldReading]:
    """Return the readings of a row's cells."""
    fields = {}
    for spec in ITEM_SCHEMA:
        reading = read_cell(row.get(spec.name, []), spec.value_type, page)
        if reading is not None:
            fields[spec.name] = reading
    return fields
