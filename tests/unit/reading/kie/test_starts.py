"""`reading.kie.starts`: values that begin later than those of their column."""

from dataclasses import replace

from piaoju.reading.kie.cells import INSET_MM, Cell, Filling
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.starts import beginning_late, start_of
from tests.text_lines import run

COLUMN = Cell("a", "label", 10.0, 40.0, 120.0, 60.0, 70.0)
CELLS = {name: replace(COLUMN, name=name) for name in "abcd"} | {"far": replace(COLUMN, name="far", middle=80.0)}
START = COLUMN.middle + INSET_MM


def filling(**lefts: float) -> Filling:
    values: dict[str, list[Run]] = {name: [run("甲乙丙丁", left, 65.0)] for name, left in lefts.items()}
    return Filling(values, CELLS)


def test_a_value_begins_where_its_column_does_or_its_cell() -> None:
    assert start_of(CELLS["a"], filling(a=START + 9, b=START - 2, far=START)) == START - 2
    assert start_of(CELLS["a"], filling(a=START, b=START + 2)) == START
    assert start_of(CELLS["a"], filling(a=START)) == START


def late(**lefts: float) -> list[str]:
    filled = filling(**lefts)
    return beginning_late(filled, filled.values, "abcd")


def test_what_begins_a_character_later_than_the_others_has_lost_one() -> None:
    height = run("甲", 0, 0).height
    assert late(a=START + height, b=START, c=START - 0.5, d=START + 0.5) == ["a"]
    assert late(a=START + 0.5 * height, b=START, c=START, d=START) == []


def test_few_values_tell_no_column() -> None:
    assert late(a=START + 30, b=START, c=START) == []
    assert beginning_late(filling(), {}, "abcd") == []
