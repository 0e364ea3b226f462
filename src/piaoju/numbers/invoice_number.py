"""Invoice numbers (发票号码): 8 digits, or 20 of the fully digital invoice (数电票).

The twenty are year 1-2, region 3-4, channel of issue 5, serial number 6-20. The list of channels is not
published and some cities have region digits of their own, so neither is checked.

Source: 国家税务总局公告2024年第11号.

>>> validate("12345678"), validate("2444 2000 0000 1234 5678")
('12345678', '24442000000012345678')
>>> is_valid("00000000"), is_valid("1234567")
(False, False)
"""

import re
from dataclasses import dataclass

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

_DIGITS = re.compile(r"\d+", re.ASCII)
_FIRST_DIGITAL_YEAR = 2021


@dataclass(frozen=True, slots=True)
class DigitalNumber:
    """The parts of a number of 20 digits; `year` is 20yy, the others as printed."""

    year: int
    region: str
    channel: str
    serial: str


def compact(number: str) -> str:
    """Return the number without blanks."""
    return without_blanks(number)


def validate(number: str) -> str:
    """Return the compact number if it has 8 digits, not all zero, or 20 of a year that had digital invoices.

    Raises:
        stdnum.exceptions.ValidationError: InvalidFormat, InvalidLength or InvalidComponent (zeros, year).
    """
    number = compact(number)
    if not _DIGITS.fullmatch(number):
        raise InvalidFormat
    if len(number) not in (8, 20):
        raise InvalidLength
    if not number.strip("0") or (len(number) == 20 and split(number).year < _FIRST_DIGITAL_YEAR):
        raise InvalidComponent
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the number."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def split(number: str) -> DigitalNumber:
    """Return the parts of a number of 20 digits.

    >>> split("24442000000012345678")
    DigitalNumber(year=2024, region='44', channel='2', serial='000000012345678')
    """
    number = compact(number)
    return DigitalNumber(2000 + int(number[:2]), number[2:4], number[4], number[5:])
