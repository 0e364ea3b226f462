"""Columns of a line-item table: which column each printed piece of a row belongs to.

Print may be shifted against the form by several millimetres and pieces may touch, so no piece is judged alone: a row's
pieces are assigned in order, so that alignment, extent and value grammar together cost least; the shift of the whole
table is the one under which all rows cost least; and a piece that reaches over a border may be cut there if that
costs less.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Literal

from piaoju.reading.kie.runs import Run

Row = dict[str, list[Run]]
"""Column name -> pieces in it, from left to right."""

DROP_COST = 3.0
GRAMMAR_COST = 2.0
CUT_COST = 0.8  # where glyphs touch
GAP_CUT_COST = 0.15  # where there is a gap of at least GAP text heights
GAP = 0.3
AGREE_GAIN = 2.5
ALIGN_MM = 4.0
CUT_REACH_MM = 3.0  # from the border
OUTSIDE_COST = 3.0
MAX_EDGE_COST = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form.

    Attributes:
        name: of the field.
        left: border, millimetres.
        right: border, millimetres.
        align: which edge of a value is at `edge`.
        edge: millimetres.
        pattern: regular expression that the whole value matches, blanks removed; empty for any text.
        is_text: whether a value may consist of several pieces.
    """

    name: str
    left: float
    right: float
    align: Literal["left", "middle", "right"]
    edge: float
    pattern: str = ""
    is_text: bool = False


def named(columns: Sequence[Column], name: str) -> Column:
    """Return the column of a field.

    Raises:
        ValueError: the table has no such column.
    """
    for column in columns:
        if column.name == name:
            return column
    raise ValueError(f"no column is called {name}")


def shifted(columns: Sequence[Column], by_mm: float) -> list[Column]:
    """Return the columns moved to the right."""
    return [replace(c, left=c.left + by_mm, right=c.right + by_mm, edge=c.edge + by_mm) for c in columns]


def assign_row(
    pieces: Sequence[Run], columns: Sequence[Column], agree: Callable[[Row], bool] | None = None
) -> tuple[Row, float]:
    """Assign a row's pieces to columns at least cost.

    Args:
        pieces: on one line of print, millimetres.
        columns: from left to right.
        agree: tells whether a row's values support each other; breaks near ties between ways to cut.

    Returns:
        The row, and its cost.
    """
    ordered = sorted(pieces, key=lambda run: run.left)
    best: tuple[Row, float] | None = None
    for option, cut_cost in _ways_to_cut(ordered, columns):
        places, cost = _align([_costs(piece, columns, _unlike(piece, columns)) for piece in option], columns)
        row: Row = {}
        for piece, place in zip(option, places, strict=True):
            if place is not None:
                row.setdefault(columns[place].name, []).append(piece)
        cost += cut_cost
        if agree is not None and agree(row):
            cost -= AGREE_GAIN
        if best is None or cost < best[1]:
            best = row, cost
    return best if best is not None else ({}, 0.0)


def best_shift(rows: Sequence[Sequence[Run]], columns: Sequence[Column], reach_mm: float) -> float:
    """Return the shift of the print to the right under which all rows cost least, within +- reach."""
    candidates = [step * 1.0 for step in range(-int(reach_mm), int(reach_mm) + 1)]
    ordered = [sorted(row, key=lambda run: run.left) for row in rows]
    unlike = [[_unlike(piece, columns) for piece in row] for row in ordered]

    def cost(shift: float) -> float:
        moved = shifted(columns, shift)
        each = (
            _align([_costs(piece, moved, own) for piece, own in zip(row, charges, strict=True)], columns)[1]
            for row, charges in zip(ordered, unlike, strict=True)
        )
        return sum(each) + 0.03 * abs(shift)

    return min(sorted(candidates, key=abs), key=cost)


def _align(costs: Sequence[Sequence[float]], columns: Sequence[Column]) -> tuple[list[int | None], float]:
    """Assign ordered pieces to ordered columns by dynamic programming.

    A state is how many columns are passed, the one of the last assigned piece included. A piece may be dropped at a
    price.

    Args:
        costs: of each piece in each column.
        columns: from left to right.

    Returns:
        The column of each piece, None if it is dropped, and the cost of all.
    """
    totals = [0.0, *(inf for _ in columns)]
    steps: list[list[tuple[int, int | None]]] = []
    for own in costs:
        following = [total + DROP_COST for total in totals]
        came: list[tuple[int, int | None]] = [(state, None) for state in range(len(totals))]
        before = 0  # the cheapest state to the left
        for index, column in enumerate(columns):
            if totals[index] < totals[before]:
                before = index
            source = index + 1 if column.is_text and totals[index + 1] < totals[before] else before
            if totals[source] + own[index] < following[index + 1]:
                following[index + 1], came[index + 1] = totals[source] + own[index], (source, index)
        totals = following
        steps.append(came)
    state = totals.index(min(totals))
    cost, places = totals[state], []
    for came in reversed(steps):
        state, place = came[state]
        places.append(place)
    return places[::-1], cost


def _costs(piece: Run, columns: Sequence[Column], unlike: Sequence[float]) -> list[float]:
    """Return what a piece costs in each column, given what its text costs there."""
    left, right, edges = piece.left, piece.right, {"left": piece.left, "middle": piece.x, "right": piece.right}
    width = max(1.0, right - left)
    costs = []
    for column, charge in zip(columns, unlike, strict=True):
        off = min(MAX_EDGE_COST, abs(edges[column.align] - column.edge) / ALIGN_MM) * (0.35 if column.is_text else 1.0)
        outside = max(0.0, column.left - 1 - left) + max(0.0, right - column.right - 1)
        costs.append(off + OUTSIDE_COST * min(1.0, outside / width) + charge)
    return costs


def _unlike(piece: Run, columns: Sequence[Column]) -> list[float]:
    """Return what the text of a piece costs in each column."""
    text = piece.compact
    return [GRAMMAR_COST if column.pattern and not re.fullmatch(column.pattern, text) else 0.0 for column in columns]


def _ways_to_cut(pieces: list[Run], columns: Sequence[Column]) -> list[tuple[list[Run], float]]:
    """Return the pieces as they are, and with pieces that reach over a border cut near it."""
    options: list[tuple[list[Run], float]] = [([], 0.0)]
    for piece in pieces:
        ways = [([piece], 0.0), *_cuts(piece, columns)]
        options = [(done + parts, cost + price) for done, cost in options for parts, price in ways][:64]
    return options


def _cuts(piece: Run, columns: Sequence[Column]) -> list[tuple[list[Run], float]]:
    cuts = []
    for left, right in pairwise(columns):
        border = (left.right + right.left) / 2
        if not piece.left - CUT_REACH_MM / 2 < border < piece.right + CUT_REACH_MM / 2:
            continue
        middles = [
            (abs((a.right + b.left) / 2 - border), index + 1) for index, (a, b) in enumerate(pairwise(piece.glyphs))
        ]
        for distance, index in sorted(middles)[:3]:
            if distance > CUT_REACH_MM:
                continue
            parts = [part for part in (piece.part(0, index), piece.part(index)) if part is not None]
            if len(parts) == 2:
                gap = parts[1].left - parts[0].right
                cuts.append((parts, (GAP_CUT_COST if gap > GAP * piece.height else CUT_COST) + 0.2 * distance))
    return cuts
