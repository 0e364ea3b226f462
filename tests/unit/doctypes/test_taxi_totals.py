"""Amounts of taxi receipts: signs before them read as digits, points that ran together."""

import pytest

from tests.text_lines import line, line_in
from tests.unit.doctypes.taxi_slips import HEAD, NORTH, SOUTH, SOUTH_VALUES, slip, values


@pytest.mark.parametrize(
    ("printed", "considered", "total"),
    [
        ("133.00", "¥", "33.00"),
        ("133.00", "7", "133.00"),
        ("143.00", "¥", "143.00"),
        ("¥33.00", "Y", "33.00"),
    ],
)
def test_a_sign_read_as_a_digit_is_no_part_of_a_total_that_the_others_sum_up_to(
    printed: str, considered: str, total: str
) -> None:
    lines = [
        line_in(made.quad, made.text, also={0: [(considered, 0.02)]}) if made.text == printed else made
        for made in slip(NORTH, values={"total_paid": printed})
    ]
    assert values(lines)["amount_paid"] == total


def test_a_fare_that_lost_its_first_digit_is_no_measure_of_the_total() -> None:
    wrong = {"unit_price": "2.50", "distance": "40.0", "fare": "21.00", "fuel_surcharge": "0.00"}
    slips = slip(NORTH, values=wrong | {"total_paid": "121.00"})
    lines = [
        line_in(made.quad, made.text, also={0: [("¥", 0.02)]}) if made.text == "121.00" else made for made in slips
    ]
    assert values(lines)["amount_paid"] == "121.00"


@pytest.mark.parametrize("lost", [[], ["fare"]])
def test_a_point_that_ran_together_is_one_with_and_without_a_label(lost: list[str]) -> None:
    assert values(slip(SOUTH, values={"fare": "¥26-00元"}, without_labels=lost)) == SOUTH_VALUES


@pytest.mark.parametrize("read", ["¥-3.00元", "¥-3.00"])
def test_a_stroke_before_an_amount_takes_nothing_off_what_was_paid(read: str) -> None:
    assert values(slip(SOUTH, values={"call_fee": read})) == SOUTH_VALUES | {"call_fee": "3.00", "amount_paid": "30.50"}


OTHER_FORM = [line(text.replace("144032170119", "151012170119"), x, y) for text, x, y in HEAD]


@pytest.mark.parametrize(
    ("surcharge", "last", "expected"),
    [
        ("¥1.50元", "27.50元", {"total": "27.50", "amount_paid": "27.50"}),
        ("¥1.50元", "28.50元", {}),
        ("", "27.50元", {}),
    ],
)
def test_an_amount_without_label_that_is_the_sum_of_those_above_is_the_total(
    surcharge: str, last: str, expected: dict[str, str]
) -> None:
    lost = ["fare", "fuel_surcharge", "call_fee"]
    lines = slip(SOUTH, values={"fuel_surcharge": surcharge, "call_fee": last}, without_labels=lost)
    found = values([*OTHER_FORM, *lines[len(HEAD) :]])
    assert {name: found[name] for name in ("fuel_surcharge", "call_fee", "total", "amount_paid") if name in found} == (
        expected
    )
