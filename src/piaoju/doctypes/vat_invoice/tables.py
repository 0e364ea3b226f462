"""Which table of items a form carries, and where its columns are: producers place the inner borders differently."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piaoju.doctypes.vat_invoice.forms import Layout, Table
from piaoju.reading.kie.columns import Column
from piaoju.reading.kie.sheet import Rect, Sheet

HEADER: Rect = (0.0, 50.0, 210.0, 60.0)
SAME_HEAD_MM = 7.0


def columns_of(sheet: Sheet, layout: Layout) -> list[Column]:
    """Return the columns of the table that most of the head words found are of, where those words stand.

    Between two head words that were found, borders move as the words do.
    """
    heads = {name: place for name in _names(layout) if (place := _place(sheet, name)) is not None}
    table = max((layout.table, *layout.tables), key=lambda table: _agreement(table, heads))
    pairs = sorted((x, heads[name]) for name, x in table.heads.items() if name in heads)
    if any(a[1] >= b[1] for a, b in pairwise(pairs)):
        pairs = []
    knots = [(0.0, 0.0), *pairs, (210.0, 210.0)]
    return [
        replace(c, left=_move(c.left, knots), right=_move(c.right, knots), edge=_move(c.edge, knots))
        for c in table.columns
    ]


def _names(layout: Layout) -> set[str]:
    return {name for table in (layout.table, *layout.tables) for name in table.heads}


def _place(sheet: Sheet, name: str) -> float | None:
    """Return where a head word stands, by its alignment."""
    label = sheet.label(name, HEADER)
    if label is None:
        return None
    spec = next(spec for spec in sheet.form.labels if spec.name == name)
    return {"left": label.words[0].left, "right": label.words[-1].right}.get(spec.align, label.x)


def _agreement(table: Table, heads: dict[str, float]) -> int:
    """Return how many of the words found are this table's, less those that are not."""
    own = sum(name in table.heads and abs(table.heads[name] - x) < SAME_HEAD_MM for name, x in heads.items())
    return 2 * own - len(heads)


def _move(x: float, knots: Sequence[tuple[float, float]]) -> float:
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x0 <= x <= x1 and x1 > x0:
            return y0 + (x - x0) / (x1 - x0) * (y1 - y0)
    return x
