"""Identifiers of vehicles and of the offices that register and tax them."""

import re

from piaoju.numbers import plate, vin
from piaoju.numbers.region import is_province
from piaoju.reading.checks.identifiers import form
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, verdict

OLDEST_YEARS = 20
"""Model years further back are taken for a misread character."""

_MODEL_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_FIRST_MODEL_YEAR = 2010
_MADE_IN_EUROPE = re.compile(r"[S-Z]")


def identification_number(field: str) -> Rule:
    """Return the rule that a VIN has its check digit, which vehicles made in Europe need not."""

    def check(evidence: Evidence) -> Outcome:
        value = evidence.text(field)
        holds = vin.is_valid(value)
        if not holds and len(value) == 17 and _MADE_IN_EUROPE.match(value) and set(value) <= set(vin.ALPHABET):
            return not_applicable("vehicles made in Europe need no check digit")
        return verdict(holds, f"{value}: 17 characters, the ninth is the check digit")

    return Rule(
        f"{field}_is_well_formed",
        (field,),
        check,
        "17 characters without I, O and Q, the ninth of which checks the others; not of European makers",
        source="GB 16735-2019",
    )


def model_year(field: str, issued: str) -> Rule:
    """Return the rule that the model year in a VIN is not later than the year after the sale."""

    def check(evidence: Evidence) -> Outcome:
        value, on = evidence.text(field), evidence.day(issued)
        if on is None or not vin.is_valid(value) or not value.startswith("L"):
            return not_applicable("no model year can be told")
        if value[9] not in _MODEL_YEARS:
            return failed(f"{value[9]} names no model year", field)
        year = _FIRST_MODEL_YEAR + _MODEL_YEARS.index(value[9])
        if year > on.year + 1:
            year -= len(_MODEL_YEARS)
        return verdict(on.year - year < OLDEST_YEARS, f"model year {year}, sold in {on.year}")

    return Rule(
        "vin_fits_date",
        (field, issued),
        check,
        f"the tenth character of a VIN from China names a model year, of the last {OLDEST_YEARS} years or the next",
        source="GB 16735-2019",
    )


def licence_plate(field: str, *, is_metered: bool = False) -> Rule:
    """Return the rule that a licence plate has one of the forms in use.

    Args:
        field: that holds it.
        is_metered: whether a taxi meter prints it, which mostly leaves the province out.
    """

    def holds(value: str) -> bool:
        return plate.is_valid(value) and (is_metered or value[:1] in plate.PROVINCES)

    about = "a licence plate, of new energy vehicles with one character more; its province only taxi meters leave out"
    return form(field, holds, about, "GA 36-2018")


def is_tax_authority(value: str) -> bool:
    """Tell whether a code may be of a tax authority: 1, six digits of a region, two to four more.

    >>> is_tax_authority("144030000"), is_tax_authority("199030000")
    (True, False)
    """
    return re.fullmatch(r"1\d{8,10}", value, re.ASCII) is not None and is_province(value[1:3])


def is_registration(value: str) -> bool:
    """Tell whether a number may be of a vehicle registration certificate: province and ten digits.

    >>> is_registration("440000000001"), is_registration("990000000001")
    (True, False)
    """
    return re.fullmatch(r"\d{12}", value, re.ASCII) is not None and is_province(value[:2])
