"""`reading.locate.layout`: distances and directions of lines that run any way."""

import numpy as np
import pytest

from piaoju.reading.locate.layout import ALONG, directions, gaps, mean_rotation_deg, runs_mixed
from tests.text_lines import line
from tests.unit.reading.locate.tickets import column, turned

WORDS = ["某甲某乙某丙", "某丁某戊", "某己某庚某辛", "某壬某癸", "某子某丑"]
ABOUT = (400.0, 300.0)


def test_directions_are_unit_vectors_along_the_text() -> None:
    lines = [*column(WORDS[:1], 100, 100), *turned(column(WORDS[:1], 100, 100), 90, ABOUT)]
    assert np.allclose(directions(lines), [[1, 0], [0, 1]])
    assert directions([]).shape == (0, 2)


@pytest.mark.parametrize("angle", [0.0, 30.0, 90.0, 180.0])
def test_gaps_are_in_text_heights_whatever_way_lines_run(angle: float) -> None:
    first = line("税税税税", 100, 100)
    beside, below, over = line("税", 240, 100), line("税税", 120, 160), line("税", 150, 105)
    distance = gaps(turned([first, beside, below, over], angle, ABOUT))
    assert distance[0] == pytest.approx([0, 3 * ALONG, 2, 0], abs=0.01)
    assert np.allclose(distance, distance.T)


@pytest.mark.parametrize("angle", [-170.0, -90.0, -3.0, 0.0, 12.5, 90.0, 135.0, 180.0])
def test_rotation_is_against_the_direction(angle: float) -> None:
    rotation = mean_rotation_deg(turned(column(WORDS, 100, 100), angle, ABOUT))
    assert (rotation + angle + 180) % 360 - 180 == pytest.approx(0, abs=0.01)
    assert -180 < rotation <= 180


def test_rotation_is_that_of_most_text() -> None:
    lines = [*turned(column(WORDS, 100, 100), 4, ABOUT), *turned(column(["某人某"], 600, 100), 60, ABOUT)]
    assert mean_rotation_deg(lines) == pytest.approx(-4, abs=0.01)


def test_short_text_counts_only_where_there_is_no_other() -> None:
    short = turned(column(["元"] * 8, 300, 100), 90, ABOUT)
    assert mean_rotation_deg([*column(WORDS[:1], 100, 100), *short]) == pytest.approx(0, abs=0.01)
    assert mean_rotation_deg(short) == pytest.approx(-90, abs=0.01)


@pytest.mark.parametrize(
    ("count", "angle", "is_mixed"),
    [
        pytest.param(5, 90.0, True, id="across"),
        pytest.param(5, 180.0, True, id="upside down"),
        pytest.param(5, 20.0, True, id="askew"),
        pytest.param(5, 6.0, False, id="curled"),
        pytest.param(2, 90.0, False, id="notes in a margin"),
    ],
)
def test_a_page_runs_mixed_if_several_lines_run_another_way(count: int, angle: float, is_mixed: bool) -> None:
    most, other = column([*WORDS, *WORDS], 100, 60), turned(column(WORDS[:count], 500, 200), angle, (550, 260))
    assert runs_mixed([*most, *other]) is is_mixed


def test_an_empty_page_runs_no_way() -> None:
    assert not runs_mixed([])
