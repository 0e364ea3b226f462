"""Cells that a seal lies on: read anew in the red light alone, in which its ink is as bright as the paper.

The detection takes seal and print for one region, or cuts the print where the seal begins, so that what was read of
such a cell may look certain and yet be half of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from piaoju.reading.kie.cells import Cell, Filling
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.regain import LINE_MM, RULE, SEEN, STAMP, Chosen, in_shape, without_label_end
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.shapes import Shape, has_shape, is_filler
from piaoju.reading.kie.sheet import Rect, Sheet

CERTAIN = 0.9  # mean confidence of the new reading's characters, geometric
REPEATED = 0.6  # share of the first reading that a longer one must repeat
HALF_LINE = 0.62  # text heights
CLOSE_MM = 4.0  # height of a closer look at the line
MORE = 3.0  # text heights behind what was read that a closer look sees
LEAST = 1e-6  # confidence of a character, so that its logarithm is finite
REACH_MM = 1.0  # from a seal to print that it may have spoilt


def through_seals(sheet: Sheet, filling: Filling, shapes: Mapping[str, Shape], chosen: Chosen) -> dict[str, list[Run]]:
    """Return the values that are read better, or at all, through a seal.

    Args:
        sheet: to look at.
        filling: where the cells are.
        shapes: of the values; a cell without one may hold any text.
        chosen: what was read first.
    """
    seals = red_boxes(sheet, REACH_MM)
    covered = [
        cell
        for name, cell in filling.cells.items()
        if len(in_lines(chosen.get(name, ()))) <= 1 and is_near(_room(cell), seals)
    ]
    looks = sheet.look_at_all([_line(cell, chosen.get(cell.name, ())) for cell in covered], without_red=True)

    def value_of(cell: Cell, again: Run | None) -> Run | None:
        own = without_label_end(sheet, cell, again, chosen.get(cell.name, ())) if again is not None else None
        return _value(own, shapes.get(cell.name)) if own is not None else None

    seen = {cell.name: value_of(cell, again) for cell, again in zip(covered, looks, strict=True)}
    cut = [cell for cell in covered if chosen.get(cell.name) and _is_in_doubt(seen[cell.name], chosen[cell.name])]
    looks = sheet.look_at_all([_beginning(cell, chosen[cell.name]) for cell in cut], without_red=True)
    for cell, again in zip(cut, looks, strict=True):
        options = [seen[cell.name], value_of(cell, again)]
        seen[cell.name] = max((value for value in options if value is not None), key=_certainty_of, default=None)
    found: dict[str, list[Run]] = {}
    for name, value in seen.items():
        first = chosen.get(name, ())
        if value is not None and _is_better(value, first, shapes.get(name)):
            text = " ".join(run.text for run in first)
            found[name] = [replace(value, first_text=text) if text else value]
    return found


def _room(cell: Cell) -> Rect:
    return cell.middle, cell.top, cell.right, cell.bottom


def _line(cell: Cell, first: Sequence[Run]) -> Rect:
    """Return where the value's line is, from one end of the cell to the other."""
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


def _is_better(value: Run, first: Sequence[Run], shape: Shape | None) -> bool:
    """Tell whether a new reading is certain, and more so than the first one, or that one and more.

    Of two of which one has the shape of the field, that one is better.
    """
    if shape is not None and first:
        is_shaped = [has_shape(text, shape) for text in (value.text, "".join(run.text for run in first))]
        if is_shaped[0] != is_shaped[1]:
            return is_shaped[0]
    certainty = _certainty([value])
    if _lacks_beginning(value.compact, first):
        return False
    if certainty < CERTAIN or not first or certainty >= _certainty(first):
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
    return _certainty([value]) < CERTAIN


def _certainty_of(value: Run) -> float:
    return _certainty([value])


def _certainty(runs: Sequence[Run]) -> float:
    """Return the geometric mean of the characters' confidences."""
    glyphs = [glyph for run in runs for glyph in run.glyphs if glyph.text.strip()]
    return float(np.exp(np.mean([np.log(max(glyph.confidence, LEAST)) for glyph in glyphs]))) if glyphs else 0.0
