"""`reading.locate.leftover`: text that was not read, looked at without that which was."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.leftover import is_left, with_more, without_read
from tests.text_lines import line
from tests.unit.reading.locate.tickets import KINDS, column, texts, ticket

LONG = 8  # characters


def unread(made: TextLine) -> TextLine:
    return replace(made, chars=tuple(replace(char, confidence=0.2) for char in made.chars))


def scraps(x: float, y: float, count: int, columns: int = 3) -> list[TextLine]:
    return [unread(line("口", x + 24 * (at % columns), y + 24 * (at // columns))) for at in range(count)]


def long_scraps(x: float, y: float, count: int) -> list[TextLine]:
    return [unread(line("口" * LONG, x, y + 24 * at)) for at in range(count)]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(scraps(400, 300, 9), True, id="a place beside"),
        pytest.param(scraps(400, 300, 3), False, id="too few"),
        pytest.param(scraps(400, 300, 9, columns=1), False, id="a note along an edge"),
        pytest.param(scraps(60, 120, 6, columns=6), False, id="within"),
        pytest.param([*long_scraps(400, 300, 3), *scraps(60, 120, 2)], True, id="long lines beside"),
        pytest.param([*long_scraps(400, 300, 1), *scraps(60, 120, 4)], False, id="one line beside"),
    ],
)
def test_beside_a_known_document_a_place_with_unread_text_is_left(more: Sequence[TextLine], expected: bool) -> None:
    assert is_left([*ticket(50, 100), *more], KINDS) is expected


@pytest.mark.parametrize(("count", "expected"), [(4, True), (3, False)])
def test_among_several_documents_scraps_anywhere_are_left(count: int, expected: bool) -> None:
    lines = [*ticket(50, 100), *ticket(450, 100), *scraps(60, 120, count)]
    assert is_left(lines, KINDS) is expected


@pytest.mark.parametrize(("count", "expected"), [(7, True), (5, False)])
def test_of_a_page_of_which_nothing_is_known_most_must_be_unread(count: int, expected: bool) -> None:
    lines = [*column(["备注一二三"] * 6, 50, 100), *scraps(60, 400, count)]
    assert is_left(lines, KINDS) is expected


def test_what_was_read_is_covered_by_its_paper() -> None:
    page = PageImage(1, np.zeros((300, 400, 3), np.uint8), 800, 600)
    read = replace(line("限乘当日当次", 100, 100), paper=(200, 210, 220))
    covered = without_read(page, [read, unread(line("口口口口", 100, 300))])
    assert covered.pixels[50, 60].tolist() == [200, 210, 220]
    assert covered.pixels[150, 60].tolist() == [0, 0, 0]
    assert not page.pixels.any()
    assert (covered.width, covered.height) == (800, 600)


def test_what_is_found_stands_in_place_of_its_pieces() -> None:
    kept = [line("限乘当日当次", 50, 100), unread(line("口", 300, 100))]
    pieces = scraps(50, 300, 3)
    found, nothing = line("号码75439783", 50, 300), unread(line("口口", 300, 300))
    assert texts(with_more([*kept, *pieces], [found, nothing])) == texts([*kept, found])


def test_what_was_read_clearly_stays() -> None:
    read = line("限乘当日当次", 50, 100)
    assert read in with_more([read], [line("号码75439783", 50, 100)])
