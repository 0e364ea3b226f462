"""`reading.locate.divide`: a page in parts, by the edges of paper, by its words, and by what could not be read."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.lab.evaluate.overlap import iou
from piaoju.model.geometry import Quad, bounding_quad, quad_from_rect, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate import Part, divide, split
from piaoju.reading.locate.outline import area
from tests.text_lines import line, moved_line
from tests.unit.reading.locate.tickets import KINDS, PAGE, column, slip, texts, ticket, turned

MORE = ("备注一二三", "购票请到车站")


def desk(*papers: Quad) -> PageImage:
    """Return a grey page with white papers on it."""
    pixels = np.full((600, 800, 3), 110, np.uint8)
    for paper in papers:
        cv2.fillPoly(pixels, [np.array(paper, np.int32)], (245, 245, 245))
    return PageImage(1, pixels, 800, 600)


def around(lines: Sequence[TextLine], margin: float = 30) -> Quad:
    (left, top), _, (right, bottom), _ = bounding_quad(made.quad for made in lines)
    return quad_from_rect(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)


def long_ticket(x: float, y: float) -> list[TextLine]:
    return [*ticket(x, y), *column(MORE, x, y + 120)]


def scraps(x: float, y: float) -> list[TextLine]:
    """Return twelve words of text that was read across its direction."""
    made = [line("口", x + 24 * (index % 4), y + 24 * (index // 4)) for index in range(12)]
    return [replace(one, chars=tuple(replace(char, confidence=0.2) for char in one.chars)) for one in made]


def test_papers_with_text_are_parts_with_the_papers_outlines() -> None:
    left, right = long_ticket(60, 100), long_ticket(460, 120)
    outlines = around(left), around(right)
    parts = split(desk(*outlines), [*left, *right], KINDS)
    assert [texts(part.lines) for part in parts] == [texts(left), texts(right)]
    assert all(part.is_paper for part in parts)
    for part, outline in zip(sorted(parts, key=lambda part: part.quad[0][0]), outlines, strict=True):
        assert iou(part.quad, outline) > 0.9
        assert part.rotation_deg == pytest.approx(0, abs=1)


def test_a_sheet_that_others_are_pasted_on_is_no_part() -> None:
    left, right = long_ticket(60, 100), long_ticket(460, 120)
    page = desk(quad_from_rect(10, 10, 780, 580))
    for outline in (around(left), around(right)):
        cv2.fillPoly(page.pixels, [np.array(outline, np.int32)], (225, 225, 240))
    parts = split(page, [*left, *right], KINDS)
    assert len(parts) == 2
    assert max(part.quad[1][0] - part.quad[0][0] for part in parts) < 400


def test_without_edges_the_words_divide() -> None:
    left, right = ticket(60, 100), ticket(460, 120)
    parts = split(PAGE, [*left, *right], KINDS)
    assert len(parts) == 2
    assert not any(part.is_paper for part in parts)


def test_one_document_on_a_desk_is_read_whole() -> None:
    lines = long_ticket(60, 100)
    assert split(desk(around(lines)), lines, KINDS) == []


def test_a_fold_makes_no_paper_of_half_a_sheet() -> None:
    left, right = long_ticket(60, 100), long_ticket(460, 120)
    page = desk(quad_from_rect(20, 20, 760, 560))
    page.pixels[20:580, 398:402] = 150
    parts = split(page, [*left, *right], KINDS)
    assert [texts(part.lines) for part in parts] == [texts(left), texts(right)]
    assert not any(part.is_paper for part in parts)


def test_text_that_was_not_read_is_a_part_beside_a_document() -> None:
    lines, other = long_ticket(60, 100), scraps(550, 300)
    parts = split(PAGE, [*lines, *other], KINDS)
    assert {tuple(texts(part.lines)) for part in parts} == {tuple(texts(lines)), tuple(texts(other))}
    assert split(PAGE, [*lines, *other], KINDS, in_doubt=False) == []


def test_one_text_of_a_known_type_is_not_searched_for_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[PageImage] = []

    def search(page: PageImage) -> list[Quad]:
        searched.append(page)
        return []

    monkeypatch.setattr(divide, "find_papers", search)
    blurred = scraps(250, 110)[:7]
    assert split(PAGE, [*long_ticket(60, 100), *blurred], KINDS) == []
    assert not searched
    split(PAGE, [*long_ticket(60, 100), *long_ticket(460, 100)], KINDS)
    assert searched


def test_unread_text_beyond_a_blank_strip_is_searched_for_papers() -> None:
    lines = [*long_ticket(60, 60), *column([*MORE, *MORE, *MORE], 60, 260)]
    other = [*scraps(550, 300)[:7], *column(MORE, 550, 400)]
    page = desk(around(lines), around(other))
    parts = split(page, [*lines, *other], KINDS)
    assert {tuple(texts(part.lines)) for part in parts} == {tuple(texts(lines)), tuple(texts(other))}


def test_paper_with_hardly_a_line_is_a_part_if_nothing_else_lies_there() -> None:
    left, right, faint = long_ticket(60, 100), long_ticket(300, 120), scraps(620, 420)[:3]
    outlines = [around(lines) for lines in (left, right, faint)]
    parts = split(desk(*outlines), [*left, *right, *faint], KINDS)
    assert [texts(part.lines) for part in parts if iou(part.quad, outlines[2]) > 0.9] == [texts(faint)]
    blank = split(desk(*outlines), [*left, *right], KINDS)
    assert len(blank) == 2


def test_single_characters_are_text_that_runs_another_way() -> None:
    lines = long_ticket(60, 100)
    other = [
        replace(one, chars=tuple(replace(char, confidence=0.95) for char in one.chars)) for one in scraps(550, 300)
    ]
    faint = scraps(620, 480)[:7]
    parts = split(PAGE, [*lines, *other, *faint], KINDS)
    assert len(parts) == 2
    assert texts(other) in [texts(part.lines) for part in parts]


def test_a_note_along_an_edge_is_no_part() -> None:
    note = [replace(one, quad=quad_from_rect(700, 20 * index + 100, 16, 16)) for index, one in enumerate(scraps(0, 0))]
    assert split(PAGE, [*long_ticket(60, 100), *note], KINDS) == []


@pytest.mark.parametrize("beyond", [("第一句附言",), ("第一句附言", "第二句附言", "第三句附言")])
def test_a_frame_that_its_own_text_leaves_is_not_the_paper(beyond: Sequence[str]) -> None:
    lines = [*long_ticket(60, 60), *column(beyond, 60, 270)]
    other = [*slip(460, 60), *column(MORE, 460, 180)]
    parts = split(desk(around(lines[:5]), around(other)), [*lines, *other], KINDS)
    assert [part.is_paper for part in parts if holds(part, lines)] == [False]
    assert [part.is_paper for part in parts if holds(part, other)] == [True]


def test_text_where_a_lone_document_does_not_reach_is_searched_for_papers() -> None:
    lines, other = long_ticket(60, 60), column([*MORE, *MORE, "上车一二三"], 60, 340)
    page = desk(around(lines, 20), around(other, 20))
    assert len(split(page, [*lines, *other, *scraps(300, 350)[:7]], KINDS)) == 2


@pytest.mark.parametrize(("angle", "count"), [(90.0, 2), (0.0, 0)])
def test_numbers_across_the_text_are_another_documents(angle: float, count: int) -> None:
    lines = long_ticket(60, 60)
    numbers = turned(column(["151071769345", "N78008817"], 560, 300), angle, (600, 320))
    assert len(split(desk(around(lines), around(numbers)), [*lines, *numbers], KINDS)) == count


def test_the_edge_of_a_shadow_that_cuts_through_two_texts_is_no_papers() -> None:
    left, right = (
        [*made, *column((*MORE, *MORE), x, 220)] for made, x in ((ticket(60, 100), 60), (slip(460, 100), 460))
    )
    shadow = quad_from_rect(20, 240, 760, 200)
    parts = split(desk(shadow), [*left, *right], KINDS)
    assert {tuple(texts(part.lines)) for part in parts} == {tuple(texts(left)), tuple(texts(right))}


def test_a_few_lines_alone_on_a_paper_have_its_outline() -> None:
    lines, other = long_ticket(60, 60), slip(480, 100)
    paper = around(other, 40)
    (part,) = (part for part in split(desk(around(lines), paper), [*lines, *other], KINDS) if holds(part, other))
    assert part.is_paper
    assert iou(part.quad, paper) > 0.9


@pytest.mark.parametrize(
    ("rest", "is_paper"),
    [
        pytest.param(column(["附言一二三"], 60, 480), False, id="near"),
        pytest.param(column(["附言一二三"], 640, 560), True, id="far away"),
        pytest.param(scraps(60, 480)[:1], True, id="scrap"),
    ],
)
def test_text_beyond_a_frame_that_it_fills_is_not_lost(rest: list[TextLine], is_paper: bool) -> None:
    lines = [*ticket(60, 60), *column([*MORE, *MORE, *MORE, "备注一二三"], 60, 180)]
    numbers = turned(column(["151071769345", "N78008817"], 200, 220), 90, (260, 240))
    frame = around([*lines, *numbers], 15)
    other = [*slip(560, 60), *column(MORE, 560, 180)]
    parts = split(desk(frame, around(other)), [*lines, *rest, *numbers, *other], KINDS)
    (part,) = (part for part in parts if set(texts(lines)) <= set(texts(part.lines)))
    assert part.is_paper == is_paper
    assert holds(part, lines if is_paper else [*lines, *rest])
    assert (max(y for _, y in part.quad) >= 490) == (not is_paper)


def test_beside_several_documents_fewer_scraps_are_another() -> None:
    lines, other, unread = long_ticket(60, 60), slip(480, 60), scraps(480, 400)[:6]
    assert len(split(PAGE, [*lines, *other, *unread], KINDS)) == 3


def test_two_of_a_type_that_differ_in_their_numbers_are_no_pieces_of_one() -> None:
    kinds = [replace(kind, cues=tuple(replace(cue, times=2) for cue in kind.cues)) for kind in KINDS]
    left, right = (
        [*long_ticket(x, 100), *column([number], x, 300)] for x, number in ((60, "22505994"), (460, "31778206"))
    )
    rest = scraps(60, 450)
    page = desk(around(left), around(right), around(rest))
    parts = split(page, [*left, *right, *rest], kinds)
    assert {tuple(texts(part.lines)) for part in parts if part.is_paper} >= {tuple(texts(left)), tuple(texts(right))}
    whole = desk(quad_from_rect(20, 40, 760, 330))
    for outline in (around(left, 20), around(right, 20)):
        cv2.fillPoly(whole.pixels, [np.array(outline, np.int32)], (225, 225, 240))
    assert max(part.quad[1][0] - part.quad[0][0] for part in split(whole, [*left, *right, *rest], kinds)) < 400


def test_outlines_of_text_are_slanted_as_the_sheet_that_it_lies_on() -> None:
    sheet = ((100.0, 40.0), (520.0, 90.0), (560.0, 560.0), (40.0, 570.0))
    upright = np.array(quad_from_rect(0, 0, 420, 594), np.float32)
    slant = np.asarray(cv2.getPerspectiveTransform(upright, np.array(sheet, np.float32)), np.float64)
    head, foot = long_ticket(40, 40), long_ticket(200, 340)
    lines = [moved_line(made, slant) for made in (*head, *foot)]
    parts = split(desk(sheet), lines, KINDS)
    assert len(parts) == 2
    for part, flat in zip(sorted(parts, key=lambda part: part.quad[0][1]), (head, foot), strict=True):
        outline = transform_quad(slant, around(flat, 0))
        assert iou(part.quad, outline) > 0.95


def holds(part: Part, lines: Sequence[TextLine]) -> bool:
    return texts(part.lines) == texts(lines)


def test_ground_on_which_texts_run_different_ways_is_no_paper() -> None:
    upright = long_ticket(60, 60)
    across = turned(column([f"附言{number}号" for number in "一二三四五六"], 60, 300), 90, (160, 400))
    other = [*slip(520, 100), *column(MORE, 520, 220)]
    ground = around([*upright, *across], 20)
    parts = split(desk(ground, around(other)), [*upright, *across, *other], KINDS)
    assert [part.is_paper for part in parts if holds(part, upright)] == [False]
    assert [part.is_paper for part in parts if holds(part, across)] == [False]


def test_a_shadow_that_holds_one_text_and_cuts_another_is_no_paper() -> None:
    whole = long_ticket(60, 30)
    cut = column([f"附言{number}号" for number in "一二三四五六七八"], 60, 395, pitch=24)
    other = [*slip(520, 100), *column(MORE, 520, 220)]
    shadow = around([*whole, *cut[:3]], 12)
    parts = split(desk(shadow, around(other)), [*whole, *cut, *other], KINDS)
    assert any(holds(part, whole) for part in parts)
    assert any(holds(part, cut) for part in parts)


@pytest.mark.parametrize(("words", "count"), [(("151071769345", "78008817"), 2), (("备注一二三", "78008817"), 0)])
def test_two_numbers_are_enough_of_a_text_that_runs_another_way(words: Sequence[str], count: int) -> None:
    lines = long_ticket(60, 60)
    numbers = turned(column([*words, "1.00元", "备注"], 560, 300), 90, (600, 320))
    assert len(split(PAGE, [*lines, *numbers], KINDS)) == count


def test_a_few_lines_of_an_unknown_kind_are_looked_at_with_what_lies_around() -> None:
    lines = long_ticket(60, 60)
    numbers = turned(column(["151071769345", "78008817"], 560, 300), 90, (600, 320))
    (part,) = (part for part in split(PAGE, [*lines, *numbers], KINDS) if holds(part, numbers))
    assert area(part.quad) > 2 * area(around(numbers, 0))


def test_scraps_on_a_paper_that_its_neighbours_claim_are_its_own() -> None:
    left, right = (
        [*made, *column((*MORE, *MORE), x, 220)] for made, x in ((ticket(40, 100), 40), (slip(600, 100), 600))
    )
    paper = quad_from_rect(280, 80, 240, 330)
    unread = [*scraps(300, 200)[:6], *scraps(430, 200)[:6]]
    parts = split(desk(around(left), around(right), paper), [*left, *right, *unread], KINDS)
    assert [part.is_paper for part in parts if holds(part, unread)] == [True]


@pytest.mark.parametrize(("words", "is_looked_for"), [(2, False), (9, True)])
def test_papers_are_looked_for_where_groups_hold_much_of_the_text(
    words: int, is_looked_for: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PageImage] = []

    def find_papers(page: PageImage) -> list[Quad]:
        asked.append(page)
        return []

    monkeypatch.setattr(divide, "find_papers", find_papers)
    lines = [
        *long_ticket(50, 60),
        *scraps(250, 60)[:5],
        *column(["红烧豆腐", "清蒸鲈鱼", "白米饭"] * words, 560, 60)[:words],
    ]
    split(PAGE, lines, KINDS)
    assert bool(asked) == is_looked_for
