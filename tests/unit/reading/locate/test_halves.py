"""`reading.locate.halves`: pieces of one document, joined again after a closer look."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.geometry import bounding_quad, quad_from_rect
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate import Looked, Part, joined_halves, locate
from tests.text_lines import read_nothing
from tests.unit.reading.locate.tickets import KINDS, PAGE, SLIP, column, slip, texts, ticket, turned


def seen(lines: Sequence[TextLine], *, is_paper: bool = False, kinds: Sequence[DocumentCues] = KINDS) -> Looked:
    found = locate(PAGE, lines, 0.0, kinds, read_nothing)
    part = Part(tuple(lines), bounding_quad(made.quad for made in lines), 0.0, is_paper=is_paper)
    return Looked(part, tuple(lines), tuple(found))


def slip_words() -> tuple[str, ...]:
    return ("出租车专用", "上车08:15", "里程5.2公里")


def joined(*looks: Looked) -> list[list[str]]:
    return [texts(document.lines) for document in joined_halves(PAGE, looks, KINDS, read_nothing)]


def test_a_piece_with_more_words_of_the_type_is_joined() -> None:
    head, foot = seen(column(["某某火车票", "03车12A号"], 50, 100)), seen(column(["限乘当日当次"], 50, 200))
    assert joined(head, foot) == [texts(ticket(50, 100))]
    assert joined(foot, head) == [texts(ticket(50, 100))]


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        (("22505994",), 1),
        (("22505995",), 2),
        (("22505994", "133002214578"), 1),
        (("22505995", "133002214578"), 2),
        (("133002214578",), 2),
    ],
)
def test_a_stub_repeats_the_number(numbers: Sequence[str], count: int) -> None:
    invoice = seen(column(["上车", "里程", "号码", "出租车", "22505994", "133002214578", "9310 2125"], 50, 80))
    stub = seen(column(["出租车", "号码", *numbers], 50, 360))
    kind = replace(SLIP, cues=(*(replace(cue, times=2) for cue in SLIP.cues[:1]), *SLIP.cues[1:]), threshold=5)
    looks = [
        replace(look, documents=tuple(locate(PAGE, look.lines, 0.0, [kind], read_nothing))) for look in (invoice, stub)
    ]
    assert len(joined_halves(PAGE, looks, [kind], read_nothing)) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        pytest.param(("08:15", "5.2", "22505994"), ("09:40", "7.1"), 2, id="number of one not read"),
        pytest.param(("08:15", "5.2"), ("09:40", "7.1"), 2, id="no number read"),
        pytest.param(("08:15", "5.2", "22505994"), ("", ""), 2, id="nothing of one read"),
        pytest.param(("08:15", "5.2", "22505994"), ("09:40", "5.2", "22505994"), 2, id="other values"),
        pytest.param(("08:15", "5.2", "22505994"), ("08:15", "5.2", "22505994"), 1, id="stub"),
        pytest.param(("08:15", "5.2", "22505994"), ("", "", "22505994"), 1, id="stub without values"),
    ],
)
@pytest.mark.parametrize(
    "phone", ["62345678", "电话62345678", "电话: 62345678", "热线62345678", "(0871)62345678", "0871-62345678"]
)
def test_two_receipts_of_one_cab_are_no_stub_and_body(
    one: Sequence[str], other: Sequence[str], count: int, phone: str
) -> None:
    looks = [
        seen(
            column(["出租车专用", f"上车{time}", f"里程{distance}公里", "133002214578", phone, *number, *more], x, 100)
        )
        for (time, distance, *number), more, x in ((one, ["谢谢惠顾"], 50), (other, [], 260))
    ]
    assert len(joined_halves(PAGE, looks, KINDS, read_nothing)) == count


@pytest.mark.parametrize(
    ("numbers", "count"), [(("22505994", "133002214578"), 1), (("22505994",), 2), (("22505994", "133002214579"), 2)]
)
def test_a_stub_whose_words_are_no_document_with_the_others_lies_on_its_invoice(
    numbers: Sequence[str], count: int
) -> None:
    invoice = seen(column([*slip_words(), "22505994", "133002214578"], 50, 100))
    stub = seen(column([*slip_words(), *numbers], 50, 310))
    documents = joined_halves(PAGE, [invoice, stub], KINDS, read_nothing)
    assert len(documents) == count
    assert texts(documents[0].lines) == texts(invoice.lines)
    reach = max(y for _, y in documents[0].quad)
    assert (reach >= max(y for made in stub.lines for _, y in made.quad)) == (count == 1)


def test_of_several_documents_in_one_look_a_stub_is_none() -> None:
    numbers = ["22505994", "133002214578"]
    invoice = seen(column([*slip_words(), *numbers, "2024-01-02"], 50, 100))
    several = replace(invoice, documents=(*invoice.documents, *seen(column(slip_words(), 50, 600)).documents))
    stub = seen(column([*slip_words(), *numbers], 50, 330))
    assert len(joined_halves(PAGE, [several, stub], KINDS, read_nothing)) == 3


def test_a_title_beyond_a_frame_is_joined_and_the_frame_lies_within() -> None:
    head, foot = column(["某某火车票"], 50, 100), column(["03车12A号", "限乘当日当次"], 50, 150)
    frame = quad_from_rect(40, 140, 400, 90)
    framed = seen(foot, is_paper=True)
    framed = replace(framed, part=replace(framed.part, quad=frame))
    title = seen(head)
    title = replace(title, part=replace(title.part, quad=quad_from_rect(40, 100, 400, 30)))
    (document,) = joined_halves(PAGE, [framed, title], KINDS, read_nothing)
    assert texts(document.lines) == texts([*head, *foot])
    assert max(x for x, _ in document.quad) >= 440


@pytest.mark.parametrize(("code", "count"), [("144031362799", 1), ("144002255402", 0)])
def test_pieces_with_codes_of_their_own_are_not_of_one(code: str, count: int) -> None:
    head = seen(column(["03车12A号", "144031362799"], 50, 100))
    assert len(joined(head, seen(column(["限乘当日当次", code], 50, 190)))) == count


def test_pieces_do_not_reach_across_another_document() -> None:
    head = seen(column(["03车12A号", "备注一二三", "购票请到车站", "谢谢惠顾"], 50, 40))
    foot = seen(column(["附言一二三", "候车室三层", "备用一二三", "限乘当日当次"], 50, 360))
    assert len(joined(head, foot)) == 1
    assert joined(head, foot, seen(ticket(50, 210))) == [texts(ticket(50, 210))]


@pytest.mark.parametrize("is_framed", [True, False])
def test_paper_around_a_frame_is_the_documents_of_types_that_print_one(is_framed: bool) -> None:
    paper, frame = quad_from_rect(40, 60, 320, 200), quad_from_rect(54, 74, 292, 172)
    pixels = np.full((600, 800, 3), 120, np.uint8)
    for quad, grey in ((paper, 250), (frame, 235)):
        cv2.fillConvexPoly(pixels, np.array(quad, np.int32), (grey, grey, grey))
    look = seen(ticket(80, 100), is_paper=True)
    look = replace(
        look,
        part=replace(look.part, quad=frame),
        documents=tuple(replace(document, quad=frame) for document in look.documents),
    )
    kinds = [replace(kind, is_framed=is_framed) for kind in KINDS]
    (document,) = joined_halves(PageImage(1, pixels, 800, 600), [look], kinds, read_nothing)
    assert np.array(document.quad) == pytest.approx(np.array(paper if is_framed else frame), abs=4)


def test_two_pieces_that_are_nothing_alone_are_one_document() -> None:
    head, foot = seen(column(["03车12A号"], 50, 100)), seen(column(["限乘当日当次"], 50, 150))
    assert not head.documents
    assert not foot.documents
    assert len(joined(head, foot)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(ticket(50, 100), ticket(50, 230), id="two tickets"),
        pytest.param(ticket(50, 100), slip(50, 230), id="two types"),
        pytest.param(ticket(50, 60), column(["限乘当日当次"], 600, 500), id="far apart"),
        pytest.param(ticket(50, 60), column(["红烧豆腐"], 50, 200), id="without a word of it"),
        pytest.param(
            column(["某某火车票", "03车12A号"], 50, 100),
            turned(column(["限乘当日当次"], 50, 200), 90, (100, 200)),
            id="ways",
        ),
    ],
)
def test_what_is_no_piece_stays_apart(one: list[TextLine], other: list[TextLine]) -> None:
    apart = [texts(document.lines) for look in (seen(one), seen(other)) for document in look.documents]
    assert joined(seen(one), seen(other)) == apart


def test_what_fills_its_paper_is_whole() -> None:
    head = seen(column(["某某火车票", "03车12A号"], 50, 100), is_paper=True)
    assert joined(head, seen(column(["限乘当日当次"], 50, 200))) == [["03车12A号", "某某火车票"]]


@pytest.mark.parametrize("gap", [0, 150])
def test_bands_of_one_paper_that_differ_in_colour_are_joined(gap: float) -> None:
    head, foot = column(["某某火车票", "03车12A号"], 50, 100), column(["限乘当日当次"], 50, 190 + gap)
    bands = [
        replace(look, part=replace(look.part, quad=quad_from_rect(40, top, 300, 80)))
        for look, top in ((seen(head, is_paper=True), 95), (seen(foot, is_paper=True), 175 + gap))
    ]
    assert joined(*bands) == [texts(head) if gap else texts([*head, *foot])]


def test_a_head_taken_for_another_type_is_joined_to_the_body_that_denies_it() -> None:
    head, body = column(["号码99016561"], 50, 100), column(["出租车专用", "上车08:15", "里程5.2公里"], 50, 140)
    number = DocumentCues("number", (Cue(r"号码\d{8}", 5), Cue("上车", -8)), 6)
    kinds = [*KINDS, number]
    pieces = [seen(lines, kinds=kinds) for lines in (head, body)]
    assert [[document.type for document in piece.documents] for piece in pieces] == [["number"], ["slip"]]
    (document,) = joined_halves(PAGE, pieces, kinds, read_nothing)
    assert (document.type, texts(document.lines)) == ("slip", texts([*head, *body]))
    apart = seen(column(["号码99016561", "号码99016562"], 50, 400), kinds=kinds)
    assert len(joined_halves(PAGE, [*pieces, apart], kinds, read_nothing)) == 2


@pytest.mark.parametrize(("numbers", "count"), [(("99016561", ""), 1), (("99016561", "99016562"), 2)])
def test_a_word_printed_thrice_makes_no_two_documents_of_head_and_body(numbers: tuple[str, str], count: int) -> None:
    word = replace(SLIP.cues[0], weight=5, times=3)
    kinds = [replace(SLIP, cues=(word, *SLIP.cues[1:]), threshold=5)]
    head = seen(column(["出租车专用", "号码", numbers[0]], 50, 100), kinds=kinds)
    body = seen(column(["上车08:15", "里程5.2公里", "出租车有限", *filter(None, numbers[1:])], 50, 220), kinds=kinds)
    assert len(joined_halves(PAGE, [head, body], kinds, read_nothing)) == count


def test_a_document_of_which_a_closer_look_read_nothing_stays() -> None:
    head = replace(seen(ticket(50, 100)), lines=())
    assert len(joined_halves(PAGE, [head, seen(column(slip_words(), 400, 100))], KINDS, read_nothing)) == 2
