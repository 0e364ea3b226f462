"""`doctypes.used_vehicle_invoice`: what it promises beside what `test_extraction` counts."""

import pytest

from piaoju.doctypes.used_vehicle_invoice.extract import extract
from piaoju.doctypes.used_vehicle_invoice.forms import CELLS, FORMS, LABELS
from piaoju.doctypes.used_vehicle_invoice.schema import SCHEMA, VALUE_TYPES
from piaoju.doctypes.used_vehicle_invoice.shapes import PLATE
from piaoju.doctypes.used_vehicle_invoice.unregistered import read_unregistered
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.document import Extraction
from piaoju.model.geometry import center
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.shapes import shaped
from piaoju.reading.locate import rotation_about
from tests.text_lines import drawn_lines, line, line_in, located, moved_line, run

TYPE = "used_vehicle_invoice"


def values(extraction: Extraction) -> dict[str, object]:
    return {name: reading.value for name, reading in extraction.fields.items()}


@pytest.fixture(scope="module", params=["paper", "digital_paper", "digital"])
def drawn(request: pytest.FixtureRequest) -> SyntheticDocument:
    return synthesise(TYPE, request.param, 4)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_cells_lie_on_the_form_and_do_not_overlap(form: Form) -> None:
    cells = CELLS[form.name]
    assert {cell.label for cell in cells} <= set(LABELS)
    for cell in cells:
        assert cell.name in VALUE_TYPES
        assert 0 <= cell.left < cell.middle < cell.right <= form.width_mm
        assert 0 <= cell.top < cell.bottom <= form.height_mm
    inside = [cell for cell in cells if not cell.is_outside]
    for one in inside:
        for other in inside:
            is_beside = one.right <= other.left + 1e-6 or other.right <= one.left + 1e-6
            is_below = one.bottom <= other.top + 1e-6 or other.bottom <= one.top + 1e-6
            assert one is other or is_beside or is_below, (one.name, other.name)


def test_quads_are_where_values_are_printed(drawn: SyntheticDocument) -> None:
    marks = drawn.label["quads"]
    assert isinstance(marks, dict)
    for name, reading in extract(located(drawn_lines(drawn))).fields.items():
        assert reading.quad is not None
        x, y = center(reading.quad)
        (left, top), _, (right, bottom), _ = marks[name]
        assert left <= x <= right, name
        assert top <= y <= bottom, name


@pytest.mark.parametrize("turn_deg", [-90.0, 3.0, 178.0])
def test_a_turned_page_gives_the_same(drawn: SyntheticDocument, turn_deg: float) -> None:
    lines, turn = drawn_lines(drawn), rotation_about(900, 600, turn_deg)
    turned = located(
        [moved_line(made, turn) for made in lines],
        rotation_deg=-turn_deg,
        to_upright=rotation_about(900, 600, -turn_deg),
    )
    before, after = extract(located(lines)), extract(turned)
    assert values(after) == values(before)
    assert after.variant == before.variant


def test_blocks_are_told_apart_without_a_form(drawn: SyntheticDocument) -> None:
    document = located(drawn_lines(drawn))
    whole = values(extract(document))
    alone = {name: reading.value for name, reading in read_unregistered(document).items()}
    repeated = [name for name in whole if name.endswith(("_id_number", "_phone", "_tax_id", "_bank_account"))]
    assert {name: alone.get(name) for name in repeated} == {name: whole[name] for name in repeated}
    other = {name for name in whole if alone.get(name) != whole[name]} - {"tax_control_code"}
    assert len(other) <= 2, {name: alone.get(name) for name in other}
    assert not other & {spec.name for spec in SCHEMA if spec.is_key}


def test_the_stamp_of_the_market_is_no_remark() -> None:
    document = synthesise(TYPE, "paper", 2)
    fields = document.label["fields"]
    assert isinstance(fields, dict)
    party = "market" if fields["market_name"] else "dealer"
    lines = drawn_lines(document)
    before = values(extract(located(lines)))
    (left, _), _, (_, bottom), _ = document.label["quads"]["issuer"]  # type: ignore[index]
    stamps = [
        line_in(
            (
                (left - 500, bottom - 90),
                (left - 300, bottom - 90),
                (left - 300, bottom - 65),
                (left - 500, bottom - 65),
            ),
            text,
        )
        for text in (str(fields[f"{party}_tax_id"])[3:15], "发票专用章")
    ]
    for stamp in stamps:
        assert values(extract(located([*lines, stamp]))) == before


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("粤A12345", "粤A12345"),
        ("粤A·12345", "粤A·12345"),
        ("粤AD12345", "粤AD12345"),
        ("粤A1234挂", "粤A1234挂"),
        ("无", None),
    ],
)
def test_plates(printed: str, expected: str | None) -> None:
    value = shaped([run(printed, 0.0, 0.0)], PLATE)
    assert (value.text if value is not None else None) == expected


def test_nothing_is_read_of_nothing() -> None:
    assert extract(located([])).fields == {}
    assert extract(located([line("二手车销售统一发票", 100.0, 50.0)])).variant is None
