"""How Huawei writes a field: text, confidence, location.

An empty field is `""`, its confidence 0.0, its location `[]`. Confidences have four decimals, locations four corners
from the top-left clockwise in the submitted picture, in whole pixels.
"""

from collections.abc import Mapping

from piaoju.dialects.wire.rows import Cell


def texts(cells: Mapping[str, Cell]) -> dict[str, object]:
    """Return every cell's text."""
    return {name: cell.text for name, cell in cells.items()}


def confidences(cells: Mapping[str, Cell]) -> dict[str, float]:
    """Return every cell's confidence, 0.0 where it is not known."""
    return {name: round(cell.confidence or 0.0, 4) for name, cell in cells.items()}


def locations(cells: Mapping[str, Cell]) -> dict[str, list[list[int]]]:
    """Return every cell's place."""
    return {name: [[round(x), round(y)] for x, y in cell.quad or ()] for name, cell in cells.items()}
