"""Second looks at cells: values that lost their beginning at a rule, and cells in which nothing was found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from piaoju.reading.kie.cells import INSET_MM, Cell
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Sheet

LATE = 0.2  # text heights; a value that begins later than that may have lost a character
BEFORE = 0.4  # text heights before the beginning that are looked at
SAME = 0.75  # share of the first reading that the second one must repeat
HALF_LINE = 0.5  # text heights
CERTAIN = 0.9
LINE_MM = 5.0  # height of a line of print


def with_beginnings(sheet: Sheet, runs: Sequence[Run], cell: Cell) -> list[Run]:
    """Return a cell's print, each line read anew from where the cell begins if it begins late.

    Print that touches the rule before it loses its first character to the detection. The new reading counts only if it
    ends as the old one does.
    """
    return [run for first, *rest in in_lines(runs) for run in (_with_beginning(sheet, first, cell), *rest)]


def _with_beginning(sheet: Sheet, run: Run, cell: Cell) -> Run:
    start = cell.middle + INSET_MM
    if run.left - start < LATE * run.height:
        return run
    half = HALF_LINE * run.height
    again = sheet.look_again((start - BEFORE * run.height, run.y - half, run.right + half, run.y + half))
    if again is None or again.is_red:
        return run
    old, new = run.compact, again.compact
    tail = new[-len(old) :]
    is_same = SequenceMatcher(None, tail, old, autojunk=False).ratio() >= SAME
    return replace(again, first_text=run.text) if len(new) > len(old) and is_same else run


def seen_again(sheet: Sheet, cell: Cell, take: Callable[[Run], Run | None], certain: float = CERTAIN) -> Run | None:
    """Look into a cell in which no value was found, as printed and through a seal.

    Args:
        sheet: to look at.
        cell: in millimetres, moved as the print is shifted.
        take: returns what of a reading is the value, None if it cannot be one.
        certain: least confidence of the value: what was overlooked is small, and a rule looks like a 1.
    """
    rect = (cell.middle, cell.y - LINE_MM / 2, cell.right, cell.y + LINE_MM / 2)
    for without_red in (False, True):
        again = sheet.look_again(rect, without_red=without_red)
        value = take(again) if again is not None and not again.is_red else None
        if value is not None and confidence_of(value.glyphs) >= certain:
            return value
    return None
