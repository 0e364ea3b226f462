"""Shapes of values: what of a cell's print can be the value of its field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from piaoju.model.field import FieldReading
from piaoju.reading.kie.doubles import without_doubles
from piaoju.reading.kie.readings import confidence_of, less_sure
from piaoju.reading.kie.runs import Run, in_lines, joined, restricted, trimmed

APART = 2.0  # text heights between pieces of one value at most, which may have blanks
CLOSE = 1.2  # likewise of an alphabet without blanks: farther apart, a character between them was not read
OVERLAP = 0.6  # likewise, that they may overlap: what does so by more is a second reading of the same print
FILLER = re.compile(r"[-—–/\\*＊无\s]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like.

    Attributes:
        patterns: regular expressions over the text without blanks, the surest first.
        loose: likewise, of what must have been misread somewhere, for want of better.
        alphabet: the only characters of the value; empty for any. What was read instead of them gives way to what the
            recogniser had considered beside it, and what stands before or behind them is cut off.
        spread: characters of a value that is set wide: where several pieces of a line have any, none is it alone.
    """

    patterns: tuple[str, ...]
    loose: tuple[str, ...] = ()
    alphabet: str = ""
    spread: str = ""


def shaped(runs: Sequence[Run], shape: Shape) -> Run | None:
    """Return the longest part of the runs that has a shape, by the first pattern that any part has; None if none has.

    Of parts of one length it is the surest. Pieces of one line are also taken as one: print is cut where a rule or a
    stamp crosses it, or at its own blanks.
    """
    most = inf if shape.spread else CLOSE if shape.alphabet else APART
    options = [option for line in in_lines(runs) for option in _options(line, most, shape.spread)]
    for pattern in (*shape.patterns, *shape.loose):
        parts = [part for part in (matching(run, pattern) for run in options) if part is not None]
        if parts:
            longest = max(parts, key=lambda part: (len(part.glyphs), confidence_of(part.glyphs)))
            return _within(longest, shape.alphabet) if shape.alphabet else longest
    return None


def _options(line: Sequence[Run], most: float, spread: str) -> list[Run]:
    """Return the pieces of a line, and as one those that follow each other; only these if several are of one value."""
    groups = _groups(without_doubles(line), most)
    if sum(any(char in spread for char in run.text) for run in line) > 1:
        return [_as_one(group) for group in groups]
    return [*line, *(_as_one(group) for group in groups if len(group) > 1)]


def _groups(line: Sequence[Run], most: float) -> list[list[Run]]:
    """Cut a line where a piece does not stand close behind the one before, with no room for a character between."""
    groups = [[line[0]]]
    for before, after in pairwise(line):
        gap = (after.left - before.right) / max(before.height, after.height)
        if -OVERLAP < gap < most:
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _as_one(runs: Sequence[Run]) -> Run:
    first = [run.text if run.first_text is None else run.first_text for run in runs]
    return replace(
        joined(runs), first_text=" ".join(first) if any(run.first_text is not None for run in runs) else None
    )


def _within(run: Run, alphabet: str) -> Run | None:
    """Return a run of an alphabet; what was read first stays in it if another character was considered."""
    own = restricted(run, alphabet)
    inside = trimmed(own, alphabet)
    first = run.text if run.first_text is None and own.text != run.text else run.first_text
    return replace(inside, first_text=first) if inside is not None else None


def has_shape(text: str, shape: Shape) -> bool:
    """Tell whether a text, its blanks left out, has a shape wholly and not only loosely."""
    compact = "".join(text.split())
    matches = (re.fullmatch(pattern, compact) for pattern in shape.patterns)
    return any(_own_span(match) == (0, len(compact)) for match in matches if match is not None)


def doubted(reading: FieldReading, shape: Shape | None) -> FieldReading:
    """Return a reading at a lower confidence if its text has only a loose shape."""
    return reading if shape is None or has_shape(reading.text, shape) else less_sure(reading)


def matching(run: Run, pattern: str) -> Run | None:
    """Return the part of a run that matches, blanks ignored, if it is no part of a longer code."""
    solid = run.solid()
    match = re.search(rf"(?<![0-9A-Za-z*+<>/\-])(?:{pattern})(?![0-9A-Za-z*+<>/\-])", solid.text)
    if match is None:
        return None
    start, end = _own_span(match)
    return Run(solid.glyphs[start:end], run.first_text)


def _own_span(match: re.Match[str]) -> tuple[int, int]:
    """Return where the value stands in what matches: its group `own`, or all of it."""
    return match.span("own" if "own" in match.re.groupindex else 0)


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
