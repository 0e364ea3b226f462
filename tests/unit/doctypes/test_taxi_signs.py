"""`doctypes.taxi_receipt.signs`: what print of dots leaves no choice about, and what no clock can show."""

import pytest

from piaoju.doctypes.taxi_receipt.signs import times_apart, with_signs, within_ride
from tests.text_lines import Alternatives, run


@pytest.mark.parametrize(
    ("name", "read", "value"),
    [
        ("board_time", "09108", "09:08"),
        ("board_time", "09±08", "09:08"),
        ("board_time", "09:08", "09:08"),
        ("time", "21122-21146", "21:22-21:46"),
        ("waiting_time", "00116112", "00:16:12"),
        ("waiting_time", "00.16.12", "00.16.12"),
        ("waiting_time", "35:10", "35:10"),
        ("waiting_time", "3分20秒", "3分20秒"),
        ("fare", "1:00元", "1.00元"),
        ("distance", "5，2", "5.2"),
        ("date", "2021-03-04", "2021-03-04"),
    ],
)
def test_signs(name: str, read: str, value: str) -> None:
    found = with_signs(name, run(read, 0, 0))
    assert found is not None
    assert found.text == value


ZERO: Alternatives = {index: [("0", 0.02)] for index in range(8)}


@pytest.mark.parametrize(
    ("name", "read", "value"),
    [
        ("board_time", "85:85", "05:05"),
        ("waiting_time", "00:88:45", "00:00:45"),  # the second 8 is as the first
        ("waiting_time", "00:08:45", "00:08:45"),
    ],
)
def test_digits_that_no_clock_has_are_what_else_was_considered(name: str, read: str, value: str) -> None:
    found = with_signs(name, run(read, 0, 0, also=ZERO))
    assert found is not None
    assert found.text == value


@pytest.mark.parametrize("read", ["85:05", "25:10", "12:75"])
def test_without_another_candidate_it_is_no_time(read: str) -> None:
    assert with_signs("board_time", run(read, 0, 0)) is None


@pytest.mark.parametrize(
    ("name", "read", "value"),
    [("fare", "¥25.78元", "¥25.70元"), ("unit_price", "2.28元", "2.28元"), ("total", "25.80", "25.80")],
)
def test_meters_count_by_the_tenth_of_a_yuan(name: str, read: str, value: str) -> None:
    found = with_signs(name, run(read, 0, 0, also=ZERO))
    assert found is not None
    assert found.text == value
    assert with_signs(name, run(read, 0, 0)) == run(read, 0, 0)


@pytest.mark.parametrize(
    ("waiting", "believed"),
    [("00:08:10", "00:08:10"), ("08:08:10", "00:08:10"), ("08:58:10", None), ("00:38:10", None), ("08:38:10", None)],
)
def test_nobody_waits_longer_than_the_ride(waiting: str, believed: str | None) -> None:
    values = {
        "board_time": run("23:50", 0, 0),
        "alight_time": run("00:11", 0, 40),
        "waiting_time": run(waiting, 0, 80, also={index: [("0", 0.02)] for index in (0, 1)}),
    }
    found = within_ride(values)
    assert (found["waiting_time"].text if "waiting_time" in found else None) == believed


def test_a_time_waited_beside_no_ride_is_left() -> None:
    values = {"waiting_time": run("08:16:10", 0, 0), "board_time": run("09:08", 0, 0)}
    assert within_ride(values) == values


def test_a_range_is_two_times() -> None:
    found = times_apart({"time": run("09:08-09:31", 0, 0)})
    assert {name: value.text for name, value in found.items()} == {"board_time": "09:08", "alight_time": "09:31"}


def considered(likely: float) -> Alternatives:
    """Return candidates that a zero is among, as likely as that, for every character."""
    return {index: [("0", likely)] for index in range(12)}


@pytest.mark.parametrize(
    ("name", "read", "value"),
    [
        ("unit_price", "2.78元", "2.70元"),
        ("fuel_surcharge", "¥8.80元", "¥0.00元"),
        ("plate", "A-68951", "A-60051"),
        ("alight_time", "19:58", "10:50"),
    ],
)
def test_a_digit_that_a_struck_zero_is_taken_for_is_one_if_that_was_considered(
    name: str, read: str, value: str
) -> None:
    found = with_signs(name, run(read, 0, 0, also=considered(0.2)))
    assert found is not None
    assert (found.text, found.first_text) == (value, read)
    assert with_signs(name, run(read, 0, 0, also=considered(0.02))) == run(read, 0, 0, also=considered(0.02))


def test_an_eight_beside_a_struck_zero_stays_one_if_no_zero_was_considered() -> None:
    found = with_signs("board_time", run("88:33", 0, 0, also={0: [("0", 0.3)]}))
    assert found is not None
    assert found.text == "08:33"


@pytest.mark.parametrize(
    ("read", "value"),
    [("2821年84月92日", "2021年04月02日"), ("2821-03-04", "2021-03-04"), ("2021年03月04日", "2021年03月04日")],
)
def test_digits_that_no_date_has_are_what_else_was_considered(read: str, value: str) -> None:
    found = with_signs("date", run(read, 0, 0, also=considered(0.02)))
    assert found is not None
    assert found.text == value


@pytest.mark.parametrize("mark", [":", "：", "一"])
def test_whatever_the_mark_of_a_plate_is_read_as(mark: str) -> None:
    found = with_signs("plate", run(f"粤A{mark}C12345", 0, 0))
    assert found is not None
    assert found.text == "粤A·C12345"
