"""`reading.locate.papers`: outlines of paper on a page."""

import cv2
import numpy as np
import pytest

from piaoju.lab.evaluate.overlap import iou
from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.papers import find_papers

TURNED = transform_quad(rotation_about(400, 300, 12), quad_from_rect(250, 200, 300, 200))
TOUCHING = quad_from_rect(402, 150, 280, 200)
EXACT = 0.93


def ground(grey: int) -> Pixels:
    return np.full((600, 800, 3), grey, np.uint8)


def lay(pixels: Pixels, quad: Quad, grey: int) -> None:
    cv2.fillPoly(pixels, [np.array(quad, np.int32)], (grey, grey, grey))


def printed(pixels: Pixels) -> None:
    """Put rows of strokes into the middle of the page."""
    for y in range(250, 350, 20):
        for x in range(330, 470, 8):
            cv2.line(pixels, (x, y), (x + 3, y + 8), (40, 40, 40), 1)


def best(pixels: Pixels, quad: Quad, scale: float = 1.0) -> float:
    page = PageImage(1, pixels, round(800 * scale), round(600 * scale))
    return max((iou(quad, paper) for paper in find_papers(page)), default=0.0)


@pytest.mark.parametrize(("desk", "paper"), [(90, 250), (235, 250), (252, 246)])
def test_paper_is_found_on_darker_and_on_almost_equal_ground(desk: int, paper: int) -> None:
    pixels = ground(desk)
    lay(pixels, TURNED, paper)
    printed(pixels)
    assert best(pixels, TURNED) > EXACT


def test_paper_on_paper_and_the_paper_below_are_both_found_the_larger_first() -> None:
    pixels = ground(80)
    sheet = quad_from_rect(100, 80, 600, 440)
    lay(pixels, sheet, 252)
    lay(pixels, TURNED, 225)
    assert best(pixels, sheet) > EXACT
    assert best(pixels, TURNED) > EXACT
    sizes = [cv2.contourArea(np.array(paper, np.float32)) for paper in find_papers(PageImage(1, pixels, 800, 600))]
    assert sizes == sorted(sizes, reverse=True)


def test_paper_seen_at_a_slant_keeps_its_corners() -> None:
    pixels = ground(60)
    slanted: Quad = ((250, 200), (560, 215), (540, 420), (265, 390))
    lay(pixels, slanted, 240)
    assert best(pixels, slanted) > EXACT


def test_outlines_are_of_the_page_frame_and_clockwise() -> None:
    pixels = ground(60)
    lay(pixels, TURNED, 240)
    halved = transform_quad(np.diag((0.5, 0.5, 1.0)), TURNED)
    assert best(pixels, halved, scale=0.5) > EXACT
    for (ax, ay), (bx, by), (cx, cy), _ in find_papers(PageImage(1, pixels, 800, 600)):
        assert (bx - ax) * (cy - by) > (by - ay) * (cx - bx)


def test_papers_that_touch_are_found_by_their_own_ground_though_print_cuts_into_it() -> None:
    pixels = ground(90)
    halves = [quad_from_rect(100, 150, 300, 200), transform_quad(rotation_about(400, 150, 6), TOUCHING)]
    for half, grey in zip(halves, (245, 215), strict=True):
        lay(pixels, half, grey)
    cv2.rectangle(pixels, (103, 200), (180, 300), (120, 120, 120), -1)
    for half in halves:
        assert best(pixels, half) > EXACT


def test_papers_whose_shadow_is_soft_are_told_from_it() -> None:
    pixels = ground(120)
    lay(pixels, transform_quad(rotation_about(400, 300, 12), quad_from_rect(240, 190, 330, 230)), 100)
    pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 6), np.uint8)
    lay(pixels, TURNED, 240)
    assert best(pixels, TURNED) > 0.97


def test_what_is_not_shaped_like_paper_is_none() -> None:
    pixels = ground(60)
    cv2.circle(pixels, (400, 300), 150, (240, 240, 240), -1)
    lay(pixels, ((100, 80), (300, 500), (100, 500), (100, 300)), 240)
    assert not [
        paper for paper in find_papers(PageImage(1, pixels, 800, 600)) if best(pixels, paper) and _is_inner(paper)
    ]


def _is_inner(quad: Quad) -> bool:
    return all(5 < x < 795 and 5 < y < 595 for x, y in quad)


def test_a_blank_page_has_none_but_itself() -> None:
    assert not [paper for paper in find_papers(PageImage(1, ground(255), 800, 600)) if _is_inner(paper)]
