"""`reading.locate.strips`: blank strips between the lines of a page."""

from collections.abc import Sequence

import pytest

from piaoju.model.page import TextLine
from piaoju.reading.locate.strips import sides_of_strips
from tests.unit.reading.locate.tickets import column, ticket, turned

WORDS = ("第一", "第二")


def sides(lines: Sequence[TextLine]) -> list[set[tuple[int, ...]]]:
    return [{tuple(sorted(side.tolist())) for side in pair} for pair in sides_of_strips(lines)]


@pytest.mark.parametrize("clockwise_deg", [0, 30, 90])
def test_the_sides_of_a_strip_are_told_whatever_way_the_text_runs(clockwise_deg: float) -> None:
    lines = turned([*ticket(60, 100), *column(WORDS, 400, 100)], clockwise_deg, (300, 200))
    assert sides(lines) == [{(0, 1, 2), (3, 4)}]


def test_a_strip_across_the_text_counts_too() -> None:
    lines = [*ticket(60, 100), *column(WORDS, 60, 400)]
    assert sides(lines) == [{(0, 1, 2), (3, 4)}]


def test_lines_that_follow_each_other_closely_have_none() -> None:
    assert sides(ticket(60, 100)) == []
    assert sides([]) == []
