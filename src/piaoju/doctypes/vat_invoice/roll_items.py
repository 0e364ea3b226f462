"""The items of a slip (卷票): figures under three heads, and the name on its own lines above them or at their left."""

import re
from collections.abc import Sequence

from piaoju.doctypes.vat_invoice.arithmetic import multiplies
from piaoju.doctypes.vat_invoice.completion import completed
from piaoju.doctypes.vat_invoice.forms import AMOUNT, NUMBER
from piaoju.doctypes.vat_invoice.items import item_fields
from piaoju.doctypes.vat_invoice.names import with_stars
from piaoju.doctypes.vat_invoice.roll_form import HEADS, PATTERNS
from piaoju.model.field import Fields
from piaoju.reading.kie.columns import Column, Row, assign_row
from piaoju.reading.kie.labels import Label, chains, find_labels
from piaoju.reading.kie.red_ink import red_boxes
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Sheet

SAME_LINE = 0.6  # text heights
FIGURE = re.compile(r"-?[¥￥]?-?\d[\d,]*\.?\d*")
END = re.compile(r"合计|[（(][大小]写|校验码")
APART = 2.5  # text heights; what stands farther off is no part of a name
DASHES = re.compile(r"[-—一_=~.·\s]{3,}")
MIN_HEADS = 2


def read_roll_items(sheet: Sheet) -> tuple[Fields, ...]:
    """Read the items between the heads and the total."""
    heads = _heads(sheet)
    if len(heads) < MIN_HEADS:
        return ()
    top = max(label.y for label in heads.values())
    below = [label.y for label in sheet.labels if label.y > top + label.height and label.name not in HEADS]
    bottom = min(below, default=float("inf"))
    runs = [run for run in sheet.values if top < run.y - SAME_LINE * run.height and not run.is_red]
    lines = in_lines(run for run in runs if run.y < bottom - SAME_LINE * run.height)
    columns = _columns(heads, [run for line in lines for run in line])
    rows = _rows(sheet, [line for line in lines if not DASHES.fullmatch("".join(run.compact for run in line))], columns)
    return tuple(fields for fields in (item_fields(row, sheet.page) for row in rows) if fields)


def _heads(sheet: Sheet) -> dict[str, Label]:
    """Return the heads of the table: those on one line, where most of them stand, and those that a seal covers."""
    found = [label for label in sheet.labels if label.name in HEADS]
    lines = [[other for other in found if abs(other.y - label.y) < SAME_LINE * label.height] for label in found]
    line = max(lines, key=len, default=[])
    hidden = _hidden_heads(sheet, line) if 0 < len(line) < len(HEADS) else []
    return {label.name: label for label in (*hidden, *line)}


def _hidden_heads(sheet: Sheet, line: Sequence[Label]) -> list[Label]:
    """Return the heads that stand on the line of others, as read through a seal."""
    if not sheet.values:
        return []
    first, half = line[0], SAME_LINE * line[0].height
    left = min([*(run.left for run in sheet.values), *(label.left for label in sheet.labels)])
    right = max(run.right for run in sheet.values)
    rect = (left - half, first.y - half, right + half, first.y + half)
    again = sheet.look_again(rect, without_seals=True)
    return find_labels(chains([again]), {name: PATTERNS[name] for name in HEADS}) if again is not None else []


def _columns(heads: dict[str, Label], runs: Sequence[Run]) -> list[Column]:
    """Return the columns of figures, each ending below its head, and before them that of names."""
    ends = {name: label.right for name, label in heads.items() if name != "item"}
    ends["amount"] = max([ends.get("amount", 0.0), *(run.right for run in runs if FIGURE.fullmatch(run.compact))])
    columns = []
    start = heads["item"].right if "item" in heads else 0.0
    columns.append(Column("name", 0.0, start, "left", 0.0, is_text=True))
    for name, end in sorted(ends.items(), key=lambda pair: pair[1]):
        columns.append(Column(name, start, end + 0.5, "right", end, AMOUNT if name == "amount" else NUMBER))
        start = end + 0.5
    return columns


def _rows(sheet: Sheet, lines: Sequence[list[Run]], columns: Sequence[Column]) -> list[Row]:
    """Put names to figures: to those below where figures stand alone, else names begin on the line of their figures."""
    figures = [column for column in columns if column.name != "name"]
    valued = [[run for run in line if _is_figure(run, figures)] for line in lines]
    named = [_name(line, values) for line, values in zip(lines, valued, strict=True)]
    shared = sum(bool(values and name) for values, name in zip(valued, named, strict=True))
    stand_alone = 2 * shared < sum(map(bool, valued))
    red = red_boxes(sheet)
    rows: list[Row] = []
    above: list[Run] = []
    for name, values in zip(named, valued, strict=True):
        if END.search("".join(run.compact for run in name)):
            break
        if not values and not stand_alone and rows:
            rows[-1].setdefault("name", []).extend(name)
        elif not values:
            above += name
        else:
            row, _ = assign_row(values, figures, multiplies)
            row = completed(sheet, [row], figures, [values[0].y], red)[0]
            whole = above if stand_alone else name
            if whole or "amount" in row:  # else a figure of a total whose label is hidden
                rows.append({**row, "name": whole} if whole else row)
            above = []
    return with_stars(sheet, rows)


def _is_figure(run: Run, figures: Sequence[Column]) -> bool:
    return FIGURE.fullmatch(run.compact) is not None and run.right > figures[0].left


def _name(line: Sequence[Run], values: Sequence[Run]) -> list[Run]:
    """Return what of a line is a name: from its left edge to the first wide gap."""
    name: list[Run] = []
    for run in line:
        if run in values or (name and run.left - name[-1].right > APART * run.height):
            break
        name.append(run)
    return name
