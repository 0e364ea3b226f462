"""Every variant and sort of VAT invoice draws, and what is printed agrees with its label and with itself."""

import re
from decimal import Decimal

import pytest

from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.layouts.vat_invoice import VARIANTS
from piaoju.lab.synth.split import Split
from piaoju.lab.synth.values.vat_sorts import Sort
from tests.unit.lab.synth.forms import (
    DIGITAL,
    ELECTRONIC,
    PAPER,
    form_of,
    marked,
    named,
    outside,
    payload,
    printed,
    remainder,
    rows,
    sheets_of,
    text,
)

SEEDS = range(12)
POLYNOMIAL = 0x8005
DEVICE_SORTS = (Sort.PLAIN, Sort.UNUSUAL, Sort.NEGATIVE, Sort.LISTED, Sort.MARGIN)
PLATFORM_SORTS = (
    Sort.PLAIN, Sort.UNUSUAL, Sort.NEGATIVE, Sort.MARGIN, Sort.TOLL, Sort.LONG, Sort.PASSENGERS, Sort.FREIGHT,
    Sort.CONSTRUCTION, Sort.RENTAL,
)  # fmt: skip
SORTS = [
    *((variant, sort) for variant in (*PAPER, *ELECTRONIC) for sort in DEVICE_SORTS),
    *((variant, Sort.OLD) for variant in PAPER[:2]),
    *((variant, sort) for variant in DIGITAL for sort in PLATFORM_SORTS),
    ("digital_general", Sort.FARM),
    ("digital_general", Sort.ON_BEHALF),
    ("vat_toll_electronic", Sort.TOLL),
    ("vat_roll", Sort.ROLL),
]
CODE_KINDS = {
    "vat_special_electronic": r"0\d{9}13",
    "vat_general_electronic": r"0\d{9}11",
    "vat_toll_electronic": r"0\d{9}12",
    "vat_roll": r"0\d{9}0[67]",
    "digital_paper_special": r"\d{7}1\d{2}",
    "digital_paper_general": r"0\d{9}0[45]",
}
QR_KINDS = {
    "vat_special_paper": "01",
    "vat_general_paper": "04",
    "vat_special_electronic": "08",
    "vat_general_electronic": "10",
    "vat_roll": "11",
    "vat_toll_electronic": "14",
    "digital_special": "31",
    "digital_general": "32",
    "digital_paper_special": "33",
    "digital_paper_general": "34",
}


@pytest.mark.parametrize(("variant", "sort"), SORTS)
def test_what_is_printed_is_labelled_and_on_the_paper(variant: str, sort: Sort) -> None:
    for seed in SEEDS:
        form = form_of(variant, sort, seed)
        assert marked(form) == named(form.fields)
        assert [outside(sheet) for sheet in sheets_of(form)] == [[]] * len(sheets_of(form))


@pytest.mark.parametrize(("variant", "sort"), SORTS)
def test_same_seed_same_form(variant: str, sort: Sort) -> None:
    first, second = form_of(variant, sort, 5), form_of.__wrapped__(variant, sort, 5)
    assert first == second
    assert first != form_of(variant, sort, 6)


@pytest.mark.parametrize("split", Split)
@pytest.mark.parametrize("variant", VARIANTS)
def test_both_halves_draw(variant: str, split: Split) -> None:
    for seed in range(8):
        form = layout("vat_invoice", variant, seed, split)
        assert marked(form) == named(form.fields)


@pytest.mark.parametrize(("variant", "sort"), [pair for pair in SORTS if pair[1] is not Sort.ROLL])
def test_sums_agree(variant: str, sort: Sort) -> None:
    for seed in SEEDS:
        fields = form_of(variant, sort, seed).fields
        net, total = (Decimal(text(fields[name])) for name in ("total_excluding_tax", "total_including_tax"))
        taxes = [row["tax"] for row in rows(fields)]
        assert sum(Decimal(row["amount"]) for row in rows(fields)) == net
        assert sum(Decimal(tax) for tax in taxes if tax != "***") == total - net
        assert (fields["total_tax"] == "***") == all(tax == "***" for tax in taxes)
        assert text(fields["total_in_words"]).startswith("（负数）") == (total < 0)
        for row in rows(fields):
            assert re.fullmatch(r"-?\d+\.\d\d", row["amount"])
            if row["tax_rate"].endswith("%"):
                rate = Decimal(row["tax_rate"][:-1]) / 100
                assert abs(Decimal(row["amount"]) * rate - Decimal(row["tax"])) <= Decimal("0.01")
            else:
                assert row["tax_rate"] in {"免税", "不征税", "***"}


@pytest.mark.parametrize("variant", VARIANTS)
def test_qr_codes_say_what_the_form_says(variant: str) -> None:
    for seed in SEEDS:
        form = layout("vat_invoice", variant, seed)
        if not any(type(operation).__name__ == "QrCode" for operation in form.sheet.operations):
            continue  # before the QR code
        code = payload(form.sheet)
        version, kind, invoice_code, number, amount, day, check, checksum, rest = code.split(",")
        fields = form.fields
        assert (version, kind, rest) == ("01", QR_KINDS[variant], "")
        assert (invoice_code, number) == (fields["invoice_code"], fields["invoice_number"])
        assert day == text(fields["issue_date"]).replace("-", "")
        shows_total = variant in DIGITAL or variant == "vat_roll"
        assert amount == fields["total_including_tax" if shows_total else "total_excluding_tax"]
        assert len(check) == (6 if variant.startswith("digital_paper") else len(text(fields["check_code"])))
        body = code[: -len(checksum) - 1]
        assert checksum == f"{remainder(body.encode(), POLYNOMIAL):04X}"


@pytest.mark.parametrize("variant", CODE_KINDS)
def test_invoice_codes_name_their_kind(variant: str) -> None:
    for seed in SEEDS:
        assert re.fullmatch(CODE_KINDS[variant], text(layout("vat_invoice", variant, seed).fields["invoice_code"]))


@pytest.mark.parametrize("variant", PAPER[2:])
def test_digital_paper_names_its_long_number(variant: str) -> None:
    for seed in SEEDS:
        form = layout("vat_invoice", variant, seed)
        (line,) = [line for line in printed(form.sheet) if line.startswith("数电票号码：")]
        number = line.removeprefix("数电票号码：")
        assert re.fullmatch(rf"{text(form.fields['issue_date'])[2:4]}\d{{18}}", number)
        assert payload(form.sheet).split(",")[6] == number[-6:]
        assert (form.fields["cipher_area"], form.fields["check_code"]) == ([], "")
        assert re.fullmatch(r"\d{8}", text(form.fields["invoice_number"]))


@pytest.mark.parametrize("variant", ["vat_toll_electronic", "digital_general"])
def test_tolls_have_cells_of_their_own(variant: str) -> None:
    prepaid = 0
    for seed in range(30):
        form = form_of(variant, Sort.TOLL, seed)
        assert "通行费" in printed(form.sheet)
        for row in rows(form.fields):
            assert set(row) == {
                "name", "plate_number", "vehicle_type", "start_date", "end_date", "amount", "tax_rate", "tax",
            }  # fmt: skip
            if row["tax_rate"] == "不征税":
                prepaid += 1
                assert (row["plate_number"], row["start_date"], row["tax"]) == ("", "", "***")
                continue
            assert re.fullmatch(r"[\u4e00-\u9fff][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}", row["plate_number"])
            assert row["start_date"] <= row["end_date"] <= text(form.fields["issue_date"])
    assert prepaid


def test_rolls_show_sums_with_tax_only() -> None:
    widths = set()
    for seed in SEEDS:
        form = form_of("vat_roll", Sort.ROLL, seed)
        widths.add(form.sheet.width_mm)
        assert form.sheet.height_mm > 2 * form.sheet.width_mm
        assert not {"total_tax", "total_excluding_tax", "cipher_area", "remark", "issuer"} & set(form.fields)
        for row in rows(form.fields):
            assert Decimal(row["quantity"]) * Decimal(row["unit_price"]) == Decimal(row["amount"])
        total = sum(Decimal(row["amount"]) for row in rows(form.fields))
        assert total == Decimal(text(form.fields["total_including_tax"]))
        assert re.fullmatch(r"\d{20}", text(form.fields["check_code"]))
    assert widths == {57.0, 76.0}


@pytest.mark.parametrize("variant", DIGITAL)
def test_long_invoices_run_on(variant: str) -> None:
    counts = set()
    for seed in SEEDS:
        form = form_of(variant, Sort.LONG, seed)
        pages = sheets_of(form)
        counts.add(len(pages))
        first_rows = []
        for number, page in enumerate(pages, 1):
            lines = printed(page)
            assert f"共{len(pages)}页 第{number}页" in lines or len(pages) == 1
            assert form.fields["invoice_number"] in lines
            assert ("价税合计（大写）" in lines) == ("合计" in lines) == (number == len(pages))
            first_rows += sorted({int(name[6:].split("]")[0]) for name in page.marks if name.startswith("items[")})
        assert first_rows == list(range(len(rows(form.fields))))
        if len(pages) > 1:
            assert all("小计" in printed(page) for page in pages)
    assert {2, 3} <= counts <= {1, 2, 3, 4}


def test_subtotals_add_up_to_the_total() -> None:
    for seed in SEEDS:
        form = form_of("digital_general", Sort.LONG, seed)
        if not form.following:
            continue
        subtotals = []
        for page in sheets_of(form):
            lines = printed(page)
            subtotals.append(Decimal(lines[lines.index("小计") + 1].removeprefix("¥")))
        assert sum(subtotals) == Decimal(text(form.fields["total_excluding_tax"]))
