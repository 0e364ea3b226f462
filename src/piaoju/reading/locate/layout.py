"""Where lines lie to each other, whatever way they run."""

from collections.abc import Sequence
from math import atan2, cos, degrees, radians, sin

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix
from piaoju.model.page import TextLine

Points = npt.NDArray[np.float64]

CLEAR_CHARS = 3  # a shorter line's direction is no evidence
ALONG = 2.0
OTHER_WAY_DEG = 12.0  # no curl of one sheet turns its lines that far from each other
MIXED_LINES = 4  # that run another way than most: fewer are notes in a margin


def directions(lines: Sequence[TextLine]) -> Points:
    """Return the reading directions as unit vectors, shape (N, 2)."""
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    along = quads[:, 1] - quads[:, 0]
    return np.asarray(along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9), np.float64)


def text_heights(lines: Sequence[TextLine]) -> Points:
    """Return how high the lines are in pixels, at least 1, shape (N,)."""
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    return np.asarray(np.maximum(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1), 1.0), np.float64)


def text_lengths(lines: Sequence[TextLine]) -> Points:
    """Return how long the lines are in pixels, at least 1, shape (N,)."""
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    return np.asarray(np.maximum(np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1), 1.0), np.float64)


def gaps(lines: Sequence[TextLine]) -> npt.NDArray[np.float64]:
    """Return how far lines are from each other in units of their text height, shape (N, N); 0 where they overlap.

    Distance along the text counts `ALONG` times as much as across it: lines of one document follow each other closely,
    while the columns of two tickets that lie side by side may be nearer than those of one.
    """
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    along = directions(lines)
    heights = text_heights(lines)
    across = np.stack((-along[:, 1], along[:, 0]), axis=1)
    seen = np.hypot(ALONG * _apart(quads, along), _apart(quads, across))
    return np.asarray(np.minimum(seen, seen.T) / np.sqrt(heights[:, None] * heights[None, :]), np.float64)


def _apart(quads: npt.NDArray[np.float64], axes: Points) -> npt.NDArray[np.float64]:
    """Return the gaps between quads along each quad's own axis, shape (quads, quads)."""
    reach = np.einsum("ikd,jd->jik", quads, axes)
    first, last = reach.min(axis=2), reach.max(axis=2)
    own_first, own_last = np.diagonal(first)[:, None], np.diagonal(last)[:, None]
    return np.asarray(np.maximum(np.maximum(first - own_last, own_first - last), 0), np.float64)


def clear_directions(lines: Sequence[TextLine]) -> Points:
    """Return the directions weighed by the lines' characters, zero for lines too short to tell, shape (N, 2)."""
    lengths = [len("".join(line.text.split())) for line in lines]
    weights = np.array([[length if length >= CLEAR_CHARS else 0] for length in lengths], np.float64).reshape(-1, 1)
    return np.asarray(directions(lines) * weights, np.float64)


def mean_rotation_deg(lines: Sequence[TextLine]) -> float:
    """Return the clockwise degrees in (-180, 180] that make lines upright: minus the weighed median direction."""
    ways = clear_directions(lines)
    if not ways.any():
        ways = directions(lines)
    weights = np.linalg.norm(ways, axis=1)
    mean = ways.sum(axis=0)
    about = atan2(float(mean[1]), float(mean[0]))
    turned = ways @ np.array([[cos(about), -sin(about)], [sin(about), cos(about)]])
    angles = np.arctan2(turned[:, 1], turned[:, 0])
    order = np.argsort(angles)
    middle = order[int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))]
    rotation = -degrees(about + float(angles[middle]))
    return 180 - (180 - rotation) % 360


def runs_mixed(lines: Sequence[TextLine]) -> bool:
    """Tell whether several lines run another way than most."""
    ways = clear_directions(lines)
    rotation = radians(mean_rotation_deg(lines)) if len(lines) else 0.0
    along = ways @ (cos(rotation), -sin(rotation))
    lengths = np.linalg.norm(ways, axis=1)
    return int(np.sum((lengths > 0) & (along < lengths * cos(radians(OTHER_WAY_DEG))))) >= MIXED_LINES


def rotation_about(x: float, y: float, clockwise_deg: float) -> Matrix:
    """Return the rotation about a point, shape (3, 3); y points down, so clockwise is the positive sense."""
    c, s = cos(radians(clockwise_deg)), sin(radians(clockwise_deg))
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]], np.float64)
