"""Cells that a seal lies on: read anew in the light in which its ink is as bright as the paper.

The detection takes seal and print for one region, or cuts the print where the seal begins, so that what was read of
such a cell may look certain and yet be half of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np

from piaoju.reading.kie.cells import Cell, Filling
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.regain import LINE_MM, RULE, SEEN, STAMP, Chosen, in_shape, others_than, without_label_end
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.scraps import NAME_END
from piaoju.reading.kie.shapes import Shape, has_shape, is_filler
from piaoju.reading.kie.sheet import Rect, Sheet
from piaoju.reading.ocr.inks import is_blue_seal_ink

CERTAIN = 0.9  # mean confidence of the new reading's characters, geometric
REPEATED = 0.6  # share of the first reading that a longer one must repeat
HALF_LINE = 0.62  # text heights
CLOSE_MM = 4.0  # height of a closer look at the line
MORE = 3.0  # text heights behind what was read that a closer look sees
LEAST = 1e-6  # confidence of a character, so that its logarithm is finite
SWOLLEN_MM = 8.0  # height of print that was read together with the seal beside it
SAME_LINE = 5  # characters in a row that two lines of a value do not share
LINE_STEP = 1.2  # text heights from a line to the next
REACH_MM = 1.0  # from a seal to print that it may have spoilt


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell that may be spoilt.

    Attributes:
        cell: that it stands in.
        first: what was read of it.
        rect: where it is.
        is_only: whether the cell has no other line.
        is_swollen: whether it was read together with a seal.
    """

    cell: Cell
    first: Sequence[Run]
    rect: Rect
    is_only: bool
    is_swollen: bool


def through_seals(
    sheet: Sheet, filling: Filling, shapes: Mapping[str, Shape], chosen: Chosen, names: Collection[str] = ()
) -> dict[str, list[Run]]:
    """Return the values that are read better, or at all, through a seal.

    Args:
        sheet: to look at.
        filling: where the cells are.
        shapes: of the values; a cell without one may hold any text.
        chosen: what was read first.
        names: of the cells that hold a firm's name, behind whose end a seal may go on.
    """
    seals = red_boxes(sheet, REACH_MM)
    lines = [line for cell in filling.cells.values() for line in _covered_lines(cell, chosen, shapes, seals)]
    looks = sheet.look_at_all([line.rect for line in lines], without_seals=True)

    def value_of(line: _Line, again: Run | None) -> Run | None:
        own = without_label_end(sheet, line.cell, again, line.first) if again is not None else None
        value = _value(own, shapes.get(line.cell.name)) if own is not None else None
        is_name = value is not None and line.is_swollen and line.cell.name in names
        return _until_end(value) if is_name and value is not None else value

    seen = [value_of(line, again) for line, again in zip(lines, looks, strict=True)]
    cut = [
        index
        for index, (line, value) in enumerate(zip(lines, seen, strict=True))
        if line.is_only and line.first and _is_in_doubt(value, line.first)
    ]
    looks = sheet.look_at_all([_beginning(lines[index].cell, lines[index].first) for index in cut], without_seals=True)
    for index, again in zip(cut, looks, strict=True):
        options = [seen[index], value_of(lines[index], again)]
        seen[index] = max((value for value in options if value is not None), key=_mean_of, default=None)
    found: dict[str, list[Run]] = {}
    for line, value in zip(lines, seen, strict=True):
        if (
            value is None
            or (not line.first and is_blue_seal_ink(value.ink))
            or _is_of_another_line(value, line, chosen)
        ):
            continue
        is_same = value.compact == "".join(run.compact for run in line.first)
        if is_same or _is_better(value, line.first, shapes.get(line.cell.name)):
            text = " ".join(run.text for run in line.first)
            others = others_than(line.first, found.get(line.cell.name, chosen.get(line.cell.name, ())))
            read = [run.seen_through() for run in line.first] if is_same else [replace(value, first_text=text or None)]
            found[line.cell.name] = [*others, *read]
    return found


def _covered_lines(cell: Cell, chosen: Chosen, shapes: Mapping[str, Shape], seals: Sequence[Rect]) -> list[_Line]:
    """Return the lines of a cell that a seal lies on, or that were read together with one."""
    lines = in_lines(chosen.get(cell.name, ()))
    if len(lines) > 1 and cell.name in shapes:
        return []
    above: Sequence[Run] = ()
    covered = []
    for first in lines or [[]]:
        is_swollen = any(run.height > SWOLLEN_MM for run in first)
        rect = _line(cell, first, above if is_swollen and len(lines) > 1 else ())
        if is_swollen or is_near(_room(cell) if len(lines) <= 1 else rect, seals):
            covered.append(_Line(cell, first, rect, is_only=len(lines) <= 1, is_swollen=is_swollen))
        above = first
    return covered


def _room(cell: Cell) -> Rect:
    return cell.middle, cell.top, cell.right, cell.bottom


def _line(cell: Cell, first: Sequence[Run], above: Sequence[Run] = ()) -> Rect:
    """Return where a line of a value is, from one end of the cell to the other.

    Where it was read together with a seal, it is as high as print, in the middle of the cell or under the line above.
    """
    if any(run.height > SWOLLEN_MM for run in first):
        y = max(run.y + LINE_STEP * run.height for run in above) if above else cell.y
        return cell.middle, y - LINE_MM / 2, cell.right, y + LINE_MM / 2
    y = sum(run.y for run in first) / len(first) if first else cell.y
    half = HALF_LINE * max(run.height for run in first) if first else LINE_MM / 2
    return cell.middle, y - half, cell.right, y + half


def _beginning(cell: Cell, first: Sequence[Run]) -> Rect:
    """Return where the cell's own line is, up to a little behind what was read: farther on the seal goes on."""
    end = max(run.right + MORE * run.height for run in first)
    return cell.middle, cell.y - CLOSE_MM / 2, min(end, cell.right), cell.y + CLOSE_MM / 2


def _value(again: Run, shape: Shape | None) -> Run | None:
    """Return what of a new reading can be the value; None if nothing can, or it is of the seal after all."""
    if again.is_red or is_filler(again) or STAMP.search(again.compact) or RULE.issuperset(again.compact):
        return None
    return next(iter(in_shape([again], shape)), None)


def _is_of_another_line(value: Run, line: _Line, chosen: Chosen) -> bool:
    """Tell whether a look at a line read of another one of the same cell, as where lines run aslant."""
    others = others_than(line.first, chosen.get(line.cell.name, ()))
    matchers = (SequenceMatcher(None, value.compact, other.compact, autojunk=False) for other in others)
    return any(matcher.find_longest_match().size >= SAME_LINE for matcher in matchers)


def _until_end(name: Run) -> Run:
    """Return a firm's name up to its last word, if it has that."""
    end = name.text.rfind(NAME_END)
    return name if end < 0 else name.part(0, end + len(NAME_END)) or name


def _is_better(value: Run, first: Sequence[Run], shape: Shape | None) -> bool:
    """Tell whether a new reading is certain, and more so than the first one, or that one and more.

    Of two of which one has the shape of the field, that one is better.
    """
    if shape is not None and first:
        is_shaped = [has_shape(text, shape) for text in (value.text, "".join(run.text for run in first))]
        if is_shaped[0] != is_shaped[1]:
            return is_shaped[0]
    certainty = mean_confidence([value])
    if _lacks_beginning(value.compact, first):
        return False
    if certainty < CERTAIN or not first or certainty >= mean_confidence(first):
        return certainty >= CERTAIN
    old, new = "".join(run.compact for run in first), value.compact
    repeated = sum(block.size for block in SequenceMatcher(None, new, old, autojunk=False).get_matching_blocks())
    return len(new) > len(old) and repeated >= REPEATED * len(old)


def _lacks_beginning(new: str, first: Sequence[Run]) -> bool:
    """Tell whether a new reading is the first one without letters, figures or Chinese characters seen before it."""
    glyphs = [glyph for run in first for glyph in run.solid().glyphs]
    before = glyphs[: max(0, len(glyphs) - len(new))]
    is_end = "".join(glyph.text for glyph in glyphs[len(before) :]) == new
    return is_end and any(
        glyph.text.isalnum() and glyph.text not in RULE and glyph.confidence >= SEEN for glyph in before
    )


def _is_in_doubt(value: Run | None, first: Sequence[Run]) -> bool:
    """Tell whether a new reading is another one than the first, and not certain."""
    if value is None or value.compact == "".join(run.compact for run in first):
        return False
    return mean_confidence([value]) < CERTAIN


def _mean_of(value: Run) -> float:
    return mean_confidence([value])


def mean_confidence(runs: Sequence[Run]) -> float:
    """Return the geometric mean of the characters' confidences."""
    glyphs = [glyph for run in runs for glyph in run.glyphs if glyph.text.strip()]
    return float(np.exp(np.mean([np.log(max(glyph.confidence, LEAST)) for glyph in glyphs]))) if glyphs else 0.0
