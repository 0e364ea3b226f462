"""`benchmarks.foreign`: another reader's lines in our form."""

import numpy as np
import pytest

from benchmarks.foreign import ForeignChar, ForeignLine, cut, to_page_text, to_text_line
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, Pixels

PAPER = np.full((200, 400, 3), 255, np.uint8)


def edges(line: ForeignLine) -> list[tuple[str, float, float]]:
    chars = to_text_line(PAPER, line).chars
    return [(char.text, round(char.start, 3), round(char.end, 3)) for char in chars]


def inked(x: int, y: int, width: int, height: int) -> Pixels:
    pixels = PAPER.copy()
    pixels[y : y + height, x : x + width] = (0, 0, 255)
    return pixels


def test_characters_without_places_share_the_line_by_their_widths() -> None:
    assert edges(ForeignLine("票1 2", 0.9, quad_from_rect(10, 10, 100, 20))) == [
        ("票", 0.0, 0.4),
        ("1", 0.4, 0.6),
        (" ", 0.6, 0.8),
        ("2", 0.8, 1.0),
    ]


def test_told_places_and_confidences_are_kept() -> None:
    chars = (
        ForeignChar("票", 0.5, quad_from_rect(20, 10, 20, 20)),
        ForeignChar("1", 0.7, quad_from_rect(60, 10, 10, 20)),
    )
    line = ForeignLine("票1", 0.9, quad_from_rect(10, 10, 100, 20), chars)
    assert edges(line) == [("票", 0.1, 0.3), ("1", 0.5, 0.6)]
    assert [char.confidence for char in to_text_line(PAPER, line).chars] == [0.5, 0.7]


def test_a_tall_region_is_cut_into_its_characters() -> None:
    page = PageImage(1, PAPER, 400, 200)
    text = to_page_text(page, [ForeignLine("购买方", 0.9, quad_from_rect(10, 20, 20, 90))])
    assert [line.text for line in text.lines] == ["购", "买", "方"]
    assert [tuple(map(round, corner)) for corner in text.lines[1].quad] == list(quad_from_rect(10, 50, 20, 30))


def test_lines_are_given_in_the_page_frame() -> None:
    page = PageImage(1, PAPER, 800, 400)
    lines = [
        ForeignLine("发票", 0.9, quad_from_rect(10, 20, 60, 20)),
        ForeignLine(" ", 0.9, quad_from_rect(0, 0, 9, 9)),
    ]
    text = to_page_text(page, lines)
    assert [line.quad for line in text.lines] == [quad_from_rect(20, 40, 120, 40)]


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_a_skewed_page_is_made_upright(degrees: float) -> None:
    rise = float(np.tan(np.radians(degrees))) * 100
    quad = ((10.0, 50.0), (110.0, 50 + rise), (110.0, 70 + rise), (10.0, 70.0))
    text = to_page_text(PageImage(1, PAPER, 400, 200), [ForeignLine("发票号码", 0.9, quad)])
    assert text.rotation_deg == pytest.approx(-degrees, abs=0.1)


def test_strokes_have_the_colour_of_the_page() -> None:
    pixels = inked(30, 10, 10, 10)
    (first, second) = to_text_line(pixels, ForeignLine("1一", 0.9, quad_from_rect(20, 10, 60, 10))).chars
    assert first.ink[2] > first.ink[0]
    assert second.ink == (0, 0, 0), "no strokes there"


def test_red_can_be_left_out() -> None:
    pixels = inked(20, 10, 60, 10)
    quad = quad_from_rect(20, 10, 60, 10)
    assert cut(pixels, quad).min() == 0
    assert cut(pixels, quad, without_seals=True).min() == 255
