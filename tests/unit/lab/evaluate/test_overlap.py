"""`lab.evaluate.overlap`: intersection over union."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.evaluate.overlap import iou
from piaoju.model.geometry import Quad, quad_from_rect

SQUARE = quad_from_rect(0, 0, 10, 10)
DIAMOND: Quad = ((5, 0), (10, 5), (5, 10), (0, 5))
rects = st.builds(quad_from_rect, *[st.integers(0, 40)] * 2, *[st.integers(1, 40)] * 2)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SQUARE, 1.0),
        (quad_from_rect(0, 0, 10, 5), 0.5),
        (quad_from_rect(5, 5, 10, 10), 25 / 175),
        (DIAMOND, 0.5),
        (quad_from_rect(20, 0, 10, 10), 0.0),
        (quad_from_rect(10, 0, 10, 10), 0.0),
        (quad_from_rect(3, 3, 0, 4), 0.0),
        (SQUARE[::-1], 1.0),
        ((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]), 1.0),
    ],
)
def test_known_shapes(other: Quad, expected: float) -> None:
    assert iou(SQUARE, other) == pytest.approx(expected, abs=1e-6)


@given(rects, rects)
def test_it_is_symmetric_and_a_share(first: Quad, second: Quad) -> None:
    assert iou(first, second) == pytest.approx(iou(second, first), abs=1e-5)
    assert 0 <= iou(first, second) <= 1
    assert iou(first, first) == pytest.approx(1.0)
