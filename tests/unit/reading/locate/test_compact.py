"""`reading.locate.compact`: lines that stretch a group over its neighbour go over to that neighbour."""

import numpy as np

from piaoju.model.page import TextLine
from piaoju.reading.locate.compact import compacted
from piaoju.reading.locate.evidence import Evidence, bare
from tests.text_lines import line
from tests.unit.reading.locate.tickets import KINDS, column, slip, ticket, turned

EVIDENCE = Evidence(KINDS)
LEFT = [*ticket(50, 100), *column(["甲乙丙丁", "戊己庚辛"], 50, 220)]
RIGHT = [*slip(400, 100), *column(["子丑寅卯", "辰巳午未"], 400, 220)]


def made_compact(groups: list[list[int]], lines: list[TextLine]) -> list[list[int]]:
    counts = np.array([EVIDENCE.count(bare(made)) for made in lines])
    return [sorted(members) for members in compacted(groups, lines, counts, EVIDENCE)]


def test_what_lies_apart_stays_as_it_is() -> None:
    groups = [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    assert made_compact(groups, [*LEFT, *RIGHT]) == groups
    assert made_compact(groups[:1], LEFT) == groups[:1]
    assert made_compact([], []) == []


def test_lines_in_the_middle_of_the_other_go_over() -> None:
    for angle in (0, 90, 180, 20):
        lines = turned([*LEFT, *RIGHT], angle, (400, 300))
        assert made_compact([[0, 1, 2, 3, 4, 8], [5, 6, 7, 9]], lines)[0] == [0, 1, 2, 3, 4, 8]  # it is too small
        lines += turned([line("申酉戌亥", 400, 300)], angle, (400, 300))
        assert made_compact([[0, 1, 2, 3, 4, 8], [5, 6, 7, 9, 10]], lines) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10]]


def test_words_that_only_their_own_document_prints_stay_with_it() -> None:
    beside = column(["出租车专用", "上车08:15", "里程5.2公里"], 400, 100)
    lines = [*ticket(50, 100), *column(["甲乙丙丁", "戊己庚辛"], 50, 220), *beside]
    far = column(["子丑寅卯", "辰巳午未", "申酉戌亥", "火车票", "03车"], 420, 110)
    groups = made_compact([[0, 1, 2, 3, 4], [5, 6, 7], [8, 9, 10, 11, 12]], [*lines, *far])
    assert groups[1] == [5, 6, 7]
