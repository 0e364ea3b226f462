"""Identifiers of vehicles and of the invoices that sell them, with the structure that their standards ask for."""

from datetime import date

import numpy as np

from piaoju.lab.synth.values.codes import long_number, organisation_check
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick

_VIN_SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VIN_VALUES = dict(zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", "012345678912345678123457923456789", strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_MODEL_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_FIRST_MODEL_YEAR = 2010
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of plates and model numbers: without I and O."""
_CONTROL_SIGNS = "0123456789" * 2 + "+-*/<>" * 2
_CONTROL_LINES, _CONTROL_WIDTH = 5, 38


def _signs(rng: np.random.Generator, signs: str, count: int) -> str:
    """Return random characters of an alphabet; all of it, while `pick` may see half of a list."""
    return "".join(signs[place] for place in rng.integers(0, len(signs), count))


def letters(rng: np.random.Generator, count: int) -> str:
    """Return random capitals without I and O."""
    return _signs(rng, _LETTERS, count)


def vin_check(vin: str) -> str:
    """Return the check character that belongs into the ninth place of a vehicle identification number.

    Source: GB 16735-2019.

    >>> vin_check("1M8GDM9A0KP042788")
    'X'
    """
    total = sum(int(_VIN_VALUES[sign]) * weight for sign, weight in zip(vin, _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def vin(rng: np.random.Generator, maker: str, year: int) -> str:
    """Return a vehicle identification number.

    Args:
        rng: source of randomness.
        maker: world manufacturer identifier, three characters.
        year: model year, 2010 to 2039.
    """
    body = _signs(rng, _VIN_SIGNS, 5)
    model_year = _MODEL_YEARS[(year - _FIRST_MODEL_YEAR) % len(_MODEL_YEARS)]
    number = f"{maker}{body}0{model_year}{_signs(rng, _LETTERS[:8], 1)}{digits(rng, 6)}"
    return number[:8] + vin_check(number) + number[9:]


def engine_number(rng: np.random.Generator, *, electric: bool) -> str:
    """Return the number of an engine or an electric motor."""
    if electric:
        return f"TZ{between(rng, 180, 240)}XS{letters(rng, 1)}{digits(rng, between(rng, 6, 9))}"
    form = rng.random()
    if form < 0.4:
        return letters(rng, 1) + digits(rng, between(rng, 5, 7))
    if form < 0.7:
        return digits(rng, between(rng, 6, 9))
    return f"{letters(rng, 3)}{digits(rng, 1)}-{digits(rng, 6)}"


def certificate_number(rng: np.random.Generator) -> str:
    """Return the fifteen-character number of a certificate of conformity."""
    tail = digits(rng, 11)
    return f"{_signs(rng, 'WXYZ', 1)}{letters(rng, 1)}{_signs(rng, '1234567X', 2)}{tail}"


def import_certificate_number(rng: np.random.Generator) -> str:
    """Return the number of an import certificate: letters and eight to ten digits."""
    return _signs(rng, "AVXI", between(rng, 2, 4)) + digits(rng, between(rng, 8, 10))


def plate(rng: np.random.Generator, prefix: str, *, electric: bool) -> str:
    """Return a licence plate; new energy vehicles have one more character.

    Args:
        rng: source of randomness.
        prefix: the province's character and the city's letter.
        electric: a small new energy vehicle.

    Source: GA 36-2018.
    """
    if electric:
        return f"{prefix}{pick(rng, 'DF')}{_signs(rng, _LETTERS + '0123456789', 1)}{digits(rng, 4)}"
    signs = list(digits(rng, 5))
    for place in rng.choice(5, size=between(rng, 0, 2), replace=False):
        signs[int(place)] = letters(rng, 1)
    return prefix + "".join(signs)


def organisation_code(rng: np.random.Generator) -> str:
    """Return an organisation code, with or without the hyphen that is printed before its check character."""
    body = digits(rng, 8)
    return body + pick(rng, ("-", "")) + organisation_check(body)


def motor_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the code of a motor vehicle invoice: 1, region, year, 2, four digits."""
    return f"1{region}{year % 100:02d}2{digits(rng, 4)}"


def used_code(rng: np.random.Generator, region: str, year: int) -> str:
    """Return the code of a used vehicle invoice: 0, region, year, batch, 17; local codes until 2017 begin with 1."""
    if year < 2018:
        return f"1{region}{year % 100:02d}0{digits(rng, 4)}"
    return f"0{region}{year % 100:02d}{between(rng, 1, 9):03d}17"


def tax_control_code(rng: np.random.Generator, *, short: bool = False) -> tuple[str, ...]:
    """Return the lines of a tax control code: five of 38 characters, or one of 20 digits."""
    if short:
        return (digits(rng, 20),)
    return tuple(_signs(rng, _CONTROL_SIGNS, _CONTROL_WIDTH) for _ in range(_CONTROL_LINES))


def digital_notice(number: str) -> tuple[str, ...]:
    """Return the lines that the new platform prints where paper stock has room for a tax control code."""
    return f"数电票号码：{number}", "全国增值税发票查验平台：", "https://inv-veri.chinatax.gov.cn/"


def digital_number(rng: np.random.Generator, region: str, issued: date) -> str:
    """Return the twenty-digit number of a fully digital invoice."""
    return long_number(rng, region, issued, "2" if chance(rng, 0.9) else "7")
