"""`numbers.date`."""

import pytest

from piaoju.numbers import date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2021年07月08日", "2021-07-08"),
        ("2021 年 0 7 月 08 日", "2021-07-08"),
        ("2021年7月8", "2021-07-08"),
        ("2021-07-08", "2021-07-08"),
        ("2021－7－8", "2021-07-08"),
        ("2021/7/8", "2021-07-08"),
        ("2021.07.08", "2021-07-08"),
        ("20210708", "2021-07-08"),
        ("2021 07 08", "2021-07-08"),
        ("2021  7  8", "2021-07-08"),
        ("21-07-08", "2021-07-08"),
        ("", None),
        ("2021", None),
        ("2021-07/08", None),
        ("2021年13月01日", None),
        ("2021年02月29日", None),
        ("1021年02月01日", None),
        ("2021年07月08日16:30", None),
        ("O021-07-08", None),
    ],
)
def test_dates(printed: str, expected: str | None) -> None:
    assert date.normalise(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2018年11月03日06:47开", "2018-11-03 06:47"),
        ("2018 年 11月0 3日 06： 47 开", "2018-11-03 06:47"),
        ("2018年11月03日6.47开", "2018-11-03 06:47"),
        ("2018-11-03 06:47", "2018-11-03 06:47"),
        ("2018/11/3  6:47", "2018-11-03 06:47"),
        ("2018-11-03T06:47:12", "2018-11-03 06:47"),
        ("2018年11月03日24:10开", None),
        ("2018年11月31日06:47开", None),
        ("2018年11月03日", None),
        ("06:47", None),
    ],
)
def test_dates_with_times(printed: str, expected: str | None) -> None:
    assert date.normalise_date_time(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("08:05", "08:05"),
        ("8：05", "08:05"),
        ("23 : 59", "23:59"),
        ("23:59:07", "23:59"),
        ("8时05分", "08:05"),
        ("8点05", "08:05"),
        ("24:00", None),
        ("12.50", None),
        ("12:5", None),
        ("", None),
    ],
)
def test_times(printed: str, expected: str | None) -> None:
    assert date.normalise_time(printed) == expected
