"""`reading.locate.rims`: outlines moved to the edges that are seen."""

import cv2
import numpy as np
import pytest

from piaoju.lab.evaluate.overlap import iou
from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.rims import Floats, Ground, at_rims

PAPER = transform_quad(rotation_about(150, 100, 8), quad_from_rect(60, 50, 180, 100))


def edges(*quads: tuple[Quad, float], sides: int = 4) -> Floats:
    """Return steps of given heights along the first sides of quads."""
    steps = np.zeros((200, 300), np.float32)
    for quad, height in quads:
        for side in range(sides):
            ends = [tuple(round(value) for value in quad[(side + end) % 4]) for end in (0, 1)]
            cv2.line(steps, ends[0], ends[1], height, 2)
    return steps


def wider(quad: Quad, by: float) -> Floats:
    """Return an outline whose corners lie further from the middle, in pixels."""
    corners = np.array(quad, np.float32)
    return np.asarray(corners + by * np.sign(corners - corners.mean(axis=0)), np.float32)


def as_quad(found: Floats) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in found)
    return a, b, c, d


@pytest.mark.parametrize("by", [-4, 0, 4])
def test_an_outline_moves_to_the_edge(by: float) -> None:
    (found,) = at_rims([Ground(wider(PAPER, by))], edges((PAPER, 12)))
    assert iou(as_quad(found), PAPER) > 0.96


def test_several_grounds_of_one_paper_are_one() -> None:
    found = at_rims([Ground(wider(PAPER, by)) for by in (-4, -2, 2, 4)], edges((PAPER, 12)))
    assert len(found) == 1


def test_of_alike_outlines_the_stronger_edge_is_the_papers() -> None:
    shadow = as_quad(wider(PAPER, 8))
    grounds = [Ground(np.array(quad, np.float32)) for quad in (shadow, PAPER)]
    (found,) = at_rims(grounds, edges((shadow, 2), (PAPER, 12)))
    assert iou(as_quad(found), PAPER) > 0.96


def test_papers_that_lie_apart_are_all_kept() -> None:
    halves = [quad_from_rect(20, 50, 120, 100), quad_from_rect(160, 50, 120, 100)]
    found = at_rims([Ground(np.array(half, np.float32)) for half in halves], edges(*((half, 9) for half in halves)))
    assert len(found) == 2


@pytest.mark.parametrize(("sides", "count"), [(4, 1), (3, 0)])
def test_ground_that_does_not_fill_its_outline_must_be_seen_on_all_sides(sides: int, count: int) -> None:
    assert len(at_rims([Ground(wider(PAPER, 0), doubt=4)], edges((PAPER, 12), sides=sides))) == count
    assert len(at_rims([Ground(wider(PAPER, 0))], edges((PAPER, 12), sides=sides))) == 1


def test_an_outline_at_the_border_of_the_page_stays_one() -> None:
    whole = np.array(quad_from_rect(0, 0, 299, 199), np.float32)
    (found,) = at_rims([Ground(whole)], edges())
    assert np.isfinite(found).all()
    assert iou(as_quad(found), as_quad(whole)) > 0.9
