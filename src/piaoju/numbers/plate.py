"""Licence plates of motor vehicles (机动车号牌), with the province's character or, as taxi meters print them, without.

Province, letter of the issuing office, then five characters, or six on vehicles of new energy: small ones begin with a
letter that tells the drive, large ones end in it. The letters I and O are not used.

Source: GA 36-2018 and its amendments for new energy plates.

>>> validate("粤A·12345"), validate("B-U1234"), validate("粤BD12345")
('粤A12345', 'BU1234', '粤BD12345')
>>> is_valid("AO1234"), is_valid("粤A1234")
(False, False)
"""

import re

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
MARKS = "·•‧∙・.-"
"""What stands between the office's letter and the rest."""

_LETTER = "[A-HJ-NP-Z]"
_FORM = re.compile(rf"[{PROVINCES}]?{_LETTER}[0-9A-HJ-NP-Z]{{4,5}}[0-9A-HJ-NP-Z挂学警港澳领使]")
_NEW_ENERGY = re.compile(rf"{_LETTER}(?:[A-HJK][0-9A-HJ-NP-Z]\d{{4}}|\d{{5}}[A-HJK])", re.ASCII)


def compact(number: str) -> str:
    """Return the plate without marks and blanks, in capitals."""
    return without_blanks(number).translate(dict.fromkeys(map(ord, MARKS))).upper()


def validate(number: str) -> str:
    """Return the compact plate if its form holds.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat, or InvalidComponent (six characters that are
            no new energy plate).
    """
    number = compact(number)
    serial = number[1:] if number[:1] in PROVINCES else number
    if len(serial) not in (6, 7):
        raise InvalidLength
    if not _FORM.fullmatch(number):
        raise InvalidFormat
    if len(serial) == 7 and not _NEW_ENERGY.fullmatch(serial):
        raise InvalidComponent
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the plate."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True
