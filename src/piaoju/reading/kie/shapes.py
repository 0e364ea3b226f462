"""Shapes of values: what of a cell's print can be the value of its field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from piaoju.model.field import FieldReading
from piaoju.reading.kie.readings import less_sure
from piaoju.reading.kie.runs import Run, in_lines, joined, restricted, trimmed

FILLER = re.compile(r"[-—–/\\*＊无\s]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like.

    Attributes:
        patterns: regular expressions over the text without blanks, the surest first.
        loose: likewise, of what must have been misread somewhere, for want of better.
        alphabet: the only characters of the value; empty for any. What was read instead of them gives way to what the
            recogniser had considered beside it, and what stands before or behind them is cut off.
    """

    patterns: tuple[str, ...]
    loose: tuple[str, ...] = ()
    alphabet: str = ""


def shaped(runs: Sequence[Run], shape: Shape) -> Run | None:
    """Return the longest part of the runs that has a shape, by the first pattern that any part has; None if none has.

    Pieces of one line are also taken as one: print is cut where a rule or a stamp crosses it, or at its own blanks.
    """
    together = [joined(line) for line in in_lines(runs) if len(line) > 1]
    for pattern in (*shape.patterns, *shape.loose):
        parts = [part for part in (matching(run, pattern) for run in (*runs, *together)) if part is not None]
        if parts:
            longest = max(parts, key=lambda part: len(part.glyphs))
            return trimmed(restricted(longest, shape.alphabet), shape.alphabet) if shape.alphabet else longest
    return None


def has_shape(text: str, shape: Shape) -> bool:
    """Tell whether a text, its blanks left out, has a shape wholly and not only loosely."""
    return any(re.fullmatch(pattern, "".join(text.split())) for pattern in shape.patterns)


def doubted(reading: FieldReading, shape: Shape | None) -> FieldReading:
    """Return a reading at a lower confidence if its text has only a loose shape."""
    return reading if shape is None or has_shape(reading.text, shape) else less_sure(reading)


def matching(run: Run, pattern: str) -> Run | None:
    """Return the part of a run that matches, blanks ignored, if it is no part of a longer code."""
    solid = run.solid()
    match = re.search(rf"(?<![0-9A-Za-z*+<>/\-])(?:{pattern})(?![0-9A-Za-z*+<>/\-])", solid.text)
    return Run(solid.glyphs[match.start() : match.end()], run.first_text) if match else None


def without_part(runs: Sequence[Run], part: Run | None) -> list[Run]:
    """Return what is left of runs without the glyphs of a part of them."""
    if part is None:
        return list(runs)
    taken = {id(glyph) for glyph in part.glyphs}
    rest = (tuple(glyph for glyph in run.glyphs if id(glyph) not in taken) for run in runs)
    return [piece for glyphs in rest if glyphs and (piece := Run(glyphs).part(0)) is not None]


def is_filler(run: Run) -> bool:
    """Tell whether a run is what fills a cell that states nothing: a dash, a stroke, stars."""
    return FILLER.fullmatch(run.text) is not None
