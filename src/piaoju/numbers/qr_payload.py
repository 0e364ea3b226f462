"""What the QR code of an invoice says: code, number, amount, date and check code, and a checksum over them.

Eight fields between commas: version, kind, code, number, amount, date, check code, checksum. The checksum is a CRC-16
over the first seven, with the comma behind them or, by some issuers, without it: CRC-16/BUYPASS, or CRC-16/MODBUS on
rail e-tickets. Other codes, of single regions and issuers, have other forms and are no payloads in this sense.

Source: codes of issued invoices; the tax administration publishes no specification. The checksums were found by search
over polynomials and hold on what was seen.

>>> validate("01,33,165002223698,00345854,1980.20,20240306,962820,74A1,")
'01,33,165002223698,00345854,1980.20,20240306,962820,74A1'
>>> validate("01,33,165002223698,00345854,1980.30,20240306,962820,74A1,")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidChecksum: The number's checksum or check digit is invalid.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, ValidationError

from piaoju.numbers.date import parse as parse_date
from piaoju.numbers.text import without_blanks

_PAYLOAD = re.compile(
    r"01,(?P<kind>\d\d),(?P<code>\d{10}|\d{12})?,(?P<number>\d{8}|\d{20}),(?P<amount>-?\d+(?:\.\d{1,2})?),"
    r"(?P<date>\d{8}),(?P<check>\d{20}|\d{6})?,(?P<checksum>[0-9A-Fa-f]{4})?",
    re.ASCII,
)
_BUYPASS, _MODBUS = 0x8005, 0xA001


@dataclass(frozen=True, slots=True)
class QrPayload:
    """The parts of a payload.

    Attributes:
        kind: two digits that tell the kind of invoice.
        code: invoice code; empty on fully digital invoices.
        number: invoice number, 8 or 20 digits.
        amount: with or without tax, which depends on the kind; as printed.
        issue_date: day of issue.
        check_code: 20 digits, or the last six of the twenty-digit number on paper stock; empty where there is none.
    """

    kind: str
    code: str
    number: str
    amount: Decimal
    issue_date: date
    check_code: str


def compact(payload: str) -> str:
    """Return the payload without blanks and the comma at its end."""
    return without_blanks(payload).rstrip(",")


def validate(payload: str) -> str:
    """Return the compact payload if it has the eight fields and its checksum holds.

    Raises:
        stdnum.exceptions.ValidationError: InvalidFormat, InvalidComponent (the date) or InvalidChecksum.
    """
    payload = compact(payload)
    _parse(payload)
    return payload


def is_valid(payload: str) -> bool:
    """Tell whether `validate` takes the payload."""
    try:
        validate(payload)
    except ValidationError:
        return False
    return True


def split(payload: str) -> QrPayload:
    """Return the parts of a valid payload.

    Raises:
        stdnum.exceptions.ValidationError: as `validate`.

    >>> split("01,33,165002223698,00345854,1980.20,20240306,962820,74A1,").amount
    Decimal('1980.20')
    """
    return _parse(compact(payload))


def buypass(data: bytes) -> int:
    """Return the CRC-16/BUYPASS of a message.

    >>> hex(buypass(b"123456789"))
    '0xfee8'
    """
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ _BUYPASS if value & 0x8000 else value << 1) & 0xFFFF
    return value


def modbus(data: bytes) -> int:
    """Return the CRC-16/MODBUS of a message.

    >>> hex(modbus(b"123456789"))
    '0x4b37'
    """
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ _MODBUS if value & 1 else value >> 1
    return value


def _parse(payload: str) -> QrPayload:
    match = _PAYLOAD.fullmatch(payload)
    if match is None or match["checksum"] is None:
        raise InvalidFormat
    issued = parse_date(match["date"])
    if issued is None:
        raise InvalidComponent
    body = payload.rpartition(",")[0]
    covered = (f"{body},".encode(), body.encode())
    if int(match["checksum"], 16) not in {crc(data) for data in covered for crc in (buypass, modbus)}:
        raise InvalidChecksum
    return QrPayload(
        match["kind"], match["code"] or "", match["number"], Decimal(match["amount"]), issued, match["check"] or ""
    )
