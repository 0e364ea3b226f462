"""Third stage: a page and its text in, the documents on it out, each with type, quad and upright transform.

A page holds none, one or several documents. Which they are, the printed words say; where one ends and the next
begins, the distances between their lines and the words that no document prints twice.
"""

from collections.abc import Sequence
from math import atan2, cos, degrees, radians, sin

import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import Matrix, Quad, bounding_quad, inverted, quad_from_rect, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import cut_out, with_lines
from piaoju.reading.locate.evidence import Evidence, bare
from piaoju.reading.locate.layout import directions
from piaoju.reading.locate.parts import find_parts

__all__ = ["cut_out", "locate", "rotation_about", "with_lines"]


def locate(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, kinds: Sequence[DocumentCues], look: Look
) -> list[LocatedDocument]:
    """Find the documents on a page, none if nothing printed speaks for a type enough.

    Args:
        page: whose frame the lines are in.
        lines: all text of the page.
        rotation_deg: clockwise degrees that make most text upright.
        kinds: the types to look for.
        look: reads places of this page anew.

    Returns:
        The documents in reading order of the page turned upright. If there is one, all lines are its own.
    """
    evidence = Evidence(kinds)
    counts = evidence.count("\n".join(bare(line) for line in lines))
    groups = find_parts(lines, evidence) if evidence.speaks_for_several(counts) else []
    if len(groups) > 1:
        parts = [[lines[index] for index in group] for group in groups]
        located = [_located(page, part, _rotation(part), evidence, look) for part in parts]
    else:
        located = [_located(page, lines, rotation_deg, evidence, look)]
    return _in_reading_order([document for document in located if document is not None], page, rotation_deg)


def rotation_about(x: float, y: float, clockwise_deg: float) -> Matrix:
    """Return the rotation about a point, shape (3, 3); y points down, so clockwise is the positive sense."""
    c, s = cos(radians(clockwise_deg)), sin(radians(clockwise_deg))
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]], np.float64)


def _located(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, evidence: Evidence, look: Look
) -> LocatedDocument | None:
    kind = evidence.likeliest(evidence.count("\n".join(bare(line) for line in lines)))
    if kind is None:
        return None
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    outline = _with_margins(bounding_quad(transform_quad(to_upright, line.quad) for line in lines), kind.margins)
    quad = transform_quad(inverted(to_upright), outline)
    return LocatedDocument(kind.type, page.number, quad, rotation_deg, to_upright, tuple(lines), look)


def _with_margins(rect: Quad, margins: tuple[float, float, float, float]) -> Quad:
    (left, top), _, (right, bottom), _ = rect
    width, height = right - left, bottom - top
    before, above, behind, below = margins
    return quad_from_rect(
        left - before * width, top - above * height, width * (1 + before + behind), height * (1 + above + below)
    )


def _rotation(lines: Sequence[TextLine]) -> float:
    """Return the clockwise degrees in (-180, 180] that make lines upright: minus the median of their directions."""
    ways = directions(lines) * np.array([[len(line.text)] for line in lines])
    mean = ways.sum(axis=0)
    about = atan2(float(mean[1]), float(mean[0]))
    turned = ways @ np.array([[cos(about), -sin(about)], [sin(about), cos(about)]])
    weights = np.linalg.norm(ways, axis=1)
    angles = np.arctan2(turned[:, 1], turned[:, 0])
    order = np.argsort(angles)
    middle = order[int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))]
    return -((degrees(about + float(angles[middle])) + 180) % 360 - 180)


def _in_reading_order(documents: list[LocatedDocument], page: PageImage, rotation_deg: float) -> list[LocatedDocument]:
    """Sort by rows of the page turned upright, then from the left; rows overlap by half a document's height."""
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    places = []
    for document in documents:
        (left, top), _, (_, bottom), _ = bounding_quad([transform_quad(to_upright, document.quad)])
        places.append((top, bottom, left, document))
    places.sort(key=lambda place: place[0])
    rows: list[list[tuple[float, float, float, LocatedDocument]]] = []
    for place in places:
        middle = (place[0] + place[1]) / 2
        if rows and middle < rows[-1][0][1]:
            rows[-1].append(place)
        else:
            rows.append([place])
    return [place[3] for row in rows for place in sorted(row, key=lambda place: place[2])]
