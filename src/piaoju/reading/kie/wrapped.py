"""Second lines of values that the detection lost: a line that fills its cell, above the cell's middle, goes on below.

The ink of a seal on the second line, or the rule beneath it, draws the detection's region off it.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from piaoju.reading.kie.cells import Cell, Filling
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.regain import STAMP, Chosen
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.scraps import is_of_seal, is_of_stamp
from piaoju.reading.kie.shapes import is_filler
from piaoju.reading.kie.sheet import Rect, Sheet
from piaoju.reading.kie.through_seals import mean_confidence
from piaoju.reading.ocr.inks import is_blue_seal_ink

TO_END = 0.7  # text heights: a value that ends that near to its cell's end fills it
ABOVE = 0.15  # text heights above the cell's middle that the first of two lines is at least
STEP = 0.55, 1.1  # text heights from a line to the next, least and most
HALF_LINE = 0.6  # of that step
CERTAIN = 0.8  # mean confidence of its characters, geometric: without it the value is wrong at any rate
STARTS = 1.0  # text heights between the beginnings of both lines at most
OFF_MIDDLE = 0.25  # text heights from the cell's middle that its only line is at most
SHORT = 0.2  # of the cell's width that is free behind a line that no other follows
SHORTEST = 2  # characters of a second line
REPEATED = 0.5  # of a line that repeats the one above


def with_second_lines(filling: Filling, sheet: Sheet, names: Iterable[str], chosen: Chosen) -> dict[str, list[Run]]:
    """Return the values of one line whose second line is found, with that.

    Args:
        filling: where the cells are.
        sheet: to look at.
        names: of cells whose values may have two lines.
        chosen: the values.
    """
    firsts = {name: first for name in names if (first := _filling_line(filling.cells.get(name), chosen.get(name, ())))}
    rects = [_below(filling.cells[name], first) for name, first in firsts.items()]
    looks = [sheet.look_at_all(rects, without_seals=without_seals) for without_seals in (False, True)]
    found = {}
    for (name, first), *seen in zip(firsts.items(), *looks, strict=True):
        seconds = [run.solid() for run in seen if run is not None and _is_second(run.solid(), first, sheet.form.labels)]
        if seconds:
            surest = max(seconds, key=lambda run: confidence_of(run.glyphs))
            found[name] = [*chosen[name], Run(surest.glyphs, "")]
    return found


def _filling_line(cell: Cell | None, runs: Iterable[Run]) -> list[Run]:
    """Return the only line of a value if it fills its cell and stands in the upper half of it, else nothing."""
    lines = in_lines(runs)
    if cell is None or len(lines) != 1:
        return []
    (line,) = lines
    last = line[-1]
    is_filled = cell.right - last.right < TO_END * last.height
    return line if is_filled and cell.y - _level(line) > ABOVE * last.height else []


def _level(line: list[Run]) -> float:
    return sum(run.y for run in line) / len(line)


def _below(cell: Cell, first: list[Run]) -> Rect:
    """Return where the second of two lines is: as far below the cell's middle as the first is above."""
    height = first[-1].height
    step = min(max(2 * (cell.y - _level(first)), STEP[0] * height), STEP[1] * height)
    y = _level(first) + step
    return cell.middle, y - HALF_LINE * step, cell.right, y + HALF_LINE * step


def _is_second(run: Run, first: list[Run], labels: Iterable[LabelSpec]) -> bool:
    """Tell whether what was read below a line is the next one, no label or part of one, and certain."""
    text = run.compact.rstrip(":：")
    is_label = any(re.fullmatch(spec.pattern, text) or any(text in word for word in spec.words) for spec in labels)
    if len(text) < SHORTEST or is_label:
        return False
    if run.is_red or is_blue_seal_ink(run.ink) or is_filler(run) or STAMP.search(run.compact):
        return False
    above = "".join(other.compact for other in first)
    same = SequenceMatcher(None, run.compact, above, autojunk=False).ratio()
    begins = abs(run.left - first[0].left) < STARTS * first[0].height
    return begins and same < REPEATED and mean_confidence([run]) >= CERTAIN


def without_lines_beside(filling: Filling, names: Iterable[str], chosen: Chosen) -> dict[str, list[Run]]:
    """Return the values of one line that lines of a seal stand above or below, told by ink or words, without those.

    Two lines stand above and below the middle of their cell, and the first fills it; a line that is in its middle,
    where none fills it, is no seal's.

    Args:
        filling: where the cells are.
        names: of the cells.
        chosen: the values.
    """
    found = {}
    for name in names:
        cell, lines = filling.cells.get(name), in_lines(chosen.get(name, ()))
        if cell is not None and len(lines) > 1:
            alone = [line for line in lines if _is_alone(line, cell) and not any(map(_is_seals, line))]
            if alone and all(_free_behind(line, cell) > SHORT for line in lines):
                found[name] = [run for line in lines for run in line if line in alone or not _is_seals(run)]
    return found


def _is_alone(line: list[Run], cell: Cell) -> bool:
    return abs(_level(line) - cell.y) < OFF_MIDDLE * max(run.height for run in line)


def _is_seals(run: Run) -> bool:
    return is_of_seal(run) or is_of_stamp(run)


def _free_behind(line: list[Run], cell: Cell) -> float:
    return (cell.right - line[-1].right) / (cell.right - cell.middle)
