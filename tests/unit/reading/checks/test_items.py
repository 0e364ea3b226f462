"""Item rows: what their arithmetic forgives, and which cells a failure names."""

import pytest

from piaoju.reading.checks import items
from piaoju.reading.checks.rule import run
from tests.unit.reading.checks.evidence import evidence, fields

TOTALS = ("net", "tax", "total")


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "holds"),
    [
        ("3", "33.33", "99.99", True),
        ("1", "88.495575221239", "88.50", True),
        ("12.3456", "8.10", "100.00", True),  # both cut
        ("-2", "50", "-100.00", True),
        ("3", "33.33", "99.00", False),
        ("10", "30", "305.00", False),  # 30 is whole
        ("", "30", "305.00", None),
    ],
)
def test_quantity_times_price(quantity: str, price: str, amount: str, holds: bool | None) -> None:
    row = fields({"quantity": quantity, "unit_price": price, "amount": amount})
    assert items.row_multiplies(row) is holds


@pytest.mark.parametrize(
    ("amount", "rate", "tax", "holds"),
    [
        ("888.89", "17%", "151.11", True),
        ("888.89", "17%", "151.16", True),  # as software permits
        ("888.89", "17%", "151.20", False),
        ("100.00", "免税", "***", True),
        ("100.00", "免税", "13.00", False),
        ("100.00", "0%", "0.00", True),
        ("100.00", "***", "5.00", None),
        ("100.00", "", "5.00", None),
        ("-100.00", "13%", "-13.00", True),
    ],
)
def test_rate_makes_tax(amount: str, rate: str, tax: str, holds: bool | None) -> None:
    assert items.row_is_taxed(fields({"amount": amount, "tax_rate": rate, "tax": tax})) is holds


def test_only_wrong_rows_are_named() -> None:
    rows = [{"amount": "100.00", "tax_rate": "13%", "tax": tax} for tax in ("13.00", "18.00")]
    (found,) = run([items.taxes()], evidence({}, rows))
    assert found.status == "fail"
    assert found.fields == ("items[1].amount", "items[1].tax_rate", "items[1].tax")


@pytest.mark.parametrize(("remark", "printed"), [("差额征税：80.00。", ""), ("", "差额征税-差额开票")])
def test_of_a_margin_the_rate_makes_another_tax(remark: str, printed: str) -> None:
    rows = [{"amount": "100.00", "tax_rate": "6%", "tax": "1.00"}]
    (found,) = run([items.taxes()], evidence({"remark": remark}, rows, printed=printed))
    assert found.status == "not_applicable"


def column(rows: list[dict[str, str]], values: dict[str, str], printed: str = "") -> tuple[str, tuple[str, ...]]:
    (found,) = run(
        [items.column_sum("amount", "net", "amounts_make_total", TOTALS)], evidence(values, rows, printed=printed)
    )
    return found.status, found.fields


def test_rows_make_the_total() -> None:
    assert column([{"amount": "1.00"}, {"amount": "***"}], {"net": "1.00"})[0] == "pass"


def test_a_row_that_supports_itself_is_not_suspected() -> None:
    rows = [{"amount": "100.00", "tax_rate": "13%", "tax": "13.00"}, {"amount": "5.00"}]
    assert column(rows, {"net": "110.00"}) == ("fail", ("net", "items[1].amount"))


def test_totals_that_agree_are_not_suspected() -> None:
    values = {"net": "110.00", "tax": "10.00", "total": "120.00"}
    assert column([{"amount": "100.00"}], values) == ("fail", ("items[0].amount",))
    rows = [{"amount": "100.00", "tax_rate": "13%", "tax": "13.00"}]
    assert column(rows, values) == ("fail", ("items",))


@pytest.mark.parametrize("printed", ["共2页\n第2页", "小计", "共12页"])
def test_rows_on_other_pages_are_not_seen(printed: str) -> None:
    assert column([{"amount": "1.00"}], {"net": "2.00"}, printed)[0] == "not_applicable"


def test_a_single_page_may_be_numbered() -> None:
    assert column([{"amount": "1.00"}], {"net": "2.00"}, "共1页\n第1页")[0] == "fail"


def test_an_unread_cell_leaves_the_sum_open() -> None:
    assert column([{"amount": "1.00"}, {"name": "x"}], {"net": "2.00"})[0] == "not_applicable"
