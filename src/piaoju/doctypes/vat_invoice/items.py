"""The line items: rows found by their amounts, pieces put into columns, wrapped names put to their rows."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS, multiplies
from piaoju.doctypes.vat_invoice.cell_readings import AMOUNTS
from piaoju.doctypes.vat_invoice.completion import completed
from piaoju.doctypes.vat_invoice.cut_ends import with_beginnings, with_last_digits, with_line_ends, without_strays
from piaoju.doctypes.vat_invoice.forms import Layout
from piaoju.doctypes.vat_invoice.item_lines import lines_of, opens_item
from piaoju.doctypes.vat_invoice.names import with_ends, with_stars
from piaoju.doctypes.vat_invoice.overprint import brown_header, through_red
from piaoju.doctypes.vat_invoice.schema import ITEM_SCHEMA
from piaoju.doctypes.vat_invoice.stamped_cells import seen_through
from piaoju.doctypes.vat_invoice.sums import put_right
from piaoju.doctypes.vat_invoice.tables import columns_of
from piaoju.doctypes.vat_invoice.under_header import level, parted
from piaoju.model.field import FieldReading, Fields
from piaoju.numbers.text import to_halfwidth
from piaoju.reading.kie.columns import Column, Row, assign_row, best_shift, named, shifted
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.red_ink import red_boxes
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

SECOND_TABLE = re.compile(
    r"出行人|有效身份证件|交通工具类型|运输工具种类|起运地|到达地|运输货物名称"
)  # of special businesses
WRAPPED = ("name", "specification")
WHOLE = {"quantity": r"\d+", "unit_price": r"\d+\.\d+", "amount": r"-?\d+\.\d\d", "tax": r"-?\d+\.\d\d"}
MOST_REST_MM = 1.5  # of the shift that steps of a millimetre leave; a lost digit is wider
SIGNED = ("quantity", "amount", "tax")
POSITIVE = re.compile(r"\d*\.?\d*[1-9]")
WHOLE_AMOUNT = re.compile(r"\.\d\d$|[*]{2,3}$")
NEAR_SHIFT_MM, FAR_SHIFT_MM = 0.5, 1.5  # to the right or left: so far that the rule behind a value is elsewhere
ROOM_MM = 0.8
PITCH_MM = 4.5
NEXT_LINE = 2.2  # pitches from the line before, so that one may have been overlooked
SAME_ROW = 0.8  # pitches
BEFORE_NAME = 0.15  # text heights
LOW = 0.4  # of the height of the row's print: what is lower is part of a word of the header
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
    shift = _shift(valued, columns, layout.print_reach_mm)
    columns = shifted(columns, shift)
    assigned = [assign_row(line, columns, multiplies)[0] for line in valued]
    anchors = [_value_y(row, line) for row, line in zip(assigned, valued, strict=True)]
    stamps = red_boxes(sheet)
    red = [*stamps, *brown_header(sheet)]
    cells = columns if -FAR_SHIFT_MM < shift < NEAR_SHIFT_MM else [_roomy(column) for column in columns]
    rows = completed(sheet, assigned, cells, anchors, red)
    rows = put_right(sheet, rows, anchors, cells, totals)
    rows = parted(sheet, without_strays(rows, columns, stamps), anchors, columns)
    rows = through_red(sheet, rows, anchors, named(columns, "name"), red)
    rows = with_beginnings(sheet, with_last_digits(sheet, with_stars(sheet, rows), columns), columns)
    ends = list(anchors)
    for line in lines:
        if line not in valued:
            _continue(rows, anchors, ends, line, columns)
    rows = with_line_ends(sheet, rows, columns)
    rows = with_ends(sheet, rows, named(columns, "name"), min(end, layout.items[3]))
    rows = seen_through(sheet, rows, columns)
    read = (item_fields(row, sheet.page) for row in rows)
    return tuple(with_doubted_signs(fields, totals) for fields in read if fields)


def _shift(lines: Sequence[Sequence[Run]], columns: Sequence[Column], reach_mm: float) -> float:
    """Return how far the print is shifted to the right: by steps of a millimetre, and what its numbers end beyond that.

    Numbers that end before it are no reason to look for them there: their last signs may be lost.
    """
    if reach_mm == 0:
        return 0.0
    steps = best_shift(lines, columns, reach_mm)
    beyond = [
        run.right - column.edge - steps
        for column in columns
        if column.name in WHOLE
        for line in lines
        for run in line
        if re.fullmatch(WHOLE[column.name], run.compact) and abs(run.right - column.edge - steps) < MOST_REST_MM
    ]
    return steps + max(0.0, median(beyond) if beyond else 0.0)


def _roomy(column: Column) -> Column:
    """Return a column of shifted print with room where no rule follows its values."""
    return replace(column, right=column.right + ROOM_MM) if column.name in (*FACTORS, "amount") else column


def _value_y(row: Row, line: Sequence[Run]) -> float:
    """Return the height at which the values of a row are printed; what is taller than others is of more than those."""
    lowest = min(run.height for run in line if len(run.compact) > 1 or run is line[-1])
    values = row.get("amount") or row.get("tax") or list(line)
    low = [run for run in values if run.height < TALL * lowest]
    low = low or [run for run in line if lowest <= run.height < TALL * lowest]
    return fmean(level(run) for run in low)


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
    row, _ = assign_row([run for run in line if LOW * height < run.height < TALL * height], columns)
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
    """Return the readings of a row's cells, at a lower confidence where something must be missing."""
    fields = {}
    for spec in ITEM_SCHEMA:
        reading = read_cell(row.get(spec.name, []), spec.value_type, page)
        if reading is not None:
            fields[spec.name] = _doubted(spec.name, reading)
    return fields


def with_doubted_signs(fields: Fields, totals: Fields) -> Fields:
    """Return the cells of an item, less sure of numbers that must have lost their sign.

    An invoice with a negative total takes goods back: what has a quantity is negative in it, only discounts are not.
    """
    total = totals.get("total_excluding_tax")
    if total is None or not str(total.value).startswith("-") or "quantity" not in fields:
        return fields
    lost = [name for name in SIGNED if name in fields and POSITIVE.match(str(fields[name].value))]
    return {**fields, **{name: less_sure(fields[name]) for name in lost}}


def _doubted(name: str, reading: FieldReading) -> FieldReading:
    """Return a reading at a lower confidence if it is an amount without cents, or one of two brackets is lost."""
    text = to_halfwidth(reading.text)
    is_cut = (
        text.count("(") != text.count(")") if name in WRAPPED else name in AMOUNTS and not WHOLE_AMOUNT.search(text)
    )
    return less_sure(reading) if is_cut else reading
