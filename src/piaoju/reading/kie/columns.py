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

_States = dict[int, tuple[float, tuple[int | None, ...]]]
"""Last column -> cost, and the columns of all pieces so far, None for a dropped one."""


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
        row, cost = _align(option, columns)
        cost += cut_cost
        if agree is not None and agree(row):
            cost -= AGREE_GAIN
        if best is None or cost < best[1]:
            best = row, cost
    return best if best is not None else ({}, 0.0)


def best_shift(rows: Sequence[Sequence[Run]], columns: Sequence[Column], reach_mm: float) -> float:
    """Return the shift of the print to the right under which all rows cost least, within +- reach."""
    candidates = [step * 1.0 for step in range(-int(reach_mm), int(reach_mm) + 1)]

    def cost(shift: float) -> float:
        moved = shifted(columns, shift)
        return sum(_align(sorted(row, key=lambda run: run.left), moved)[1] for row in rows) + 0.03 * abs(shift)

    return min(sorted(candidates, key=abs), key=cost)


def _align(pieces: Sequence[Run], columns: Sequence[Column]) -> tuple[Row, float]:
    """Assign ordered pieces to ordered columns by dynamic programming.

    State: the column that the last assigned piece is in. A piece may be dropped at a price.
    """
    table: _States = {-1: (0.0, ())}
    for piece in pieces:
        following: _States = {}
        own = [_cost(piece, column) for column in columns]
        for last, (cost, path) in table.items():
            _keep(following, last, cost + DROP_COST, (*path, None))
            for index in range(max(last, 0), len(columns)):
                if index == last and not columns[index].is_text:
                    continue
                _keep(following, index, cost + own[index], (*path, index))
        table = following
    cost, path = min(table.values(), key=lambda entry: entry[0])
    row: Row = {}
    for piece, place in zip(pieces, path, strict=True):
        if place is not None:
            row.setdefault(columns[place].name, []).append(piece)
    return row, cost


def _keep(table: _States, key: int, cost: float, path: tuple[int | None, ...]) -> None:
    if key not in table or cost < table[key][0]:
        table[key] = cost, path


def _cost(piece: Run, column: Column) -> float:
    edge = {"left": piece.left, "middle": piece.x, "right": piece.right}[column.align]
    cost = min(MAX_EDGE_COST, abs(edge - column.edge) / ALIGN_MM) * (0.35 if column.is_text else 1.0)
    width = max(1.0, piece.right - piece.left)
    outside = max(0.0, column.left - 1 - piece.left) + max(0.0, piece.right - column.right - 1)
    cost += OUTSIDE_COST * min(1.0, outside / width)
    if column.pattern and not re.fullmatch(column.pattern, piece.compact):
        cost += GRAMMAR_COST
    return cost


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
