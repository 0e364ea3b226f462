"""The buyer: name and numbers, which the older form prints in one cell and the newer one in another."""

import re
from collections.abc import Sequence

from stdnum.exceptions import ValidationError

from piaoju.numbers import organisation_code, tax_id
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.shapes import shaped, without_part
from piaoju.reading.kie.value_shapes import OWN_NUMBER

IDENTITY = re.compile(r"[1-8][\d*]{5}(?:[12*][90*][\d*]{2})(?:[01*][\d*])(?:[0-3*][\d*])[\d*]{3}[\dX*]")

MAIMED_IDENTITY = re.compile(r"\d{5,6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,3}[\dX]")
"""An identity number that has lost a digit, told by the day of birth in it."""


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
        is_own = beneath is None and not _is_tax_id(number.compact.upper())
        found["buyer_id_number" if is_own else "buyer_tax_id"] = [number]
    return found


def _is_tax_id(number: str) -> bool:
    """Tell whether a number is a taxpayer's rather than a person's or an organisation code."""
    try:
        if tax_id.form(number) is tax_id.TaxIdForm.CREDIT_CODE:
            return True
    except ValidationError:
        pass  # misread or masked: its shape decides
    return not organisation_code.is_valid(number) and not any(
        form.fullmatch(number) for form in (IDENTITY, MAIMED_IDENTITY)
    )
