"""`reading.ocr.orientation`: regions vote for the direction of the text."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import TextLine
from piaoju.reading.ocr.detection import Region, order_corners
from piaoju.reading.ocr.orientation import are_scraps, quarter_turns, read_sample, text_axis_deg
from piaoju.reading.ocr.pool import ModelPool
from tests.text_lines import line_in

QUAD = quad_from_rect(0, 0, 96, 48)
BLANK = np.zeros((10, 10, 3), np.uint8)


def fake(monkeypatch: pytest.MonkeyPatch, *readings: list[TextLine]) -> list[int]:
    """Let the recogniser give one reading after the other; return a list that grows with its calls."""
    calls: list[int] = []

    def recognise(*_: object) -> list[TextLine]:
        calls.append(len(calls))
        return readings[calls[-1]]

    monkeypatch.setattr("piaoju.reading.ocr.orientation.recognise", recognise)
    return calls


def region(x: float, y: float, length: float, height: float, angle: float) -> Region:
    corners = cv2.boxPoints(((x, y), (length, height), angle)).astype(np.float32)
    return Region(order_corners(corners), 0.9)


def lines_at(angle: float, count: int = 8) -> list[Region]:
    return [region(300 + 5 * index, 100 + 40 * index, 120 + 20 * index, 18, angle) for index in range(count)]


@pytest.mark.parametrize("angle", [-40.0, -12.0, -3.2, 0.0, 1.4, 5.0, 30.0])
def test_axis_is_the_direction_of_the_lines(angle: float) -> None:
    assert text_axis_deg(lines_at(angle)) == pytest.approx(angle, abs=0.5)


@pytest.mark.parametrize("angle", [60.0, 85.0, 90.0, 95.0, 120.0])
def test_axis_of_a_page_on_its_side(angle: float) -> None:
    assert text_axis_deg(lines_at(angle)) == pytest.approx(angle, abs=0.5)
    assert quarter_turns(lines_at(angle)) == 1


def test_axis_is_that_of_most_text() -> None:
    regions = [*lines_at(2.0), *lines_at(91.0, 3), region(50, 50, 60, 20, 45)]
    assert text_axis_deg(regions) == pytest.approx(2.0, abs=0.5)
    assert quarter_turns(regions) == 0


def test_short_regions_say_nothing() -> None:
    assert text_axis_deg([region(100, 100, 30, 20, 40), *lines_at(1.0, 2)]) == pytest.approx(1.0, abs=0.5)
    assert text_axis_deg([region(100, 100, 30, 20, 40)]) == 0.0


def test_scraps_are_short_for_the_most_part() -> None:
    short = [region(100, 40 * index, 30, 20, 0) for index in range(4)]
    assert are_scraps([*short, *lines_at(0.0, 3)])
    assert not are_scraps([*short, *lines_at(0.0, 4)])
    assert not are_scraps([])


def test_nothing_has_no_direction() -> None:
    assert text_axis_deg([]) == 0.0
    assert quarter_turns([]) == 0
    sample = read_sample(BLANK, [], ModelPool(1))
    assert (sample.lines, sample.is_over, sample.legible_chars) == ({}, False, 0)


@pytest.mark.parametrize(("certain", "asked"), [(3, 1), (2, 2)])
def test_lines_that_say_nothing_have_no_voice(certain: int, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = [["税额"] * certain + [""] * (7 - certain), [""] * 7]
    calls = fake(monkeypatch, *([line_in(QUAD, text) for text in texts] for texts in reads))
    sample = read_sample(BLANK, lines_at(0.0, 7), ModelPool(1))
    assert not sample.is_over
    assert (sample.legible_chars, len(calls)) == (2 * certain, asked)


@pytest.mark.parametrize(("confidence", "legible"), [(0.8, 14), (0.65, 0)])
def test_lines_that_read_better_upside_down_say_so(
    confidence: float, legible: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = replace(
        line_in(QUAD, "税额"), chars=tuple(replace(char, confidence=confidence) for char in line_in(QUAD, "税额").chars)
    )
    fake(monkeypatch, [line_in(QUAD, "")] * 7, [over] * 7)
    sample = read_sample(BLANK, lines_at(0.0, 7), ModelPool(1))
    assert (sample.is_over, sample.legible_chars) == (True, legible)
