"""`reading.locate.strips`: blank strips between the lines of a page."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.model.cues import Cue
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import evidence_for
from piaoju.reading.locate.strips import cut_at_strips, sides_of_strips
from tests.unit.reading.locate.tickets import KINDS, SLIP, TICKET, column, ticket, turned

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


MORE = ("备注一二三", "购票请到车站")
TOGETHER = replace(SLIP, cues=(*SLIP.cues, Cue(r"(?ms)\A(?=.*^8元5角$)(?=.*^08点15分$)", 6)))
TOLL = ("8元5角", "08点15分", "某甲某乙", *MORE)


@pytest.mark.parametrize("clockwise_deg", [0, 90])
def test_what_lines_say_only_together_cuts_a_group(clockwise_deg: float) -> None:
    lines = turned([*ticket(60, 100), *column(MORE, 60, 220), *column(TOLL, 400, 100)], clockwise_deg, (300, 200))
    cut = cut_at_strips(range(10), lines, evidence_for((TICKET, TOGETHER)))
    assert sorted(map(sorted, cut)) == [list(range(5)), list(range(5, 10))]


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(column(TOLL[2:] * 2, 400, 100), id="says nothing"),
        pytest.param(column([*TOLL[1:], "上车08:15"], 400, 100), id="no document"),
        pytest.param(column(TOLL[:4], 400, 100), id="too few lines"),
        pytest.param(column(TOLL, 60, 300), id="no strip"),
    ],
)
def test_other_groups_stay_whole(others: list[TextLine]) -> None:
    lines = [*ticket(60, 100), *column(MORE, 60, 220), *others]
    assert cut_at_strips(range(len(lines)), lines, evidence_for((TICKET, TOGETHER))) == [list(range(len(lines)))]


def test_one_document_is_not_cut_at_the_strip_between_its_columns() -> None:
    lines = [*column(["某某火车票", *MORE], 60, 100), *column(["03车12A号", "限乘当日当次", "备注一二三"], 500, 100)]
    assert len(cut_at_strips(range(6), lines, evidence_for(KINDS))) == 1
