"""Invoice codes (发票代码) of 10 and 12 digits: structure, and the kind of invoice that they name.

Ten digits, VAT only: region 1-4, year 5-6, batch 7, kind 8, copies 9, ceiling of the amount 10. Twelve
digits: bureau 1 (0 State Taxation Administration, 1 state, 2 local), region 2-5, year 6-7, and for bureau 0
batch 8-10 and kind 11-12; what the last five mean elsewhere is local.

Source: 国税函〔2004〕521号 (ordinary invoices); the kinds are those of the script of the tax administration's
own page for checking invoices (inv-veri.chinatax.gov.cn).

>>> validate("0440 0180 0211")
'044001800211'
>>> kind("044001800211").name, kind("4400181130").name, kind("144001800110").name
('VAT_GENERAL_ELECTRONIC', 'VAT_SPECIAL', 'OTHER')
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers.text import without_blanks

_DIGITS = re.compile(r"\d+", re.ASCII)
# The first electronic invoices have codes of local form, listed singly in the page's script.
_EARLY_ELECTRONIC = frozenset({"144031539110", "131001570151", "133011501118", "111001571071"})
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_STATE_ADMINISTRATION = "0000"


class InvoiceKind(StrEnum):
    """Kind of invoice, with the tax administration's two digits."""

    VAT_SPECIAL = "01"
    FREIGHT_SPECIAL = "02"
    MOTOR_VEHICLE = "03"
    VAT_GENERAL = "04"
    VAT_SPECIAL_ELECTRONIC = "08"
    VAT_GENERAL_ELECTRONIC = "10"
    VAT_ROLL = "11"
    VAT_TOLL_ELECTRONIC = "14"
    USED_VEHICLE = "15"
    OTHER = "99"


_KIND_OF_10 = {
    "1": InvoiceKind.VAT_SPECIAL,
    "5": InvoiceKind.VAT_SPECIAL,
    "3": InvoiceKind.VAT_GENERAL,
    "6": InvoiceKind.VAT_GENERAL,
    "2": InvoiceKind.FREIGHT_SPECIAL,
    "7": InvoiceKind.FREIGHT_SPECIAL,
}
_KIND_OF_12 = {
    "04": InvoiceKind.VAT_GENERAL,
    "05": InvoiceKind.VAT_GENERAL,
    "06": InvoiceKind.VAT_ROLL,
    "07": InvoiceKind.VAT_ROLL,
    "11": InvoiceKind.VAT_GENERAL_ELECTRONIC,
    "12": InvoiceKind.VAT_TOLL_ELECTRONIC,
    "13": InvoiceKind.VAT_SPECIAL_ELECTRONIC,
    "17": InvoiceKind.USED_VEHICLE,
}


@dataclass(frozen=True, slots=True)
class InvoiceCode:
    """The parts that every code has.

    Attributes:
        bureau: first digit of a 12-digit code; None for 10 digits.
        region: four digits of GB/T 2260, `0000` for the State Taxation Administration.
        year: of the code, 20yy; invoices are issued in it or some years later.
        rest: the digits after the year.
    """

    bureau: str | None
    region: str
    year: int
    rest: str


def compact(number: str) -> str:
    """Return the code without blanks."""
    return without_blanks(number)


def validate(number: str) -> str:
    """Return the compact code if it has 10 or 12 digits and a province that exists.

    Raises:
        stdnum.exceptions.ValidationError: InvalidFormat, InvalidLength or InvalidComponent (the province).
    """
    number = compact(number)
    if not _DIGITS.fullmatch(number):
        raise InvalidFormat
    if len(number) not in (10, 12):
        raise InvalidLength
    region = split(number).region
    if region != _STATE_ADMINISTRATION and not _PROVINCE.match(region):
        raise InvalidComponent
    return number


def is_valid(number: str) -> bool:
    """Tell whether `validate` takes the code."""
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def split(number: str) -> InvoiceCode:
    """Return the parts of a code of 10 or 12 digits.

    >>> split("044001800211")
    InvoiceCode(bureau='0', region='4400', year=2018, rest='00211')
    """
    number = compact(number)
    bureau, number = (number[0], number[1:]) if len(number) == 12 else (None, number)
    return InvoiceCode(bureau, number[:4], 2000 + int(number[4:6]), number[6:])


def kind(number: str) -> InvoiceKind:
    """Return the kind that a code names.

    Local codes whose eighth digit is 2 (taxi and quota invoices) are taken for motor vehicle invoices, as on
    the tax administration's page: the printed title decides first.
    """
    number = compact(number)
    if len(number) == 10:
        return _KIND_OF_10.get(number[7], InvoiceKind.OTHER)
    if number in _EARLY_ELECTRONIC:
        return InvoiceKind.VAT_GENERAL_ELECTRONIC
    if len(number) != 12:
        return InvoiceKind.OTHER
    if number[0] == "0":
        return _KIND_OF_12.get(number[10:], InvoiceKind.OTHER)
    return InvoiceKind.MOTOR_VEHICLE if number[7] == "2" else InvoiceKind.OTHER
