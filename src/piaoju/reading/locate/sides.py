"""Straight edges on both sides of text, seen as steps of lightness or colour that run all along.

White paper on white ground shows a closed outline rarely, but most of each edge as a step of a grey value or two. The
steps along a line are averaged, in several stretches: noise and print cancel out, and only an edge runs all along. Of
several lines that may be an edge, those of one paper run square to one another.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix, Quad, inverted, on_middles, transform_points
from piaoju.model.page import PageImage, Pixels

SEEN_SIDE_PX = 240  # of the longer side: a page's noise is averaged away, a thin shadow is not
REACH = 0.3  # of the sides: how far beyond the expected edges is looked
TILTS = np.linspace(-0.06, 0.06, 9)  # across by along: text is measured straighter than that, perspective bends more
STRETCHES = 5  # of a side, in each of which the edge must be seen
DISTANCE = 0.1  # of the text's extent: how far edges usually lie from where they are expected
STEP = 0.35  # grey values, of 255: a fainter step is noise
CONTRAST = 3.0  # by the median over all lines
PLAIN = 12.0  # by the least contrast: the edge of a sheet on a dark desk is no more likely a ticket's for being higher
AS_CLEAR = 0.8  # of an edge's contrast at its best tilt, by its other tilts that may be right
MOST = 6  # lines of a side that may be its edge
UNSEEN = -8.0  # log-likelihood of a side where lines are seen, and none is its edge
SQUARE = 0.02  # across by along: how far the edges of one paper run apart
PRINT_PX = 3  # strokes up to this wide are closed

LAB_SCALE = np.array((2.55, 1.0, 1.0), np.float32)  # OpenCV's lightness ends at 100, its colours at about 127

Steps = npt.NDArray[np.float32]
"""How lightness and colours change across a side: shape (along, across, 3)."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line across which something changes: `at + tilt * (along - middle)`; where nothing is seen, it is assumed."""

    at: float
    tilt: float
    middle: float
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the edge of a side.

    Attributes:
        edge: the line.
        likely: logarithm of how likely it is the edge, among the lines of its side.
    """

    edge: Edge
    likely: float


def view(page: PageImage, quad: Quad) -> tuple[Pixels, Matrix, tuple[float, float, float, float]]:
    """Return the reduced surroundings of a quad, with the quad upright in them.

    Args:
        page: whose frame the quad is in.
        quad: clockwise.

    Returns:
        Pixels, shape (height, width, 3); the transform from the page's frame to theirs, shape (3, 3); and the left,
        upper, right and lower side of the quad among them.
    """
    outline = np.array(quad, np.float64)
    lengths = np.linalg.norm(np.roll(outline, -1, axis=0) - outline, axis=1)
    reduced = SEEN_SIDE_PX / max(float(lengths.max()), 1.0)
    width, height = (max(float(side) * reduced, 8.0) for side in lengths[:2])
    beyond_x, beyond_y = (round(REACH * max(side, SEEN_SIDE_PX / 4)) for side in (width, height))
    rect = (beyond_x, beyond_y, beyond_x + width, beyond_y + height)
    corners = np.array([(rect[x], rect[y]) for x, y in ((0, 1), (2, 1), (2, 3), (0, 3))], np.float32)
    to_view = np.asarray(cv2.getPerspectiveTransform(outline.astype(np.float32), corners), np.float64)
    size = round(width) + 2 * beyond_x, round(height) + 2 * beyond_y
    # Reduced by averaging first: the warp looks at single pixels.
    scale = page.pixels.shape[1] / page.width
    shrink = min(1.0, reduced / scale)
    near = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float64)
    around = np.array(transform_points(inverted(to_view), near)) * scale
    height_px, width_px = page.pixels.shape[:2]
    x0, y0 = (int(value) for value in np.clip(np.floor(around.min(axis=0)), 0, (width_px - 1, height_px - 1)))
    x1, y1 = (int(value) for value in np.maximum(np.ceil(around.max(axis=0)), (x0 + 1, y0 + 1)))
    cut = page.pixels[y0:y1, x0:x1]
    small_size = max(1, round(cut.shape[1] * shrink)), max(1, round(cut.shape[0] * shrink))
    small = cv2.resize(cut, small_size, interpolation=cv2.INTER_AREA)
    step_x, step_y = cut.shape[1] / small.shape[1] / scale, cut.shape[0] / small.shape[0] / scale
    to_page = np.array([[step_x, 0, x0 / scale], [0, step_y, y0 / scale], [0, 0, 1]])
    pixels = cv2.warpPerspective(small, on_middles(to_view @ to_page), size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(pixels, np.uint8), to_view, rect


def lab_of(pixels: Pixels) -> npt.NDArray[np.float32]:
    """Return lightness, of 255, and colours of a picture whose print is painted over, shape (height, width, 3)."""
    blank = cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, np.ones((PRINT_PX, PRINT_PX), np.uint8))
    # Eight bits would round steps of one grey value away.
    lab = cv2.cvtColor(blank.astype(np.float32) / 255, cv2.COLOR_BGR2LAB) * LAB_SCALE
    return np.asarray(cv2.GaussianBlur(lab, (0, 0), 0.8), np.float32)


def steps_across(lab: npt.NDArray[np.float32], axis: tuple[int, int]) -> Steps:
    """Return how a picture changes from left to right, for the axis (1, 0), or downwards, for (0, 1); of its shape."""
    return np.asarray(cv2.Scharr(lab, cv2.CV_32F, *axis, scale=1 / 16), np.float32)


def candidates(
    steps: Steps,
    expected: tuple[float, float],
    text: tuple[float, float],
    along: tuple[float, float],
    free: tuple[float, float] = (-math.inf, math.inf),
) -> tuple[list[Candidate], list[Candidate]]:
    """Return what may be the edges on both sides of the text, the likeliest first, at last those that were expected.

    Args:
        steps: across the sides.
        expected: where the edges should be, across.
        text: where it begins and ends, across.
        along: where it begins and ends along the sides.
        free: between which places an edge may be its own.
    """
    count = steps.shape[1]
    rows = np.arange(max(0, int(along[0])), min(len(steps), int(along[1]) + 1))
    middle = (along[0] + along[1]) / 2
    assumed = [Candidate(Edge(at, 0.0, middle, is_seen=False), 0.0) for at in expected]
    if len(rows) < STRETCHES:
        return assumed[:1], assumed[1:]
    columns = np.arange(count)
    seen = np.stack([_strength(steps[rows[:, None], _tilted(columns, rows - middle, tilt)]) for tilt in TILTS])
    best = seen.max(axis=0)
    least = max(CONTRAST * float(np.median(best)), STEP)
    is_edge = (best >= least) & (best >= np.roll(best, 1)) & (best >= np.roll(best, -1))
    is_edge[[0, 1, -2, -1]] = False
    outside = (columns < text[0]) & (columns > free[0]), (columns > text[1]) & (columns < free[1])
    found = []
    for default, is_outside in zip(assumed, outside, strict=True):
        tilts, places = np.nonzero((seen >= np.maximum(AS_CLEAR * best, least)) & is_edge & is_outside)
        off = (places - default.edge.at) / (DISTANCE * max(text[1] - text[0], 1.0))
        likely = np.log(np.minimum(seen[tilts, places] / least, PLAIN)) - off * off / 2
        lines = [
            Candidate(Edge(float(places[line]) + 0.5, float(TILTS[tilts[line]]), middle), float(likely[line]))
            for line in np.argsort(-likely, kind="stable")[:MOST]
        ]
        found.append([*lines, replace(default, likely=UNSEEN) if lines else default])
    return found[0], found[1]


def squarest(
    upright: tuple[Sequence[Candidate], Sequence[Candidate]], level: tuple[Sequence[Candidate], Sequence[Candidate]]
) -> tuple[tuple[Edge, Edge], tuple[Edge, Edge]]:
    """Return the likeliest edges of all four sides that run square to one another."""
    all_four = (*upright, *level)
    ways = (-1, -1, 1, 1)  # in which they tilt as the paper is turned
    turns = [np.array([way * one.edge.tilt for one in side]) for way, side in zip(ways, all_four, strict=True)]
    is_seen = [np.array([one.edge.is_seen for one in side], np.float64) for side in all_four]
    count = _of_all(is_seen)
    apart = _of_all([turn * turn for turn in turns]) - _of_all(turns) ** 2 / np.maximum(count, 1)
    likely = _of_all([np.array([one.likely for one in side]) for side in all_four]) - apart / (2 * SQUARE * SQUARE)
    chosen = np.unravel_index(int(np.argmax(likely)), likely.shape)
    left, right, top, bottom = (side[int(place)].edge for side, place in zip(all_four, chosen, strict=True))
    return (left, right), (top, bottom)


def _of_all(sides: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Return the sum of every combination of one value a side."""
    return np.asarray(sum(np.ix_(*sides)), np.float64)


def _tilted(columns: npt.NDArray[np.intp], along: npt.NDArray[np.floating], tilt: float) -> npt.NDArray[np.intp]:
    places = np.round(columns[None, :] + tilt * along[:, None])
    return np.asarray(np.clip(places, 0, len(columns) - 1), np.intp)


def _strength(steps: Steps) -> npt.NDArray[np.float32]:
    """Return the least mean step of any stretch that steps the same way as all others, shape (across,)."""
    means = np.stack([stretch.mean(axis=0) for stretch in np.array_split(steps, STRETCHES)])
    return np.asarray(np.maximum(np.maximum(means.min(axis=0), (-means).min(axis=0)), 0).max(axis=1), np.float32)


def between(upright: tuple[Edge, Edge], level: tuple[Edge, Edge], to_view: Matrix) -> Quad:
    """Return the outline between edges on the page."""
    corners = [_crossing(upright[i], level[j]) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
    a, b, c, d = transform_points(inverted(to_view), corners)
    return a, b, c, d


def _crossing(upright: Edge, level: Edge) -> tuple[float, float]:
    """Return where an upright edge, x over y, and a level one, y over x, meet."""
    x0 = upright.at - upright.tilt * upright.middle
    y0 = level.at - level.tilt * level.middle
    y = (y0 + level.tilt * x0) / (1 - level.tilt * upright.tilt)
    return x0 + upright.tilt * y, y
