"""`reading.kie.regain`: values out of cells, with second looks at a page that holds more than was seen first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest

from piaoju.model.document import Look
from piaoju.model.geometry import Matrix, Quad, center, inverted, transform_points
from piaoju.model.page import Colour, TextLine
from piaoju.reading.kie.cells import Cell, Filling, fill
from piaoju.reading.kie.regain import (
    Chosen,
    choose,
    overlooked,
    read_anew,
    seen_again,
    supported,
    without_label_end,
)
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.shapes import Shape, shaped
from piaoju.reading.kie.sheet import Sheet, lay_on
from tests.text_lines import BLACK, SEAL_RED, line, line_in, located, moved_line, run
from tests.unit.reading.kie.small_form import FORM, TEXT_MM, printed_labels

TO_PAGE: Matrix = np.array([[6.0, 0.0, 90.0], [0.0, 6.0, 70.0], [0.0, 0.0, 1.0]])
CELL = Cell("vin", "vin", 10.0, 40.0, 120.0, 65.0, 75.0)
OTHER = Cell("name", "name", 10.0, 40.0, 120.0, 76.0, 86.0)
SHAPES = {"vin": Shape((r"[0-9A-Z]{8}",), (r"[0-9A-Z]{4,9}",))}


def sees(text: str, confidence: float = 0.99, ink: Colour = BLACK, *, through: str = "") -> Look:
    """Return a look that reads one text wherever it looks, and may be another one through a seal."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        shown = (through or text) if without_seals else text
        return [line_in(quad, shown, confidence=confidence, ink=ink) for quad in quads]

    return look


def sheet_with(look: Look, *values: TextLine) -> Sheet:
    lines = [moved_line(made, TO_PAGE) for made in values]
    sheet = lay_on(located([*printed_labels(TO_PAGE), *lines], look=look), [FORM])
    assert sheet is not None
    return sheet


def chosen(sheet: Sheet) -> dict[str, list[str]]:
    found = choose(fill([CELL, OTHER], [], sheet.values), SHAPES, sheet)
    return {name: [run.text for run in runs] for name, runs in found.items()}


class TestChoose:
    ANCHOR = line("甲乙公司", 41.0, 81.0, TEXT_MM)

    def test_what_begins_late_is_read_anew_from_its_cell_s_beginning(self) -> None:
        sheet = sheet_with(sees("LABC1234"), line("ABC1234", 43.0, 70.0, TEXT_MM), self.ANCHOR)
        (value,) = choose(fill([CELL, OTHER], [], sheet.values), SHAPES, sheet)["vin"]
        assert (value.text, value.first_text) == ("LABC1234", "ABC1234")

    @pytest.mark.parametrize("look", [sees("LXYZ9876"), sees("BC1234"), sees("LABC1234", ink=SEAL_RED), sees("")])
    def test_unless_the_new_reading_ends_otherwise(self, look: Look) -> None:
        sheet = sheet_with(look, line("ABC1234", 43.0, 70.0, TEXT_MM), self.ANCHOR)
        assert chosen(sheet)["vin"] == ["ABC1234"]

    def test_what_begins_where_it_should_is_not_looked_at(self) -> None:
        sheet = sheet_with(sees("LABC1234"), line("ABC1234", 41.0, 70.0, TEXT_MM), self.ANCHOR)
        assert chosen(sheet)["vin"] == ["ABC1234"]

    def test_the_end_of_the_label_is_no_beginning(self) -> None:
        sheet = sheet_with(sees(""), self.ANCHOR)
        cell = Cell("issuer", "issuer", 110.0, 122.0, 150.0, 118.0, 126.0)  # beside 开票人
        assert [
            own.text if (own := without_label_end(sheet, cell, run(text, 0, 0))) is not None else None
            for text in ("人甲乙", "票人：甲乙", "甲乙", "人")
        ] == ["甲乙", "甲乙", "甲乙", None]

    def test_what_the_value_begins_with_is_no_label_s(self) -> None:
        sheet = sheet_with(sees(""), self.ANCHOR)
        cell = Cell("issuer", "issuer", 110.0, 122.0, 150.0, 118.0, 126.0)
        own = without_label_end(sheet, cell, run("人甲乙", 0, 0), [run("人甲", 0, 0)])
        assert own is not None
        assert own.text == "人甲乙"

    def test_a_code_beside_words_of_a_stamp_is_one(self) -> None:
        filling = Filling({"vin": [run("LABC1234收费专用章", 0, 0)]})
        assert [value.text for value in choose(filling, SHAPES, None)["vin"]] == ["LABC1234"]

    def test_stamps_and_fillers_are_no_values(self) -> None:
        filling = Filling(
            {
                "name": [run("发票专用章", 0, 0), run("甲公司", 0, 20), run("乙 发票专用章", 0, 50)],
                "vin": [run("***", 0, 0)],
                "tax": [run("***", 0, 0)],
            }
        )
        found = choose(filling, SHAPES, None, fillers=["tax"])
        assert {name: [value.text for value in runs] for name, runs in found.items()} == {
            "name": ["甲公司", "乙"],
            "vin": [],
            "tax": ["***"],
        }


class TestSeenAgain:
    def take(self, value: Run) -> Run | None:
        return shaped([value], SHAPES["vin"])

    def test_a_certain_reading_is_taken(self) -> None:
        value = seen_again(sheet_with(sees("LABC1234")), CELL, self.take)
        assert value is not None
        assert value.text == "LABC1234"

    def test_also_through_a_seal(self) -> None:
        value = seen_again(sheet_with(sees("某某公司", through="LABC1234")), CELL, self.take)
        assert value is not None
        assert value.text == "LABC1234"

    @pytest.mark.parametrize(
        "look", [sees("LABC1234", 0.9), sees("LABC123", 0.97), sees("LABC1234", ink=SEAL_RED), sees("公司"), sees("")]
    )
    def test_nothing_else_is(self, look: Look) -> None:
        assert seen_again(sheet_with(look), CELL, self.take) is None

    def test_it_looks_at_the_cell(self) -> None:
        seen: list[Quad] = []

        def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
            seen.extend(quads)
            return [TextLine(quad, (), 0.0) for quad in quads]

        assert seen_again(sheet_with(look), CELL, self.take) is None
        assert len(seen) == 2
        ((x, y),) = transform_points(inverted(TO_PAGE), [center(seen[0])])
        assert (x, y) == pytest.approx((80.0, 70.0), abs=0.5)


@pytest.mark.parametrize(
    ("shape", "expected"), [(Shape((r"[0-9A-Z]{8}",)), ["LABC1234"]), (Shape((r"\d",)), None)], ids=["value", "other"]
)
def test_overlooked_fills_only_what_is_empty(shape: Shape, expected: list[str] | None) -> None:
    sheet, filling = sheet_with(sees("LABC1234")), Filling({}, {"vin": CELL})
    found = overlooked(filling, {"vin": shape, "gone": shape}, sheet, ["vin", "gone"], {})
    assert ([value.text for value in found["vin"]] if found else None) == expected
    assert overlooked(filling, SHAPES, sheet, ["vin"], {"vin": [run("X", 0, 0)]}) == {}


@pytest.mark.parametrize(("text", "is_taken"), [("5", True), ("1", False)])
def test_a_rule_is_no_overlooked_digit(text: str, *, is_taken: bool) -> None:
    found = overlooked(Filling({}, {"vin": CELL}), {"vin": Shape((r"\d",))}, sheet_with(sees(text)), ["vin"], {})
    assert bool(found) is is_taken


class TestSupported:
    """Two cells whose values must add up to ten; a stamp lies on both."""

    CELLS: ClassVar = {"vin": CELL, "name": OTHER}
    DIGIT: ClassVar = dict.fromkeys(CELLS, Shape((r"\d",)))

    @staticmethod
    def adds_up(values: Chosen) -> bool:
        read = [values[name][0].compact for name in ("vin", "name") if values.get(name)]
        return len(read) == 2 and sum(map(int, read)) == 10

    def seen(self, plain: Sequence[str], through: Sequence[str], first: Chosen) -> dict[str, tuple[str, str | None]]:
        def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
            shown = through if without_seals else plain
            return [line_in(quad, text) for quad, text in zip(quads, shown, strict=True)]

        tells = dict.fromkeys(self.CELLS, self.adds_up)
        found = supported(Filling({}, self.CELLS), self.DIGIT, sheet_with(look), first, tells)
        return {name: (value.text, value.first_text) for name, (value,) in found.items()}

    def test_values_that_give_each_other_are_taken_together(self) -> None:
        assert self.seen(["3", "8"], ["3", "7"], {"name": [run("1", 0, 0)]}) == {"vin": ("3", None), "name": ("7", "1")}

    def test_values_that_do_not_are_left(self) -> None:
        assert self.seen(["3", "8"], ["4", "公司"], {}) == {}

    def test_what_is_given_already_is_not_looked_at(self) -> None:
        assert self.seen([], [], {"vin": [run("4", 0, 0)], "name": [run("6", 0, 0)]}) == {}


def test_a_rule_before_a_value_is_not_its_beginning() -> None:
    sheet = sheet_with(sees("1ABC1234"), line("ABC1234", 43.0, 70.0, TEXT_MM), TestChoose.ANCHOR)
    assert chosen(sheet)["vin"] == ["ABC1234"]


class TestReadAnew:
    @staticmethod
    def anew(look: Look, read: str, confidence: float = 0.8) -> list[tuple[str, str | None]]:
        sheet = sheet_with(look, line(read, 41.0, 81.0, TEXT_MM, confidence=confidence))
        filling = fill([CELL, OTHER], [], sheet.values)
        found = read_anew(filling, SHAPES, sheet, ["name", "vin"], filling.values)
        return [(value.text, value.first_text) for runs in found.values() for value in runs]

    def test_a_value_in_doubt_gives_way_to_a_certain_one(self) -> None:
        assert self.anew(sees("", through="甲乙公司", confidence=0.999), "甲已公司") == [("甲乙公司", "甲已公司")]

    @pytest.mark.parametrize("seen", ["", "乙公司", "发票专用章", "***", "丙丁公司"])
    def test_unless_less_is_seen_or_a_stamp(self, seen: str) -> None:
        assert self.anew(sees(seen, confidence=0.999), "甲乙公司") == []

    def test_unless_it_lacks_a_character_that_was_seen_within(self) -> None:
        assert self.anew(sees("甲牌G7952H", confidence=0.999), "甲牌HG7952H") == []
        assert self.anew(sees("甲牌HG7952", confidence=0.999), "甲牌HG7952章") == [("甲牌HG7952", "甲牌HG7952章")]

    def test_unless_it_reads_fewer_in_their_place(self) -> None:
        assert self.anew(sees("甲牌X52H", confidence=0.999), "甲牌HG752H") == []

    def test_marks_within_may_go(self) -> None:
        assert self.anew(sees("甲牌HG7952H", confidence=0.999), "甲牌HG|7952H") == [("甲牌HG7952H", "甲牌HG|7952H")]

    def test_unless_that_is_in_doubt_too(self) -> None:
        assert self.anew(sees("甲乙公司", confidence=0.9), "甲已公司") == []

    def test_what_adds_to_it_need_not_be_that_certain(self) -> None:
        assert self.anew(sees("甲乙丙公司", confidence=0.993), "甲乙丙公") == [("甲乙丙公司", "甲乙丙公")]
        assert self.anew(sees("甲乙丙公司", confidence=0.993), "甲乙内公") == []
        assert self.anew(sees("甲乙丙公司", confidence=0.98), "甲乙丙公") == []
        assert self.anew(sees("丙甲乙公司", confidence=0.993), "甲乙公司") == []
        assert self.anew(sees("甲乙公司A", confidence=0.993), "甲乙公司") == []

    @pytest.mark.parametrize(("confidence", "is_taken"), [(0.9, True), (0.96, False)])
    def test_it_is_never_less_sure_than_what_it_replaces(self, confidence: float, *, is_taken: bool) -> None:
        sheet = sheet_with(sees("LABC1234", confidence=0.96), line("LABC1", 41.0, 70.0, TEXT_MM, confidence=confidence))
        filling = fill([CELL, OTHER], [], sheet.values)
        assert bool(read_anew(filling, SHAPES, sheet, ["vin"], filling.values)) is is_taken

    @pytest.mark.parametrize(("confidence", "expected"), [(0.95, ["LABC1234"]), (0.9, [])])
    def test_nor_what_has_the_shape_that_it_lacks(self, confidence: float, expected: list[str]) -> None:
        sheet = sheet_with(sees("LABC1234", confidence=confidence), line("LABC12", 41.0, 70.0, TEXT_MM, confidence=0.5))
        filling = fill([CELL, OTHER], [], sheet.values)
        found = read_anew(filling, SHAPES, sheet, ["vin"], filling.values)
        assert [value.text for value in found.get("vin", ())] == expected

    def test_a_certain_value_is_not_looked_at(self) -> None:
        assert self.anew(sees("甲乙公司", confidence=0.999), "甲已公司", 0.999) == []

    def test_each_line_of_several_gives_way(self) -> None:
        look = sees("", through="甲乙公司", confidence=0.999)
        lines = [line("甲已公司", 41.0, 78.5, TEXT_MM, confidence=0.8), line("1234号5室", 41.0, 83.5, TEXT_MM)]
        sheet = sheet_with(look, *lines)
        filling = fill([CELL, OTHER], [], sheet.values)
        found = read_anew(filling, SHAPES, sheet, ["name", "vin"], filling.values)
        assert {run.text for run in found["name"]} == {"甲乙公司", "1234号5室"}

    def test_a_surer_first_reading_stays(self) -> None:
        look = sees("", through="甲乙丙丁公司", confidence=0.996)
        lines = [line("甲乙丙丁公可", 41.0, 78.5, TEXT_MM, confidence=0.999), line("1234号", 41.0, 83.5, TEXT_MM)]
        sheet = sheet_with(look, *(replace_confidence(one) for one in lines))
        filling = fill([CELL, OTHER], [], sheet.values)
        assert read_anew(filling, SHAPES, sheet, ["name"], filling.values) == {}


def replace_confidence(made: TextLine) -> TextLine:
    """Return a line in doubt if it is the one with digits."""
    sure = not any(char.text.isdigit() for char in made.chars)
    return made if sure else replace(made, chars=tuple(replace(char, confidence=0.8) for char in made.chars))
