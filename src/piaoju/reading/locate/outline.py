"""Outlines of documents: around their lines, with the margins of their paper."""

from collections.abc import Sequence
from math import atan2, cos, degrees, radians, sin

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix, Point, Quad, bounding_quad, inverted, quad_from_rect, transform_quad
from piaoju.reading.locate.layout import rotation_about

Margins = tuple[float, float, float, float]
"""Left, above, right and below, as shares of the width and height."""

Corners = Quad | npt.NDArray[np.float32]
"""A quad, or its corners as an array of shape (4, 2)."""

NO_MARGINS: Margins = (0.0, 0.0, 0.0, 0.0)
A4 = 2**0.5  # longer side of a sheet by its shorter one
CUT_OFF = 0.85  # of an outline, by a part that is cut off it at most: more is the same paper
CUT_SIDES = 3  # of such a part that lie along the outline's
ALONG = 0.02  # of the root of its area: how far from it they may lie
LIKE_A4 = 0.8, 1.25  # by that, as seen at a slant


def bounds(quads: Sequence[Quad], rotation_deg: float, margins: Margins = NO_MARGINS) -> Quad:
    """Return the smallest rectangle around quads that stands upright when turned, widened by margins.

    Args:
        quads: at least one, in the page frame.
        rotation_deg: clockwise degrees that make them upright.
        margins: left, above, right and below, as shares of the width and height.
    """
    to_upright = rotation_about(0, 0, rotation_deg)
    outline = bounding_quad(transform_quad(to_upright, quad) for quad in quads)
    return transform_quad(inverted(to_upright), _with_margins(outline, margins))


def flattening(sheet: Quad) -> Matrix:
    """Return the transform to a sheet's plane as seen from above, in which right angles are right, shape (3, 3).

    Args:
        sheet: its outline, clockwise; one that looks like A4 is taken for that.
    """
    outline = np.array(sheet, np.float64)
    sides = np.linalg.norm(np.roll(outline, -1, axis=0) - outline, axis=1)
    width, height = (sides[:2] + sides[2:]) / 2
    ratio = A4 if width > height else 1 / A4
    if LIKE_A4[0] <= width / max(height, 1.0) / ratio <= LIKE_A4[1]:
        height = width / ratio
    flat = np.array(quad_from_rect(0, 0, float(width), float(height)), np.float32)
    return np.asarray(cv2.getPerspectiveTransform(outline.astype(np.float32), flat), np.float64)


def begun_along(quad: Quad, rotation_deg: float) -> Quad:
    """Return a clockwise quad beginning at that corner from which its side runs as text that is turned so.

    Args:
        quad: clockwise from any corner.
        rotation_deg: clockwise degrees that make the text upright.
    """
    turns = [(*quad[first:], *quad[:first]) for first in range(4)]
    along = cos(radians(rotation_deg)), -sin(radians(rotation_deg))

    def runs_along(turned: tuple[Point, ...]) -> float:
        (x, y), (to_x, to_y) = turned[:2]
        length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
        return ((to_x - x) * along[0] + (to_y - y) * along[1]) / length

    a, b, c, d = max(turns, key=runs_along)
    return a, b, c, d


def levelling_deg(quad: Quad) -> float:
    """Return the clockwise degrees in (-180, 180] that make a quad's first side level."""
    (left, top), (right, bottom), _, _ = quad
    rotation_deg = -degrees(atan2(bottom - top, right - left))
    return 180 - (180 - rotation_deg) % 360


def area(quad: Quad) -> float:
    """Return the area of a quad."""
    edges = zip(quad, (*quad[1:], quad[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in edges)) / 2


def is_cut_off(part: Quad, whole: Quad) -> bool:
    """Tell whether a fold or a rule cuts a part off a larger outline: most of its sides lie along that one's."""
    if area(part) > CUT_OFF * area(whole):
        return False
    corners, outline = np.array(part, np.float64), np.array(whole, np.float64)
    along = np.roll(outline, -1, axis=0) - outline
    normals = np.stack((along[:, 1], -along[:, 0]), axis=1) / np.maximum(np.linalg.norm(along, axis=1), 1e-6)[:, None]
    distances = np.abs(np.einsum("skd,sd->ks", corners[None] - outline[:, None], normals))
    is_on = distances <= ALONG * area(whole) ** 0.5
    return int((is_on & np.roll(is_on, -1, axis=0)).any(axis=1).sum()) >= CUT_SIDES


def shared_area(one: Corners, other: Corners) -> float:
    """Return the area of the intersection of two convex quads."""
    shared, _ = cv2.intersectConvexConvex(np.asarray(one, np.float32), np.asarray(other, np.float32))
    return float(shared)


def iou(one: Corners, other: Corners) -> float:
    """Return the area of the intersection of two convex quads over that of their union."""
    areas = [cv2.contourArea(np.asarray(quad, np.float32)) for quad in (one, other)]
    shared = shared_area(one, other)
    return shared / max(sum(areas) - shared, 1e-6)


def _with_margins(rect: Quad, margins: Margins) -> Quad:
    (left, top), _, (right, bottom), _ = rect
    width, height = right - left, bottom - top
    before, above, behind, below = margins
    return quad_from_rect(
        left - before * width, top - above * height, width * (1 + before + behind), height * (1 + above + below)
    )
