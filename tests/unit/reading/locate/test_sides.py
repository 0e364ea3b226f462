"""`reading.locate.sides`: of the lines that may be edges of one paper, those that run square to one another."""

import pytest

from piaoju.reading.locate.sides import UNSEEN, Candidate, Edge, squarest


def side(*lines: tuple[float, float]) -> list[Candidate]:
    """Return lines of a side, each by its tilt and how likely it is; none of them is its edge either."""
    seen = [Candidate(Edge(10.0, tilt, 50.0), likely) for tilt, likely in lines]
    return [*seen, Candidate(Edge(0.0, 0.0, 50.0, is_seen=False), UNSEEN)]


@pytest.mark.parametrize("turn", [-0.045, 0.0, 0.03])
def test_a_turned_papers_edges_tilt_by_turns(turn: float) -> None:
    upright = side((-turn, 1.0)), side((-turn, 1.0))
    level = side((turn, 1.0)), side((turn + 0.06, 1.5), (turn, 1.0), (turn - 0.06, 1.5))
    (left, right), (top, bottom) = squarest(upright, level)
    assert [left.tilt, right.tilt, top.tilt, bottom.tilt] == [-turn, -turn, turn, turn]


def test_a_line_far_from_square_is_no_edge_at_all() -> None:
    straight = side((0.0, 1.0))
    _, (_, bottom) = squarest((straight, straight), (straight, side((0.15, 2.0))))
    assert not bottom.is_seen


def test_where_nothing_is_seen_all_is_as_expected() -> None:
    upright, level = squarest((side(), side()), (side(), side()))
    assert not any(edge.is_seen for edge in (*upright, *level))
