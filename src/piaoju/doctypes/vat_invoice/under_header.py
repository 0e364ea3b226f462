"""The first row of items where it is printed half a line too high, into the header of its table.

The detection then reads both lines as one, which is taller than a line and stands too high; the print of the row is
its lower half. A look that leaves out the upper half of the header reads the row.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS
from piaoju.doctypes.vat_invoice.item_lines import is_header
from piaoju.doctypes.vat_invoice.names import CATEGORISED
from piaoju.doctypes.vat_invoice.under_seals import certainty
from piaoju.reading.confidence.forms import Form, form_of
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import Glyph, Run, in_lines
from piaoju.reading.kie.sheet import Rect, Sheet

HEADER_Y, HEADER_BOTTOM = 54.2, 55.9  # where the header's upper half is, and nearly all of it; millimetres
TALL_MM = 5.0  # higher than a line is what was read of two
LOWER = 1 / 6  # of the height of two lines, from their middle to that of the lower one
HALF_CELL_MM = 2.3  # of the line pitch
LEAST_MM = 1.3  # of print above its middle
BELOW_MM = 2.0
TOPS_MM = (1.6, 1.0)  # of looks, above the middle of the print: which one helps, the header tells
UNIT_HALF_MM = 6.0
SURE = 0.9  # probability of what was read at first, so that no look is needed
CERTAIN = 0.97  # mean of a reading's characters, so that no more looks are needed
CERTAIN_UNIT = 0.8  # likewise, of a unit's
HEADER_TAIL = re.compile(r"、服?务?(?:名称?|称)?$|(?<![服劳])[务力刀、]?(?:名称|称)$|名称$|[\"”、\-]$")
"""What of 货物或应税劳务、服务名称 is read behind a shorter name."""
MARGIN = re.compile(r"[^*]{1,2}(?=\*[\u4e00-\u9fff])")
HEADER_UNIT = re.compile(r"^[单早「'\"]|[位应]$")
"""What of 单位 is read at either side of a unit."""

Own = Callable[[Run], Run | None]


def level(run: Run) -> float:
    """Return the height of a run's print; of what was read with the header above it, that of its lower line."""
    is_of_two = run.height > TALL_MM and run.y - run.height / 2 < HEADER_Y
    return run.y + LOWER * run.height if is_of_two else run.y


def top_of(y: float) -> float:
    """Return where a look at print at a height begins: half a line above it, lower where the header is."""
    return min(max(y - HALF_CELL_MM, HEADER_BOTTOM), y - LEAST_MM)


def is_under(y: float) -> bool:
    """Tell whether print at a height runs into the header."""
    return y - HALF_CELL_MM < HEADER_BOTTOM


def parted(sheet: Sheet, rows: Sequence[Row], levels: Sequence[float], columns: Sequence[Column]) -> list[Row]:
    """Return the rows with the words of the first one read without the header that they were read with.

    Args:
        sheet: to look at.
        rows: numbers put right.
        levels: height of each row's values, millimetres.
        columns: where the cells are.
    """
    if not rows or not sheet.form.is_stamped or not is_under(levels[0]):
        return list(rows)
    first = dict(rows[0])
    for column in columns:
        lines = in_lines(first.get(column.name, ()))
        if len(lines) > 1 or (lines and confidence_of(_glyphs(lines[0])) > SURE):
            continue  # sure, or wrapped so that it cannot be told which line a look reads
        if column.name in ("name", "specification") and lines:
            first[column.name] = _surer(sheet, lines[0], column)
        elif column.name == "unit" and any(name in row for row in rows for name in ("unit", *FACTORS)):
            unit = _unit(sheet, level(lines[0][0]) if lines else levels[0], column)
            text = " ".join(run.text for run in lines[0]) if lines else None
            first |= {column.name: [replace(unit, first_text=text or unit.first_text)]} if unit is not None else {}
    return [first, *rows[1:]]


def _surer(sheet: Sheet, line: Sequence[Run], column: Column) -> list[Run]:
    """Return a cell's line as the surest of several looks reads it, if that is surer than it was read first."""
    left = min(column.edge - 0.5, line[0].left - 0.5)
    own = _without_header if column.name == "name" else Run.solid
    looks = _looks(sheet, level(line[0]), (left, column.right), lambda run: None if _is_other(run) else own(run))
    best = max(looks, key=lambda run: certainty([run]), default=None)
    if best is None or certainty([best]) < certainty(line):
        return list(line)
    return [replace(_with_stars(best, looks), first_text=" ".join(run.text for run in line))]


def _is_other(run: Run) -> bool:
    """Tell whether a look read the header, or a stamp."""
    is_of_header = is_header(run.compact) and "*" not in run.compact  # a category may be 劳务
    return is_of_header or run.is_red or STAMP.search(run.compact) is not None


def _with_stars(best: Run, looks: Sequence[Run]) -> Run:
    """Return the surest reading of a name, or one that has the same words and both stars of its category."""
    if CATEGORISED.match(best.compact):
        return best
    words = best.compact.replace("*", "")
    for run in looks:
        solid = run.solid()
        end = next((end for end in range(len(solid.text), 0, -1) if solid.text[:end].replace("*", "") == words), None)
        starred = solid.part(0, end) if end is not None else None
        if starred is not None and CATEGORISED.match(starred.text):
            return starred
    return best


def _unit(sheet: Sheet, y: float, column: Column) -> Run | None:
    """Return the longest reading that is surely a unit, of which others may be a part; the header's word is none."""
    found = _looks(sheet, y, (column.edge - UNIT_HALF_MM, column.edge + UNIT_HALF_MM), _without_unit)
    sure = [run for run in found if certainty([run]) > CERTAIN_UNIT]
    return max(sure, key=lambda run: (len(run.compact), certainty([run])), default=None)


def _looks(sheet: Sheet, y: float, sides: tuple[float, float], own: Own) -> list[Run]:
    """Return what looks at print at a height read of it, in the red light first, in which most headers are fainter."""
    rects: list[Rect] = [(sides[0], y - top, sides[1], y + BELOW_MM) for top in TOPS_MM]
    found: list[Run] = []
    for without_seals in (True, False):
        parts = [own(run) for run in sheet.look_at_all(rects, without_seals=without_seals) if run is not None]
        found += [part for part in parts if part is not None]
        if any(certainty([run]) > CERTAIN for run in found):
            break
    return found


def _without_header(run: Run) -> Run | None:
    """Return a name without what is left of the header's words behind it."""
    solid = run.solid()
    tail, margin = HEADER_TAIL.search(solid.text), MARGIN.match(solid.text)
    return solid.part(margin.end() if margin is not None else 0, tail.start() if tail is not None else None)


def _without_unit(run: Run) -> Run | None:
    """Return a unit without what is left of the header's word beside it; None if it is not one."""
    solid = run.solid()
    if form_of("items.unit", solid.text) is Form.WHOLE and not is_header(solid.text):
        return solid
    words = [match.span() for match in HEADER_UNIT.finditer(solid.text)]
    begin = max((end for start, end in words if start == 0), default=0)
    end = min((start for start, _ in words if start > 0), default=None)
    part = solid.part(begin, end)
    is_unit = part is not None and form_of("items.unit", part.text) is Form.WHOLE
    return replace(part, first_text=solid.text) if part is not None and is_unit else None


def _glyphs(line: Sequence[Run]) -> list[Glyph]:
    return [glyph for run in line for glyph in run.glyphs]
