"""`reading.locate.pieces`: parts that are documents, and parts that are pieces of one."""

import pytest

from piaoju.model.geometry import bounding_quad, quad_from_rect
from piaoju.model.page import TextLine
from piaoju.reading.locate import Part
from piaoju.reading.locate.evidence import evidence_for
from piaoju.reading.locate.pieces import are_pieces, lies_on
from tests.unit.reading.locate.tickets import KINDS, TICKET, column, ticket

EVIDENCE = evidence_for(KINDS)
HEAD, FOOT = column(["某某火车票"], 50, 100), column(["限乘当日当次"], 50, 200)


def part(lines: list[TextLine], rotation_deg: float = 0.0) -> Part:
    return Part(tuple(lines), bounding_quad(line.quad for line in lines), rotation_deg)


def test_different_words_of_one_document_are_pieces() -> None:
    assert are_pieces([part(HEAD), part(FOOT)], EVIDENCE, TICKET)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(part(ticket(50, 100)), part(ticket(50, 300)), id="the same words"),
        pytest.param(part(HEAD), part(FOOT, 90.0), id="another way"),
        pytest.param(part(HEAD), part(column(["红烧豆腐"], 50, 200)), id="no word of it"),
    ],
)
def test_others_are_none(one: Part, other: Part) -> None:
    assert not are_pieces([one, other], EVIDENCE, TICKET)


@pytest.mark.parametrize(("gap", "is_one"), [(0, True), (60, False)])
def test_of_papers_only_those_that_touch_are(gap: int, is_one: bool) -> None:
    head = Part(tuple(HEAD), quad_from_rect(40, 90, 300, 60), 0.0, is_paper=True)
    foot = Part(tuple(FOOT), quad_from_rect(40, 150 + gap, 300, 60), 0.0, is_paper=True)
    assert are_pieces([head, foot], EVIDENCE, TICKET) == is_one


def test_where_a_document_runs_another_way_its_neighbours_are_none() -> None:
    pieces = [part(HEAD), part(FOOT)]
    assert not are_pieces([*pieces, part(ticket(400, 100), 90.0)], EVIDENCE, TICKET)
    assert are_pieces([*pieces, part(column(["红烧豆腐"], 400, 100), 90.0)], EVIDENCE, TICKET)


def test_without_a_type_nothing_is_a_piece() -> None:
    assert not are_pieces([part(HEAD), part(FOOT)], EVIDENCE, None)


def test_what_lies_on_a_larger_part_that_runs_alike_is_a_piece_of_it() -> None:
    whole, line = part(ticket(50, 100)), part(ticket(50, 100)[1:2])
    assert lies_on(line, whole)
    assert not lies_on(whole, line)
    assert not lies_on(part(ticket(50, 100)[1:2], 90.0), whole)
    assert not lies_on(part(column(["红烧豆腐"], 500, 500)), whole)
