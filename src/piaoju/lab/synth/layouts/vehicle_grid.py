"""The table of vehicle forms as data: rows, cells with labels, names of the values beside them.

Places are fractions of the width and height of the page, as they were measured; the sheet may add or tear off
the strips at both sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from piaoju.lab.synth.typeset import Rect


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and the room beside it.

    Attributes:
        label: printed lines, parted by line feeds.
        fields: names of the values, one below the other.
        left: edge of the label.
        middle: rule between label and values.
        right: edge of the values.
        upright: the label's characters stand below each other.
        shared: at most one of the fields has a value, and it has the whole room.
        inner: printed on the form before the value.
        top: of the cell within its row, as a share of the row.
        bottom: likewise.
        open_left: no rule at the left edge.
        inset: room between the rule and the values.
    """

    label: str
    fields: tuple[str, ...]
    left: float
    middle: float
    right: float
    upright: bool = False
    shared: bool = False
    inner: str = ""
    top: float = 0.0
    bottom: float = 1.0
    open_left: bool = False
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other, down to a rule."""

    bottom: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the edge that its rows begin at, and its rows."""

    top: float
    rows: tuple[Row, ...]

    @property
    def frame(self) -> Rect:
        """Left, top, right and bottom edge."""
        cells = [cell for row in self.rows for cell in row.cells]
        return min(cell.left for cell in cells), self.top, max(cell.right for cell in cells), self.rows[-1].bottom

    def placed(self, frame: Rect) -> "Grid":
        """Return the table moved and stretched to a new frame."""
        left, top, right, bottom = self.frame
        wider = (frame[2] - frame[0]) / (right - left)
        higher = (frame[3] - frame[1]) / (bottom - top)

        def across(x: float) -> float:
            return round(frame[0] + (x - left) * wider, 6)

        rows = tuple(
            Row(
                frame[1] + (row.bottom - top) * higher,
                tuple(
                    replace(cell, left=across(cell.left), middle=across(cell.middle), right=across(cell.right))
                    for cell in row.cells
                ),
            )
            for row in self.rows
        )
        return Grid(frame[1], rows)

    def relabelled(self, labels: Mapping[str, str]) -> "Grid":
        """Return the table with other labels: field that a cell begins with -> label."""
        rows = tuple(
            replace(row, cells=tuple(replace(cell, label=labels.get(cell.fields[0], cell.label)) for cell in row.cells))
            for row in self.rows
        )
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Page:
    """The page that fractions are of, in millimetres, and where it begins on the sheet."""

    width_mm: float
    height_mm: float
    left_mm: float = 0.0

    def x(self, fraction: float) -> float:
        """Return a place across the sheet."""
        return self.left_mm + fraction * self.width_mm

    def y(self, fraction: float) -> float:
        """Return a place down the sheet."""
        return fraction * self.height_mm
