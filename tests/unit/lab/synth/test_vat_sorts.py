"""What makes a sort of VAT invoice is on the form: remarks, marks, cells, numbers."""

import re
from decimal import Decimal

import pytest

from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.values.vat_sorts import Sort
from tests.unit.lab.synth.forms import PAPER, form_of, printed, rows, text

SEEDS = range(12)


@pytest.mark.parametrize(
    ("variant", "remark"),
    [
        ("vat_special_paper", r"开具红字增值税专用发票信息表编号\d{16}"),
        ("vat_general_electronic", r"对应正数发票代码：\d{12}号码：\d{8}"),
        ("digital_general", r"被红冲蓝字数电发票号码：\d{20}红字发票信息确认单编号：\d{20}"),
    ],
)
def test_negative_invoices_name_what_they_take_back(variant: str, remark: str) -> None:
    for seed in SEEDS:
        fields = form_of(variant, Sort.NEGATIVE, seed).fields
        assert re.search(remark, text(fields["remark"]))
        assert Decimal(text(fields["total_including_tax"])) < 0
        for row in rows(fields):
            assert not row["unit_price"].startswith("-")
            if row["quantity"]:
                assert Decimal(row["quantity"]) * Decimal(row["amount"]) > 0


@pytest.mark.parametrize("variant", ["vat_general_paper", "digital_special"])
def test_of_a_margin_only_the_difference_is_taxed(variant: str) -> None:
    for seed in SEEDS:
        fields = form_of(variant, Sort.MARGIN, seed).fields
        (row,) = rows(fields)
        found = re.search(r"差额征税：(\d+\.\d\d)。", text(fields["remark"]))
        assert found
        taxed = Decimal(text(fields["total_including_tax"])) - Decimal(found[1])
        assert row["tax_rate"] == "***"
        errors = [abs(taxed * rate / (100 + rate) - Decimal(row["tax"])) for rate in (Decimal(5), Decimal(6))]
        assert min(errors) <= Decimal("0.005")


def test_lists_are_named_in_one_line() -> None:
    for seed in SEEDS:
        (row,) = rows(form_of("vat_special_paper", Sort.LISTED, seed).fields)
        assert row["name"] == "（详见销货清单）"
        assert (row["specification"], row["unit"], row["quantity"], row["unit_price"]) == ("", "", "", "")


@pytest.mark.parametrize("variant", PAPER[:2])
def test_old_paper_has_old_numbers(variant: str) -> None:
    for seed in SEEDS:
        form = form_of(variant, Sort.OLD, seed)
        lines = form.fields["cipher_area"]
        assert len(lines) == 4
        assert {len(line) for line in lines} == {21}
        assert re.fullmatch(r"\d{14}[\dX]|\d{17}[\dX]\d\d", text(form.fields["seller_tax_id"]))
        assert text(form.fields["issue_date"]) < "2016"
        assert "购货单位" in printed(form.sheet)
        assert not any(type(operation).__name__ == "QrCode" for operation in form.sheet.operations)


@pytest.mark.parametrize(
    ("sort", "mark", "heads"),
    [
        (Sort.PASSENGERS, "旅客运输服务", ("出行人", "有效身份证件号", "交通工具类型")),
        (Sort.FREIGHT, "货物运输服务", ("运输工具种类", "起运地", "到达地")),
        (Sort.CONSTRUCTION, "建筑服务", ("建筑服务发生地", "建筑项目名称")),
        (Sort.RENTAL, "不动产经营租赁服务", ("产权证书/不动产权证号", "面积单位")),
    ],
)
def test_businesses_have_their_mark_and_columns(sort: Sort, mark: str, heads: tuple[str, ...]) -> None:
    for seed in SEEDS:
        lines = printed(form_of("digital_special", sort, seed).sheet)
        assert {mark, *heads} <= set(lines)


@pytest.mark.parametrize("sort", [Sort.FARM, Sort.ON_BEHALF])
def test_persons_have_no_tax_number(sort: Sort) -> None:
    for seed in SEEDS:
        fields = form_of("digital_general", sort, seed).fields
        assert fields["seller_tax_id"] == ""
        assert 2 <= len(text(fields["seller_name"])) <= 4
        if sort is Sort.FARM:
            assert {row["tax_rate"] for row in rows(fields)} == {"免税"}


def test_unusual_goods_occur() -> None:
    found = [row for seed in range(60) for row in rows(form_of("digital_general", Sort.UNUSUAL, seed).fields)]
    assert {"3%", "5%", "不征税", "13%"} <= {row["tax_rate"] for row in found}
    assert any(len(row["name"]) > 26 for row in found)
    assert any(row["quantity"] == "" for row in found)
    assert any(len(row["unit_price"].replace(".", "")) >= 14 for row in found)


def test_every_sort_occurs_by_chance() -> None:
    marks = set()
    for seed in range(200):
        form = layout("vat_invoice", "digital_general", seed)
        marks |= {
            line
            for line in printed(form.sheet)
            if line.endswith(("服务", "通行费", "收购", "销售", "差额开票", "代开"))
        }
        marks |= {"pages"} if form.following else set()
        marks |= {"negative"} if text(form.fields["total_including_tax"]).startswith("-") else set()
    assert {
        "旅客运输服务",
        "货物运输服务",
        "建筑服务",
        "不动产经营租赁服务",
        "通行费",
        "代开",
        "pages",
        "negative",
    } <= marks
    assert "差额征税-差额开票" in marks
    assert marks & {"农产品收购", "自产农产品销售"}
