"""Labels and values in two columns that slid against each other: which value belongs to which label.

Machine print on a preprinted form may stand more than a row off, so that the nearest label is the wrong one. What the
slide leaves is order: the labels from the top down and the values from the top down are matched without crossing, each
value only where its grammar fits, and the slide of the whole column is the one under which the match costs least.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from piaoju.reading.kie.runs import Run

MAX_SLIDE = 1.8  # rows
SLIDE_STEP = 0.1
SLIDE_COST = 0.15  # a row; breaks ties in favour of print that stands where it should
ROW_COST = 1.2  # a value one row off its label, the column's slide taken into account
MAX_ROW_COST = 3.6
UNSEEN_COST = 0.9  # of a label that was not read, so that only order speaks for the value
LEAVE_COST = 2.0  # a value of perfect grammar without a label
EMPTY_COST = 0.2  # a label without a value
EDGE_COST = 0.5  # a value that does not end where the others end
EDGE_REACH = 3.0  # text heights


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a value may look like.

    Attributes:
        pattern: regular expression over the text without blanks; of it the group `value` if it has one.
        cost: of believing a value that looks like this, 0 for one that can be nothing else.
    """

    pattern: str
    cost: float


@dataclass(frozen=True, slots=True)
class Rung:
    """A label's place in the column.

    Attributes:
        name: of the value.
        grammars: of the value, from the strictest to the loosest.
        y: middle of the label's height; None if the label was not read and only its place in the order is known.
    """

    name: str
    grammars: tuple[Grammar, ...]
    y: float | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Labels matched with values.

    Attributes:
        values: name -> the value.
        slide: how much lower the values stand than their labels, in the runs' unit.
        edge: where most values end at the right.
        height: of the values' text, median.
    """

    values: Mapping[str, Run]
    slide: float
    edge: float
    height: float


def fit(run: Run, grammars: Sequence[Grammar]) -> tuple[Run, float] | None:
    """Return the part of a run that has one of the grammars, and its cost; None if no part has.

    A part that other signs stand beside costs more, and letters or digits may not touch it at all.
    """
    solid = run.solid()
    best: tuple[Run, float] | None = None
    for grammar in grammars:
        match = re.search(rf"(?<![0-9A-Za-z.:])(?:{grammar.pattern})(?![0-9A-Za-z.:]*\d)", solid.text)
        if match is None:
            continue
        is_whole = match.end() - match.start() == len(solid.text)
        cost = grammar.cost + (0.0 if is_whole else 0.3)
        if best is None or cost < best[1]:
            start, end = match.span("value") if "value" in match.groupdict() else match.span()
            best = Run(solid.glyphs[start:end], run.first_text), cost
    return best


def climb(rungs: Sequence[Rung], runs: Sequence[Run]) -> Ladder | None:
    """Match values with labels; None if no value fits any label.

    Args:
        rungs: labels from the top down.
        runs: what may be a value, from the top down, in an upright frame.
    """
    fits = [[fit(run, rung.grammars) for rung in rungs] for run in runs]
    sure = [run for run, row in zip(runs, fits, strict=True) if any(one is not None and one[1] < 0.3 for one in row)]
    if not sure:
        return None
    edge = median(run.right for run in sure)
    levels = [rung.y for rung in rungs if rung.y is not None]
    pitch = median([b - a for a, b in pairwise(levels) if b - a > 0.5 * sure[0].height] or [1.5 * sure[0].height])
    steps = round(MAX_SLIDE / SLIDE_STEP)
    slides = [step * SLIDE_STEP for step in range(-steps, steps + 1)]
    costs = [[_own_cost(run, one, edge) for one in row] for run, row in zip(runs, fits, strict=True)]
    best = min((_match(rungs, runs, costs, slide, pitch) for slide in slides), key=lambda result: result[0])
    values = {rungs[rung].name: found[0] for run, rung in best[1] if (found := fits[run][rung]) is not None}
    if not values:
        return None
    return Ladder(values, best[2] * pitch, edge, median(run.height for run in values.values()))


def _own_cost(run: Run, found: tuple[Run, float] | None, edge: float) -> float | None:
    if found is None:
        return None
    return found[1] + EDGE_COST * min(1.0, abs(run.right - edge) / (EDGE_REACH * run.height))


def _match(
    rungs: Sequence[Rung], runs: Sequence[Run], costs: Sequence[Sequence[float | None]], slide: float, pitch: float
) -> tuple[float, tuple[tuple[int, int], ...], float]:
    """Match under one slide by dynamic programming over values and labels.

    Returns:
        The cost, the pairs (index of run, index of rung), the slide.
    """
    # One entry a number of rungs used up: the least cost of all runs so far, and the pairs.
    table: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    table += [(EMPTY_COST * sum(rung.y is not None for rung in rungs[: used + 1]), ()) for used in range(len(rungs))]
    for index, run in enumerate(runs):
        known = [cost for cost in costs[index] if cost is not None]
        leave = max(0.0, LEAVE_COST - min(known)) if known else 0.0
        following = [(table[0][0] + leave, table[0][1])]
        for place, rung in enumerate(rungs):
            options = [
                (table[place + 1][0] + leave, table[place + 1][1]),
                (following[place][0] + (EMPTY_COST if rung.y is not None else 0.0), following[place][1]),
            ]
            own = costs[index][place]
            if own is not None:
                off = UNSEEN_COST if rung.y is None else _row_cost(run.y - rung.y - slide * pitch, pitch)
                options.append((table[place][0] + own + off, (*table[place][1], (index, place))))
            following.append(min(options, key=lambda option: option[0]))
        table = following
    cost, pairs = table[-1]
    return cost + SLIDE_COST * abs(slide), pairs, slide


def _row_cost(distance: float, pitch: float) -> float:
    return min(MAX_ROW_COST, ROW_COST * abs(distance) / pitch)
