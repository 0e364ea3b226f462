"""Rims of papers: outlines moved to where the step from ground to ground is strongest, the best of alike ones.

Ground ends before a blurred edge or at the border of its shadow, so the outlines of one paper at several strengths lie
several pixels apart. Each side goes to the line near it along which the steps are highest on average. Of outlines that
are alike then, the one with the highest steps on all its sides is the paper's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piaoju.reading.locate.outline import iou

REACH_PX = 5  # how far from the end of its ground an edge may be
SEEN = np.linspace(0.06, 0.94, 24)  # places along a side: corners are worn and rounded
MOST = 40.0  # grey values: a higher step is no more of an edge
MOSTLY = 0.7  # of every side: the share that must be seen of a paper that its ground does not fill
SAME = 0.5  # IoU of an outline before and after it is moved
ALIKE = 0.7  # IoU of outlines of one paper

Floats = npt.NDArray[np.float32]

_OFFSETS = np.arange(-REACH_PX, REACH_PX + 1)
_ENDS = np.stack(np.meshgrid(_OFFSETS, _OFFSETS), axis=-1).reshape(-1, 2)
_SLANTS = np.rint(_ENDS[:, :1] + (_ENDS[:, 1:] - _ENDS[:, :1]) * SEEN).astype(np.intp) + REACH_PX


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Flat ground that may be a paper's.

    Attributes:
        quad: around it, shape (4, 2).
        doubt: the step that must be seen along most of every side of the paper; 0 if the ground fills the quad.
    """

    quad: Floats
    doubt: float = 0.0


def at_rims(grounds: Sequence[Ground], steps: Floats) -> list[Floats]:
    """Return the papers that grounds are of, each once.

    Args:
        grounds: those of one paper at several strengths are several.
        steps: how much changes at each pixel, shape (H, W).
    """
    seen = [rim for ground in grounds if (rim := _at_rim(ground, steps)) is not None]
    kept: list[Floats] = []
    for quad, _ in sorted(seen, key=lambda rim: -rim[1]):
        if not any(iou(quad, other) >= ALIKE for other in kept):
            kept.append(quad)
    return kept


def _at_rim(ground: Ground, steps: Floats) -> tuple[Floats, float] | None:
    """Return a quad at the strongest edges and the geometric mean of its sides' steps; None if sides are not seen."""
    quad = ground.quad
    along = np.roll(quad, -1, axis=0) - quad
    across = np.stack((along[:, 1], -along[:, 0]), axis=1) / np.maximum(np.linalg.norm(along, axis=1), 1e-6)[:, None]
    places = (
        quad[:, None, None] + SEEN[:, None, None] * along[:, None, None] + _OFFSETS[:, None] * across[:, None, None]
    )
    x, y = (np.clip(np.rint(places[..., axis]), 0, steps.shape[1 - axis] - 1).astype(np.intp) for axis in (0, 1))
    heights = np.minimum(steps[y, x], MOST)
    means = heights[:, np.arange(len(SEEN)), _SLANTS].mean(axis=2)
    best = means.argmax(axis=1)
    if ground.doubt:
        beside = np.clip(_SLANTS[best][:, :, None] + (-1, 0, 1), 0, len(_OFFSETS) - 1)
        edge = np.take_along_axis(heights, beside, axis=2).max(axis=2)
        if (edge >= ground.doubt).mean(axis=1).min() < MOSTLY:
            return None
    ends = np.stack((quad, np.roll(quad, -1, axis=0)), axis=1) + _ENDS[best][:, :, None] * across[:, None]
    moved = _corners(ends)
    strength = float(np.exp(np.log(np.maximum(means.max(axis=1), 1e-3)).mean()))
    return (moved if iou(moved, quad) >= SAME else quad), strength


def _corners(sides: npt.NDArray[np.float64]) -> Floats:
    """Return where each side crosses the one before it, shape (4, 2), of points on the sides, shape (4, 2, 2)."""
    first, last = (np.append(sides[:, end], np.ones((4, 1)), axis=1) for end in (0, 1))
    lines = np.cross(first, last)
    crossings = np.cross(np.roll(lines, 1, axis=0), lines)
    far = np.where(np.abs(crossings[:, 2:]) < 1e-6, np.inf, crossings[:, 2:])
    return np.asarray(crossings[:, :2] / far, np.float32)
