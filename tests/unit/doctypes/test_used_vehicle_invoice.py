"""`doctypes.used_vehicle_invoice`: what it promises beside what `test_extraction` counts."""

import pytest

from piaoju.doctypes.used_vehicle_invoice.extract import extract
from piaoju.doctypes.used_vehicle_invoice.fields import read_fields
from piaoju.doctypes.used_vehicle_invoice.forms import FORM
from piaoju.doctypes.used_vehicle_invoice.schema import SCHEMA
from piaoju.doctypes.used_vehicle_invoice.shapes import PLATE, with_province
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.page import Colour
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.shapes import shaped
from piaoju.reading.kie.unified_invoice import read_unregistered
from tests.text_lines import BLACK, SEAL_RED, drawn_lines, line_in, located, run
from tests.unit.doctypes.vehicle_forms import VARIANTS, values, vehicle

TYPE = "used_vehicle_invoice"
DARK_RED: Colour = (70, 70, 90)
"""Of a stamp over what is grey beneath it."""


@pytest.fixture(params=VARIANTS)
def drawn(request: pytest.FixtureRequest) -> SyntheticDocument:
    return vehicle(TYPE, request.param)


def test_blocks_are_told_apart_without_a_form(drawn: SyntheticDocument) -> None:
    document = located(drawn_lines(drawn))
    whole = values(extract(document))
    alone = {name: reading.value for name, reading in read_unregistered(document, FORM, read_fields).items()}
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


@pytest.mark.parametrize(
    ("read", "also", "expected"),
    [
        ("薯AD28552", {0: [("冀", 0.2)]}, "冀AD28552"),
        ("GAFR3014", {0: [("云", 0.2)]}, "云AFR3014"),
        ("GAFR3014", {}, "GAFR3014"),
        ("粤A12345", {0: [("冀", 0.2)]}, "粤A12345"),
        ("B12813", {0: [("云", 0.2)]}, "B12813"),
    ],
)
def test_a_plate_begins_with_a_province(read: str, also: dict[int, list[tuple[str, float]]], expected: str) -> None:
    plate = with_province(run(read, 0.0, 0.0, also=also))
    assert (plate.text, plate.first_text) == (expected, read if expected != read else None)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["某市二手车交易市场有限公司"], "某市二手车交易市场有限公司"),
        (["某市二手车交易市场", "有限公司"], "某市二手车交易市场有限公司"),
        (["拍", "有限"], None),
        (["有限公司二手车分"], None),
        (["发票专用"], None),
        (["有限公司"], None),
        (["甲汽车有限公司"], "甲汽车有限公司"),
        (["城东车市"], "城东车市"),
    ],
)
def test_scraps_of_the_dealers_stamp_are_no_market(printed: list[str], expected: str | None) -> None:
    runs = [run(text, 0.0, 40.0 + 30.0 * row) for row, text in enumerate(printed)]
    assert market_beside("甲汽车有限公司二手车分公司", runs) == expected


@pytest.mark.parametrize(
    ("name", "ink", "expected"),
    [
        ("鹏程二手车交易市场", BLACK, "鹏程二手车交易市场"),
        ("鹏程二手车交易市场", SEAL_RED, None),
        ("鹏程二手车交易市场", DARK_RED, None),
        ("城东车市", DARK_RED, None),
        ("城东二手车交易市场", DARK_RED, "城东二手车交易市场"),
    ],
)
def test_a_part_of_the_dealers_name_is_a_market_if_it_is_not_red(name: str, ink: Colour, expected: str | None) -> None:
    assert market_beside("鹏程二手车交易市场有限公司", [run(name, 0.0, 40.0, ink=ink)]) == expected


def market_beside(dealer: str, runs: list[Run]) -> object:
    filling = Filling({"dealer_name": [run(dealer, 0.0, 0.0)], "market_name": runs})
    reading = read_fields(filling, 1, None).get("market_name")
    return reading.value if reading is not None else None
