"""Rates of value added tax by day."""

from datetime import date
from decimal import Decimal

import pytest

from piaoju.reading.checks.rates import is_in_force, item_rates_in_force
from piaoju.reading.checks.rule import run
from tests.unit.reading.checks.evidence import evidence


@pytest.mark.parametrize(
    ("percent", "on", "holds"),
    [
        ("17", date(2018, 4, 30), True),
        ("17", date(2019, 4, 30), True),  # a sale of before, invoiced late
        ("17", date(2019, 5, 1), False),
        ("16", date(2018, 4, 30), False),
        ("16", date(2018, 5, 1), True),
        ("13", date(2016, 1, 1), True),
        ("13", date(2018, 12, 1), False),
        ("13", date(2019, 4, 1), True),
        ("9.0", date(2019, 4, 1), True),
        ("9", date(2019, 3, 31), False),
        ("1", date(2020, 2, 29), False),
        ("1", date(2020, 3, 1), True),
        ("3", date(2000, 1, 1), True),
        ("7", date(2020, 1, 1), False),
    ],
)
def test_rates_in_force(percent: str, on: date, holds: bool) -> None:
    assert is_in_force(Decimal(percent) / 100, on) is holds


def test_only_rows_with_a_wrong_rate_are_named() -> None:
    rows = [{"tax_rate": rate} for rate in ("13%", "17%", "免税")]
    (found,) = run([item_rates_in_force("day")], evidence({"day": "2022-01-01"}, rows))
    assert (found.status, found.fields) == ("fail", ("items[1].tax_rate", "day"))
    (found,) = run([item_rates_in_force("day")], evidence({"day": "2022-01-01"}, rows[2:]))
    assert found.status == "not_applicable"
