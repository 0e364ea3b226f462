"""A closer look at one of several documents: it is cut out upright and read as a picture of its own.

On a sheet of tickets the text is small and may run any way; cut out, each ticket is seen at its full size and upright.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import Matrix, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.layout import gaps

MARGIN = 0.03  # of the document's sides: beyond what the first look saw, text may go on


def cut_out(page: PageImage, document: LocatedDocument) -> tuple[PageImage, Matrix]:
    """Return a document as an upright picture, and the transform from it to the page frame, shape (3, 3)."""
    scale = page.pixels.shape[1] / page.width
    outline = np.array(document.quad, np.float64)
    right, down = outline[1] - outline[0], outline[3] - outline[0]
    corner = outline[0] - MARGIN * (right + down)
    width, height = (max(1, round(float(np.linalg.norm(side)) * (1 + 2 * MARGIN) * scale)) for side in (right, down))
    to_page = np.column_stack(
        (right / np.linalg.norm(right) / scale, down / np.linalg.norm(down) / scale, corner)
    )
    # Corners lie between pixels, OpenCV counts from their middles.
    to_pixels = to_page * scale
    to_pixels[:, 2] += to_pixels[:, :2] @ (0.5, 0.5) - 0.5
    pixels = cv2.warpAffine(
        page.pixels,
        to_pixels,
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    cut = PageImage(page.number, np.asarray(pixels, np.uint8), width, height)
    return cut, np.vstack((to_page, (0.0, 0.0, 1.0)))


def with_lines(
    document: LocatedDocument, lines: Sequence[TextLine], to_page: Matrix, others: Sequence[LocatedDocument]
) -> LocatedDocument:
    """Return the document with the lines of the closer look that are its own rather than its neighbours'.

    Args:
        document: as found at first, with the lines seen then.
        lines: of the closer look, in the cut-out picture.
        to_page: from that picture to the page frame.
        others: the page's other documents.
    """
    placed = [replace(line, quad=transform_quad(to_page, line.quad)) for line in lines]
    strange = [line for other in others for line in other.lines]
    if not placed or not strange:
        return replace(document, lines=tuple(placed) or document.lines)
    known = [*placed, *document.lines, *strange]
    distance = gaps(known)[: len(placed), len(placed) :]
    own, other = np.split(distance, [len(document.lines)], axis=1)
    kept = tuple(
        line for line, near, far in zip(placed, own.min(axis=1), other.min(axis=1), strict=True) if near <= far
    )
    return replace(document, lines=kept)
