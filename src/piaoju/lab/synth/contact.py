"""Many documents on one picture, to look at."""

from collections.abc import Sequence

import cv2
import numpy as np

from piaoju.lab.synth.document import SyntheticDocument
from piaoju.model.page import Pixels

_GAP_PX = 8
_GROUND = 90
_QUAD_BGR = (200, 120, 0)


def contact_sheet(
    documents: Sequence[SyntheticDocument], columns: int = 3, cell_px: int = 640, *, with_quads: bool = False
) -> Pixels:
    """Return the documents side by side.

    Args:
        documents: at least one.
        columns: pictures in a row.
        cell_px: width and height of the space for each.
        with_quads: draw the labelled quads.
    """
    cells = [_reduced(_with_quads(one) if with_quads else one.pixels, cell_px) for one in documents]
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    return np.concatenate([_row(row, columns, cell_px) for row in rows])


def _reduced(pixels: Pixels, cell_px: int) -> Pixels:
    ratio = cell_px / max(pixels.shape[:2])
    size = (round(pixels.shape[1] * ratio), round(pixels.shape[0] * ratio))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _row(cells: Sequence[Pixels], columns: int, cell_px: int) -> Pixels:
    height = max(cell.shape[0] for cell in cells) + _GAP_PX
    row = np.full((height, columns * (cell_px + _GAP_PX), 3), _GROUND, dtype=np.uint8)
    for place, cell in enumerate(cells):
        left = place * (cell_px + _GAP_PX)
        row[: cell.shape[0], left : left + cell.shape[1]] = cell
    return row


def _with_quads(document: SyntheticDocument) -> Pixels:
    pixels = document.pixels.copy()
    quads = document.label["quads"]
    if isinstance(quads, dict):
        outlines = [np.round(np.array(quad)).astype(np.int32) for quad in quads.values()]
        cv2.polylines(pixels, outlines, isClosed=True, color=_QUAD_BGR, thickness=2)
    return pixels
