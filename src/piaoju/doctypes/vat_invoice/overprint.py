"""Names of items that are printed into what is red or brown: under a seal, or half a line too high into the header.

In the red light alone such ink is nearly as bright as the paper.
"""

from collections.abc import Sequence
from statistics import median

from piaoju.doctypes.vat_invoice.item_lines import is_header
from piaoju.doctypes.vat_invoice.under_seals import Line, better, certainty
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.red_ink import is_near
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import in_lines
from piaoju.reading.kie.sheet import Rect, Sheet

HEADER: Rect = (0.0, 52.5, 210.0, 57.0)
BROWN = 40  # levels of red above blue
HALF_LINE_MM = 2.3
CERTAIN = 0.9
LEAST = 2  # characters of a name


def brown_header(sheet: Sheet) -> list[Rect]:
    """Return where the header of the items is printed if that is brown or red, else nothing."""
    inks = [glyph.ink for label in sheet.labels for glyph in label.glyphs]
    is_brown = sheet.form.is_stamped and bool(inks) and median(ink[2] - ink[0] for ink in inks) > BROWN
    return [HEADER] if is_brown else []


def through_red(
    sheet: Sheet, rows: Sequence[Row], levels: Sequence[float], column: Column, red: Sequence[Rect]
) -> list[Row]:
    """Return the rows with those names that are missing, unsure or broken and are read in the red light.

    Args:
        sheet: to look at.
        rows: as assigned.
        levels: height of each row's values, millimetres.
        column: of names.
        red: where red ink lies.
    """
    due = []
    for index, (row, level) in enumerate(zip(rows, levels, strict=True)):
        lines = in_lines(row.get("name", ()))
        if len(lines) > 1:
            continue  # what one look reads is no more than one of them
        line = Line(lines[0], column.edge, column.right) if lines else None
        rect = _place(line, column, level)
        if (line is None or line.is_broken or _is_unsure(line)) and is_near(rect, red):
            due.append((index, line, rect))
    done = list(rows)
    for (index, line, _), again in zip(
        due, sheet.look_at_all([rect for *_, rect in due], without_seals=True), strict=True
    ):
        if again is None or again.is_red or STAMP.search(again.compact) or is_header(again.compact):
            continue
        if line is not None:
            done[index] = {**done[index], "name": list(better(line, again).runs)}
        elif certainty([again]) >= CERTAIN and len(again.compact) >= LEAST:
            done[index] = {**done[index], "name": [again]}
    return done


def _place(line: Line | None, column: Column, level: float) -> Rect:
    left, right = column.edge - 0.5, column.right
    if line is not None:
        return left, line.place()[1], right, line.place()[3]
    return left, level - HALF_LINE_MM, right, level + HALF_LINE_MM


def _is_unsure(line: Line) -> bool:
    return confidence_of([glyph for run in line.runs for glyph in run.glyphs]) < CERTAIN
