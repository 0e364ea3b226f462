"""`reading.ocr.inks`: the ink of seals told from print, and the light in which it vanishes."""

from dataclasses import replace

import numpy as np
import pytest

from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import Colour, Pixels
from piaoju.reading.ocr.inks import coloured, is_blue_print, lights_through, without_seal_signs
from tests.text_lines import line_in

BLACK, GREY, RED, BLUE, VIOLET = (30, 30, 30), (120, 120, 120), (40, 36, 206), (170, 70, 60), (150, 60, 110)
BLUE_PRINT, BROWN = (150, 80, 60), (30, 90, 160)
PAPER = (250, 250, 250)
LINE = line_in(quad_from_rect(0, 0, 192, 48), "价税合计")


def printed(print_: Colour = BLACK, seal: Colour | None = None, begin: int = 120) -> Pixels:
    """Return a line of thin strokes, from a place on crossed by those of a seal."""
    picture = np.full((48, 192, 3), PAPER, np.uint8)
    for left in range(6, 180, 12):
        picture[8:40, left : left + 4] = print_
    if seal is not None:
        picture[18:28, begin:160] = np.minimum(picture[18:28, begin:160], np.array(seal, np.uint8))
    return picture


@pytest.mark.parametrize("print_", [BLACK, GREY])
@pytest.mark.parametrize("seal", [RED, BLUE, VIOLET])
def test_a_seal_across_print_is_seen_where_it_lies(print_: Colour, seal: Colour) -> None:
    found = coloured(LINE, printed(print_, seal)).seal
    assert found == pytest.approx((120 / 192, 160 / 192), abs=0.01)


@pytest.mark.parametrize("print_", [BLACK, RED, BLUE_PRINT, BROWN])
def test_print_of_any_colour_is_no_seal(print_: Colour) -> None:
    assert coloured(LINE, printed(print_)).seal is None


@pytest.mark.parametrize("paper", [(190, 190, 245), (245, 205, 200), (225, 250, 225)])
def test_coloured_paper_is_no_seal(paper: Colour) -> None:
    picture = printed()
    picture[(picture == PAPER).all(axis=2)] = paper
    assert coloured(LINE, picture).seal is None


def test_a_red_seal_across_blue_print_is_seen() -> None:
    assert coloured(LINE, printed(BLUE_PRINT, RED)).seal is not None


def test_a_speck_is_no_seal() -> None:
    picture = printed()
    picture[20:22, 100:102] = RED
    assert coloured(LINE, picture).seal is None


def test_specks_far_apart_are_no_seal_between_them() -> None:
    picture = printed(seal=RED)
    picture[20:28, 2:5] = RED
    found = coloured(LINE, picture).seal
    assert found == pytest.approx((120 / 192, 160 / 192), abs=0.01)


def test_a_red_rule_is_no_seal() -> None:
    picture = printed()
    picture[:, 186:191] = RED
    assert coloured(LINE, picture).seal is None


@pytest.mark.parametrize(("inks", "left"), [((BLACK, BLACK, BLACK, BLUE), 3), ((BLUE, BLUE, BLUE, BLACK), 4)])
def test_signs_of_a_blue_seal_beside_black_print_are_none(inks: tuple[Colour, ...], left: int) -> None:
    chars = tuple(replace(char, ink=ink) for char, ink in zip(LINE.chars, inks, strict=True))
    kept = without_seal_signs(replace(LINE, chars=chars, paper=PAPER)).chars
    assert kept == chars[:left]


@pytest.mark.parametrize(("print_", "is_blue"), [(BLACK, False), (BLUE_PRINT, True), (BROWN, False)])
def test_most_strokes_tell_whether_print_is_blue(print_: Colour, *, is_blue: bool) -> None:
    assert is_blue_print(printed(print_, RED)) is is_blue


def test_a_character_stays_contested() -> None:
    first, *others = LINE.chars
    line = replace(LINE, chars=(replace(first, is_contested=True), *others))
    assert [char.is_contested for char in coloured(line, printed()).chars] == [True, False, False, False]


@pytest.mark.parametrize(("seal", "lights"), [(RED, 1), (BLUE, 2), (VIOLET, 2)])
def test_a_seal_is_lighter_than_print_in_a_light_chosen_for_it(seal: Colour, lights: int) -> None:
    found = lights_through(printed(BLACK, seal))
    assert len(found) == lights
    light = found[-1]
    between, stroke = light[20, 131], light[20, 127]
    assert (between == between[0]).all()
    assert between[0] > 140 > 2 * stroke[0]


def test_without_a_seal_the_light_is_red() -> None:
    picture = printed(BROWN)
    (light,) = lights_through(picture)
    assert (light == picture[:, :, 2:]).all()


def test_blue_print_is_looked_at_in_both_lights() -> None:
    picture = printed(BLUE_PRINT)
    assert [light[20, 7, 0] for light in lights_through(picture)] == [BLUE_PRINT[2], BLUE_PRINT[0]]
