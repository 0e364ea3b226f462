"""The line items: rows found by their amounts, pieces put into columns, wrapped names put to their rows."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piaoju.doctypes.vat_invoice.completion import completed, multiplies
from piaoju.doctypes.vat_invoice.forms import AMOUNT, SUM_LABEL, Layout
from piaoju.doctypes.vat_invoice.schema import ITEM_SCHEMA
from piaoju.model.field import FieldReading, Fields
from piaoju.reading.kie.columns import Column, Row, assign_row, best_shift, named, shifted
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Sheet

HEADER_Y = (50.0, 60.0)
HEADER_END_Y = 57.5
HEADER_CHARS = "货物或应税劳务、服务名称项目规格型号单位数量价金额税率/征收"
SECOND_TABLE = re.compile(
    r"出行人|有效身份证件|交通工具类型|运输工具种类|起运地|到达地|运输货物名称"
)  # of special businesses
NOT_ITEMS = re.compile(r"^(小计|合计|以下空白|[（(]?以下空白[）)]?)$")


def read_items(sheet: Sheet, layout: Layout) -> tuple[Fields, ...]:
    """Read the item rows from the top down."""
    pieces = [run for run in sheet.inside(_region(sheet, layout)) if not _is_no_item(run)]
    end = min((run.y for run in pieces if SECOND_TABLE.search(run.compact)), default=math.inf)
    columns = _columns(sheet, layout)
    lines = [line for line in in_lines(run for run in pieces if run.y < end - 1.0) if not _is_subtotal(line)]
    valued = [line for line in lines if _has_amount(line, columns, layout.print_reach_mm)]
    if not valued:
        return ()
    columns = shifted(columns, best_shift(valued, columns, layout.print_reach_mm))
    rows: list[Row] = []
    anchors: list[float] = []
    for line in valued:
        row, _ = assign_row(line, columns, multiplies)
        rows.append(completed(sheet, row, columns, _value_y(row, line)))
        anchors.append(_value_y(row, line))
    for line in lines:
        if line not in valued:
            _continue(rows, anchors, line, columns)
    return tuple(fields for fields in (_fields(row, sheet.page) for row in rows) if fields)


def _is_no_item(run: Run) -> bool:
    """Tell whether a piece is what the form prints among the items: header remains, or an end mark."""
    text = run.compact
    is_header = run.y < HEADER_END_Y and sum(char in HEADER_CHARS for char in text) >= 0.6 * len(text)
    return is_header or NOT_ITEMS.match(text) is not None


def _is_subtotal(line: Sequence[Run]) -> bool:
    """Tell whether a line sums up a page of a longer invoice; its words are spaced wide."""
    return "".join(run.compact for run in line).startswith("小计")


def _region(sheet: Sheet, layout: Layout) -> tuple[float, float, float, float]:
    """Return the item area, bounded below by the printed 合计 if it was found: values on its line are the totals."""
    left, top, right, bottom = layout.items
    label = sheet.label("sum", SUM_LABEL)
    return left, top, right, min(bottom, label.y - 2.2) if label is not None else bottom


def _columns(sheet: Sheet, layout: Layout) -> list[Column]:
    """Return the columns where this form's header words stand: producers place the inner borders differently.

    Between two header words that were found, borders move as the words do.
    """
    pairs = []
    for column in layout.columns:
        name = "item_name" if column.name == "name" else column.name
        spec = next(spec for spec in layout.form.labels if spec.name == name)
        label = sheet.label(name, (0.0, HEADER_Y[0], 210.0, HEADER_Y[1]))
        if label is not None:
            place = {"left": label.words[0].left, "right": label.words[-1].right}.get(spec.align, label.x)
            pairs.append((spec.places[0][0], place))
    if any(a[1] >= b[1] for a, b in pairwise(pairs)):
        pairs = []
    knots = [(0.0, 0.0), *pairs, (210.0, 210.0)]
    return [
        replace(c, left=_move(c.left, knots), right=_move(c.right, knots), edge=_move(c.edge, knots))
        for c in layout.columns
    ]


def _move(x: float, knots: Sequence[tuple[float, float]]) -> float:
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x0 <= x <= x1 and x1 > x0:
            return y0 + (x - x0) / (x1 - x0) * (y1 - y0)
    return x


def _has_amount(line: Sequence[Run], columns: Sequence[Column], reach_mm: float) -> bool:
    amount = named(columns, "amount")
    return any(
        amount.left - 3 < end - reach_mm / 2 < amount.right + reach_mm
        for run in line
        for end in _amount_ends(run)
        if end > amount.left
    )


def _amount_ends(run: Run) -> list[float]:
    """Return the right edges of what may be amounts in a run."""
    glyphs = [glyph for glyph in run.glyphs if glyph.text.strip()]
    text = "".join(glyph.text for glyph in glyphs)
    return [glyphs[match.end() - 1].right for match in re.finditer(rf"(?<![\d.])(?:{AMOUNT})(?!\d)", text)]


def _value_y(row: Row, line: Sequence[Run]) -> float:
    """Return the height at which the values of a row are printed."""
    values = row.get("amount") or row.get("tax") or list(line)
    return sum(run.y for run in values) / len(values)


def _continue(rows: list[Row], anchors: list[float], line: list[Run], columns: Sequence[Column]) -> None:
    """Put a line without an amount to the row that it continues: the nearest above, or the next if it opens one."""
    row, _ = assign_row(line, columns)
    y = sum(run.y for run in line) / len(line)
    index = max((i for i, anchor in enumerate(anchors) if anchor <= y + 1.0), default=0)
    for name, pieces in row.items():
        target = rows[index]
        if name in ("name", "specification"):
            target.setdefault(name, []).extend(pieces)
        elif name not in target:
            target[name] = pieces


def _fields(row: Row, page: int) -> dict[str, FieldReading]:
    fields = {}
    for spec in ITEM_SCHEMA:
        reading = read_cell(row.get(spec.name, []), spec.value_type, page)
        if reading is not None:
            fields[spec.name] = reading
    return fields
