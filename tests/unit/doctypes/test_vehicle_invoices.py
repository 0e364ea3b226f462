"""What the extraction of both vehicle invoices promises alike."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.motor_vehicle_invoice import extract as motor
from piaoju.doctypes.motor_vehicle_invoice import fields as motor_fields
from piaoju.doctypes.motor_vehicle_invoice import forms as motor_forms
from piaoju.doctypes.motor_vehicle_invoice import schema as motor_schema
from piaoju.doctypes.used_vehicle_invoice import extract as used
from piaoju.doctypes.used_vehicle_invoice import fields as used_fields
from piaoju.doctypes.used_vehicle_invoice import forms as used_forms
from piaoju.doctypes.used_vehicle_invoice import schema as used_schema
from piaoju.lab.synth import SyntheticDocument
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.model.geometry import center
from piaoju.reading.kie.cells import Cell, Filling
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.unified_invoice import read_unified, tell_variant
from piaoju.reading.locate import rotation_about
from tests.text_lines import drawn_lines, line, line_in, located, moved_line, run
from tests.unit.doctypes.vehicle_forms import VARIANTS, values, vehicle

Extract = Callable[[LocatedDocument], Extraction]
EXTRACT: dict[str, Extract] = {"motor_vehicle_invoice": motor.extract, "used_vehicle_invoice": used.extract}
READ_FIELDS = {"motor_vehicle_invoice": motor_fields.read_fields, "used_vehicle_invoice": used_fields.read_fields}
NAMES = {
    "motor_vehicle_invoice": {*motor_schema.VALUE_TYPES, "buyer"},
    "used_vehicle_invoice": set(used_schema.VALUE_TYPES),
}
FORMS = [
    (type_id, form, whole.cells[form.name])
    for type_id, whole in (("motor_vehicle_invoice", motor_forms.FORM), ("used_vehicle_invoice", used_forms.FORM))
    for form in (whole.paper, whole.digital)
]
LABELS = {"motor_vehicle_invoice": set(motor_forms.LABELS), "used_vehicle_invoice": set(used_forms.LABELS)}
TITLES = {"motor_vehicle_invoice": "机动车销售统一发票", "used_vehicle_invoice": "二手车销售统一发票"}

Drawn = tuple[Extract, SyntheticDocument]


@pytest.fixture(params=[(type_id, variant) for type_id in EXTRACT for variant in VARIANTS], ids="-".join)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    type_id, variant = request.param
    return EXTRACT[type_id], vehicle(type_id, variant)


@pytest.mark.parametrize(("type_id", "form", "cells"), FORMS, ids=[f"{name}-{form.name}" for name, form, _ in FORMS])
def test_cells_lie_on_the_form_and_do_not_overlap(type_id: str, form: Form, cells: Sequence[Cell]) -> None:
    assert {cell.label for cell in cells} <= LABELS[type_id]
    for cell in cells:
        assert cell.name in NAMES[type_id]
        assert 0 <= cell.left < cell.middle < cell.right <= form.width_mm
        assert 0 <= cell.top < cell.bottom <= form.height_mm
    inside = [cell for cell in cells if not cell.is_outside]
    for one in inside:
        for other in inside:
            is_beside = one.right <= other.left + 1e-6 or other.right <= one.left + 1e-6
            is_below = one.bottom <= other.top + 1e-6 or other.bottom <= one.top + 1e-6
            assert one is other or is_beside or is_below, (one.name, other.name)


def test_quads_are_where_values_are_printed(drawn: Drawn) -> None:
    extract, document = drawn
    marks = document.label["quads"]
    assert isinstance(marks, dict)
    fields = extract(located(drawn_lines(document))).fields
    assert fields
    for name, reading in fields.items():
        assert reading.quad is not None
        x, y = center(reading.quad)
        (left, top), _, (right, bottom), _ = marks[name]
        assert left <= x <= right, name
        assert top <= y <= bottom, name


@pytest.mark.parametrize("turn_deg", [-90.0, 3.0, 178.0])
def test_a_turned_page_gives_the_same(drawn: Drawn, turn_deg: float) -> None:
    extract, document = drawn
    lines, turn = drawn_lines(document), rotation_about(900, 600, turn_deg)
    turned = located(
        [moved_line(made, turn) for made in lines],
        rotation_deg=-turn_deg,
        to_upright=rotation_about(900, 600, -turn_deg),
    )
    before, after = extract(located(lines)), extract(turned)
    assert values(after) == values(before)
    assert after.variant == before.variant


def test_the_order_of_lines_does_not_matter(drawn: Drawn) -> None:
    extract, document = drawn
    lines = drawn_lines(document)
    assert values(extract(located(lines))) == values(extract(located(list(reversed(lines)))))


@pytest.mark.parametrize("type_id", EXTRACT)
def test_nothing_is_read_of_nothing(type_id: str) -> None:
    extract = EXTRACT[type_id]
    assert extract(located([])).fields == {}
    assert extract(located([line(TITLES[type_id], 100.0, 50.0)])).variant is None


def test_values_tell_where_the_form_lies_if_hardly_a_label_was_read(drawn: Drawn) -> None:
    extract, document = drawn
    fields, lines = document.label["fields"], drawn_lines(document)
    assert isinstance(fields, dict)
    kept = [
        made for made in lines if made.text.strip("¥￥") in fields.values() or made.text in ("发动机号码", "厂牌型号")
    ]
    alone = values(extract(located(kept)))
    for name in ("vin", "brand_model", "seller_name", "vehicle_type", "total_including_tax"):
        assert alone.get(name) == fields[name], name


@pytest.mark.parametrize(
    ("title", "expected"),
    [("电子发票（机动车销售统一发票）", "digital"), ("电子发票", "digital"), ("机动车销售统一发票", "paper")],
)
def test_title_tells_the_variant_where_the_number_was_misread(title: str, expected: str) -> None:
    number = FieldReading("2413200000027168320", "", None, None, None)
    assert tell_variant(located([line(title, 100.0, 50.0)]), {"invoice_number": number}) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("备注：已开具电子发票", "12345678"), ("备注：已开具电子发票", "1234567"), ("电子发票", "12345678")],
)
def test_a_remark_on_electronic_invoices_makes_none(text: str, number: str) -> None:
    fields = {"invoice_number": FieldReading(number, number, None, None, None)}
    assert tell_variant(located([line(text, 100.0, 50.0)]), fields) == "paper"


@pytest.mark.parametrize("type_id", EXTRACT)
@pytest.mark.parametrize(
    ("figures", "words", "expected"),
    [
        ("¥1234567890123.45", None, "1234567890123.45"),
        ("7349000.00", "叁拾肆万玖仟圆整", "349000.00"),
        ("7349000.00", "柒佰叁拾肆万玖仟圆整", "7349000.00"),
    ],
)
def test_totals_that_words_cannot_follow_or_contradict(
    type_id: str, figures: str, words: str | None, expected: str
) -> None:
    cells = {"total_including_tax": [run(figures, 0.0, 0.0)]}
    cells |= {"total_in_words": [run(words, 0.0, 40.0)]} if words is not None else {}
    fields = READ_FIELDS[type_id](Filling(cells), 1, None)
    assert {name: reading.value for name, reading in fields.items()} == {
        "total_including_tax": expected,
        **({"total_in_words": words} if words is not None else {}),
    }


@pytest.mark.parametrize(
    ("type_id", "name"), [("motor_vehicle_invoice", "seller_address"), ("used_vehicle_invoice", "buyer_address")]
)
def test_a_value_that_lost_its_first_character_is_less_sure(type_id: str, name: str) -> None:
    drawn = vehicle(type_id, "digital")
    lines = drawn_lines(drawn)
    value = str(drawn.label["fields"][name])  # type: ignore[index]
    whole = next(made for made in lines if made.text and value.startswith(made.text))
    (left, top), (right, _), (_, bottom), _ = whole.quad
    left += (right - left) / len(whole.text)
    cut = line_in(((left, top), (right, top), (right, bottom), (left, bottom)), whole.text[1:])
    extract = EXTRACT[type_id]
    before, after = (
        extract(located([*(made for made in lines if made is not whole), made])).fields[name] for made in (whole, cut)
    )
    assert str(before.value).endswith(str(after.value))
    assert (after.confidence or 0) < 0.5 * (before.confidence or 0)


@pytest.mark.parametrize("type_id", EXTRACT)
def test_a_digital_invoice_that_was_laid_on_the_paper_form_has_no_control_code(type_id: str) -> None:
    whole = {"motor_vehicle_invoice": motor_forms.FORM, "used_vehicle_invoice": used_forms.FORM}[type_id]
    document = located([*drawn_lines(vehicle(type_id, "digital")), line("开票日期：2023年07月04日", 900.0, 330.0)])
    found = read_unified(document, replace(whole, digital=whole.paper), READ_FIELDS[type_id])
    assert found.variant == "digital"
    assert "tax_control_code" not in found.fields


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_label_of_the_issuer_may_be_misread(variant: str) -> None:
    lines = drawn_lines(vehicle("used_vehicle_invoice", variant))
    misread = [line_in(one.quad, one.text.replace("开票人", "开鼎人")) for one in lines]
    before, after = (values(used.extract(located(those)))["issuer"] for those in (lines, misread))
    assert after == before
