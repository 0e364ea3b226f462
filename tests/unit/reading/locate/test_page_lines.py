"""`reading.locate.page_lines`: sets of a page's lines, and whether they are of one document or of several."""

from collections.abc import Sequence

import numpy as np
import pytest

from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import evidence_for
from piaoju.reading.locate.page_lines import PageLines
from tests.unit.reading.locate.tickets import KINDS, TICKET, column, slip, texts, ticket, turned

MORE = ("备注一二三", "购票请到车站", "附言一二三", "谢谢惠顾")


def on_page(lines: Sequence[TextLine]) -> PageLines:
    return PageLines(lines, evidence_for(KINDS), TICKET)


def test_lines_are_found_by_index_and_by_place() -> None:
    text = on_page([*ticket(50, 100), *slip(450, 100)])
    left = text.on(quad_from_rect(0, 0, 400, 600))
    assert left.tolist() == text.members([0, 1, 2]).tolist()
    assert texts(text.of(left)) == texts(ticket(50, 100))
    assert texts(text.of(~left)) == texts(slip(450, 100))


@pytest.mark.parametrize(
    ("other", "are_several"),
    [
        pytest.param([], False, id="one"),
        pytest.param(slip(450, 100), True, id="another type"),
        pytest.param(ticket(450, 100), True, id="the same words again"),
        pytest.param(
            turned(column(["151071769345", "N78008817"], 450, 100), 90, (500, 120)), True, id="numbers across"
        ),
    ],
)
def test_lines_are_of_several_documents(other: list[TextLine], are_several: bool) -> None:
    text = on_page([*ticket(50, 100), *column(MORE, 50, 220), *other])
    every = np.ones(len(text.lines), bool)
    assert text.are_several(every, []) == are_several


@pytest.mark.parametrize(("y", "is_exceeded"), [(150, False), (400, True)])
def test_text_far_below_a_document_is_not_its_own(y: float, is_exceeded: bool) -> None:
    text = on_page([*ticket(50, 60), *column(["第五", *MORE], 50, y, 8)])
    assert text.is_exceeded() == is_exceeded
