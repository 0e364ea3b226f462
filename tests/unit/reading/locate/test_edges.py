"""`reading.locate.edges`: outlines moved to the faint edges of paper beside text."""

import cv2
import numpy as np
import pytest

from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.edges import at_edges
from tests.unit.reading.locate.papers import page

PAPER = quad_from_rect(250, 150, 300, 200)
TEXT = quad_from_rect(275, 170, 240, 150)
EXPECTED = quad_from_rect(262, 160, 268, 172)


@pytest.mark.parametrize("step", [4, 20, -60])
@pytest.mark.parametrize("angle", [0.0, 90.0, 180.0, -75.0, 8.0])
def test_an_outline_is_moved_to_the_edges_that_are_seen(step: int, angle: float) -> None:
    turn = rotation_about(400, 250, angle)
    paper, text, expected = (transform_quad(turn, quad) for quad in (PAPER, TEXT, EXPECTED))
    assert np.array(at_edges(page(paper, step), expected, [text])) == pytest.approx(np.array(paper), abs=4)


def test_without_an_edge_it_stays() -> None:
    assert np.array(at_edges(page(None, 0), EXPECTED, [TEXT])) == pytest.approx(np.array(EXPECTED), abs=0.5)


def test_the_high_edge_of_the_sheet_beyond_is_not_the_papers() -> None:
    pixels = page(PAPER, 4).pixels
    pixels[:, 572:] = 60  # a dark desk
    (_, _), (right, _), *_ = at_edges(PageImage(1, pixels, 800, 600), EXPECTED, [TEXT])
    assert right == pytest.approx(550, abs=4)


def test_a_neighbours_edge_is_not_the_papers() -> None:
    neighbour = quad_from_rect(100, 150, 145, 200)
    ground = page(neighbour, 20)
    (left, _), *_ = at_edges(ground, EXPECTED, [TEXT])
    assert left == pytest.approx(245, abs=4)
    for paper, text in ((neighbour, TEXT), (quad_from_rect(550, 150, 90, 200), TEXT)):
        (left, _), (right, _), *_ = at_edges(page(paper, 20), EXPECTED, [text], [paper])
        assert (left, right) == pytest.approx((EXPECTED[0][0], EXPECTED[1][0]), abs=4)


def test_the_edge_of_a_neighbour_above_is_not_the_papers() -> None:
    neighbour = quad_from_rect(250, 30, 300, 115)
    above = page(neighbour, 20)
    assert at_edges(above, EXPECTED, [TEXT])[0][1] == pytest.approx(145, abs=4)
    assert at_edges(above, EXPECTED, [TEXT], [neighbour])[0][1] == pytest.approx(EXPECTED[0][1], abs=4)


def test_a_neighbour_above_or_far_along_hides_no_edge() -> None:
    beside = [quad_from_rect(250, 20, 300, 120), quad_from_rect(560, 420, 100, 100), TEXT]
    assert np.array(at_edges(page(PAPER, 20), EXPECTED, [TEXT], beside)) == pytest.approx(np.array(PAPER), abs=4)


def test_perspective_is_followed() -> None:
    paper = ((255.0, 150.0), (548.0, 155.0), (552.0, 352.0), (247.0, 346.0))
    assert np.array(at_edges(page(paper, 20), EXPECTED, [TEXT])) == pytest.approx(np.array(paper), abs=5)


def test_a_clearer_line_askew_is_not_the_papers() -> None:
    pixels = page(PAPER, 12).pixels.astype(np.float32)
    askew = np.zeros((600, 800), np.float32)
    cv2.fillConvexPoly(askew, np.array([(558, 0), (800, 0), (800, 600), (588, 600)], np.int32), 1.0)
    pixels -= 90 * askew[:, :, None]  # its edge lies nearer to the expected one of a wider outline
    wider = quad_from_rect(262, 160, 300, 172)
    moved = at_edges(PageImage(1, pixels.clip(0, 255).astype(np.uint8), 800, 600), wider, [TEXT])
    assert np.array(moved) == pytest.approx(np.array(PAPER), abs=5)


def test_an_edge_that_text_crosses_is_none() -> None:
    fold = quad_from_rect(250, 150, 150, 200)
    (left, *_), (right, *_), *_ = at_edges(page(fold, 20), EXPECTED, [TEXT])
    assert left == pytest.approx(250, abs=4)
    assert right == pytest.approx(EXPECTED[1][0], abs=4)


def test_a_page_rendered_finer_gives_the_same_place() -> None:
    fine = page(PAPER, 20)
    half = PageImage(1, fine.pixels, 400, 300)
    shrink = np.diag([0.5, 0.5, 1.0])
    moved = at_edges(half, transform_quad(shrink, EXPECTED), [transform_quad(shrink, TEXT)])
    assert np.array(moved) == pytest.approx(np.array(PAPER) / 2, abs=2)


def test_paper_that_goes_beyond_the_page_ends_somewhere() -> None:
    corner = quad_from_rect(-40, -30, 200, 150)
    moved = np.array(at_edges(page(corner, 30), corner, [quad_from_rect(5, 5, 120, 90)]))
    assert np.isfinite(moved).all()
    assert moved[2] == pytest.approx((160, 120), abs=5)


@pytest.mark.parametrize(
    "quad",
    [
        quad_from_rect(790, 590, 300, 200),
        quad_from_rect(900, 700, 300, 200),
        quad_from_rect(-400, -300, 200, 100),
        quad_from_rect(10, 10, 780, 0.5),
        quad_from_rect(100, 100, 0.0, 0.0),
    ],
)
def test_outlines_beyond_the_page_or_without_extent_are_endured(quad: Quad) -> None:
    assert np.isfinite(np.array(at_edges(page(None, 0), quad, [quad]))).all()
