"""`reading.locate.edges`: outlines moved to the faint edges of paper beside text."""

import cv2
import numpy as np
import pytest

from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.edges import at_edges, beyond_frame

PAPER = quad_from_rect(250, 150, 300, 200)
TEXT = quad_from_rect(275, 170, 240, 150)
EXPECTED = quad_from_rect(262, 160, 268, 172)


def page(paper: Quad | None, step: int, noise: float = 1.5) -> PageImage:
    """Return noisy ground with paper that is some grey values brighter."""
    pixels = np.full((600, 800, 3), 235, np.float64)
    if paper is not None:
        mask = np.zeros((600, 800), np.float32)
        cv2.fillConvexPoly(mask, np.round(np.array(paper)).astype(np.int32), 1.0)
        pixels += step * mask[:, :, None]
    pixels += np.random.default_rng(5).normal(0, noise, pixels.shape)
    return PageImage(1, np.clip(np.round(pixels), 0, 255).astype(np.uint8), 800, 600)


FRAME = quad_from_rect(264, 163, 272, 174)


def printed(at: PageImage, frame: Quad, tint: int = -12) -> PageImage:
    """Return a page with a tint printed on it."""
    mask = np.zeros(at.pixels.shape[:2], np.float32)
    cv2.fillConvexPoly(mask, np.round(np.array(frame)).astype(np.int32), 1.0)
    pixels = at.pixels + tint * mask[:, :, None]
    return PageImage(1, np.clip(pixels, 0, 255).astype(np.uint8), at.width, at.height)


@pytest.mark.parametrize("step", [10, -60])
@pytest.mark.parametrize("angle", [0.0, 90.0, -75.0, 8.0])
def test_paper_goes_on_beyond_its_frame(step: int, angle: float) -> None:
    turn = rotation_about(400, 250, angle)
    paper, frame = transform_quad(turn, PAPER), transform_quad(turn, FRAME)
    assert np.array(beyond_frame(printed(page(paper, step), frame), frame)) == pytest.approx(np.array(paper), abs=4)


def test_around_paper_nothing_goes_on() -> None:
    assert beyond_frame(page(PAPER, 10), PAPER) == PAPER


def test_a_shadow_around_paper_is_none_of_it() -> None:
    shadow = quad_from_rect(235, 135, 330, 230)
    lying = printed(printed(page(None, 0), shadow, -40), PAPER, 30)
    assert beyond_frame(lying, PAPER) == PAPER


def test_paper_must_be_seen_on_most_sides_of_a_frame() -> None:
    beside = quad_from_rect(200, 163, 336, 230)  # reaches beyond the frame at the left and below
    assert beyond_frame(printed(page(beside, 10), FRAME), FRAME) == FRAME


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


def test_perspective_is_followed() -> None:
    paper = ((255.0, 150.0), (548.0, 155.0), (552.0, 352.0), (247.0, 346.0))
    assert np.array(at_edges(page(paper, 20), EXPECTED, [TEXT])) == pytest.approx(np.array(paper), abs=5)


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
