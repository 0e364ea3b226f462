"""`reading.locate.form`: how far paper reaches, told by words at known heights of its form."""

from dataclasses import replace

import pytest

from piaoju.lab.evaluate.overlap import iou
from piaoju.model.cues import DocumentCues, Form
from piaoju.model.geometry import quad_from_rect, transform_quad
from piaoju.model.page import TextLine
from piaoju.reading.locate.form import is_shaped, reach
from piaoju.reading.locate.layout import rotation_about
from tests.text_lines import line
from tests.unit.reading.locate.tickets import turned

FORM = Form((("甲乙", 0.1), ("丙丁", 0.4), ("戊己", 0.7)))
KIND = DocumentCues("made_up", (), 1, forms=(FORM,))
TOP, HEIGHT, LEFT = 100.0, 400.0, 200.0
CENTER = (400, 300)


def words(form: Form = FORM, count: int = 3) -> list[TextLine]:
    """Return the words of a form where they stand on paper from TOP on, HEIGHT high."""
    return [line(text * 4, LEFT, TOP + place * HEIGHT) for text, place in form.words[:count]]


def sides(lines: list[TextLine], kind: DocumentCues | None = KIND) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the outline."""
    (left, top), _, (right, bottom), _ = reach([made.quad for made in lines], lines, 0.0, kind)
    return left, top, right, bottom


@pytest.mark.parametrize("angle", [0.0, 90.0, 180.0, -60.0])
def test_paper_reaches_as_far_as_its_form(angle: float) -> None:
    lines = turned(words(), angle, CENTER)
    quad = reach([made.quad for made in lines], lines, -angle, KIND)
    paper = quad_from_rect(LEFT, TOP, 160, HEIGHT)
    assert iou(quad, transform_quad(rotation_about(*CENTER, angle), paper)) > 0.98


@pytest.mark.parametrize(
    ("x", "y", "is_one"), [(20, 0, True), (0, 100, True), (300, 0, False), (0, 400, False)], ids=str
)
@pytest.mark.parametrize("angle", [0.0, 90.0])
def test_pieces_of_a_form_are_shaped_as_it_is(x: float, y: float, is_one: bool, angle: float) -> None:
    turn = rotation_about(*CENTER, angle)
    outlines = [
        transform_quad(turn, quad_from_rect(left, top, 220, 100)) for left, top in ((100, 100), (100 + x, 100 + y))
    ]
    assert is_shaped(outlines, -angle, replace(KIND, forms=(replace(FORM, aspect=(1.4, 2.0)),))) == is_one
    assert is_shaped(outlines, -angle, KIND), "nothing is known of its width"


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_words_tell_nothing(count: int) -> None:
    lines = [*words(count=count), line("备注一二三", LEFT, 250)]
    assert sides(lines) == sides(lines, replace(KIND, forms=()))


def test_without_a_kind_there_are_no_margins() -> None:
    assert sides([line("备注一二三", LEFT, 250)], None) == pytest.approx((LEFT, 240, LEFT + 100, 260))


def test_of_several_designs_that_with_most_words_counts() -> None:
    other = Form((("甲乙", 0.3), ("丙丁", 0.4)))
    for forms in ((FORM, other), (other, FORM)):
        assert sides(words(), replace(KIND, forms=forms))[1::2] == pytest.approx((TOP, TOP + HEIGHT), abs=1)


@pytest.mark.parametrize(("count", "is_cut"), [(3, True), (2, False)])
def test_what_stands_far_beyond_a_certain_form_is_a_neighbours(count: int, is_cut: bool) -> None:
    far = line("备注一二三", LEFT, TOP + 1.15 * HEIGHT)
    bottom = sides([*words(count=count), far])[3]
    assert bottom == pytest.approx(TOP + HEIGHT if is_cut else far.quad[2][1], abs=1)


def test_a_form_many_times_as_high_as_its_text_was_misread() -> None:
    lines = [line("甲乙" * 4, LEFT, 100), line("甲乙" * 4, LEFT, 300), line("丙丁" * 4, LEFT, 300)]
    form = Form((("甲乙", 0.1), ("丙丁", 0.3)))
    assert sides(lines, replace(KIND, forms=(form,))) == sides(lines, replace(KIND, forms=()))


def test_paper_is_as_wide_as_its_height_demands() -> None:
    form = replace(FORM, aspect=(1.5, 2.0))
    assert sides(words(form), replace(KIND, forms=(form,)))[::2] == pytest.approx((LEFT, LEFT + 600), abs=1)


def test_paper_is_as_high_as_its_width_demands() -> None:
    form = Form((("备注", 0.5),), aspect=(1.5, 2.0))
    left, top, right, bottom = sides([line("备注一二三四五六七八", LEFT, 250)], replace(KIND, forms=(form,)))
    assert (right - left) / (bottom - top) == pytest.approx(2.0)


def test_where_no_word_of_a_form_is_read_it_tells_nothing() -> None:
    lines = [line("备注一二三四五六七八", LEFT, 250)]
    form = Form((("甲乙", 0.5),), aspect=(1.5, 2.0))
    assert sides(lines, replace(KIND, forms=(form,))) == sides(lines, replace(KIND, forms=()))
