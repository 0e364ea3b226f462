"""Points, quads and transforms in pixel frames: x right, y down.

A quad is four points, clockwise from the top-left of the *text* (not of the page).
"""

from collections.abc import Iterable
from math import hypot

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
Matrix = npt.NDArray[np.float64]
"""A projective transform of the plane, shape (3, 3)."""


def quad_from_rect(x: float, y: float, width: float, height: float) -> Quad:
    """Return the quad of an axis-parallel rectangle.

    >>> quad_from_rect(1, 2, 10, 5)
    ((1, 2), (11, 2), (11, 7), (1, 7))
    """
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def bounding_quad(quads: Iterable[Quad]) -> Quad:
    """Return the smallest axis-parallel quad around the given ones.

    Raises:
        ValueError: no quads.
    """
    points = [point for quad in quads for point in quad]
    if not points:
        raise ValueError("no quads to bound")
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return quad_from_rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def center(quad: Quad) -> Point:
    """Return the mean of the four corners."""
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def is_inside(point: Point, quad: Quad) -> bool:
    """Tell whether a point lies in a convex quad, whose corners run clockwise.

    >>> is_inside((1, 1), quad_from_rect(0, 0, 2, 2)), is_inside((3, 1), quad_from_rect(0, 0, 2, 2))
    (True, False)
    """
    sides = zip(quad, (*quad[1:], quad[0]), strict=True)
    return all((b[0] - a[0]) * (point[1] - a[1]) >= (b[1] - a[1]) * (point[0] - a[0]) for a, b in sides)


def text_width(quad: Quad) -> float:
    """Return the length of the text along its baseline, in pixels."""
    return (_distance(quad[0], quad[1]) + _distance(quad[3], quad[2])) / 2


def text_height(quad: Quad) -> float:
    """Return the height of the text across its baseline, in pixels."""
    return (_distance(quad[0], quad[3]) + _distance(quad[1], quad[2])) / 2


def slice_quad(quad: Quad, start: float, end: float) -> Quad:
    """Return the part of a text quad between two fractions of its length.

    >>> slice_quad(quad_from_rect(0, 0, 10, 2), 0.5, 1.0)
    ((5.0, 0.0), (10.0, 0.0), (10.0, 2.0), (5.0, 2.0))
    """
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        between(top_left, top_right, start),
        between(top_left, top_right, end),
        between(bottom_left, bottom_right, end),
        between(bottom_left, bottom_right, start),
    )


def with_margins(quad: Quad, beside: float, above: float) -> Quad:
    """Return a text quad with more of the paper around it.

    Args:
        quad: of the text.
        beside: how much more at either end, in text heights.
        above: how much more above and below, in text heights.

    >>> with_margins(quad_from_rect(10, 10, 20, 10), 0.5, 0.25)
    ((5.0, 7.5), (35.0, 7.5), (35.0, 22.5), (5.0, 22.5))
    """
    reach = beside * text_height(quad) / max(1.0, text_width(quad))
    top_left, top_right, bottom_right, bottom_left = slice_quad(quad, -reach, 1 + reach)
    return (
        between(top_left, bottom_left, -above),
        between(top_right, bottom_right, -above),
        between(top_right, bottom_right, 1 + above),
        between(top_left, bottom_left, 1 + above),
    )


def transform_points(matrix: Matrix, points: Iterable[Point]) -> list[Point]:
    """Map points by a projective transform of shape (3, 3)."""
    source = np.array([(x, y, 1.0) for x, y in points]).reshape(-1, 3)
    mapped = source @ matrix.T
    return [(float(x / w), float(y / w)) for x, y, w in mapped]


def transform_quad(matrix: Matrix, quad: Quad) -> Quad:
    """Map a quad by a projective transform of shape (3, 3)."""
    a, b, c, d = transform_points(matrix, quad)
    return a, b, c, d


def inverted(matrix: Matrix) -> Matrix:
    """Return the transform back.

    Raises:
        ValueError: the transform flattens the plane.
    """
    try:
        return np.asarray(np.linalg.inv(matrix), np.float64)
    except np.linalg.LinAlgError as error:
        raise ValueError("the transform cannot be inverted") from error


def on_middles(matrix: Matrix) -> Matrix:
    """Return a transform of points, which lie between pixels, as OpenCV wants it, which counts from their middles.

    Args:
        matrix: shape (3, 3); so is what is returned.
    """
    to_middles, from_middles = (np.array(((1, 0, by), (0, 1, by), (0, 0, 1)), np.float64) for by in (-0.5, 0.5))
    return np.asarray(to_middles @ matrix @ from_middles, np.float64)


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def between(a: Point, b: Point, fraction: float) -> Point:
    """Return the point at a fraction of the way from one to another."""
    return a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction
