"""Resident identity numbers (居民身份证号码), whole or with digits masked by stars, as tickets print them.

Eighteen characters: region 1-6, birth 7-14, order 15-17, check character. Fifteen before 1999: birth without century,
no check character. Foreigners with permanent residence: 9, province 2-3, nationality 4-6, the rest alike. Of a masked
number what remains is checked.

Source: GB 11643-1999; cards of permanent residence as issued since 2023; regions of GB/T 2260 by province, as codes
since abolished stay in use.

>>> validate("11010519491231002x")
'11010519491231002X'
>>> validate("1101051949****002X"), is_valid("9901051949****002X")
('1101051949****002X', False)
"""

import re
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

_LONG = re.compile(r"[\d*]{17}[\dX*]", re.ASCII)
_SHORT = re.compile(r"[\d*]{15}", re.ASCII)
_PROVINCE = re.compile(r"9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])|\d\*|\*.")
_YEARS = range(1880, 2100)
_LEAP_YEAR = 2000


def compact(number: str) -> str:
    """Return the number without blanks, in capitals."""
    return without_blanks(number).upper()


def validate(number: str) -> str:
    """Return the compact number if all of it that is not masked holds.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat, InvalidComponent (province, birth) or
            InvalidChecksum.
    """
    number = compact(number)
    if len(number) not in (15, 18):
        raise InvalidLength
    if not (_LONG if len(number) == 18 else _SHORT).fullmatch(number):
        raise InvalidFormat
    birth = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if not _PROVINCE.match(number) or not _is_birth(birth):
        raise InvalidComponent
    if len(number) == 18 and "*" not in number and ric.calc_check_digit(number) != number[-1]:
        raise InvalidChecksum
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the number."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def _is_birth(birth: str) -> bool:
    year, month, day = birth[:4], birth[4:6], birth[6:]
    if year.isdecimal() and int(year) not in _YEARS:
        return False
    if not (month + day).isdecimal():
        return True
    try:
        date(int(year) if year.isdecimal() else _LEAP_YEAR, int(month), int(day))
    except ValueError:
        return False
    return True
