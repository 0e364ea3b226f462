"""`reading.locate.documents`: which lines tell how far a document reaches."""

import pytest

from piaoju.model.page import TextLine
from piaoju.reading.locate.documents import telling
from tests.text_lines import line
from tests.unit.reading.locate.tickets import texts, ticket, turned

CENTER = (400, 300)
FILL = [line("备注一二三", 50, 240), line("备注四五六", 50, 280)]


@pytest.mark.parametrize("angle", [0.0, 90.0, -75.0])
@pytest.mark.parametrize(
    ("rim", "is_kept"),
    [
        pytest.param([line("口", 400, 150, confidence=0.3)], False, id="a lone scrap"),
        pytest.param([line("号", 400, 150, confidence=0.9)], True, id="read"),
        pytest.param([line("口", 60, 150, confidence=0.3)], True, id="within"),
    ],
)
def test_a_lone_scrap_at_the_rim_tells_nothing(rim: list[TextLine], is_kept: bool, angle: float) -> None:
    lines = turned([*ticket(50, 100), *FILL, *rim], angle, CENTER)
    expected = lines if is_kept else lines[:-1]
    assert texts(telling(lines, -angle)) == texts(expected)


def test_of_two_scraps_on_a_side_only_the_outer_one_is_left_out() -> None:
    scraps = [line("口", 400, 150, confidence=0.3), line("日", 390, 190, confidence=0.3)]
    kept = telling([*ticket(50, 100), *FILL, *scraps], 0.0)
    assert scraps[0] not in kept
    assert scraps[1] in kept


def test_of_few_lines_all_tell() -> None:
    lines = [*ticket(50, 100), line("口", 400, 150, confidence=0.3)]
    assert telling(lines, 0.0) == lines
