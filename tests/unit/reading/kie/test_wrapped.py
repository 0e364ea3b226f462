"""`reading.kie.wrapped`: second lines that were lost are found, and lines that are none are left out."""

from collections.abc import Sequence

import pytest

from piaoju.model.document import Look
from piaoju.model.geometry import Quad, center, inverted, transform_points
from piaoju.model.page import TextLine
from piaoju.reading.kie.cells import Cell, Filling
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.wrapped import with_second_lines, without_lines_beside
from tests.text_lines import SEAL_RED, run
from tests.unit.reading.kie.test_regain import TO_PAGE, sees, sheet_with

CELL = Cell("name", "name", 10.0, 40.0, 90.0, 70.0, 82.0)
FILLING = Filling({}, {"name": CELL})
FIRST = "甲乙丙丁戊己庚辛壬癸子丑寅卯"


def first_line(text: str = FIRST, y: float = 74.0) -> Run:
    return run(text, 41.0, y, 3.5)


def seconds(look: Look, *lines: Run) -> list[str]:
    found = with_second_lines(FILLING, sheet_with(look), ["name", "gone"], {"name": lines})
    return [one.text for one in found.get("name", ())]


def test_a_line_that_fills_its_cell_goes_on_below() -> None:
    assert seconds(sees("有限公司"), first_line()) == [FIRST, "有限公司"]
    assert seconds(sees("", through="有限公司"), first_line()) == [FIRST, "有限公司"]


@pytest.mark.parametrize(
    "first", [[first_line("甲乙丙")], [first_line(y=76.0)], [first_line(), first_line("公司", 78.0)], []]
)
def test_unless_it_ends_before_or_stands_in_the_middle_or_has_a_second(first: list[Run]) -> None:
    assert seconds(sees("有限公司"), *first) == []


@pytest.mark.parametrize(
    "look",
    [
        sees(""),
        sees("有限公司", 0.7),
        sees("有限公司", ink=SEAL_RED),
        sees("发票专用章"),
        sees("***"),
        sees(FIRST),
        sees("司"),
        sees("开票人"),
    ],
)
def test_what_is_no_line_of_it_is_left(look: Look) -> None:
    assert seconds(look, first_line()) == []


def test_it_looks_below_the_middle() -> None:
    seen: list[Quad] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        seen.extend(quads)
        return [TextLine(quad, (), 0.0) for quad in quads]

    with_second_lines(FILLING, sheet_with(look), ["name"], {"name": [first_line()]})
    ((x, y),) = transform_points(inverted(TO_PAGE), [center(seen[0])])
    assert (x, y) == pytest.approx((65.0, 77.9), abs=0.3)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("张三", 76.0), ("专用章", 80.0)], ["张三"]),
        ([("张三", 76.0), ("械", 80.0)], ["张三", "械"]),
        ([("张三", 73.0), ("110105194912310021", 79.0)], None),
        ([(FIRST, 72.0), ("有限公司", 76.0)], None),
        ([("张三", 76.0)], None),
    ],
    ids=["seal below", "other line", "two values", "shifted", "one line"],
)
def test_a_line_in_the_middle_is_alone(lines: list[tuple[str, float]], expected: list[str] | None) -> None:
    chosen = {"name": [first_line(text, y) for text, y in lines]}
    found = without_lines_beside(FILLING, ["name", "gone"], chosen)
    assert ([one.text for one in found["name"]] if found else None) == expected


def test_a_line_in_the_ink_of_a_seal_is_left_out() -> None:
    lines = [first_line("张三", 76.0), run("械", 41.0, 80.0, 3.5, ink=SEAL_RED)]
    assert without_lines_beside(FILLING, ["name"], {"name": lines}) == {"name": lines[:1]}
