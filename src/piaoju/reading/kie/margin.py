"""Text set upright beside a table, one character below the other: what the copy is for, who printed the form."""

from collections.abc import Sequence

from piaoju.reading.kie.runs import Run

FEWEST = 4
"""Characters of such a text at least; fewer may be values that happen to stand below each other."""
SIDEWAYS = 0.8  # text heights from one character to the next at most
DOWN = 2.5  # likewise


def without_upright_text(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without those that make up upright text.

    Args:
        runs: in any frame in which text is level.
    """
    single = sorted((run for run in runs if len(run.compact) == 1), key=lambda run: run.y)
    columns: list[list[Run]] = []
    for run in single:
        column = next((column for column in columns if _goes_on(column[-1], run)), None)
        if column is None:
            columns.append([run])
        else:
            column.append(run)
    upright = {id(run) for column in columns if len(column) >= FEWEST for run in column}
    return [run for run in runs if id(run) not in upright]


def _goes_on(above: Run, below: Run) -> bool:
    height = max(above.height, below.height)
    return abs(above.x - below.x) < SIDEWAYS * height and 0 < below.y - above.y < DOWN * height
