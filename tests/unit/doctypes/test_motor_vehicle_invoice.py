"""`doctypes.motor_vehicle_invoice`: what it promises beside what `test_extraction` counts."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.motor_vehicle_invoice.amounts import is_supported
from piaoju.doctypes.motor_vehicle_invoice.buyer import read_buyer
from piaoju.doctypes.motor_vehicle_invoice.extract import extract
from piaoju.doctypes.motor_vehicle_invoice.fields import preprinted, read_fields
from piaoju.doctypes.motor_vehicle_invoice.forms import FORM
from piaoju.doctypes.motor_vehicle_invoice.office import whole_code
from piaoju.doctypes.motor_vehicle_invoice.schema import SCHEMA
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.field import FieldReading
from piaoju.model.geometry import Quad, center
from piaoju.model.page import TextLine
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.unified_invoice import read_unregistered
from tests.text_lines import drawn_lines, line_in, located, run
from tests.unit.doctypes.vehicle_forms import VARIANTS, values, vehicle

TYPE = "motor_vehicle_invoice"
CREDIT_CODE = "91110000600037341L"
IDENTITY = "11010519491231002X"
BOTH = "420111196410012507"
"""An identity number that has the check digit of a credit code too."""


@pytest.fixture(params=VARIANTS)
def drawn(request: pytest.FixtureRequest) -> SyntheticDocument:
    return vehicle(TYPE, request.param)


def test_most_reads_beside_its_label_without_a_form(drawn: SyntheticDocument) -> None:
    document = located(drawn_lines(drawn))
    whole = values(extract(document))
    alone = {name: reading.value for name, reading in read_unregistered(document, FORM, read_fields).items()}
    other = {name for name in whole if alone.get(name) != whole[name]} - {"tax_control_code"}
    assert len(other) <= 1, {name: alone.get(name) for name in other}
    assert not other & {spec.name for spec in SCHEMA if spec.is_key}


def test_number_of_the_stock_follows_from_what_the_printer_repeats() -> None:
    document = synthesise(TYPE, "paper", 4)
    number = str(document.label["fields"]["invoice_number"])  # type: ignore[index]
    lines = drawn_lines(document)
    first = min((made for made in lines if made.text == number), key=lambda made: made.quad[0][1])
    fields = extract(located([made for made in lines if made is not first])).fields
    assert fields["invoice_number"].value == number
    assert fields["invoice_number"].source == "derived"
    assert fields["invoice_number"].quad is None
    assert fields["printed_number"].source == "ocr"


def test_stamps_are_no_values() -> None:
    document = synthesise(TYPE, "digital", 4)
    lines = drawn_lines(document)
    before = values(extract(located(lines)))
    (_, top), _, (right, bottom), _ = document.label["quads"]["seller_address"]  # type: ignore[index]
    stamp = line_in(((right, top), (right + 150, top), (right + 150, bottom), (right, bottom)), "发票专用章")
    assert values(extract(located([*lines, stamp]))) == before


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["张三"], [IDENTITY], {"buyer_name": ["张三"], "buyer_id_number": [IDENTITY]}),
        (["张三"], ["110105********002X"], {"buyer_name": ["张三"], "buyer_id_number": ["110105********002X"]}),
        (["张三"], [IDENTITY[1:]], {"buyer_name": ["张三"], "buyer_id_number": [IDENTITY[1:]]}),
        (["甲公司"], [CREDIT_CODE], {"buyer_name": ["甲公司"], "buyer_tax_id": [CREDIT_CODE]}),
        (["甲公司"], ["60003734-1"], {"buyer_name": ["甲公司"], "buyer_id_number": ["60003734-1"]}),
        (
            ["甲公司", "60003734-1"],
            [CREDIT_CODE],
            {"buyer_name": ["甲公司"], "buyer_id_number": ["60003734-1"], "buyer_tax_id": [CREDIT_CODE]},
        ),
        ([f"张三{IDENTITY}"], [], {"buyer_name": ["张三"], "buyer_id_number": [IDENTITY]}),
        (["张三"], [], {"buyer_name": ["张三"]}),
        (["张三"], [BOTH], {"buyer_name": ["张三"], "buyer_id_number": [BOTH]}),
        (["张三"], ["N1010519491231002X"], {"buyer_name": ["张三"], "buyer_id_number": ["N1010519491231002X"]}),
        (["甲乙公司"], ["N1010519491231002X"], {"buyer_name": ["甲乙公司"], "buyer_tax_id": ["N1010519491231002X"]}),
        (["某县一中"], ["121101059491231002"], {"buyer_name": ["某县一中"], "buyer_tax_id": ["121101059491231002"]}),
        (["某某局"], ["121101059491231002"], {"buyer_name": ["某某局"], "buyer_tax_id": ["121101059491231002"]}),
        (["张三"], ["911101059491231002"], {"buyer_name": ["张三"], "buyer_tax_id": ["911101059491231002"]}),
        (["张三"], ["N1010519491231002"], {"buyer_name": ["张三"], "buyer_tax_id": ["N1010519491231002"]}),
        (
            ["甲乙丙公司"],
            ["N1010519491231002X"],
            {"buyer_name": ["甲乙丙公司"], "buyer_tax_id": ["N1010519491231002X"]},
        ),
        (["张三"], ["91440105MALWKE0K5X"], {"buyer_name": ["张三"], "buyer_tax_id": ["91440105MALWKE0K5X"]}),
    ],
)
def test_buyer(left: Sequence[str], right: Sequence[str], expected: dict[str, list[str]]) -> None:
    cells = [[run(text, 0.0, 30.0 * at) for at, text in enumerate(texts)] for texts in (left, right)]
    found = read_buyer(*cells)
    assert {name: [one.text for one in runs] for name, runs in found.items()} == expected


@pytest.mark.parametrize(
    ("name", "printed", "expected"),
    [
        ("tax", {"tax": "¥13.00", "total_including_tax": "¥113.00", "price_excluding_tax": "¥100.00"}, True),
        ("tax", {"tax": "¥3.00", "total_including_tax": "¥113.00", "price_excluding_tax": "¥100.00"}, False),
        ("tax", {"tax": "¥13.00", "total_including_tax": "¥113.00", "tax_rate": "13%"}, True),
        ("price_excluding_tax", {"price_excluding_tax": "¥100.00", "total_including_tax": "¥113.00"}, False),
        (
            "price_excluding_tax",
            {"price_excluding_tax": "¥100.00", "total_including_tax": "¥113.00", "tax_rate": "13%"},
            True,
        ),
        ("tax_rate", {"tax_rate": "3%", "tax": "¥13.00", "total_including_tax": "¥113.00"}, False),
        ("tax_rate", {"tax_rate": "免税"}, True),
        ("total_including_tax", {"total_including_tax": "¥113.00", "total_in_words": "壹佰壹拾叁圆整"}, True),
        ("total_including_tax", {"total_in_words": "壹佰壹拾叁圆整"}, False),
        ("total_in_words", {"total_including_tax": "¥113.00", "total_in_words": "壹佰壹拾叁圆整"}, True),
        ("total_in_words", {"total_including_tax": "¥113.00", "total_in_words": "拾叁圆整"}, False),
    ],
)
def test_amounts_support_each_other(name: str, printed: dict[str, str], *, expected: bool) -> None:
    chosen = {field: [run(text, 0.0, 0.0)] for field, text in printed.items()}
    assert is_supported(name, chosen) is expected


@pytest.mark.parametrize("stars", ["***", "★★★", "方方方", "￥***"])
def test_stars_for_the_tax_stay(stars: str) -> None:
    printed = {"total_including_tax": "¥113.00", "price_excluding_tax": "¥113.00", "tax_rate": "0%", "tax": stars}
    filling = Filling({name: [run(text, 0.0, 30.0 * at)] for at, (name, text) in enumerate(printed.items())})
    assert read_fields(filling, 1, None)["tax"].value == "***"


@pytest.mark.parametrize("printed", ["*.", "*零", "大方", "*元", "*", "15.00"])
def test_other_print_in_the_cell_of_the_tax_is_no_stars(printed: str) -> None:
    reading = read_fields(Filling({"tax": [run(printed, 0.0, 0.0)]}), 1, None).get("tax")
    assert reading is None or "***" not in str(reading.value)


@pytest.mark.parametrize(
    ("printed", "expected"), [(["前排2人", "后排3人"], "前排2人后排3人"), (["5"], "5"), (["7人"], "7人"), (["1"], None)]
)
def test_seats(printed: Sequence[str], expected: str | None) -> None:
    filling = Filling({"seating_capacity": [run(text, 0.0, 30.0 * at) for at, text in enumerate(printed)]})
    reading = read_fields(filling, 1, None).get("seating_capacity")
    assert (reading.value if reading is not None else None) == expected


@pytest.mark.parametrize(
    ("printed", "office", "code"),
    [
        (["国家税务总局甲市税务局第三税务分局：", "13201060960"], "国家税务总局甲市税务局第三税务分局", "13201060960"),
        (
            ["国家税务总局甲市税务局第三税务分", "局", "13201060960"],
            "国家税务总局甲市税务局第三税务分局",
            "13201060960",
        ),
        (["3", "12"], None, None),
    ],
)
def test_an_office_is_told_from_its_code(printed: Sequence[str], office: str | None, code: str | None) -> None:
    runs = [run(text, 0.0, 40.0 + 30.0 * row) for row, text in enumerate(printed)]
    fields = read_fields(Filling({"tax_authority": runs}), 1, None)
    found = [fields[name].value if name in fields else None for name in ("tax_authority", "tax_authority_code")]
    assert found == [office, code]


@pytest.mark.parametrize("left", ["", "一车", "票"])
@pytest.mark.parametrize(("seen", "confidence"), [("一车一票", 0.99), ("一车一票", 0.9), ("", 0.99)])
def test_the_preprinted_remark_is_read_again_where_it_was_cut(left: str, seen: str, confidence: float) -> None:
    invoices = (synthesise(TYPE, "paper", seed) for seed in range(20))
    lines = drawn_lines(next(one for one in invoices if one.label["fields"]["remark"] == "一车一票"))  # type: ignore[index]
    printed = next(made for made in lines if made.text.endswith("一车一票"))
    x, y = center(printed.quad)
    cut = [line_in(printed.quad, printed.text.replace("一车一票", left))] if printed.text != "一车一票" or left else []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        near = [
            abs(center(quad)[1] - y) < 40 and abs(center(quad)[0] - x) < 600 and not without_seals for quad in quads
        ]
        return [
            line_in(quad, seen if here else "", confidence=confidence) for quad, here in zip(quads, near, strict=True)
        ]

    fields = extract(located([*(made for made in lines if made is not printed), *cut], look=look)).fields
    remark = fields.get("remark")
    if seen:
        assert remark is not None
        assert (remark.value, remark.raw_text) == ("一车一票", left)
    elif left:
        assert remark is not None
        assert remark.value == left
        assert (remark.confidence or 0) < 0.5
    else:
        assert remark is None


def test_a_number_that_only_the_name_tells_is_in_doubt() -> None:
    (number,) = read_buyer([run("张三", 0.0, 0.0)], [run("N1010519491231002X", 0.0, 0.0)])["buyer_id_number"]
    assert number.glyphs[0].confidence < 0.5


@pytest.mark.parametrize(
    ("read", "seller", "expected"),
    [
        ("4401062461", "91440106MA5XXXXX1A", "14401062461"),
        ("4401062461", "91440105MA5XXXXX1A", None),
        ("14401062461", "91440106MA5XXXXX1A", None),
        ("4401062461", "440106", None),
        ("440106", "91440106MA5XXXXX1A", None),
    ],
)
def test_a_code_of_the_sellers_office_begins_with_1(read: str, seller: str, expected: str | None) -> None:
    fields = {
        name: FieldReading(text, text, confidence, 1, ((0, 0), (1, 0), (1, 1), (0, 1)))
        for name, text, confidence in (("tax_authority_code", read, 0.9), ("seller_tax_id", seller, 0.8))
    }
    found = whole_code(fields)
    assert found == (
        {}
        if expected is None
        else {
            "tax_authority_code": FieldReading(
                expected, expected, 0.8, None, None, "derived", read, origins=("seller_tax_id",)
            )
        }
    )
    assert whole_code({"seller_tax_id": fields["seller_tax_id"]}) == {}


@pytest.mark.parametrize(
    ("read", "also", "expected"),
    [
        ("一年一票", {1: [("车", 0.2)]}, "一车一票"),
        ("一座一卷", {1: [("车", 0.2)], 3: [("票", 0.2)]}, "一车一票"),
        ("一年一度", {}, "一年一度"),
        ("订单一票", {0: [("一", 0.2)]}, "订单一票"),
        ("转移登记", {0: [("一", 0.2)]}, "转移登记"),
    ],
)
def test_the_preprinted_remark_is_told_by_half_of_it(
    read: str, also: dict[int, list[tuple[str, float]]], expected: str
) -> None:
    assert "".join(one.text for one in preprinted([run(read, 0.0, 0.0, also=also)])) == expected
