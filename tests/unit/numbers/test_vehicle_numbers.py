"""`numbers.vin` and `numbers.organisation_code`: what they take, what they refuse and why."""

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers import organisation_code, vin

CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("module", "printed", "expected"),
    [
        (vin, "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        (vin, "1m8g dm9a xkp0 42788", "1M8GDM9AXKP042788"),
        (vin, "11111111111111111", "11111111111111111"),
        (organisation_code, "60003734-1", "600037341"),
        (organisation_code, " 6000 37341 ", "600037341"),
    ],
)
def test_valid_numbers(module: ModuleType, printed: str, expected: str) -> None:
    assert module.validate(printed) == expected
    assert module.is_valid(printed)


@pytest.mark.parametrize(
    ("module", "printed", "error"),
    [
        (vin, "", InvalidLength),
        (vin, "1M8GDM9AXKP04278", InvalidLength),
        (vin, "1M8GDM9AXKPO42788", InvalidFormat),
        (vin, "1M8GDM9AXKP04278车", InvalidFormat),
        (vin, "1M8GDM9A0KP042788", InvalidChecksum),
        (organisation_code, "60003734", InvalidLength),
        (organisation_code, "6000373A-A", InvalidFormat),
        (organisation_code, "60003734-X", InvalidChecksum),
    ],
)
def test_refused_numbers(module: ModuleType, printed: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        module.validate(printed)
    assert not module.is_valid(printed)


@given(st.text(vin.ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(vin.ALPHABET))
def test_a_digit_taken_for_another_breaks_a_vin(text: str, place: int, other: str) -> None:
    number = text[:8] + vin.calc_check_digit(text) + text[9:]
    assert vin.is_valid(number)
    changed = number[:place] + other + number[place + 1 :]
    if number[place].isdigit() and other.isdigit() and other != number[place]:
        assert not vin.is_valid(changed)


@given(st.text(CODES, min_size=8, max_size=8), st.integers(0, 7))
def test_a_digit_taken_for_the_next_breaks_an_organisation_code(text: str, place: int) -> None:
    check = organisation_code.calc_check_digit(text)
    assert organisation_code.is_valid(text + check)
    following = CODES[(CODES.index(text[place]) + 1) % len(CODES)]
    if following != "0":
        assert not organisation_code.is_valid(text[:place] + following + text[place + 1 :] + check)
