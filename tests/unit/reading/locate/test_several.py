"""`reading.locate`: several documents on a page, told apart by their words and the distances between their lines."""

from collections.abc import Sequence

import numpy as np
import pytest

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import bounding_quad, center
from piaoju.model.page import TextLine
from piaoju.reading.locate import in_reading_order, locate, split
from tests.text_lines import line, read_nothing
from tests.unit.reading.locate.tickets import (
    KINDS,
    PAGE,
    PITCH,
    SLIP_WORDS,
    TICKET_WORDS,
    column,
    slip,
    texts,
    ticket,
    turned,
)


def found(lines: Sequence[TextLine], rotation_deg: float = 0.0) -> list[LocatedDocument]:
    return locate(PAGE, lines, rotation_deg, KINDS, read_nothing)


def holds(document: LocatedDocument, lines: Sequence[TextLine]) -> bool:
    return sorted(made.quad for made in document.lines) == sorted(made.quad for made in lines)


@pytest.mark.parametrize("x", [200.0, 450.0])
def test_two_tickets_side_by_side(x: float) -> None:
    left, right = ticket(50, 100), ticket(x, 100)
    first, second = found([*right, *left])
    assert holds(first, left)
    assert holds(second, right)
    assert (first.type, second.type) == ("ticket", "ticket")
    assert first.quad[1][0] < second.quad[0][0]


@pytest.mark.parametrize("pitch", [1.0, 1.5, 3.0])
def test_a_head_below_a_foot_begins_another_document(pitch: float) -> None:
    upper = ticket(50, 60)
    lower = ticket(50, upper[-1].quad[0][1] + 10 + pitch * PITCH)
    first, second = found([*lower, *upper])
    assert holds(first, upper)
    assert holds(second, lower)


def test_a_grid_comes_in_reading_order() -> None:
    corners = [(50, 60), (450, 75), (60, 300), (440, 290)]
    sheets = [ticket(x, y) for x, y in corners]
    documents = found([made for sheet in reversed(sheets) for made in sheet])
    assert len(documents) == len(sheets)
    assert all(holds(document, sheet) for document, sheet in zip(documents, sheets, strict=True))


@pytest.mark.parametrize("angle", [90.0, 180.0, -90.0, 25.0])
def test_documents_that_run_different_ways(angle: float) -> None:
    upright, other = ticket(60, 100), turned(ticket(450, 250), angle, (510, 290))
    first, second = sorted(found([*upright, *other]), key=lambda document: abs(document.rotation_deg))
    assert holds(first, upright)
    assert holds(second, other)
    assert first.rotation_deg == pytest.approx(0, abs=0.1)
    assert second.rotation_deg == pytest.approx(angle if angle == 180 else -angle, abs=0.1)


def test_tickets_of_two_types() -> None:
    one, other = ticket(50, 100), slip(300, 100)
    documents = found([*one, *other])
    assert [document.type for document in documents] == ["ticket", "slip"]
    assert holds(documents[0], one)
    assert holds(documents[1], other)


def test_one_document_with_a_wide_blank_stays_whole() -> None:
    lines = [*column(TICKET_WORDS, 50, 100), *column(["站名", "站名甲", "02号", "某某"], 600, 120)]
    (document,) = found(lines)
    assert len(document.lines) == len(lines)


def test_a_weak_word_that_occurs_twice_divides_nothing() -> None:
    (document,) = found([*ticket(50, 100), *column(["出发站名", "到达站名"], 300, 100)])
    assert len(document.lines) == len(TICKET_WORDS) + 2


def test_short_and_faint_lines_go_to_the_nearest() -> None:
    scraps = [line("元", 60, 140 + PITCH * 3), line("%#@!", 460, 140 + PITCH * 3, confidence=0.3)]
    first, second = found([*ticket(50, 100), *ticket(450, 100), *scraps])
    assert texts(first.lines) == texts([*ticket(50, 100), scraps[0]])
    assert texts(second.lines) == texts([*ticket(450, 100), scraps[1]])


def test_what_is_no_document_is_left_out() -> None:
    menu = column(["某某饭店", "今日菜单", "红烧豆腐", "谢谢光临", "欢迎再来"], 50, 380)
    documents = found([*ticket(50, 60), *slip(450, 60), *menu])
    assert [document.type for document in documents] == ["ticket", "slip"]


def test_order_follows_the_page_turned_upright() -> None:
    left, right = ticket(50, 100), ticket(450, 110)
    page = turned([*left, *right], 180, (400, 300))
    first, second = found(page, rotation_deg=180)
    assert center(first.quad)[0] > center(second.quad)[0]
    again = in_reading_order([second, first], PAGE, 180)
    assert [document.quad for document in again] == [first.quad, second.quad]


class TestSplit:
    def test_a_page_with_one_document_is_read_whole(self) -> None:
        assert split(PAGE, ticket(50, 100), KINDS) == []
        assert split(PAGE, [], KINDS) == []
        assert split(PAGE, column(["某某饭店", "今日菜单"], 50, 100), KINDS) == []

    def test_parts_have_their_lines_outline_and_direction(self) -> None:
        one, other = ticket(60, 100), turned(slip(450, 250), 90, (510, 290))
        parts = {part.lines[0].text: part for part in split(PAGE, [*one, *other], KINDS)}
        upright, across = parts[TICKET_WORDS[0]], parts[SLIP_WORDS[0]]
        assert texts(upright.lines) == texts(one)
        assert texts(across.lines) == texts(other)
        assert np.allclose(upright.quad, bounding_quad(made.quad for made in one))
        assert across.rotation_deg == pytest.approx(-90)
        assert across.quad[1][1] - across.quad[0][1] > 100  # its top edge runs down the page

    def test_much_text_of_no_known_type_deserves_a_closer_look(self) -> None:
        blurred = column(["某甲某乙", "某丙某丁", "某戊某己", "某庚某辛", "某壬某癸"], 50, 450, pitch=30)
        sheet = [*ticket(50, 40), *ticket(450, 40)]
        assert len(split(PAGE, [*sheet, *blurred], KINDS)) == 3
        assert len(split(PAGE, [*sheet, *blurred[:3]], KINDS)) == 2
