"""Every design of both vehicle invoices draws, its values agree with each other, and its places with its print."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from stdnum.cn import ric, uscc

from piaoju.lab.synth.draw import QrCode
from piaoju.lab.synth.fonts import has_glyph
from piaoju.lab.synth.layouts import motor_vehicle_invoice, used_vehicle_invoice
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vehicle_designs import DESIGNS, Design, designs
from piaoju.lab.synth.split import Split, generator, part
from piaoju.lab.synth.typeset import TextRun
from piaoju.lab.synth.values.vat import FieldValue
from piaoju.numbers import amount_in_words, invoice_code, invoice_number, plate
from piaoju.numbers.invoice_code import InvoiceKind

SEEDS = range(8)
LAYOUTS = {"motor_vehicle_invoice": motor_vehicle_invoice, "used_vehicle_invoice": used_vehicle_invoice}
MOTOR = [design for design in DESIGNS if design.document_type == "motor_vehicle_invoice"]
USED = [design for design in DESIGNS if design.document_type == "used_vehicle_invoice"]
HEAD_FIELDS = (
    "invoice_code invoice_number printed_code printed_number machine_number tax_control_code issue_date buyer_name "
    "buyer_id_number vehicle_type vin brand_model total_in_words total_including_tax seller_name seller_phone "
    "seller_address remark issuer"
)
FIELDS = {
    "motor_vehicle_invoice": HEAD_FIELDS
    + " buyer_tax_id origin certificate_number import_certificate_number inspection_number engine_number seller_tax_id "
    "seller_account seller_bank tax_rate tax tax_authority tax_authority_code price_excluding_tax tax_receipt_number "
    "tonnage seating_capacity",
    "used_vehicle_invoice": HEAD_FIELDS
    + " buyer_address buyer_phone seller_id_number plate registration_number destination_registry dealer_name "
    "dealer_address dealer_tax_id dealer_bank_account dealer_phone market_name market_tax_id market_address "
    "market_bank_account market_phone",
}
FILLERS = {"", "-", "/", "***"}


@cache
def drawn(design: Design, seed: int) -> PrintedForm:
    rng = np.random.default_rng([DESIGNS.index(design), seed])
    if design.document_type == "motor_vehicle_invoice":
        return motor_vehicle_invoice.draw_design(design, rng)
    return used_vehicle_invoice.draw_design(design, rng)


def labels(design: Design) -> list[dict[str, str]]:
    """Return the labels of a design without the one field that is a list."""
    forms = [drawn(design, seed).fields for seed in SEEDS]
    return [{name: value for name, value in fields.items() if isinstance(value, str)} for fields in forms]


def qr_fields(form: PrintedForm) -> list[str]:
    payloads = [operation.payload for operation in form.sheet.operations if isinstance(operation, QrCode)]
    return payloads[0].split(",") if payloads else []


def vin_check(vin: str) -> str:
    """The check character of a vehicle identification number, written from ISO 3779."""
    values = {sign: value for row in ("ABCDEFGH", "JKLMN") for value, sign in enumerate(row, 1)}
    values |= {"P": 7, "R": 9} | {sign: value for value, sign in enumerate("STUVWXYZ", 2)}
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, *range(9, 1, -1)]
    total = sum((int(s) if s.isdigit() else values[s]) * w for s, w in zip(vin, weights, strict=True))
    return "X" if total % 11 == 10 else str(total % 11)


def is_organisation_code(code: str) -> bool:
    body, check = code[:8], code[-1]
    total = sum(int(digit) * weight for digit, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return check == {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def is_identity(number: str) -> bool:
    """Tell whether a number of a person, a firm or an organisation checks."""
    if re.fullmatch(r"\d{8}-?[\dX]", number):
        return is_organisation_code(number)
    return uscc.is_valid(number) or ric.calc_check_digit(number) == number[-1]


def test_designs_have_ids_and_can_be_halved() -> None:
    assert len({design.id for design in DESIGNS}) == len(DESIGNS)
    for document_type, layout in LAYOUTS.items():
        assert layout.VARIANTS == ("paper", "digital_paper", "digital")
        assert all(len(designs(document_type, variant)) >= 4 for variant in layout.VARIANTS)
    assert sum(len(designs(name, variant)) for name in LAYOUTS for variant in LAYOUTS[name].VARIANTS) == len(DESIGNS)


@pytest.mark.parametrize(("document_type", "variant"), [(n, v) for n in LAYOUTS for v in LAYOUTS[n].VARIANTS])
def test_halves_share_no_design_and_have_every_sort(document_type: str, variant: str) -> None:
    dev, test = (part(generator([1], half), designs(document_type, variant)) for half in (Split.DEV, Split.TEST))
    assert not {design.id for design in dev} & {design.id for design in test}
    assert {design.kind for design in dev} == {design.kind for design in test}


@pytest.mark.parametrize("document_type", LAYOUTS)
def test_seeds_repeat_and_differ(document_type: str) -> None:
    layout = LAYOUTS[document_type]
    for variant in layout.VARIANTS:
        first, again = (layout.draw(variant, np.random.default_rng(7)) for _ in range(2))
        assert first == again
        assert first != layout.draw(variant, np.random.default_rng(8))


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_every_value_has_its_place_on_the_sheet(design: Design) -> None:
    for seed in SEEDS:
        form = drawn(design, seed)
        assert set(form.fields) == set(FIELDS[design.document_type].split())
        assert {name for name, value in form.fields.items() if value} == set(form.sheet.marks)
        for name, rects in form.sheet.marks.items():
            for left, top, right, bottom in rects:
                assert 0 <= left < right <= form.sheet.width_mm, name
                assert 0 <= top < bottom <= form.sheet.height_mm, name


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_values_do_not_lie_on_each_other_and_stay_readable(design: Design) -> None:
    for seed in SEEDS:
        sheet = drawn(design, seed).sheet
        rects = sorted((rect, name) for name, parts in sheet.marks.items() for rect in parts)
        for (a, name), (b, other) in ((one, two) for i, one in enumerate(rects) for two in rects[i + 1 :]):
            shared = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert min(shared) <= 0.6, (name, other)
        sizes = [run.style.size_mm for run in sheet.operations if isinstance(run, TextRun) and run.name]
        assert min(sizes) >= 2.0


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_marked_text_is_the_labelled_value(design: Design) -> None:
    """What is printed as a field is its label, but for signs that labels leave out."""
    for seed in SEEDS:
        form = drawn(design, seed)
        printed: dict[str, str] = {}
        for run in form.sheet.operations:
            if isinstance(run, TextRun) and run.name:
                printed[run.name] = printed.get(run.name, "") + "".join(glyph.char for glyph in run.glyphs)
        for name, value in form.fields.items():
            assert _bare(name, printed.get(name, "")) == _bare(name, value), name


def _bare(name: str, value: FieldValue) -> str:
    """Return a value as a string without blanks and signs, dates as digits, marks in half width."""
    text = "".join(str(part) for part in value).translate(str.maketrans("（）：，", "():,", " ¥￥"))
    return re.sub(r"\D", "", text) if name == "issue_date" else text


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_faces_have_every_character(design: Design) -> None:
    for seed in SEEDS:
        for run in drawn(design, seed).sheet.operations:
            if isinstance(run, TextRun):
                assert all(has_glyph(run.style.face, glyph.char) for glyph in run.glyphs)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_numbers_have_their_structure_and_agree(design: Design) -> None:
    carrier = design.kind.carrier
    for fields in labels(design):
        issued = date.fromisoformat(fields["issue_date"])
        code, number = fields["invoice_code"], fields["invoice_number"]
        assert (fields["printed_code"], fields["printed_number"]) == (code, number if code else "")
        assert bool(fields["machine_number"]) == (carrier == "paper")
        if carrier == "digital":
            assert code == ""
            assert invoice_number.split(number).year == issued.year
            continue
        assert re.fullmatch(r"\d{8}", number)
        assert invoice_code.is_valid(code)
        assert 0 <= issued.year - 2000 - int(code[5:7]) <= 1
        if design in MOTOR:
            assert invoice_code.kind(code) is InvoiceKind.MOTOR_VEHICLE
        elif int(code[5:7]) >= 18:
            assert invoice_code.kind(code) is InvoiceKind.USED_VEHICLE
        else:
            assert invoice_code.kind(code) is InvoiceKind.OTHER


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_control_code_and_qr_code_agree_with_the_numbers(design: Design) -> None:
    for seed in SEEDS:
        form = drawn(design, seed)
        fields, lines = form.fields, form.fields["tax_control_code"]
        qr = qr_fields(form)
        if design.kind.carrier == "paper":
            assert [len(line) for line in lines] in ([38] * 5, [20])
            assert all(re.fullmatch(r"[0-9+\-*/<>]+", str(line)) for line in lines)
            assert not qr
            continue
        assert qr[2:4] == [fields["invoice_code"], fields["invoice_number"]]
        assert qr[5] == str(fields["issue_date"]).replace("-", "")
        if design.kind.carrier == "digital":
            assert lines == []
            assert qr[4] == fields["total_including_tax"]
        else:
            assert str(lines[0]).endswith(qr[6])
            assert qr[4] == fields["price_excluding_tax" if design in MOTOR else "total_including_tax"]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_words_are_the_figures(design: Design) -> None:
    for fields in labels(design):
        assert amount_in_words.parse(fields["total_in_words"]) == Decimal(fields["total_including_tax"])


@pytest.mark.parametrize("design", MOTOR, ids=lambda design: design.id)
def test_tax_follows_from_price_and_rate(design: Design) -> None:
    for fields in labels(design):
        total, net = Decimal(fields["total_including_tax"]), Decimal(fields["price_excluding_tax"])
        if fields["tax_rate"] == "免税":
            assert (fields["tax"], net) == ("***", total)
            continue
        rate = Decimal(fields["tax_rate"].removesuffix("%")) / 100
        assert net == (total / (1 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert net + Decimal(fields["tax"]) == total
        issued = date.fromisoformat(fields["issue_date"])
        for (first, standard), (last, _) in pairwise(
            (
                (date(2012, 1, 1), "17%"),
                (date(2018, 5, 1), "16%"),
                (date(2019, 4, 1), "13%"),
                (date.max, ""),
            )
        ):
            if first <= issued < last:
                assert fields["tax_rate"] in {standard, "3%", "1%"}


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)
def test_vehicle_identifiers_check(design: Design) -> None:
    for fields in labels(design):
        vin = fields["vin"]
        assert re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", vin)
        assert vin[8] == vin_check(vin)
        model_year = 2010 + "ABCDEFGHJKLMNPRSTVWXY123456789".index(vin[9])
        assert model_year <= date.fromisoformat(fields["issue_date"]).year
        if design in USED:
            assert plate.is_valid(fields["plate"])
            assert re.fullmatch(r"\d{12}", fields["registration_number"])
            continue
        assert re.fullmatch(r"[A-Z0-9-]{4,20}", fields["engine_number"])
        is_imported = not vin.startswith("L")
        assert (fields["certificate_number"] in FILLERS) is is_imported
        assert (fields["import_certificate_number"] not in FILLERS) is is_imported
        assert is_imported or fields["inspection_number"] in FILLERS


@pytest.mark.parametrize("design", MOTOR, ids=lambda design: design.id)
def test_parties_of_a_new_vehicle_check(design: Design) -> None:
    for fields in labels(design):
        identity, tax_id, seller = (fields[name] for name in ("buyer_id_number", "buyer_tax_id", "seller_tax_id"))
        assert identity or tax_id
        assert not identity or is_identity(identity)
        assert not tax_id or uscc.is_valid(tax_id)
        assert not (identity and tax_id and design.kind.id_in_tax_cell)
        assert uscc.is_valid(seller)
        assert re.fullmatch(r"1\d{8,10}", fields["tax_authority_code"])
        assert fields["tax_authority_code"][1:7] == seller[2:8]
        assert re.search(r"税务局.*(分局|税务所)$", fields["tax_authority"])


@pytest.mark.parametrize("design", USED, ids=lambda design: design.id)
def test_parties_of_a_used_vehicle_check(design: Design) -> None:
    for fields in labels(design):
        assert is_identity(fields["buyer_id_number"])
        assert is_identity(fields["seller_id_number"])
        assert fields["dealer_name"] or fields["market_name"]
        for role in ("dealer", "market"):
            parts = [fields[f"{role}_{part}"] for part in ("name", "address", "tax_id", "bank_account", "phone")]
            assert all(parts) or not any(parts)
            assert not parts[2] or uscc.is_valid(parts[2])
        assert fields["destination_registry"].endswith(("车管所", "车辆管理所", "支队"))


def test_the_cases_that_readers_trip_over_occur() -> None:
    motor = [fields for design in MOTOR for fields in labels(design)]
    assert any(fields["vin"][0] != "L" for fields in motor)
    assert any("电动" in fields["vehicle_type"] for fields in motor)
    assert any(fields["buyer_tax_id"] for fields in motor)
    assert any(len(fields["buyer_id_number"]) in {9, 10} for fields in motor)
    assert any(fields["tax"] == "***" for fields in motor)
    assert any(fields["remark"] not in {"", "一车一票"} for fields in motor)
    assert any(fields["import_certificate_number"] == "/" for fields in motor)
    used = [fields for design in USED for fields in labels(design)]
    assert any(fields["dealer_name"] and fields["market_name"] for fields in used)
    assert any(fields["buyer_phone"] == "/" for fields in used)
    assert any(len(fields["plate"]) == 8 for fields in used)
    wrapped = [drawn(design, seed).sheet.marks for design in DESIGNS for seed in SEEDS]
    assert any(len(rects) > 1 for marks in wrapped for name, rects in marks.items() if name.endswith("_address"))
