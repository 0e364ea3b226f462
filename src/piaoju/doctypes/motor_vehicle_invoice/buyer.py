"""The buyer: name and numbers, which the older form prints in one cell and the newer one in another."""

import re
from collections.abc import Sequence

from stdnum.exceptions import ValidationError

from piaoju.numbers import organisation_code, resident_id, tax_id
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.scraps import in_doubt
from piaoju.reading.kie.shapes import shaped, without_part
from piaoju.reading.kie.value_shapes import OWN_NUMBER

IDENTITY = re.compile(r"[1-8][\d*]{5}(?:[12*][90*][\d*]{2})(?:[01*][\d*])(?:[0-3*][\d*])[\d*]{3}[\dX*]")

MAIMED_IDENTITY = re.compile(r"\d{5,6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,3}[\dX]")
"""An identity number that has lost a digit, told by the day of birth in it."""

PERSON = re.compile(r"[\u4e00-\u9fa5]{1,3}[^公司局店行校会院所中学厂部]")
"""Names of firms and offices are longer, or end with what they are."""
DIGITS = 18
FIRM = re.compile("9[1-3]|1[12]")
BIRTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
BIRTH_AT = 6
"""Where that of an identity number begins; the numbers of Beijing and Tianjin begin as those of offices do."""
ORGANISATION = re.compile(r"^(9[1-3]|5[1-39]|1[1-39])\d{6}[A-Z]|[A-HJ-WYZ].*[A-HJ-WYZ]")
"""Taxpayer numbers of firms: their first digits and a letter behind the place, or two letters that no X is."""


def read_buyer(left: Sequence[Run], right: Sequence[Run]) -> dict[str, Sequence[Run]]:
    """Tell name, identity or organisation number, and taxpayer number apart.

    Args:
        left: print of the cell of the name.
        right: print of the cell of the taxpayer number, where the newer form prints any number.
    """
    beneath = shaped(left, OWN_NUMBER)
    found: dict[str, Sequence[Run]] = {"buyer_name": without_part(left, beneath)}
    if beneath is not None:
        found["buyer_id_number"] = [beneath]
    number = shaped(right, OWN_NUMBER)
    if number is not None:
        digits = number.compact.upper()
        if beneath is not None or _is_tax_id(digits):
            is_misread = beneath is None and _is_persons(digits, "".join(run.compact for run in found["buyer_name"]))
            found["buyer_id_number" if is_misread else "buyer_tax_id"] = [in_doubt(number) if is_misread else number]
        else:
            found["buyer_id_number"] = [number]
    return found


def _is_persons(number: str, name: str) -> bool:
    """Tell whether a number that has no form is a person's that was misread, by whom it is."""
    if (
        len(number) != DIGITS
        or PERSON.fullmatch(name) is None
        or ORGANISATION.search(number)
        or tax_id.is_valid(number)
    ):
        return False
    return FIRM.match(number) is None or BIRTH.match(number, BIRTH_AT) is not None


def _is_tax_id(number: str) -> bool:
    """Tell whether a number is a taxpayer's rather than a person's or an organisation code.

    One in 31 identity numbers has the check digit of a credit code too, so that those go first.
    """
    if resident_id.is_valid(number):
        return False
    try:
        if tax_id.form(number) is tax_id.TaxIdForm.CREDIT_CODE:
            return True
    except ValidationError:
        pass  # misread or masked: its shape decides
    return not organisation_code.is_valid(number) and not any(
        form.fullmatch(number) for form in (IDENTITY, MAIMED_IDENTITY)
    )
