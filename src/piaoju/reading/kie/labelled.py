"""Cells without a form: where no registration was found, the labels that were read tell which value is which.

A value belongs to the last label before it on its line. Which of several equal labels one is follows from the rows of
the labels that occur once.
"""

from collections.abc import Callable, Sequence

import numpy as np

from piaoju.reading.kie.cells import Cell, Filling, close_together
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.runs import Run

SAME_LINE = 0.8  # text heights between the middles of a label and of its value
LABEL_TO_VALUE = 30.0  # text heights at most


def fill_by_labels(cells: Sequence[Cell], labels: Sequence[Label], runs: Sequence[Run]) -> Filling:
    """Put values into cells by the labels alone.

    Args:
        cells: whose labels they are; only their order counts.
        labels: in the upright frame.
        runs: values in the upright frame.
    """
    known = _told_apart(cells, labels)
    filled: dict[str, list[Run]] = {}
    for run in runs:
        label = _label_before(run, labels)
        if label is not None and id(label) in known:
            filled.setdefault(known[id(label)].name, []).append(run)
    return Filling({name: close_together(runs) for name, runs in filled.items()})


def _label_before(run: Run, labels: Sequence[Label]) -> Label | None:
    """Return the last label before a run on its line."""
    before = [
        label
        for label in labels
        if label.x < run.left
        and run.left - label.right < LABEL_TO_VALUE * run.height
        and abs(label.y - run.glyphs[0].y) < SAME_LINE * max(label.height, run.height)
    ]
    return max(before, key=lambda label: label.right, default=None)


def _told_apart(cells: Sequence[Cell], labels: Sequence[Label]) -> dict[int, Cell]:
    """Return which cell each label belongs to, by its id: equal ones are told apart by the rows of the others."""
    found = {name: [label for label in labels if label.name == name] for name in {label.name for label in labels}}
    own = {name: [cell for cell in cells if cell.label == name] for name in found}
    single = [(own[name][0], found[name][0]) for name in found if len(own[name]) == len(found[name]) == 1]
    level = _levels([(cell.y, label.y) for cell, label in single])
    known: dict[int, Cell] = {}
    for name, same in found.items():
        rows = sorted(own[name], key=lambda cell: cell.y)
        ordered = sorted(same, key=lambda label: label.y)
        if level is not None and rows:
            known |= {id(label): min(rows, key=lambda cell: abs(level(cell.y) - label.y)) for label in ordered}
        elif len(rows) == len(ordered):
            known |= {id(label): cell for label, cell in zip(ordered, rows, strict=True)}
    return known


def _levels(pairs: Sequence[tuple[float, float]]) -> Callable[[float], float] | None:
    """Return where the rows of the form lie, by the labels that occur once; None if those tell too little."""
    if len({cell_y for cell_y, _ in pairs}) < 2:
        return None
    rows, levels = zip(*pairs, strict=True)
    slope, start = np.polyfit(rows, levels, 1)
    return lambda y: float(slope * y + start)
