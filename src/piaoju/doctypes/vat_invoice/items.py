"""The line items: rows found by their amounts, pieces put into columns, wrapped names put to their rows."""

import math
import re
from collections.abc import Sequence
from statistics import fmean, median

from piaoju.doctypes.vat_invoice.arithmetic import multiplies
from piaoju.doctypes.vat_invoice.completion import completed
from piaoju.doctypes.vat_invoice.forms import AMOUNT, RATE, Layout
from piaoju.doctypes.vat_invoice.names import with_ends, with_stars
from piaoju.doctypes.vat_invoice.schema import ITEM_SCHEMA
from piaoju.doctypes.vat_invoice.sums import put_right
from piaoju.doctypes.vat_invoice.tables import columns_of
from piaoju.model.field import FieldReading, Fields
from piaoju.reading.kie.columns import Column, Row, assign_row, best_shift, named, shifted
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Sheet

HEADER_END_Y = 57.5
HEADER_CHARS = (
    "货物或应税劳务、服务名称项目规格型号单位数量价金额税率/征收车牌类通行日期起止建筑发生地产权证书不动号面积"
)
SECOND_TABLE = re.compile(
    r"出行人|有效身份证件|交通工具类型|运输工具种类|起运地|到达地|运输货物名称"
)  # of special businesses
SEAL = "专用章"
MARGIN_MM = 7.5
NAME_LENGTH = 5  # characters of a run that is a name rather than anything else
NAME_START_MM = 20.0
LOWEST_MM = 1.0  # text that runs down the edge of the paper is no higher, seen as a line
SAME_LINE = 0.8  # text heights between the middles of lines
STAMP_RED = 50  # levels of red above the other colours; grey print that was scanned in colour has less
SUM = re.compile(r"[¥￥]-?[\d,]+\.\d{2}|\*{3}")
NOT_ITEMS = re.compile(r"^(小计|合计|以下空白|[（(]?以下空白[）)]?)$")


def read_items(sheet: Sheet, layout: Layout, totals: Fields) -> tuple[Fields, ...]:
    """Read the item rows from the top down.

    Args:
        sheet: of the form.
        layout: where its values are.
        totals: that the items must sum up to, as far as read.
    """
    inside = [run for run in sheet.inside(layout.items) if not _is_no_item(run)]
    pieces = [piece for run in _without_margin(inside) for piece in _apart(run)]
    end = min((run.y for run in pieces if SECOND_TABLE.search(run.compact)), default=math.inf)
    columns = columns_of(sheet, layout)
    lines = [line for line in _whole_lines([run for run in pieces if run.y < end - 1.0]) if not _is_sum(line)]
    valued = [line for line in lines if _is_valued(line, columns, layout.print_reach_mm)]
    if not valued:
        return ()
    columns = shifted(columns, best_shift(valued, columns, layout.print_reach_mm))
    assigned = [assign_row(line, columns, multiplies)[0] for line in valued]
    anchors = [_value_y(row, line) for row, line in zip(assigned, valued, strict=True)]
    usual = {name for row in assigned for name in row}
    rows = [completed(sheet, row, columns, y, usual) for row, y in zip(assigned, anchors, strict=True)]
    rows = with_stars(sheet, put_right(sheet, rows, anchors, columns, totals))
    for line in lines:
        if line not in valued:
            _continue(rows, anchors, line, columns)
    rows = with_ends(sheet, rows, named(columns, "name"), min(end, layout.items[3]))
    return tuple(fields for fields in (item_fields(row, sheet.page) for row in rows) if fields)


def _without_margin(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without the margin's upright text: at the left border only lines of names are items."""
    starts = [run.left for run in runs if len(run.compact) >= NAME_LENGTH and run.left < NAME_START_MM]
    start = median(starts) if starts else MARGIN_MM
    return [run for run in runs if run.x > MARGIN_MM or (_is_of_name(run) and abs(run.left - start) < run.height)]


def _is_of_name(run: Run) -> bool:
    return re.fullmatch(r"[\x00-\x7f]{1,2}|[一丨]", run.compact) is None


def _is_no_item(run: Run) -> bool:
    """Tell whether a piece is what the form prints among the items: header, end mark, edge; or of a stamp."""
    text = run.compact
    if run.height < LOWEST_MM or text.endswith(SEAL) or run.ink[2] - max(run.ink[:2]) > STAMP_RED:
        return True
    is_header = run.y < HEADER_END_Y and sum(char in HEADER_CHARS for char in text) >= 0.6 * len(text)
    return is_header or NOT_ITEMS.match(text) is not None


def _apart(run: Run) -> list[Run]:
    """Cut a run where it is two cells: at a rule between numbers, between an amount and the words for no rate.

    What stands behind the words of a seal or before those of the margin is a cell without them.
    """
    solid = run.solid()
    beside = re.fullmatch(rf"(?:.*{SEAL})?(?P<cell>{AMOUNT})[^\d.]?|.*{SEAL}(?P<rest>.+)", solid.text)
    if beside is not None:
        part = solid.part(*beside.span("cell" if beside["cell"] else "rest"))
        return [part] if part is not None else []
    match = re.match(r"[\d.]+(?P<rule>[|｜])(?=\d)|-?[\d,]+\.\d{2}(?=不征|免税|\*)", solid.text)
    if match is None:
        return [run]
    end = match.start("rule") if match["rule"] else match.end()
    return [part for part in (solid.part(0, end), solid.part(match.end())) if part is not None]


def _whole_lines(pieces: Sequence[Run]) -> list[list[Run]]:
    """Sort pieces into printed lines; on bent paper one line may come as two that stand beside each other."""
    lines: list[list[Run]] = []
    for line in in_lines(pieces):
        if lines and _continues(lines[-1], line):
            lines[-1] = sorted([*lines[-1], *line], key=lambda run: run.left)
        else:
            lines.append(line)
    return lines


def _continues(above: Sequence[Run], line: Sequence[Run]) -> bool:
    height = min(run.height for run in (*above, *line))
    is_close = fmean(run.y for run in line) - fmean(run.y for run in above) < SAME_LINE * height
    return is_close and not any(run.left < other.right and other.left < run.right for run in line for other in above)


def _is_sum(line: Sequence[Run]) -> bool:
    """Tell whether a line sums up the items or a page of them: its words are spaced wide, or its sums bear a sign."""
    return "".join(run.compact for run in line).startswith("小计") or all(SUM.fullmatch(run.compact) for run in line)


def _is_valued(line: Sequence[Run], columns: Sequence[Column], reach_mm: float) -> bool:
    """Tell whether an amount is printed on a line, or at least its tax or its rate: a stamp may cover the others."""
    amount, rate, tax = (named(columns, name) for name in ("amount", "tax_rate", "tax"))
    ends = [end for run in line for end in _amount_ends(run) if end > amount.left]
    return any(
        amount.left - 3 < end - reach_mm / 2 < amount.right + reach_mm or tax.left < end < tax.right + reach_mm
        for end in ends
    ) or any(re.fullmatch(RATE, run.compact) and rate.left < run.x < rate.right + reach_mm for run in line)


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


def item_fields(row: Row, page: int) -> dict[str, FieldReading]:
    """Return the readings of a row's cells."""
    fields = {}
    for spec in ITEM_SCHEMA:
        reading = read_cell(row.get(spec.name, []), spec.value_type, page)
        if reading is not None:
            fields[spec.name] = reading
    return fields
