"""The 21 characters at the foot of a train ticket, and their agreement with the red ticket number.

Selling office 1-5, sale method 6-7, window 8-10, accounting day MMDD 11-14, ticket number 15-21.

Source: comparison of photographed tickets; the railway publishes no standard.

>>> validate("12345 30 012 0229 A000123")
'12345300120229A000123'
>>> is_valid("12345300120230A000123")
False
"""

import re
from dataclasses import dataclass
from datetime import date

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

_CODE = re.compile(r"\d{14}[A-HJ-NP-Z]\d{6}", re.ASCII)
_RED_NUMBER = re.compile(r"(?:[A-Z]?(\d{1,3}))?([A-HJ-NP-Z]\d{6})", re.ASCII)
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class TrainTicketCode:
    """The parts, as printed; `ticket` is the tail of the red number."""

    office: str
    sale_method: str
    window: str
    month: int
    day: int
    ticket: str


def compact(number: str) -> str:
    """Return the code without blanks, in capitals."""
    return without_blanks(number).upper()


def validate(number: str) -> str:
    """Return the compact code if its form holds and its accounting day exists.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat or InvalidComponent (the day).
    """
    number = compact(number)
    if len(number) != 21:
        raise InvalidLength
    if not _CODE.fullmatch(number):
        raise InvalidFormat
    parts = split(number)
    try:
        date(_LEAP_YEAR, parts.month, parts.day)
    except ValueError:
        raise InvalidComponent from None
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the code."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def split(number: str) -> TrainTicketCode:
    """Return the parts of a code of the right form.

    >>> split("12345300120229A000123")
    TrainTicketCode(office='12345', sale_method='30', window='012', month=2, day=29, ticket='A000123')
    """
    number = compact(number)
    return TrainTicketCode(number[:5], number[5:7], number[7:10], int(number[10:12]), int(number[12:14]), number[14:])


def matches(number: str, ticket_number: str) -> bool:
    """Tell whether a valid code belongs to a red ticket number, whose prefix, if any, is the window.

    >>> matches("12345300120229A000123", "Z12A000123"), matches("12345300120229A000123", "A000124")
    (True, False)
    """
    red = _RED_NUMBER.fullmatch(compact(ticket_number))
    if red is None:
        return False
    parts = split(number)
    return parts.ticket == red[2] and (red[1] is None or int(red[1]) == int(parts.window))
