"""Taxpayer numbers (纳税人识别号) in all lengths that invoices carry.

- 18 characters: the unified social credit code (统一社会信用代码), or a resident identity number.
- 15: region and organisation code of the time before 2015, or an old identity number; no common check digit.
- 17, 20: of sole traders, an identity number of 15 or 18 characters and two digits.

Source: GB 32100-2015 (credit code), GB 11643-1999 (identity number), 税总发〔2013〕41号 (the older forms).

>>> validate("91110000600037341l")
'91110000600037341L'
>>> validate("91110000600037341K")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidChecksum: The number's checksum or check digit is invalid.
>>> is_valid("110101600037341")
True
"""

import re
from enum import StrEnum

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers import resident_id
from piaoju.numbers.text import without_blanks

# Authority and class may be letters (rural collectives N, others A and Y), which stdnum's own validate
# refuses.
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_IDENTITY = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD = re.compile(r"[0-9A-Z]{15}", re.ASCII)
_TRADER = re.compile(r"\d{17}", re.ASCII)
_IDENTITY_TRADER = re.compile(r"\d{17}[\dX]\d\d", re.ASCII)


class TaxIdForm(StrEnum):
    """The forms, which differ in what can be checked."""

    CREDIT_CODE = "credit_code"
    IDENTITY = "identity"
    OLD = "old"
    TRADER = "trader"
    IDENTITY_TRADER = "identity_trader"


def compact(number: str) -> str:
    """Return the number without blanks and hyphens, in capitals.

    >>> compact("9111 0000 6000 3734 1l")
    '91110000600037341L'
    """
    return without_blanks(number).replace("-", "").upper()


def validate(number: str) -> str:
    """Return the compact number if its form holds, and its check digit where it has one.

    Raises:
        stdnum.exceptions.ValidationError: InvalidLength, InvalidFormat, InvalidChecksum, of identity numbers
            InvalidComponent too.
    """
    number = compact(number)
    form(number)
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the number."""
    try:
        form(number)
    except ValidationError:
        return False
    return True


def form(number: str) -> TaxIdForm:
    """Return the form of a valid number.

    Raises:
        stdnum.exceptions.ValidationError: as `validate`.

    >>> form("91110000600037341L").value, form("11010519491231002X").value
    ('credit_code', 'identity')
    """
    number = compact(number)
    match len(number):
        case 15:
            return _checked_format(_OLD, number, TaxIdForm.OLD)
        case 17:
            return _checked_format(_TRADER, number, TaxIdForm.TRADER)
        case 18:
            return _form_of_18(number)
        case 20:
            _checked_format(_IDENTITY_TRADER, number, TaxIdForm.IDENTITY_TRADER)
            resident_id.validate(number[:18])
            return TaxIdForm.IDENTITY_TRADER
    raise InvalidLength


def _form_of_18(number: str) -> TaxIdForm:
    if _CREDIT_CODE.fullmatch(number) and uscc.calc_check_digit(number) == number[-1]:
        return TaxIdForm.CREDIT_CODE
    if _IDENTITY.fullmatch(number) and resident_id.is_valid(number):
        return TaxIdForm.IDENTITY
    if _CREDIT_CODE.fullmatch(number):
        raise InvalidChecksum
    raise InvalidFormat


def _checked_format(pattern: re.Pattern[str], number: str, found: TaxIdForm) -> TaxIdForm:
    if not pattern.fullmatch(number):
        raise InvalidFormat
    return found
