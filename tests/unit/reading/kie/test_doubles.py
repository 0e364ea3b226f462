"""Characters that two overlapping regions both show are read once."""

from piaoju.model.field import ValueType
from piaoju.reading.kie.doubles import without_doubles
from piaoju.reading.kie.readings import read_cell
from tests.text_lines import run

WIDTH = run("甲", 0, 0).right


def texts(*parts: tuple[str, float]) -> list[str]:
    return [kept.text for kept in without_doubles(run(text, x, 10.0) for text, x in parts)]


def test_the_character_that_both_show_is_left_out_once() -> None:
    assert texts(("商务中", 0.0), ("中心", 1.8 * WIDTH)) == ["商务中", "心"]
    assert texts(("商务中", 0.0), ("中", 2.0 * WIDTH), ("心", 3.0 * WIDTH)) == ["商务中", "心"]


def test_what_is_printed_twice_stays() -> None:
    assert texts(("商务中", 0.0), ("中心", 2.8 * WIDTH)) == ["商务中", "中心"]
    assert texts(("商务中", 0.0), ("心", 1.8 * WIDTH)) == ["商务中", "心"]


def test_a_value_is_made_of_what_is_left() -> None:
    reading = read_cell([run("商务中", 0.0, 10.0), run("中心", 1.8 * WIDTH, 10.0)], ValueType.TEXT, 1)
    assert reading is not None
    assert reading.value == "商务中心"
