"""`reading.locate.outline`: the plane of a sheet, as seen from above, and how much two outlines share."""

import cv2
import numpy as np
import pytest

from piaoju.model.geometry import Quad, quad_from_rect, transform_quad
from piaoju.reading.locate.layout import rotation_about
from piaoju.reading.locate.outline import flattening, iou, is_cut_off, shared_area

SLANTED = ((150.0, 60.0), (600.0, 20.0), (640.0, 520.0), (20.0, 420.0))


def right_angles(quad: Quad) -> bool:
    corners = np.array(quad)
    sides = np.roll(corners, -1, axis=0) - corners
    units = sides / np.linalg.norm(sides, axis=1, keepdims=True)
    return bool(np.abs((units * np.roll(units, -1, axis=0)).sum(axis=1)).max() < 0.02)


@pytest.mark.parametrize("shape", [(420, 297), (297, 420)])
@pytest.mark.parametrize("angle", [0.0, 20.0, 90.0])
def test_what_lies_aslant_on_a_slanted_sheet_has_right_angles_again(shape: tuple[int, int], angle: float) -> None:
    upright = np.array(quad_from_rect(0, 0, *shape), np.float32)
    a, b, c, d = SLANTED if shape[0] > shape[1] else (SLANTED[index][::-1] for index in (0, 3, 2, 1))
    to_page = np.asarray(cv2.getPerspectiveTransform(upright, np.array((a, b, c, d), np.float32)), np.float64)
    box = cv2.boxPoints(((shape[0] / 2, shape[1] / 2), (120, 60), angle))
    e, f, g, h = ((float(x), float(y)) for x, y in box)
    pasted = transform_quad(to_page, (e, f, g, h))
    assert not right_angles(pasted)
    assert right_angles(transform_quad(flattening((a, b, c, d)), pasted))


def test_a_sheet_of_another_shape_keeps_its_shape() -> None:
    square = quad_from_rect(10, 20, 300, 290)
    assert np.array(transform_quad(flattening(square), square)[2]) == pytest.approx((300, 290), abs=0.1)


def test_tuples_and_arrays_share_the_same_area() -> None:
    one, other = quad_from_rect(0, 0, 100, 60), quad_from_rect(60, 0, 100, 60)
    arrays = [np.array(quad, np.float32) for quad in (one, other)]
    assert shared_area(one, other) == shared_area(*arrays) == pytest.approx(40 * 60)
    assert iou(one, other) == iou(*arrays) == pytest.approx(0.25)
    assert iou(one, quad_from_rect(200, 0, 10, 10)) == 0
    assert iou(one, one) == pytest.approx(1)


@pytest.mark.parametrize(
    ("part", "is_cut"),
    [
        pytest.param((100, 50, 200, 400), True, id="by a fold"),
        pytest.param((300, 50, 300, 400), True, id="from its other side"),
        pytest.param((104, 53, 200, 394), True, id="nearly"),
        pytest.param((100, 50, 480, 400), False, id="nearly all of it"),
        pytest.param((100, 50, 200, 200), False, id="in a corner"),
        pytest.param((130, 80, 200, 340), False, id="within"),
        pytest.param((700, 50, 200, 400), False, id="beside"),
    ],
)
@pytest.mark.parametrize("first", range(4))
def test_a_part_that_is_cut_off_shares_most_sides(
    part: tuple[float, float, float, float], is_cut: bool, first: int
) -> None:
    turn = rotation_about(300, 200, 25.0)
    quad, whole = (transform_quad(turn, quad_from_rect(*rect)) for rect in (part, (100, 50, 500, 400)))
    a, b, c, d = (*quad[first:], *quad[:first])
    assert is_cut_off((a, b, c, d), whole) == is_cut
