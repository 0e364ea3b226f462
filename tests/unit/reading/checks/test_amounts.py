"""Amounts printed more than once: what cannot be compared."""

from decimal import Decimal

import pytest

from piaoju.reading.checks import amounts
from piaoju.reading.checks.rule import Evidence, run
from tests.unit.reading.checks.evidence import TODAY, evidence, field


def test_an_amount_that_was_derived_confirms_nothing() -> None:
    seen = Evidence({"words": field("拾圆整", source="derived"), "figures": field("10.00")}, TODAY)
    (found,) = run([amounts.words_and_figures("words", "figures")], seen)
    assert found.status == "not_applicable"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("13%", Decimal("0.13")), ("免税", Decimal(0)), ("不征税", Decimal(0)), ("***", None), ("", None)],
)
def test_rates(printed: str, expected: Decimal | None) -> None:
    assert amounts.rate_or_zero(printed) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"net": "1.00", "tax": "0.13", "total": "1.13"}, True),
        ({"net": "1.00", "tax": "***", "total": "1.00"}, True),
        ({"net": "1.00", "tax": "0.13", "total": "1.31"}, False),
        ({"net": "1.00", "total": "1.00"}, False),
    ],
)
def test_totals_that_agree(values: dict[str, str], expected: bool) -> None:
    assert amounts.adds_up(evidence(values), ("net", "tax", "total")) is expected


@pytest.mark.parametrize(
    ("fare", "total", "status"),
    [
        ("28.00", "29.00", "pass"),
        ("28.60", "30.00", "pass"),
        ("28.60", "29.50", "pass"),
        ("28.63", "29.60", "pass"),
        ("28.00", "29.90", "fail"),
        ("28.60", "29.70", "fail"),
    ],
)
def test_what_was_paid_may_be_rounded(fare: str, total: str, status: str) -> None:
    seen = evidence({"fare": fare, "fuel_surcharge": "1.00", "total": total})
    (found,) = run([amounts.surcharges(("fare", "fuel_surcharge"), "total", "paid")], seen)
    assert found.status == status


@pytest.mark.parametrize(
    ("total", "status"),
    [("30.50", "not_applicable"), ("31.00", "not_applicable"), ("29.90", "fail"), ("28.00", "fail")],
)
def test_a_surcharge_that_was_not_read_is_whole_or_half_a_yuan(total: str, status: str) -> None:
    seen = evidence({"fare": "28.00", "fuel_surcharge": "1.00", "total": total})
    (found,) = run([amounts.surcharges(("fare", "fuel_surcharge", "call_fee"), "total", "paid")], seen)
    assert found.status == status
