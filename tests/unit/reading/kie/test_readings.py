"""`reading.kie.readings`: runs become values with confidence and place."""

from dataclasses import replace

import numpy as np
import pytest

from piaoju.model.field import ValueType
from piaoju.model.geometry import transform_quad
from piaoju.reading.kie.readings import (
    CONTESTED_FACTOR,
    STAMPED_FACTOR,
    confidence_of,
    quad_of,
    read_cell,
    read_lines,
)
from piaoju.reading.kie.runs import Run, to_runs
from piaoju.reading.locate import rotation_about
from tests.text_lines import line, moved_line, run


class TestReadCell:
    @pytest.mark.parametrize(
        ("value_type", "text", "value", "signs"),
        [
            (ValueType.MONEY, "¥ 1,787.07", "1787.07", 7),
            (ValueType.DATE, "2019年 3月 5日", "2019-03-05", 6),
            (ValueType.TEXT, "某某(上海)有限公司", "某某（上海）有限公司", 10),
            (ValueType.DIGITS, "12345 67890", "1234567890", 10),
            (ValueType.WORDS, "壹佰圆整", "壹佰圆整", 4),
        ],
    )
    def test_normalises(self, value_type: ValueType, text: str, value: str, signs: int) -> None:
        reading = read_cell([run(text, 0, 10)], value_type, 3)
        assert reading is not None
        assert (reading.value, reading.text, reading.raw_text) == (value, text, None)
        assert (reading.page, reading.source) == (3, "ocr")
        assert reading.confidence == pytest.approx(0.99**signs)

    def test_joins_lines_without_a_mark_and_pieces_by_a_blank(self) -> None:
        runs = [run("公司", 0, 40), run("甲", 0, 10), run("某某", 60, 11)]
        reading = read_cell(runs, ValueType.TEXT, 1)
        assert reading is not None
        assert (reading.text, reading.value) == ("甲 某某公司", "甲某某公司")

    def test_keeps_one_blank_between_text_and_number(self) -> None:
        runs = [run("某某银行某某支行", 0, 10), run("1234567890123", 200, 10)]
        reading = read_cell(runs, ValueType.TEXT_AND_NUMBER, 1)
        assert reading is not None
        assert reading.value == "某某银行某某支行 1234567890123"

    def test_repairs_within_the_alphabet_and_tells_what_was_read_first(self) -> None:
        misread = run("1O0.0B", 0, 10, also={1: [("0", 0.3)], 5: [("R", 0.4), ("8", 0.2)]})
        reading = read_cell([misread], ValueType.MONEY, 1)
        assert reading is not None
        assert (reading.value, reading.text, reading.raw_text) == ("100.08", "100.08", "1O0.0B")
        assert reading.confidence == pytest.approx(0.99**4 * 0.3 * 0.2)

    def test_keeps_malformed_text_at_a_lower_confidence(self) -> None:
        reading = read_cell([run("合 计", 0, 10)], ValueType.MONEY, 1)
        assert reading is not None
        assert (reading.value, reading.text, reading.raw_text) == ("合计", "合 计", None)
        assert reading.confidence is not None
        assert reading.confidence < 0.5 * 0.99**2

    def test_nothing_printed_is_no_reading(self) -> None:
        assert read_cell([], ValueType.TEXT, 1) is None


class TestReadLines:
    def test_is_one_string_a_line(self) -> None:
        reading = read_lines([run("03<8 +", 0, 10), run("/45", 0, 40)], 2)
        assert reading is not None
        assert reading.value == ("03<8+", "/45")
        assert reading.text == "03<8 +\n/45"
        assert [(part.value, part.text, part.page) for part in reading.lines] == [
            ("03<8+", "03<8 +", 2),
            ("/45", "/45", 2),
        ]
        assert reading.confidence == pytest.approx(0.99**8)
        assert reading.raw_text is None

    def test_keeps_to_the_alphabet(self) -> None:
        reading = read_lines([run("O3<8", 0, 10, also={0: [("0", 0.4)]})], 1, "0123456789<")
        assert reading is not None
        assert (reading.value, reading.raw_text) == (("03<8",), "O3<8")

    def test_nothing_printed_is_no_reading(self) -> None:
        assert read_lines([], 1) is None


def test_confidence_is_the_product_over_what_is_printed() -> None:
    assert confidence_of(run("1 2", 0, 10, confidence=0.5).glyphs) == 0.25


def test_a_contested_character_makes_the_value_less_sure_and_stays_legible() -> None:
    whole = run("1.2", 0, 10, confidence=0.5)
    contested = replace(whole, glyphs=(whole.glyphs[0], *(replace(one, is_contested=True) for one in whole.glyphs[1:])))
    reading = read_cell([contested], ValueType.MONEY, 1)
    assert reading is not None
    assert reading.confidence == pytest.approx(0.125 * CONTESTED_FACTOR**2)
    assert confidence_of(contested.glyphs) == 0.125


def test_a_value_that_a_seal_lies_on_is_less_sure_until_it_is_read_through() -> None:
    sealed = replace(line("1.2", 0, 10, confidence=0.5), seal=(0.4, 1.0))
    (stamped,) = to_runs([sealed], np.eye(3))
    reading, seen = (read_cell([one], ValueType.MONEY, 1) for one in (stamped, stamped.seen_through()))
    assert reading is not None
    assert seen is not None
    assert reading.confidence == pytest.approx(0.125 * STAMPED_FACTOR)
    assert seen.confidence == pytest.approx(0.125)


class TestQuadOf:
    def test_bounds_all_runs(self) -> None:
        quad = quad_of([run("甲乙丙", 10, 20), run("丁", 100, 50)])
        assert np.allclose(quad, ((10, 10), (120, 10), (120, 60), (10, 60)))

    @pytest.mark.parametrize("turn", [7, 90, 180, -90])
    def test_begins_at_the_top_left_of_the_text(self, turn: float) -> None:
        matrix = rotation_about(300, 200, turn)
        lines = [moved_line(made, matrix) for made in (line("甲乙丙", 10, 20), line("丁", 100, 50))]
        runs: list[Run] = to_runs(lines, rotation_about(300, 200, -turn))
        expected = transform_quad(matrix, ((10, 10), (120, 10), (120, 60), (10, 60)))
        assert np.allclose(quad_of(runs), expected)
