"""Organisation codes (组织机构代码): eight digits or letters and a check character, the heart of every credit code.

Source: GB 11714-1997.

>>> validate("60003734-1")
'600037341'
>>> validate("60003734-2")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidChecksum: The number's checksum or check digit is invalid.
"""

import re

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "0X987654321"
"""Check character by the weighted sum modulo 11: eleven less that, 10 written X and 11 written 0."""
_FORM = re.compile(r"[0-9A-Z]{8}[0-9X]", re.ASCII)


def compact(number: str) -> str:
    """Return the code without blanks and hyphen, in capitals."""
    return without_blanks(number).replace("-", "").upper()


def calc_check_digit(number: str) -> str:
    """Return the check character of the first eight characters.

    >>> calc_check_digit("60003734")
    '1'
    """
    total = sum(weight * _ALPHABET.index(char) for weight, char in zip(_WEIGHTS, compact(number)[:8], strict=True))
    return _CHECKS[total % 11]


def validate(number: str) -> str:
    """Return the compact code if its form and check character hold.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat or InvalidChecksum.
    """
    number = compact(number)
    if len(number) != 9:
        raise InvalidLength
    if not _FORM.fullmatch(number):
        raise InvalidFormat
    if calc_check_digit(number) != number[-1]:
        raise InvalidChecksum
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the code."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True
