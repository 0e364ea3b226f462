"""`numbers.rate` and `numbers.station`."""

from decimal import Decimal

import pytest

from piaoju.numbers import rate, station


@pytest.mark.parametrize(
    ("printed", "value", "fraction"),
    [
        ("13%", "13%", "0.13"),
        ("13 ％", "13%", "0.13"),
        ("1.5%", "1.5%", "0.015"),
        ("0%", "0%", "0"),
        ("免 税", "免税", None),
        ("不征税", "不征税", None),
        ("＊＊", "***", None),
        ("13", None, None),
        ("0.13", None, None),
        ("113%", None, None),
        ("", None, None),
    ],
)
def test_rates(printed: str, value: str | None, fraction: str | None) -> None:
    assert rate.normalise(printed) == value
    assert rate.parse(printed) == (None if fraction is None else Decimal(fraction))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("甲　乙 站", "甲乙"),
        ("甲乙丙丁", "甲乙丙丁"),
        ("甲乙站站", "甲乙站"),
        ("甲站", None),
        ("站", None),
        ("Jiayi", None),
        ("甲乙1", None),
        ("", None),
    ],
)
def test_stations(printed: str, expected: str | None) -> None:
    assert station.normalise(printed) == expected
