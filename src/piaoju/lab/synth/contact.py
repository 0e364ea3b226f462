"""Many documents on one picture, to look at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from piaoju.lab.synth.document import Label, SyntheticDocument
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


def write_png(pixels: Pixels, path: Path) -> None:
    """Store a picture; `cv2.imwrite` would not say why it could not."""
    _, data = cv2.imencode(".png", pixels)
    path.write_bytes(data.tobytes())


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
    outlines = [np.round(np.array(quad)).astype(np.int32) for quad in _quads_on_first_page(document.label)]
    cv2.polylines(pixels, outlines, isClosed=True, color=_QUAD_BGR, thickness=2)
    return pixels


def _quads_on_first_page(label: Label) -> Iterator[object]:
    """Yield the quads of a label, or of each document in it."""
    fields, quads, pages = (label.get(key, {}) for key in ("fields", "quads", "quad_pages"))
    if isinstance(fields, dict) and isinstance(quads, dict) and isinstance(pages, dict):
        yield from (quad for name, quad in quads.items() if pages.get(name, 1) == 1)
        for document in fields.get("documents", ()):
            yield from _quads_on_first_page(document)
