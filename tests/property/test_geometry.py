"""What holds of `piaoju.model.geometry` for any quad."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from piaoju.model.geometry import (
    Quad,
    bounding_quad,
    center,
    inverted,
    quad_from_rect,
    slice_quad,
    text_height,
    text_width,
    transform_points,
    transform_quad,
    with_margins,
)
from piaoju.reading.locate import rotation_about
from tests.strategies import quads

fractions = st.floats(0, 1)
angles = st.floats(-180, 180)


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(0, 1e4), st.floats(0, 1e4))
def test_a_rectangle_has_its_sides(x: float, y: float, width: float, height: float) -> None:
    quad = quad_from_rect(x, y, width, height)
    assert (text_width(quad), text_height(quad)) == pytest.approx((width, height), abs=1e-6)
    assert center(quad) == pytest.approx((x + width / 2, y + height / 2), abs=1e-6)


@given(st.lists(quads(), min_size=1, max_size=5))
def test_bounds_hold_every_corner_and_no_more(found: list[Quad]) -> None:
    (left, top), _, (right, bottom), _ = bounding_quad(found)
    xs, ys = zip(*(point for quad in found for point in quad), strict=True)
    assert (left, top) == (min(xs), min(ys))
    assert (right, bottom) == pytest.approx((max(xs), max(ys)))


def test_nothing_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="no quads"):
        bounding_quad([])


@given(quads())
def test_the_whole_slice_is_the_quad(quad: Quad) -> None:
    assert np.allclose(slice_quad(quad, 0.0, 1.0), quad)


@given(quads(), fractions, fractions)
def test_a_slice_is_a_share_of_the_text(quad: Quad, start: float, end: float) -> None:
    assume(start <= end)
    part = slice_quad(quad, start, end)
    assert text_width(part) == pytest.approx(text_width(quad) * (end - start), abs=1e-6)
    assert text_height(part) == pytest.approx(text_height(quad), abs=1e-6)


@given(quads(), fractions, angles)
def test_slices_turn_with_their_quad(quad: Quad, start: float, angle: float) -> None:
    turn = rotation_about(300, 200, angle)
    turned = slice_quad(transform_quad(turn, quad), start, 1.0)
    assert np.allclose(turned, transform_quad(turn, slice_quad(quad, start, 1.0)), atol=1e-6)


@given(quads(), fractions, fractions)
def test_margins_are_text_heights(quad: Quad, beside: float, above: float) -> None:
    assume(text_width(quad) >= 1.0)
    around, height = with_margins(quad, beside, above), text_height(quad)
    assert text_width(around) == pytest.approx(text_width(quad) + 2 * beside * height, abs=1e-6)
    assert text_height(around) == pytest.approx((1 + 2 * above) * height, abs=1e-6)
    assert center(around) == pytest.approx(center(quad), abs=1e-6)


@given(quads(), angles, st.floats(0.2, 5), st.floats(-2e-4, 2e-4))
def test_transforms_invert(quad: Quad, angle: float, scale: float, perspective: float) -> None:
    bent = np.array([[scale, 0, 10], [0, scale, -20], [perspective, perspective / 2, 1]])
    matrix = bent @ rotation_about(0, 0, angle)
    # A point on the vanishing line has no image.
    assume(all(abs(row[2]) > 0.2 for row in np.array([(x, y, 1.0) for x, y in quad]) @ matrix.T))
    assert np.allclose(transform_quad(inverted(matrix), transform_quad(matrix, quad)), quad, atol=1e-3)


@pytest.mark.parametrize("matrix", [np.zeros((3, 3)), np.diag([1.0, 0.0, 1.0])])
def test_a_flattening_transform_has_no_inverse(matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    with pytest.raises(ValueError, match="inverted"):
        inverted(matrix)


def test_no_points_stay_none() -> None:
    assert transform_points(np.eye(3), []) == []
