"""`lab.evaluate.alignment`."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.evaluate.alignment import align


def test_the_best_row_is_left_alone() -> None:
    assert align([[0.0, 5.0], [1.0, 0.0]], [0.0, 0.0], [-1.0, -1.0]) == [(None, 0), (0, 1), (1, None)]


def test_equal_gains_pair_in_order() -> None:
    assert align([[1.0, 1.0]], [0.0], [0.0, 0.0]) == [(0, 0), (None, 1)]


def test_forbidden_pairs_stay_apart() -> None:
    assert align([[-inf]], [0.0], [0.0]) == [(0, None), (None, 0)]


def test_nothing_aligns_with_nothing() -> None:
    assert align([], [], []) == []
    assert align([], [], [0.0]) == [(None, 0)]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), max_size=4))
def test_every_place_occurs_once_and_in_order(gains: list[list[int]]) -> None:
    pairs = align(gains, [0.0] * len(gains), [0.0] * 3)
    assert [left for left, _ in pairs if left is not None] == list(range(len(gains)))
    assert [right for _, right in pairs if right is not None] == list(range(3))
