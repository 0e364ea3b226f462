"""`numbers.money`."""

from decimal import Decimal

import pytest

from piaoju.numbers import money


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("¥ 1,787.07", "1787.07"),
        ("￥39.5元", "39.5"),
        ("Y12.00", "12.00"),
        ("100元整", "100"),
        ("人民币20.00", "20.00"),
        ("-5.00", "-5.00"),
        ("¥-5.00", "-5.00"),
        ("—¥5.00", "-5.00"),
        ("１２３．４０", "123.40"),
        ("1，234，567．80", "1234567.80"),
        ("0.00", "0.00"),
        (".50", ".50"),
        ("* * *", "***"),
        ("**", "***"),
    ],
)
def test_money_is_a_plain_decimal_as_printed(printed: str, expected: str) -> None:
    assert money.normalise(printed) == expected


@pytest.mark.parametrize("printed", ["", "¥", "元", "12.3.4", "1,23.00", "-¥-5", "O.50", "12.00km", "合计1.00", "*"])
def test_what_is_no_money_is_refused(printed: str) -> None:
    assert money.normalise(printed) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("14.6KM", "14.6"),
        ("4.5 公里", "4.5"),
        ("2.50元/KM", "2.50"),
        ("0.0254716981132", "0.0254716981132"),
        ("1.5吨", "1.5"),
        ("5人", "5"),
        ("-1", "-1"),
    ],
)
def test_units_of_quantities_and_distances_go(printed: str, expected: str) -> None:
    assert money.normalise_decimal(printed) == expected


@pytest.mark.parametrize("printed", ["", "km", "***", "3台", "1E5"])
def test_what_is_no_decimal_is_refused(printed: str) -> None:
    assert money.normalise_decimal(printed) is None
    assert money.parse(printed) is None


def test_parse_keeps_printed_digits() -> None:
    assert str(money.parse("¥1,000.10")) == "1000.10"
    assert money.parse("-.5") == Decimal("-0.5")
