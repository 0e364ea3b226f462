"""`doctypes.quota_invoice`: what was not detected is searched in bands across the form."""

from collections.abc import Sequence

import pytest

from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in
from tests.unit.doctypes.quota_slips import (
    CODE,
    FACE_WORD,
    FIGURES,
    FOOT,
    NUMBER,
    TITLE,
    WORDS,
    fields,
    shows,
    without,
)

PAPER = quad_from_rect(0, 0, 900, 480)
"""A document that is wider than what was detected on it."""


@pytest.mark.parametrize(
    ("printed", "also_lost"),
    [
        ([line("伍拾元整", 380, 300, 60)], ()),
        ([line("伍拾元整", 380, 300, 60)], (FOOT,)),
        ([line("伍拾元整", 430, 300, 50)], (FOOT, TITLE, FACE_WORD)),
        ([line("伍拾元整", 340, 135, 40)], (FACE_WORD,)),
        ([line("面额", 340, 300, 24), line("伍 拾 元 整", 400, 300, 60)], ()),
        ([line(char, x, 300, 50) for char, x in zip("伍拾元整", (345, 430, 515, 600), strict=True)], ()),
    ],
    ids=["below", "no_foot", "numbers_alone", "above", "labelled", "apart"],
)
def test_a_face_value_that_was_not_detected_is_looked_for_everywhere(
    printed: list[TextLine], also_lost: tuple[TextLine, ...]
) -> None:
    found = fields(without(WORDS, FIGURES, *also_lost), shows(*printed))
    words = found["amount_in_words"]
    assert (words.value, words.raw_text, words.source) == ("伍拾元整", "", "ocr")
    assert words.quad is not None
    assert words.quad[0][1] <= printed[-1].quad[0][1] < printed[-1].quad[2][1] <= words.quad[2][1]
    assert (found["amount_in_figures"].value, found["amount_in_figures"].source) == ("50.00", "derived")


def test_figures_that_were_not_detected_are_looked_for() -> None:
    found = fields(without(WORDS, FIGURES), shows(line("¥50元", 380, 300, 60)))
    assert (found["amount_in_figures"].value, found["amount_in_figures"].source) == ("50", "ocr")
    assert found["amount_in_words"].source == "derived"


def test_what_most_bands_say_is_believed() -> None:
    looks: list[Quad] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        looks.extend(quads)
        said = ("伍元整", "壹佰元整", "伍元")
        return [line_in(quad, said[place] if place < 3 else "") for place, quad in enumerate(quads)]

    assert fields(without(WORDS, FIGURES), look)["amount_in_words"].value == "伍元整"
    assert len(looks) > 10


def test_what_is_hardly_legible_is_not_believed() -> None:
    faint = shows(line("伍拾元整", 380, 300, 60, confidence=0.7))
    assert not {"amount_in_words", "amount_in_figures"} & set(fields(without(WORDS, FIGURES), faint))


@pytest.mark.parametrize(("printed", "source"), [("拾圆整", "ocr"), ("壹拾元", "ocr"), ("某某", "derived")])
def test_words_that_ten_does_not_tell_are_looked_for(printed: str, source: str) -> None:
    lines = [*without(WORDS, FIGURES), line("¥10.00", 360, 350, 30)]
    words = fields(lines, shows(line(printed, 380, 290, 60)))["amount_in_words"]
    assert (words.value, words.source) == (printed if source == "ocr" else "壹拾圆整", source)


def test_words_that_figures_tell_are_not_looked_for_everywhere() -> None:
    found = fields(without(WORDS), shows(line("伍拾元", 380, 260, 60)))
    assert (found["amount_in_words"].value, found["amount_in_words"].source) == ("伍拾圆整", "derived")


@pytest.mark.parametrize("printed", ["9144元", "¥10.00", "¥20.00"])
def test_figures_that_were_read_are_never_replaced_by_a_search(printed: str) -> None:
    lines = [*without(WORDS, FIGURES), line(printed, 360, 350, 30)]
    found = fields(lines, shows(line("壹佰元整", 380, 280, 60)))
    assert f"{found['amount_in_figures'].value}元".startswith(printed.strip("¥元"))
    assert found["amount_in_words"].source == "derived"


def test_what_a_single_band_says_is_not_sure() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "壹仟元整" if place == 3 else "") for place, quad in enumerate(quads)]

    found = fields(without(WORDS, FIGURES), look)
    for name in ("amount_in_words", "amount_in_figures"):
        assert (found[name].confidence or 1.0) < 0.5
    twice = fields(without(WORDS, FIGURES), shows(line("壹仟元整", 380, 290, 60)))
    assert (twice["amount_in_words"].confidence or 0.0) > 0.9


def test_nothing_is_taken_from_beside_the_document() -> None:
    neighbour = line("壹佰元整", 800, 280, 40)
    detected = [*without(WORDS, FIGURES), line("元", 600, 280, 40)]
    assert "amount_in_words" not in fields(detected, shows(neighbour))


@pytest.mark.parametrize(
    "left_out", [(WORDS, FIGURES), (WORDS, FIGURES, NUMBER), (WORDS, FIGURES, CODE), (CODE,), (NUMBER,)]
)
@pytest.mark.parametrize("outline", [(60, 2000), (1, 3000), (900, 480), (5000, 20)])
def test_searches_take_few_looks_on_any_page(left_out: tuple[TextLine, ...], outline: tuple[float, float]) -> None:
    looks: list[Quad] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        looks.extend(quads)
        return [line_in(quad, "") for quad in quads]

    fields(without(*left_out), look, quad_from_rect(0, 0, *outline))
    assert 0 < len(looks) <= 24


def test_without_code_and_number_or_with_all_fields_nothing_is_searched() -> None:
    looks: list[Quad] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        looks.extend(quads)
        return [line_in(quad, "") for quad in quads]

    fields(without(WORDS, FIGURES, CODE, NUMBER), look)
    fields(without(), look)
    title_bottom = TITLE.quad[2][1]
    assert all(quad[2][1] <= title_bottom for quad in looks)


def test_a_character_far_off_is_looked_for_where_the_next_one_must_stand() -> None:
    printed = [line(char, x, 280, 40) for char, x in zip("伍拾元", (50, 350, 650), strict=True)]
    detected = [TITLE, FACE_WORD, CODE, NUMBER, FOOT, *printed[1:]]
    found = fields(detected, shows(*printed), PAPER)["amount_in_words"]
    assert (found.value, (found.confidence or 1.0) < 0.5) == ("伍拾元", True)


def test_the_others_are_looked_for_in_the_row_of_a_lone_character() -> None:
    printed = [line(char, x, 280, 40) for char, x in zip("壹佰元", (120, 400, 680), strict=True)]
    detected = [TITLE, FACE_WORD, CODE, NUMBER, FOOT, printed[1]]
    found = fields(detected, shows(*printed), PAPER)["amount_in_words"]
    assert (found.value, found.raw_text, (found.confidence or 1.0) < 0.5) == ("壹佰元", "佰", True)
    assert "amount_in_words" not in fields(detected, shows(*printed))


@pytest.mark.parametrize("below", [True, False])
def test_a_number_that_was_not_detected_is_looked_for_around_the_code(below: bool) -> None:
    printed = line("00345854", 480, 200 if below else 130)
    found = fields(without(NUMBER, FACE_WORD), shows(printed))
    assert (found["invoice_number"].value, found["invoice_number"].raw_text) == ("00345854", "")
    assert (found["invoice_number"].confidence or 1.0) < 0.5


@pytest.mark.parametrize("label", ["", "发票代码"])
def test_a_code_that_was_not_detected_is_looked_for_around_the_number(label: str) -> None:
    found = fields(without(CODE), shows(line(f"{label}153001864058", 440, 230, confidence=0.999)))
    assert (found["invoice_code"].value, found["invoice_code"].raw_text) == ("153001864058", "")


@pytest.mark.parametrize(
    "printed",
    [
        line("00345854", 480, 200, confidence=0.9),
        line("监督电话：51901262", 480, 230),
        line("4507 7422", 480, 230),
        line("00345854", 480, 400),
        line("日期20190815", 480, 230),
        line("20190815", 480, 230),
        line("0871-63214567", 480, 230),
        line("税号 53001864", 480, 230),
        line("01864058", 480, 200),
        line("12345678", 480, 160),
    ],
    ids=["faint", "telephone", "password", "far", "date", "day", "dashed", "tax_id", "tail", "on_the_code"],
)
def test_what_is_no_number_for_certain_is_not_taken_there(printed: TextLine) -> None:
    assert "invoice_number" not in fields(without(NUMBER), shows(printed))


def test_a_number_that_a_single_band_says_is_not_taken() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "00345854" if place == 5 else "") for place, quad in enumerate(quads)]

    assert "invoice_number" not in fields(without(NUMBER), look)


def test_a_code_of_no_region_is_not_taken_there() -> None:
    assert "invoice_code" not in fields(without(CODE), shows(line("199001864058", 480, 230, confidence=0.999)))


def test_a_ten_that_only_a_search_found_may_have_lost_its_first_character() -> None:
    lines = [*without(WORDS, FIGURES), line("¥10.00", 360, 350, 30)]
    short, whole = (
        fields(lines, shows(line(text, 380, 290, 60)))["amount_in_words"].confidence or 1.0
        for text in ("拾圆整", "壹拾元")
    )
    assert short < 0.5 < whole
