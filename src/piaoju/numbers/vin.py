"""Vehicle identification numbers (车辆识别代号, VIN): 17 characters with a check digit in the ninth place.

The letters I, O and Q are not used. The check digit is required of vehicles for the Chinese market; vehicles imported
outside that rule may fail it, so that a failing number is doubtful, not wrong.

Source: GB 16735-2019 and ISO 3779.

>>> validate("1M8GDM9AXKP042788")
'1M8GDM9AXKP042788'
>>> validate("1M8GDM9A1KP042788")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidChecksum: The number's checksum or check digit is invalid.
"""

import re

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
"""The only characters of a VIN."""

_VALUES = dict(zip(ALPHABET, (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_FORM = re.compile(rf"[{ALPHABET}]{{17}}")


def compact(number: str) -> str:
    """Return the number without blanks and hyphens, in capitals."""
    return without_blanks(number).replace("-", "").upper()


def calc_check_digit(number: str) -> str:
    """Return the check digit of 17 characters, whatever stands in its place.

    >>> calc_check_digit("1M8GDM9A_KP042788")
    'X'
    """
    total = sum(weight * _VALUES.get(char, 0) for weight, char in zip(_WEIGHTS, compact(number), strict=True))
    return "0123456789X"[total % 11]


def validate(number: str) -> str:
    """Return the compact number if its form and check digit hold.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat or InvalidChecksum.
    """
    number = compact(number)
    if len(number) != 17:
        raise InvalidLength
    if not _FORM.fullmatch(number):
        raise InvalidFormat
    if calc_check_digit(number) != number[8]:
        raise InvalidChecksum
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the number."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True
