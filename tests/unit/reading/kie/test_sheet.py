"""`reading.kie.sheet`: a document laid on its form, labels told from values."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.model.geometry import Matrix, Quad, center, quad_from_rect, transform_quad
from piaoju.model.page import Colour, TextLine
from piaoju.reading.kie.registration import Form, LabelSpec
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet, lay_on
from piaoju.reading.locate import rotation_about
from tests.text_lines import BLACK, SEAL_RED, line, line_in, located, moved_line, width_of
from tests.unit.reading.kie.small_form import FORM, TEXT_MM, printed_labels

TO_PAGE: Matrix = np.array([[6.0, 0.0, 90.0], [0.0, 6.0, 70.0], [0.0, 0.0, 1.0]])
EVERYWHERE = (-50.0, -50.0, 250.0, 180.0)


def value(text: str, x: float, y: float, ink: Colour = BLACK) -> TextLine:
    return moved_line(line(text, x, y, TEXT_MM, ink=ink), TO_PAGE)


def laid(*values: TextLine) -> Sheet:
    sheet = lay_on(located([*printed_labels(TO_PAGE), *values]), [FORM])
    assert sheet is not None
    return sheet


def texts(runs: Sequence[Run]) -> list[str]:
    return [run.text for run in runs]


class TestLayOn:
    def test_tells_labels_from_values(self) -> None:
        sheet = laid(value("甲乙公司", 30.0, 35.0), value("12.50", 143.0, 70.0))
        assert sheet.form is FORM
        assert sheet.page == 1
        assert len(sheet.labels) == len(printed_labels(TO_PAGE))
        assert sorted(texts(sheet.values)) == ["12.50", "甲乙公司"]

    def test_places_values_in_millimetres(self) -> None:
        (run,) = laid(value("甲乙公司", 30.0, 70.0)).values
        assert (run.left, run.right, run.y, run.height) == pytest.approx((30.0, 44.0, 70.0, TEXT_MM), abs=0.2)
        assert np.allclose(run.glyphs[0].quad, transform_quad(TO_PAGE, quad_from_rect(30, 68.25, 3.5, 3.5)))

    def test_takes_a_value_from_behind_its_label(self) -> None:
        labels = printed_labels(TO_PAGE, without=["code"])
        sheet = lay_on(located([*labels, value("代码：1234567890", 150.0, 10.0)]), [FORM])
        assert sheet is not None
        assert texts(sheet.values) == ["1234567890"]
        label = sheet.label("code")
        assert label is not None
        assert label.colon

    def test_cuts_values_at_wide_gaps(self) -> None:
        assert sorted(texts(laid(value("甲乙      12.50", 30.0, 70.0)).values)) == ["12.50", "甲乙"]

    def test_words_of_a_label_elsewhere_are_a_value(self) -> None:
        assert texts(laid(value("合计", 100.0, 20.0)).values) == ["合计"]

    @pytest.mark.parametrize("tail", ["50", "50元"])
    def test_joins_a_number_that_was_cut_behind_its_point(self, tail: str) -> None:
        sheet = laid(value("12.", 143.0, 70.0), value(tail, 148.6, 70.0))
        assert "12.50" in texts(sheet.values)
        assert "".join(sorted("".join(texts(sheet.values)))) == "".join(sorted(f"12.{tail}"))

    def test_takes_the_form_that_most_labels_agree_with(self) -> None:
        half = Form("half", FORM.width_mm, FORM.height_mm, FORM.labels[:6])
        sheet = lay_on(located(printed_labels(TO_PAGE)), [half, FORM])
        assert sheet is not None
        assert sheet.form is FORM

    def test_other_text_is_on_no_form(self) -> None:
        assert lay_on(located([value("甲乙公司", 30.0, 35.0), value("合计", 30.0, 90.0)]), [FORM]) is None
        assert lay_on(located([]), [FORM]) is None

    def test_outline_is_that_of_the_form_on_the_page(self) -> None:
        tilt = rotation_about(600, 400, 20)
        lines = [moved_line(made, tilt) for made in printed_labels(TO_PAGE)]
        document = located(lines, rotation_deg=-20, to_upright=rotation_about(600, 400, -20))
        sheet = lay_on(document, [FORM])
        assert sheet is not None
        assert np.allclose(sheet.quad, transform_quad(tilt @ TO_PAGE, quad_from_rect(0, 0, 200, 130)), atol=2)


class TestLabel:
    def test_is_the_first_from_the_top(self) -> None:
        label = laid().label("party_name")
        assert label is not None
        assert (label.left, label.y) == pytest.approx((10.0, 35.0), abs=0.2)

    def test_is_looked_for_where_told(self) -> None:
        label = laid().label("party_name", (0.0, 80.0, 100.0, 120.0))
        assert label is not None
        assert label.y == pytest.approx(100.0, abs=0.2)
        assert laid().label("party_name", (100.0, 0.0, 200.0, 130.0)) is None

    def test_that_was_not_found_is_none(self) -> None:
        sheet = lay_on(located(printed_labels(TO_PAGE, without=["payee"])), [FORM])
        assert sheet is not None
        assert sheet.label("payee") is None


class TestInside:
    def test_counts_the_middle(self) -> None:
        sheet = laid(value("甲乙", 30.0, 70.0), value("丙", 150.0, 70.0))
        assert texts(sheet.inside((20.0, 60.0, 35.0, 80.0))) == ["甲乙"]
        assert texts(sheet.inside((20.0, 60.0, 32.0, 80.0))) == []

    def test_leaves_out_the_print_of_seals(self) -> None:
        sheet = laid(value("发票专用章", 60.0, 70.0, SEAL_RED), value("丙", 150.0, 70.0))
        assert texts(sheet.inside(EVERYWHERE)) == ["丙"]
        assert sorted(texts(sheet.inside(EVERYWHERE, seals=True))) == ["丙", "发票专用章"]


class TestRed:
    def test_holds_what_is_printed_in_red(self) -> None:
        (box,) = laid(value("甲乙", 60.0, 40.0, ink=SEAL_RED)).red
        assert box == pytest.approx((60.0, 40.0 - TEXT_MM / 2, 60.0 + 2 * TEXT_MM, 40.0 + TEXT_MM / 2), abs=0.5)

    def test_holds_what_of_a_line_a_seal_lies_on(self) -> None:
        sealed = replace(value("甲乙丙丁", 60.0, 40.0), seal=(0.5, 0.75))
        sheet = laid(sealed)
        (box,) = sheet.red
        assert (box[0], box[2]) == pytest.approx((60.0 + 2 * TEXT_MM, 60.0 + 3 * TEXT_MM), abs=0.5)
        (read,) = sheet.inside(EVERYWHERE)
        assert [glyph.is_stamped for glyph in read.glyphs] == [False, False, True, False]


class TestLookAgain:
    RECT = (120.0, 60.0, 150.0, 66.0)

    def sheet_seeing(self, text: str) -> tuple[Sheet, list[Quad]]:
        asked: list[Quad] = []

        def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
            asked.extend(quads)
            return [line_in(quad, text) for quad in quads]

        sheet = lay_on(located(printed_labels(TO_PAGE), look=look), [FORM])
        assert sheet is not None
        return sheet, asked

    def test_reads_the_place_on_the_page(self) -> None:
        sheet, asked = self.sheet_seeing("25.00")
        run = sheet.look_again(self.RECT)
        assert run is not None
        assert run.text == "25.00"
        assert (run.left, run.right, run.y) == pytest.approx((120.0, 150.0, 63.0), abs=0.3)
        (quad,) = asked
        assert center(quad) == pytest.approx((135.0 * 6 + 90, 63.0 * 6 + 70), abs=2)
        assert quad[0][0] < quad[1][0]
        assert quad[0][1] < quad[3][1]

    def test_is_none_if_nothing_is_read(self) -> None:
        assert self.sheet_seeing("")[0].look_again(self.RECT) is None


class TestBlurredLabels:
    """A form of which hardly a label is read right, and what was considered for each of its characters."""

    WORDS = ("发票代码", "开票日期", "纳税人识别号", "货物名称", "规格型号", "税额合计", "开户银行", "价税合计")
    PLACES = ((150, 10), (150, 20), (20, 45), (30, 55), (100, 55), (30, 90), (140, 96), (110, 118))
    BLURRED = Form(
        "blurred",
        200,
        130,
        tuple(
            LabelSpec(word, word, "middle", ((float(x), float(y)),), words=(word,))
            for word, (x, y) in zip(WORDS, PLACES, strict=True)
        ),
    )

    def blurred(self, count: int, *, turn_deg: float = 0.0) -> Sheet | None:
        """Lay a sheet on which the middle two characters of labels are misread, one of them being considered."""
        to_page = rotation_about(600, 400, turn_deg) @ TO_PAGE
        lines = [
            moved_line(
                line(
                    f"{word[0]}某其{word[3:]}",
                    x - width_of(word, TEXT_MM) / 2,
                    y,
                    TEXT_MM,
                    confidence=0.3,
                    also={1: [(word[1], 0.1)]},
                ),
                to_page,
            )
            for word, (x, y) in zip(self.WORDS[:count], self.PLACES, strict=False)
        ]
        return lay_on(located([*lines, moved_line(line("甲乙公司", 60.0, 45.0, TEXT_MM), to_page)]), [self.BLURRED])

    def test_many_that_agree_tell_where_the_form_lies(self) -> None:
        sheet = self.blurred(8)
        assert sheet is not None
        (run,) = sheet.values
        assert run.text == "甲乙公司"
        assert (run.left, run.y) == pytest.approx((60.0, 45.0), abs=0.5)

    def test_few_do_not(self) -> None:
        assert self.blurred(4) is None

    def test_nor_those_of_a_form_that_lies_aslant(self) -> None:
        assert self.blurred(8, turn_deg=10.0) is None
