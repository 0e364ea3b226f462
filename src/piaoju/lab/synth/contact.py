"""Many documents on one picture, to look at."""

from collections.abc import Sequence

import cv2
import numpy as np

from piaoju.lab.synth.document import SyntheticDocument
from piaoju.model.page import Pixels

_GAP_PX = 8
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
    rows = -(-len(documents) // columns)
    pitch = cell_px + _GAP_PX
    sheet = np.full((rows * pitch + _GAP_PX, columns * pitch + _GAP_PX, 3), 90, dtype=np.uint8)
    for place, document in enumerate(documents):
        pixels = _with_quads(document) if with_quads else document.pixels
        ratio = cell_px / max(pixels.shape[:2])
        small = cv2.resize(pixels, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
        top, left = (place // columns) * pitch + _GAP_PX, (place % columns) * pitch + _GAP_PX
        sheet[top : top + small.shape[0], left : left + small.shape[1]] = small
    return sheet


def _with_quads(document: SyntheticDocument) -> Pixels:
    pixels = document.pixels.copy()
    quads = document.label["quads"]
    if isinstance(quads, dict):
        outlines = [np.round(np.array(quad)).astype(np.int32) for quad in quads.values()]
        cv2.polylines(pixels, outlines, isClosed=True, color=_QUAD_BGR, thickness=2)
    return pixels
