"""Where lines lie to each other, whatever way they run."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from piaoju.model.page import TextLine

Points = npt.NDArray[np.float64]


def directions(lines: Sequence[TextLine]) -> Points:
    """Return the reading directions as unit vectors, shape (N, 2)."""
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    along = quads[:, 1] - quads[:, 0]
    return along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)


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
    return np.maximum(between, 0) / np.sqrt(np.maximum(heights[:, None] * heights[None, :], 1.0))


def _to_segments(points: Points, starts: Points, ends: Points) -> npt.NDArray[np.float64]:
    """Return the distances from points to segments, shape (points, segments)."""
    along = ends - starts
    lengths = np.maximum((along * along).sum(axis=1), 1e-9)
    offset = points[:, None, :] - starts[None, :, :]
    share = np.clip((offset * along[None]).sum(axis=2) / lengths[None], 0, 1)
    return np.asarray(np.linalg.norm(offset - share[..., None] * along[None], axis=2), np.float64)
