"""Where lines lie to each other, whatever way they run."""

from collections.abc import Sequence
from math import atan2, cos, degrees, radians, sin

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix
from piaoju.model.page import TextLine

Points = npt.NDArray[np.float64]

CLEAR_CHARS = 3  # a shorter line's direction is no evidence
OTHER_WAY_DEG = 12.0  # no curl of one sheet turns its lines that far from each other
MIXED_LINES = 4  # that run another way than most: fewer are notes in a margin


def directions(lines: Sequence[TextLine]) -> Points:
    """Return the reading directions as unit vectors, shape (N, 2)."""
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    along = quads[:, 1] - quads[:, 0]
    return np.asarray(along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9), np.float64)


def gaps(lines: Sequence[TextLine]) -> npt.NDArray[np.float64]:
    """Return the distances between the lines' edges in units of their text height, shape (N, N); 0 where they touch.

    A line is taken as the segment along its middle with half its height around it.
    """
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    heights = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    inset = directions(lines) * heights[:, None] / 2
    starts = (quads[:, 0] + quads[:, 3]) / 2 + inset
    ends = (quads[:, 1] + quads[:, 2]) / 2 - inset
    to_points = np.minimum(_to_segments(starts, starts, ends), _to_segments(ends, starts, ends))
    between = np.minimum(to_points, to_points.T) - (heights[:, None] + heights[None, :]) / 2
    scale = np.sqrt(np.maximum(heights[:, None] * heights[None, :], 1.0))
    return np.asarray(np.maximum(between, 0) / scale, np.float64)


def _to_segments(points: Points, starts: Points, ends: Points) -> npt.NDArray[np.float64]:
    """Return the distances from points to segments, shape (points, segments)."""
    along = ends - starts
    lengths = np.maximum((along * along).sum(axis=1), 1e-9)
    offset = points[:, None, :] - starts[None, :, :]
    share = np.clip((offset * along[None]).sum(axis=2) / lengths[None], 0, 1)
    return np.asarray(np.linalg.norm(offset - share[..., None] * along[None], axis=2), np.float64)


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
