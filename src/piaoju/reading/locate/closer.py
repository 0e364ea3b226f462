"""A closer look at one part of a page: it is cut out upright and read as a picture of its own.

On a sheet of tickets the text is small and may run any way; cut out, each ticket is seen at its full size and upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import Matrix, Quad, inverted, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.layout import gaps

MARGIN = 0.03  # of the part's sides: beyond what the first look saw, text may go on


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a page that may be a document.

    Attributes:
        lines: as the first look saw them, in page pixels.
        quad: outline in page pixels, from the part's own top-left.
        rotation_deg: clockwise degrees that make it upright.
    """

    lines: tuple[TextLine, ...]
    quad: Quad
    rotation_deg: float


def cut_out(page: PageImage, part: Part) -> tuple[PageImage, Matrix]:
    """Return a part as an upright picture, and the transform from it to the page frame, shape (3, 3)."""
    scale = page.pixels.shape[1] / page.width
    outline = np.array(part.quad, np.float64)
    right, down = outline[1] - outline[0], outline[3] - outline[0]
    corner = outline[0] - MARGIN * (right + down)
    width, height = (max(1, round(float(np.linalg.norm(side)) * (1 + 2 * MARGIN) * scale)) for side in (right, down))
    to_page = np.column_stack((right / np.linalg.norm(right) / scale, down / np.linalg.norm(down) / scale, corner))
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


def own_lines(part: Part, others: Sequence[Part], lines: Sequence[TextLine], to_page: Matrix) -> tuple[TextLine, ...]:
    """Return the lines of the closer look that are the part's own rather than its neighbours'.

    Args:
        part: as found at first.
        others: the page's other parts.
        lines: of the closer look, in the cut-out picture.
        to_page: from that picture to the page frame.
    """
    strange = [line for other in others for line in other.lines]
    if not lines or not strange:
        return tuple(lines)
    seen = [replace(line, quad=transform_quad(to_page, line.quad)) for line in lines]
    distance = gaps([*seen, *part.lines, *strange])[: len(seen), len(seen) :]
    own, other = np.split(distance, [len(part.lines)], axis=1)
    return tuple(line for line, near, far in zip(lines, own.min(axis=1), other.min(axis=1), strict=True) if near <= far)


def placed(document: LocatedDocument, part: Part, to_page: Matrix, look: Look) -> LocatedDocument:
    """Return a document of a cut-out picture as one of the page.

    Args:
        document: in the pixels of the picture.
        part: that was cut out.
        to_page: from the picture to the page frame.
        look: reads places of the page anew.
    """
    rotation_deg = 180 - (180 - part.rotation_deg - document.rotation_deg) % 360
    return replace(
        document,
        quad=transform_quad(to_page, document.quad),
        rotation_deg=rotation_deg,
        to_upright=document.to_upright @ inverted(to_page),
        lines=tuple(replace(line, quad=transform_quad(to_page, line.quad)) for line in document.lines),
        look=look,
    )
