"""Paper around a printed frame or tint, which looks like the edge of a paper itself."""

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Quad, inverted, quad_from_rect, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate.sides import Edge, Steps, between, candidates, lab_of, steps_across, view

RIM = 0.02  # of a frame's shorter side: what is nearer to it is its own line
BLANK = 0.07  # likewise: how far beyond it the edge of its paper is expected
FARTHEST = 0.22  # likewise: an edge beyond that is a neighbour's
BLANK_SIDES = 3  # of a frame, along which its paper must be seen to go on
UNSEEN = 0.6  # of that, where the edge is white on white
TINT = 3.0  # lightness, of 255: ground is lighter than a printed tint by more
DARKER = 8.0  # lightness, of 255: paper goes on beyond its frame as light as within, but for shading


def beyond_frame(page: PageImage, frame: Quad) -> Quad:
    """Return the edges of the paper that a frame is printed on; the frame if no paper is seen to go on around it.

    The edge of a paper looks as a frame does. But beyond it lie shadow and ground; beyond a frame the same paper goes
    on to a second edge. Where that cannot be seen, as paper and ground are equally white, it may end anywhere between:
    of the usual border, a part is allowed for.

    Args:
        page: whose frame of reference the outline is in.
        frame: outline of a frame, or of a paper, clockwise.
    """
    pixels, to_view, (left, top, right, bottom) = view(page, frame)
    lab = lab_of(pixels)
    light = lab[:, :, 0]
    size = min(right - left, bottom - top)
    upright = _ends(steps_across(lab, (1, 0)), light, (left, right), (top, bottom), size)
    level = _ends(steps_across(lab, (0, 1)).transpose(1, 0, 2), light.T, (top, bottom), (left, right), size)
    if sum(edge.is_seen for edge in (*upright, *level)) >= BLANK_SIDES:
        return between(upright, level, to_view)
    across, down = (left, right), (top, bottom)
    if _white_sides(light, across, down, size) + _white_sides(light.T, down, across, size) < BLANK_SIDES:
        return frame
    border = UNSEEN * BLANK * size
    outline = quad_from_rect(left - border, top - border, right - left + 2 * border, bottom - top + 2 * border)
    return transform_quad(inverted(to_view), outline)


def _ends(
    steps: Steps,
    light: npt.NDArray[np.float32],
    frame: tuple[float, float],
    along: tuple[float, float],
    size: float,
) -> tuple[Edge, Edge]:
    """Return where the paper around a frame ends on both sides; where that is not seen, the frame.

    Args:
        steps: across the sides.
        light: of the same place, shape (along, across).
        frame: its two sides, across.
        along: where it begins and ends along them.
        size: length of its shorter side.
    """
    near, expected = RIM * size + 2, BLANK * size
    low, high = frame
    edges = [
        side[0].edge for side in candidates(steps, (low - expected, high + expected), (low - near, high + near), along)
    ]
    rows = _rows(light, along)

    def ended(edge: Edge, at: float, way: int) -> Edge:
        blank = way * (edge.at - at)
        if edge.is_seen and 0 < blank <= FARTHEST * size:
            beyond = _lightness(rows, at + way * 2, at + way * max(blank - 1.5, 3.0))
            within = _lightness(rows, at - way * 2, at - way * (2 + max(blank, 4.0)))
            if beyond >= within - DARKER:
                return edge
        return Edge(at, 0.0, edge.middle, is_seen=False)

    return ended(edges[0], low, -1), ended(edges[1], high, 1)


def _white_sides(
    light: npt.NDArray[np.float32], frame: tuple[float, float], along: tuple[float, float], size: float
) -> int:
    """Return on how many of a frame's two sides the ground is lighter than what is printed within."""
    rows, width = _rows(light, along), 2 + BLANK * size
    return sum(
        _lightness(rows, at + way * 2, at + way * width) > _lightness(rows, at - way * 2, at - way * width) + TINT
        for at, way in zip(frame, (-1, 1), strict=True)
    )


def _rows(light: npt.NDArray[np.float32], along: tuple[float, float]) -> npt.NDArray[np.float32]:
    return light[max(0, int(along[0])) : int(along[1]) + 1]


def _lightness(rows: npt.NDArray[np.float32], begin: float, end: float) -> float:
    """Return the median between two places across, which the picture holds in part at least."""
    first, last = sorted((round(begin), round(end)))
    first = max(first, 0)
    return float(np.median(rows[:, first : max(last, first + 1)]))
