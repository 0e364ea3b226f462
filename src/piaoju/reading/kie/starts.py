"""Where values begin: those of one column begin alike, so that one which begins later has lost its first characters."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from piaoju.reading.kie.cells import INSET_MM, Cell, Filling
from piaoju.reading.kie.runs import Run, in_lines

COLUMN_MM = 0.6  # between cells of one column
NEAR_START_MM = 3.0  # from where a cell's values begin to where one does that has lost nothing
FEWEST_IN_COLUMN = 3
LOST = 0.8  # text heights; a value that begins that much later than others has lost a character

Values = Mapping[str, Sequence[Run]]
"""Name of a cell -> print of its value."""


def start_of(cell: Cell, filling: Filling) -> float:
    """Return where the value of a cell begins, by those of its column: print may be nearer to the rule than usual."""
    beside = _column(cell, filling, filling.values)
    return min(cell.middle + INSET_MM, median(beside)) if beside else cell.middle + INSET_MM


def _column(cell: Cell, filling: Filling, values: Values) -> list[float]:
    """Return where the other values of a column begin that begin about where they should."""
    others = (other for other in filling.cells.values() if other.name != cell.name and values.get(other.name))
    lefts = [
        min(run.left for run in values[other.name]) for other in others if abs(other.middle - cell.middle) < COLUMN_MM
    ]
    return [left for left in lefts if abs(left - cell.middle - INSET_MM) < NEAR_START_MM]


def beginning_late(filling: Filling, chosen: Values, names: Iterable[str]) -> list[str]:
    """Return the names of values that begin so much later than those of their column that a character must be lost.

    Args:
        filling: where the cells are.
        chosen: the values.
        names: of cells whose values begin where the cells do.
    """
    known = {name: chosen.get(name, ()) for name in names}
    late = []
    for name, runs in known.items():
        cell = filling.cells.get(name)
        beside = _column(cell, filling, known) if cell is not None else []
        if runs and len(beside) >= FEWEST_IN_COLUMN:
            first = in_lines(runs)[0][0]
            if first.left - median(beside) > LOST * first.height:
                late.append(name)
    return late
