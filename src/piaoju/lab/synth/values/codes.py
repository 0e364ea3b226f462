"""Identifiers with the structure and the check digits that their standards ask for.

Written apart from `piaoju.numbers`, so that the evaluation does not check the reader with its own rules.
"""

from datetime import date
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values.lexicon import between, digits, pick, sign

_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def organisation_check(body: str) -> str:
    """Return the check character of an organisation code.

    Source: GB 11714-1997.

    >>> organisation_check("69001778")
    '1'
    """
    total = sum(
        _ORGANISATION_SIGNS.index(char) * weight for char, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def uscc_check(body: str) -> str:
    """Return the check character of a unified social credit code.

    Source: GB 32100-2015.

    >>> uscc_check("91110108690017781")
    'B'
    """
    total = sum(_USCC_SIGNS.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return _USCC_SIGNS[-total % 31]


def uscc(rng: np.random.Generator, district: str, authority: str = "91") -> str:
    """Return a unified social credit code of a district, both check characters right.

    Args:
        rng: source of randomness.
        district: six digits of GB/T 2260.
        authority: registering authority and class; 91 is a company, 92 a trader, 12 a public institution.
    """
    is_recent = rng.random() < 0.5  # codes given since 2015 begin their organisation part with MA
    organisation = "MA" + "".join(sign(rng, _USCC_SIGNS) for _ in range(6)) if is_recent else digits(rng, 8)
    body = authority + district + organisation + organisation_check(organisation)
    return body + uscc_check(body)


def resident_id(rng: np.random.Generator, district: str) -> str:
    """Return a resident identity number with a right check character.

    Source: GB 11643-1999.
    """
    born = date(between(rng, 1955, 2005), between(rng, 1, 12), between(rng, 1, 28))
    body = f"{district}{born:%Y%m%d}{digits(rng, 3)}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _RESIDENT_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def paper_code(rng: np.random.Generator, region: str, year: int, *, special: bool) -> str:
    """Return the ten-digit code of a paper form: region, year, batch, kind, copies, limit."""
    kind = pick(rng, "1") if special else pick(rng, "36")
    copies = pick(rng, "36") if special else pick(rng, "25")
    return f"{region}{year % 100:02d}{between(rng, 1, 4)}{kind}{copies}0"


def folded_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return a general paper form's twelve-digit code of 2018 on: 0, region, year, batch, kind 04 or 05."""
    return f"0{region}{year % 100:02d}{between(rng, 0, 9):03d}{pick(rng, ('04', '05'))}"


def electronic_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the twelve-digit code of an electronic general invoice: 0, region, year, batch, kind 11."""
    return f"0{region}{year % 100:02d}{between(rng, 0, 9):03d}11"


def short_number(rng: np.random.Generator) -> str:
    """Return an eight-digit invoice number."""
    return f"{between(rng, 1, 99_999_999):08d}"


def long_number(rng: np.random.Generator, region: str, issued: date, channel: str = "") -> str:
    """Return a twenty-digit invoice number: year, province, channel, serial.

    Source: State Taxation Administration, announcement 2024 no. 11.
    """
    channel = channel or pick(rng, ("2", "2", "2", "7"))
    serial = f"{between(rng, 0, 999_999_999):015d}"
    return f"{issued:%y}{region[:2]}{channel}{serial}"


def machine_number(rng: np.random.Generator) -> str:
    """Return the twelve-digit number of a tax control device."""
    return pick(rng, ("4999", "6616", "6619", "5394")) + digits(rng, 8)


def cipher_area(rng: np.random.Generator, width: int) -> list[str]:
    """Return the four lines of a password area."""
    signs = "0123456789" * 2 + "+-*/<>" * 2
    return ["".join(sign(rng, signs) for _ in range(width)) for _ in range(4)]


def qr_payload(kind: str, code: str, number: str, amount: Decimal, issued: date, check: str = "") -> str:
    """Return the text of an invoice's QR code, checksum included.

    Source: CRC-16 with polynomial 0x8005 over the first seven fields and the comma after them, found on
    issued invoices.

    >>> qr_payload("33", "165002223698", "00345854", Decimal("1980.20"), date(2024, 3, 6), "962820")
    '01,33,165002223698,00345854,1980.20,20240306,962820,74A1,'
    """
    body = f"01,{kind},{code},{number},{amount},{issued:%Y%m%d},{check},"
    return f"{body}{_crc16(body.encode()):04X},"


def rail_payload(number: str, fare: Decimal, issued: date) -> str:
    """Return the text of a railway e-ticket's QR code, whose checksum is another.

    Source: CRC-16/MODBUS in small letters, found on one issued ticket.
    """
    body = f"01,51,,{number},{fare},{issued:%Y%m%d},,"
    return f"{body}{_crc16_modbus(body.encode()):04x},"


def _crc16_modbus(data: bytes) -> int:
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


def _crc16(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x8005 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def special_electronic_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the twelve-digit code of an electronic special invoice: kind 13."""
    return electronic_code(rng, region, year)[:-2] + "13"


def toll_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the twelve-digit code of an electronic toll invoice: kind 12."""
    return electronic_code(rng, region, year)[:-2] + "12"


def roll_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the twelve-digit code of a roll: kind 06 or 07."""
    return electronic_code(rng, region, year)[:-2] + pick(rng, ("06", "07"))


def old_tax_id(rng: np.random.Generator, district: str) -> str:
    """Return a tax number as firms had them before unified codes: district and organisation code, 15 characters."""
    organisation = digits(rng, 8)
    return district + organisation + organisation_check(organisation)
