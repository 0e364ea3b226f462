"""`numbers.qr_payload`: what it takes, what it refuses and why."""

from datetime import date
from decimal import Decimal

import pytest
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, ValidationError

from piaoju.numbers import qr_payload
from piaoju.numbers.qr_payload import QrPayload, buypass, modbus

FIELDS = "01,31,,24442000000012345678,100.50,20240306,"


def signed(fields: str, *, with_comma: bool = True, rail: bool = False) -> str:
    """Return a payload with its checksum."""
    covered = fields + "," * with_comma
    return f"{fields},{modbus(covered.encode()):04x}," if rail else f"{fields},{buypass(covered.encode()):04X},"


@pytest.mark.parametrize(
    "payload",
    [
        signed(FIELDS),
        signed(FIELDS, with_comma=False),
        signed(FIELDS, rail=True),
        signed(FIELDS).rstrip(","),
        signed("01,10,044001800211,12345678,57,20180105,12345678901234567890"),
        signed("01,04,4400181130,12345678,-57.1,20180105,12345678901234567890"),
    ],
)
def test_payloads(payload: str) -> None:
    assert qr_payload.validate(payload) == payload.rstrip(",")
    assert qr_payload.is_valid(f" {payload} ")


def test_parts() -> None:
    payload = signed("01,33,440022223698,12345678,1980.20,20240306,962820")
    expected = QrPayload("33", "440022223698", "12345678", Decimal("1980.20"), date(2024, 3, 6), "962820")
    assert qr_payload.split(payload) == expected
    assert qr_payload.split(signed(FIELDS)).code == ""


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ("", InvalidFormat),
        ("https://fp.tax.example/123", InvalidFormat),
        (f"{FIELDS},", InvalidFormat),
        (signed(FIELDS.replace("20240306", "20240230")), InvalidComponent),
        (signed(FIELDS).replace("100.50", "100.60"), InvalidChecksum),
    ],
)
def test_refused_payloads(payload: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        qr_payload.validate(payload)
    assert not qr_payload.is_valid(payload)


def test_every_changed_digit_is_noticed() -> None:
    payload = signed(FIELDS)
    digits = [place for place, char in enumerate(payload[: len(FIELDS)]) if char.isdecimal()]
    changed = [
        payload[:place] + digit + payload[place + 1 :]
        for place in digits
        for digit in "0123456789"
        if digit != payload[place]
    ]
    assert len(changed) == 9 * len(digits)
    assert not any(map(qr_payload.is_valid, changed))
