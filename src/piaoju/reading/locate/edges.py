"""Edges of a document's paper, looked for near where its text lets them be expected."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Quad, bounding_quad, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate.outline import area
from piaoju.reading.locate.sides import between, candidates, lab_of, squarest, steps_across, view

LIKE = 0.6, 1.6  # by the expected area: what differs more is another thing's edge
EDGE_PX = 4  # as wide as a neighbour's edge looks
FAR = 1e4  # pixels: beyond any picture of a side


def at_edges(page: PageImage, quad: Quad, texts: Sequence[Quad], papers: Sequence[Quad] = ()) -> Quad:
    """Move each side of an outline to the edge of paper that is seen near it, if one is.

    Args:
        page: whose frame the outline is in.
        quad: expected outline, clockwise.
        texts: its lines, which no edge crosses.
        papers: of its neighbours, whose edges are not its own.
    """
    pixels, to_view, (left, top, right, bottom) = view(page, quad)
    (text_left, text_top), _, (text_right, text_bottom), _ = bounding_quad(
        transform_quad(to_view, text) for text in texts
    )
    lab = lab_of(pixels)
    beside = np.array([transform_quad(to_view, paper) for paper in papers], np.float32).reshape(-1, 4, 2)
    upright = candidates(
        steps_across(lab, (1, 0)),
        (left, right),
        (text_left, text_right),
        (text_top, text_bottom),
        _free(beside, (text_left, text_right), (text_top, text_bottom)),
    )
    level = candidates(
        steps_across(lab, (0, 1)).transpose(1, 0, 2),
        (top, bottom),
        (text_top, text_bottom),
        (text_left, text_right),
        _free(beside[:, :, ::-1], (text_top, text_bottom), (text_left, text_right)),
    )
    found = between(*squarest(upright, level), to_view)
    return found if LIKE[0] <= area(found) / max(area(quad), 1.0) <= LIKE[1] else quad


def _free(
    papers: npt.NDArray[np.float32], text: tuple[float, float], along: tuple[float, float]
) -> tuple[float, float]:
    """Return between which places, across, no neighbour's paper lies beside the text.

    Args:
        papers: corners of the neighbours, shape (N, 4, 2), each across and along the sides.
        text: where it begins and ends, across.
        along: likewise along the sides.
    """
    low, high = -math.inf, math.inf
    strip = np.array([(-FAR, along[0]), (FAR, along[0]), (FAR, along[1]), (-FAR, along[1])], np.float32)
    for paper in papers:
        _, shared = cv2.intersectConvexConvex(np.ascontiguousarray(paper), strip)
        if shared is None:
            continue
        first, last = float(shared[..., 0].min()), float(shared[..., 0].max())
        if last <= text[0]:
            low = max(low, last + EDGE_PX)
        elif first >= text[1]:
            high = min(high, first - EDGE_PX)
    return low, high
