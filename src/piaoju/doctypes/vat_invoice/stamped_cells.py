"""Item cells that a seal lies on: what is read through it alike is sure, and of words the better reading counts.

Numbers are not changed here: which of two readings is right, the arithmetic of their row tells (`completion`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from piaoju.doctypes.vat_invoice.cell_readings import BORDER_MM
from piaoju.doctypes.vat_invoice.under_seals import REACH_MM, Line, better
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.red_ink import red_boxes
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Rect, Sheet

BEFORE_MM = 0.5
BEHIND_MM = 1.0
WORDS = ("name", "specification", "unit")


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A printed line of a cell with a seal on it.

    Attributes:
        row: index of its row.
        column: of its cell.
        line: what was read of it.
    """

    row: int
    column: Column
    line: Line

    @property
    def is_stamped(self) -> bool:
        """Whether ink of a seal lies on it."""
        return any(glyph.is_stamped for run in self.line.runs for glyph in run.glyphs)

    def place(self, seals: Sequence[Rect]) -> Rect:
        """Where it is looked for: words may go on to the end of their cell, numbers begin before theirs."""
        left, top, right, bottom = self.line.place(seals)
        if self.column.name in WORDS:
            return left, top, right, bottom
        begin, end = min(run.left for run in self.line.runs), max(run.right for run in self.line.runs)
        return begin - BORDER_MM, top, end + BEHIND_MM, bottom


def seen_through(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Return the rows with the cells that seals lie on looked at through those.

    Args:
        sheet: to look at.
        rows: as read.
        columns: where the cells are.
    """
    seals = red_boxes(sheet, REACH_MM)
    lines = [
        _Stamped(index, column, Line(line, column.edge - BEFORE_MM, column.right))
        for index, row in enumerate(rows)
        for column in columns
        for line in in_lines(row.get(column.name, ()))
    ]
    due = [one for one in lines if one.is_stamped or (one.column.name in WORDS and one.line.hidden_by(seals))]
    done = [dict(row) for row in rows]
    for one, again in zip(due, sheet.look_at_all([one.place(seals) for one in due], without_seals=True), strict=True):
        if again is None or again.is_red or STAMP.search(again.compact):
            continue
        cell = done[one.row][one.column.name]
        done[one.row][one.column.name] = [run for run in cell if run not in one.line.runs] + _read(one, again)
    return done


def _read(one: _Stamped, again: Run) -> list[Run]:
    """Return a line as read again if that is the same, or of words a better reading that begins alike.

    Before where words begin, the margin is.
    """
    if one.column.name in WORDS:
        read = better(one.line, again)
        return list(read.runs if read.text[:1] == one.line.text[:1] else one.line.runs)
    is_same = again.compact == one.line.text
    return [run.seen_through() for run in one.line.runs] if is_same else list(one.line.runs)
