"""`reading.kie.through_seals`: cells that a seal lies on are read through it, others are left alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.model.document import Look
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.cells import fill
from piaoju.reading.kie.shapes import Shape
from piaoju.reading.kie.through_seals import through_seals
from tests.text_lines import SEAL_RED, line, line_in
from tests.unit.reading.kie.small_form import TEXT_MM
from tests.unit.reading.kie.test_regain import CELL, OTHER, SHAPES, sheet_with

TWO_LINES = replace(OTHER, top=75.5, bottom=87.0)
PX_PER_MM = 6.0
SEAL = line("专用章", 60.0, 81.0, 6.0, ink=SEAL_RED)
ANCHOR = line("LABC1234", 41.0, 70.0, TEXT_MM)


def through(text: str, confidence: float = 0.99) -> Look:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, text if without_seals else "", confidence=confidence) for quad in quads]

    return look


def found(look: Look, *values: TextLine, shapes: dict[str, Shape] = SHAPES) -> dict[str, tuple[str, str | None]]:
    sheet = sheet_with(look, *values)
    plain = [run for run in sheet.values if not run.is_red]
    filling = fill([CELL, OTHER], [], plain)
    better = through_seals(sheet, filling, shapes, filling.values)
    return {name: (run.text, run.first_text) for name, (run,) in better.items()}


def test_a_value_that_the_seal_hides_is_read() -> None:
    assert found(through("甲乙公司"), ANCHOR, SEAL) == {"name": ("甲乙公司", None)}


def test_a_value_that_the_seal_cuts_is_read_whole() -> None:
    assert found(through("甲乙丙公司"), ANCHOR, SEAL, line("甲乙", 41.0, 81.0, TEXT_MM)) == {
        "name": ("甲乙丙公司", "甲乙")
    }


@pytest.mark.parametrize(
    "look", [through("甲乙公司", 0.5), through("发票专用章"), through("---"), through("1"), through("")]
)
def test_what_is_no_certain_value_is_left(look: Look) -> None:
    assert found(look, ANCHOR, SEAL) == {}


def test_cells_without_a_seal_are_not_looked_at() -> None:
    assert found(through("甲乙公司"), ANCHOR) == {}


def test_a_value_keeps_its_beginning() -> None:
    whole = line("甲乙公司", 41.0, 81.0, TEXT_MM, confidence=0.9)
    assert found(through("乙公司", 0.999), ANCHOR, SEAL, whole) == {}
    ruled = line("|乙公司", 41.0, 81.0, TEXT_MM, confidence=0.9)
    assert found(through("乙公司", 0.999), ANCHOR, SEAL, ruled) == {"name": ("乙公司", "|乙公司")}


def test_a_value_of_the_right_shape_stays() -> None:
    on_code = line("专用章", 60.0, 70.0, 6.0, ink=SEAL_RED)
    assert found(through("ABC1234"), on_code, ANCHOR).get("vin") is None
    cut = line("LABC12", 41.0, 70.0, TEXT_MM)
    assert found(through("LABC1234", 0.8), on_code, cut)["vin"] == ("LABC1234", "LABC12")


def test_a_line_read_together_with_a_seal_is_read_where_print_is() -> None:
    swollen = line("甲专用乙", 41.0, 83.0, 20.0, confidence=0.5)
    seen: list[float] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        seen.extend(quad[2][1] - quad[0][1] for quad in quads if without_seals)
        return [line_in(quad, "甲乙公司" if without_seals else "") for quad in quads]

    assert found(look, ANCHOR, swollen) == {"name": ("甲乙公司", "甲专用乙")}
    assert min(seen) < 8.0 * PX_PER_MM


@pytest.mark.parametrize(("names", "second"), [(["name"], "有限公司"), ([], "有限公司贸易")])
def test_of_several_lines_each_is_read_and_a_name_ends_where_names_do(names: list[str], second: str) -> None:
    lines = [
        line("甲乙丙丁贸易", 41.0, 78.0, TEXT_MM, confidence=0.999),
        line("有限本可贸易", 41.0, 83.0, 9.0, confidence=0.5),
    ]
    sheet = sheet_with(through("有限公司贸易"), ANCHOR, SEAL, *lines)
    filling = fill([CELL, TWO_LINES], [], [run for run in sheet.values if not run.is_red])
    better = through_seals(sheet, filling, SHAPES, filling.values, names)
    assert sorted(run.text for run in better["name"]) == sorted(["甲乙丙丁贸易", second])


def test_what_repeats_another_line_of_the_value_is_not_taken() -> None:
    lines = [
        line("甲乙路1428号丙丁", 41.0, 78.0, TEXT_MM, confidence=0.999),
        line("戊己楼5室", 41.0, 83.0, TEXT_MM, confidence=0.8),
    ]
    sheet = sheet_with(through("戊己楼5室路1428号"), ANCHOR, SEAL, *lines)
    filling = fill([CELL, TWO_LINES], [], [run for run in sheet.values if not run.is_red])
    assert through_seals(sheet, filling, SHAPES, filling.values) == {}
