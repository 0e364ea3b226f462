"""`reading.locate.frames`: paper that goes on around what is printed on it."""

import cv2
import numpy as np
import pytest

from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.frames import beyond_frame
from piaoju.reading.locate.outline import iou
from tests.unit.reading.locate.papers import page

PAPER = quad_from_rect(250, 150, 300, 200)
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


@pytest.mark.parametrize("border", [0, 10, 18])
def test_where_paper_and_ground_are_one_white_a_border_is_allowed_for(border: int) -> None:
    paper = quad_from_rect(264 - border, 163 - border, 272 + 2 * border, 174 + 2 * border)
    assert iou(beyond_frame(printed(page(None, 0), FRAME), FRAME), paper) >= 0.8


def test_on_darker_ground_a_tint_is_the_paper() -> None:
    assert beyond_frame(page(FRAME, 40), FRAME) == FRAME
