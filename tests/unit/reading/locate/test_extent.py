"""`reading.locate.extent`: how far a document reaches, told by words that stand at known places of its form."""

from collections.abc import Sequence

import numpy as np
import pytest

from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import bare, evidence_for
from piaoju.reading.locate.extent import has_numbers_across, lines_beyond
from tests.text_lines import line
from tests.unit.reading.locate.tickets import KINDS, TICKET, column, ticket, turned

EVIDENCE = evidence_for(KINDS)


def beyond(lines: Sequence[TextLine]) -> int:
    counts = np.array([EVIDENCE.count(bare(line)) for line in lines])
    return lines_beyond(lines, counts, TICKET, EVIDENCE)


@pytest.mark.parametrize("angle", [0.0, 90.0, 180.0, -75.0])
def test_lines_far_above_and_below_are_counted(angle: float) -> None:
    near = column(["备注一二三"], 50, 160)
    far = [*column(["备注一二三"], 50, 20), *column(["备注一二三", "备注四五六"], 50, 400)]
    lines = [*ticket(50, 150), *near]
    assert beyond(turned(lines, angle, (400, 300))) == 0
    assert beyond(turned([*lines, *far], angle, (400, 300))) == 3


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(column(["某某火车票", "备注一二三"], 50, 100, pitch=400), id="one word"),
        pytest.param(column(["限乘当日当次", "03车12A号", "某某火车票", "备注一二三"], 50, 100), id="upside down"),
        pytest.param(column(["备注一二三"], 50, 100), id="none"),
    ],
)
def test_words_that_tell_no_scale_leave_it_open(lines: list[TextLine]) -> None:
    assert beyond(lines) == 0


@pytest.mark.parametrize(
    ("angle", "expected"), [(0.0, False), (10.0, False), (90.0, True), (-75.0, True), (180.0, False)]
)
def test_numbers_across_most_text_are_seen(angle: float, expected: bool) -> None:
    numbers = turned(column(["号码22505994", "133002214578"], 400, 300), angle, (400, 300))
    assert has_numbers_across([*ticket(50, 150), *column(["备注一二三"] * 6, 50, 300), *numbers]) is expected


def test_one_number_and_what_is_not_certain_or_short_are_not_enough() -> None:
    certain, doubtful = line("22505994", 400, 300), line("133002214578", 400, 340, confidence=0.8)
    others = turned([certain, doubtful, line("12345", 400, 380)], 90, (400, 300))
    assert not has_numbers_across([*ticket(50, 150), *column(["备注一二三"] * 6, 50, 300), *others])
    assert not has_numbers_across([])
