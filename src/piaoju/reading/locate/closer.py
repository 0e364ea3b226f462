"""A closer look at one part of a page: it is cut out upright and read as a picture of its own.

On a sheet of tickets the text is small and may run any way; cut out, each ticket is seen at its full size and upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import Matrix, Quad, center, inverted, is_inside, on_middles, quad_from_rect, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.layout import gaps, mean_rotation_deg
from piaoju.reading.locate.outline import area, begun_along, bounds, levelling_deg

MARGIN = 0.03  # of the part's sides: beyond the edge of paper that was seen it may go on, as it is not straight
TEXT_MARGIN = 0.12  # likewise where only text was seen: its head and foot may have been too faint for the first look
FRAME_SHARE = 1.7  # of a printed frame's area, by the paper around it
FILLED = 0.3, 1.2  # of a paper, by a document with its margins: one that needs more stands in a printed frame


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a page that may be a document.

    Attributes:
        lines: as the first look saw them, in page pixels.
        quad: outline in page pixels, from the part's own top-left.
        rotation_deg: clockwise degrees that make it upright.
        is_paper: whether the outline is that of paper whose edge is seen, rather than of the lines.
    """

    lines: tuple[TextLine, ...]
    quad: Quad
    rotation_deg: float
    is_paper: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What a closer look at a part found.

    Attributes:
        part: that was looked at.
        lines: its own as the closer look read them, in page pixels.
        documents: on it, placed on the page.
    """

    part: Part
    lines: tuple[TextLine, ...]
    documents: tuple[LocatedDocument, ...]


def on_paper(quad: Quad, lines: Sequence[TextLine], beyond: Sequence[TextLine]) -> Part:
    """Return a paper as a part, widened by lines of the same text beyond its edge: that is a printed frame then."""
    quad = begun_along(quad, mean_rotation_deg(lines))
    rotation_deg = levelling_deg(quad)
    whole = bounds([quad, *(line.quad for line in beyond)], rotation_deg)
    if not beyond or area(whole) > FRAME_SHARE * area(quad):
        return Part(tuple(lines), quad, rotation_deg, is_paper=True)
    return Part((*lines, *beyond), whole, rotation_deg)


def cut_out(page: PageImage, part: Part) -> tuple[PageImage, Matrix]:
    """Return a part as an upright picture, and the transform from it to the page frame, shape (3, 3)."""
    scale = page.pixels.shape[1] / page.width
    outline = np.array(part.quad, np.float64)
    sides = np.linalg.norm(np.roll(outline, -1, axis=0) - outline, axis=1) * scale
    width, height = float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2
    margin = MARGIN if part.is_paper else TEXT_MARGIN
    inner = quad_from_rect(margin * width, margin * height, width, height)
    to_page = np.asarray(
        cv2.getPerspectiveTransform(np.array(inner, np.float32), outline.astype(np.float32)), np.float64
    )
    size = (max(1, round(width * (1 + 2 * margin))), max(1, round(height * (1 + 2 * margin))))
    pixels = cv2.warpPerspective(
        page.pixels,
        on_middles(np.diag((scale, scale, 1.0)) @ to_page),
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return PageImage(page.number, np.asarray(pixels, np.uint8), *size), to_page


def first_lines(part: Part, to_page: Matrix) -> tuple[TextLine, ...]:
    """Return a part's lines as the first look read them, in the cut-out picture; small blurred print may be more."""
    return tuple(replace(line, quad=transform_quad(inverted(to_page), line.quad)) for line in part.lines)


def own_lines(part: Part, others: Sequence[Part], lines: Sequence[TextLine], to_page: Matrix) -> tuple[TextLine, ...]:
    """Return the lines of the closer look that are the part's own rather than its neighbours'.

    Args:
        part: as found at first.
        others: the page's other parts.
        lines: of the closer look, in the cut-out picture.
        to_page: from that picture to the page frame.
    """
    if part.is_paper:
        inner = transform_quad(inverted(to_page), part.quad)
        return tuple(line for line in lines if is_inside(center(line.quad), inner))
    papers = [transform_quad(inverted(to_page), other.quad) for other in others if other.is_paper]
    beside = [line for line in lines if not any(is_inside(center(line.quad), paper) for paper in papers)]
    strange = [line for other in others for line in other.lines]
    if not beside or not strange:
        return tuple(beside)
    seen = [replace(line, quad=transform_quad(to_page, line.quad)) for line in beside]
    distance = gaps([*seen, *part.lines, *strange])[: len(seen), len(seen) :]
    own, other = np.split(distance, [len(part.lines)], axis=1)
    return tuple(
        line for line, near, far in zip(beside, own.min(axis=1), other.min(axis=1), strict=True) if near <= far
    )


def looked(
    part: Part, lines: Sequence[TextLine], documents: Sequence[LocatedDocument], to_page: Matrix, look: Look
) -> Looked:
    """Return what was found in a cut-out picture as found on the page.

    Args:
        part: that was cut out.
        lines: its own, in the pixels of the picture.
        documents: likewise.
        to_page: from the picture to the page frame.
        look: reads places of the page anew.
    """
    seen = tuple(replace(line, quad=transform_quad(to_page, line.quad)) for line in lines)
    return Looked(part, seen, tuple(placed(document, part, to_page, look) for document in documents))


def placed(document: LocatedDocument, part: Part, to_page: Matrix, look: Look) -> LocatedDocument:
    """Return a document of a cut-out picture as one of the page.

    Args:
        document: in the pixels of the picture.
        part: that was cut out.
        to_page: from the picture to the page frame.
        look: reads places of the page anew.
    """
    rotation_deg = 180 - (180 - part.rotation_deg - document.rotation_deg) % 360
    quad = transform_quad(to_page, document.quad)
    if part.is_paper and FILLED[0] <= area(quad) / area(part.quad) <= FILLED[1]:
        quad = begun_along(part.quad, rotation_deg)
    return replace(
        document,
        quad=quad,
        rotation_deg=rotation_deg,
        to_upright=document.to_upright @ inverted(to_page),
        lines=tuple(replace(line, quad=transform_quad(to_page, line.quad)) for line in document.lines),
        look=look,
    )
