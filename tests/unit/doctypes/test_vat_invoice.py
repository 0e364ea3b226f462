"""`doctypes.vat_invoice`: what its forms promise, beside what `test_extraction` counts."""

import re
from dataclasses import replace

import numpy as np
import pytest

from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.doctypes.vat_invoice.forms import LAYOUTS, Layout
from piaoju.doctypes.vat_invoice.labels import CLASSIC, DIGITAL, blurred
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.document import Extraction
from piaoju.model.geometry import center
from piaoju.model.page import TextLine
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.sheet import MIN_SURMISED
from piaoju.reading.locate import rotation_about
from tests.text_lines import drawn_lines, line, located, moved_line

LAYOUT_IDS = [layout.form.name for layout in LAYOUTS]


def values(extraction: Extraction) -> dict[str, object]:
    return {name: reading.value for name, reading in extraction.fields.items()}


def without(lines: list[TextLine], text: str) -> list[TextLine]:
    return [made for made in lines if made.text != text]


@pytest.fixture(scope="module")
def special() -> SyntheticDocument:
    return synthesise("vat_invoice", "vat_special_paper", 2)


@pytest.mark.parametrize("layout", LAYOUTS, ids=LAYOUT_IDS)
def test_columns_follow_each_other(layout: Layout) -> None:
    for before, after in zip(layout.columns, layout.columns[1:], strict=False):
        assert before.left < after.left
        assert before.right < after.right
        assert abs(before.right - after.left) < 5.0
    for column in layout.columns:
        assert column.left - 3 <= column.edge <= column.right + 3


@pytest.mark.parametrize("layout", LAYOUTS, ids=LAYOUT_IDS)
def test_cells_and_labels_lie_on_the_form(layout: Layout) -> None:
    assert len({spec.name for spec in layout.form.labels}) == len(layout.form.labels)
    for spec in layout.form.labels:
        for x, y in spec.places:
            assert 0 <= x <= layout.form.width_mm
            assert 0 <= y <= layout.form.height_mm
    for left, top, right, bottom in (layout.items, layout.sums, layout.totals, layout.remark):
        assert left < right
        assert top < bottom


def test_quads_are_where_values_are_printed(special: SyntheticDocument) -> None:
    marks = special.label["quads"]
    assert isinstance(marks, dict)
    for name, reading in extract(located(drawn_lines(special))).fields.items():
        assert reading.quad is not None
        x, y = center(reading.quad)
        (left, top), _, (right, bottom), _ = marks[name]
        assert left <= x <= right, name
        assert top <= y <= bottom, name


@pytest.mark.parametrize("turn_deg", [-175.0, -90.0, 3.0, 120.0])
def test_a_turned_page_gives_the_same(special: SyntheticDocument, turn_deg: float) -> None:
    lines = drawn_lines(special)
    turn = rotation_about(900, 600, turn_deg)
    turned = located(
        [moved_line(made, turn) for made in lines],
        rotation_deg=-turn_deg,
        to_upright=rotation_about(900, 600, -turn_deg),
    )
    before, after = extract(located(lines)), extract(turned)
    assert values(after) == values(before)
    assert after.variant == before.variant
    assert [sorted(row) for row in after.items] == [sorted(row) for row in before.items]
    assert before.quad is not None
    assert after.quad is not None
    assert np.allclose(center(after.quad), np.array(turn @ [*center(before.quad), 1.0])[:2], atol=3)


@pytest.mark.parametrize("field", ["buyer_tax_id", "issue_date", "total_in_words", "payee"])
def test_what_is_not_printed_is_not_read(special: SyntheticDocument, field: str) -> None:
    lines = drawn_lines(special)
    whole = extract(located(lines))
    rest = without(lines, whole.fields[field].text)
    assert len(rest) < len(lines)
    left = values(extract(located(rest)))
    assert field not in left
    assert values(whole).items() - left.items() == {(field, whole.fields[field].value)}


def test_hardly_read_characters_lower_the_confidence(special: SyntheticDocument) -> None:
    def doubted(made: TextLine) -> TextLine:
        return replace(made, chars=tuple(replace(char, confidence=0.8) for char in made.chars))

    sure = extract(located(drawn_lines(special)))
    doubtful = extract(located([doubted(made) for made in drawn_lines(special)]))
    for name, reading in doubtful.fields.items():
        before = sure.fields[name].confidence
        assert reading.confidence is not None
        assert before is not None
        assert reading.confidence < before, name


@pytest.mark.parametrize("form", [CLASSIC, DIGITAL], ids=lambda form: form.name)
def test_what_is_surmised_is_what_the_labels_say(form: Form) -> None:
    surmised = [spec for spec in blurred(form).labels if spec.words]
    assert len(surmised) >= MIN_SURMISED
    for spec in surmised:
        for words in spec.words:
            assert re.fullmatch(spec.pattern, words), spec.name


def test_a_form_is_found_in_blurred_print_alone(special: SyntheticDocument) -> None:
    def smudged(made: TextLine, confidence: float) -> TextLine:
        """Return a line of Chinese with every third character misread, as the recogniser doubts it."""
        chars = [
            replace(char, confidence=confidence, text="口" if index % 3 == 1 and char.text > "\u4e00" else char.text)
            for index, char in enumerate(made.chars)
        ]
        return replace(made, chars=tuple(chars))

    def numbers(confidence: float) -> dict[str, object]:
        found = values(extract(located([smudged(made, confidence) for made in drawn_lines(special)])))
        return {name: found.get(name) for name in ("invoice_code", "buyer_tax_id", "seller_tax_id")}

    fields = special.label["fields"]
    assert isinstance(fields, dict)
    assert numbers(0.6) == {name: fields[name] for name in ("invoice_code", "buyer_tax_id", "seller_tax_id")}
    assert numbers(0.95) != numbers(0.6)  # such labels are no blurred ones, they are others


def test_other_text_is_on_no_form() -> None:
    extraction = extract(located([line("增值税专用发票", 50, 50), line("某某饭店", 50, 100)]))
    assert (dict(extraction.fields), extraction.items, extraction.variant) == ({}, (), None)
    assert dict(extract(located([])).fields) == {}


@pytest.mark.parametrize("beside", [True, False], ids=["beside each other", "below each other"])
def test_without_a_form_values_are_read_beside_their_labels(*, beside: bool) -> None:
    x, y = (600, 200) if beside else (50, 400)
    lines = [
        line("发票号码：12345678", 500, 20),
        line("开票日期：", 500, 60),
        line("2020年03月04日", 620, 60),
        line("名称：甲乙丙有限公司", 50, 200),
        line("名称：丁戊己商店", x, y),
        line("开票人：某某", 50, 600),
    ]
    extraction = extract(located(lines))
    assert values(extraction) == {
        "invoice_number": "12345678",
        "issue_date": "2020-03-04",
        "buyer_name": "甲乙丙有限公司",
        "seller_name": "丁戊己商店",
        "issuer": "某某",
    }
    assert extraction.items == ()
