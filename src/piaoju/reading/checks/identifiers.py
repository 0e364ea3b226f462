"""Identifiers against their standards: tax ids, identity numbers, and forms of any kind."""

import re
from collections.abc import Callable

from piaoju.numbers import organisation_code, resident_id, tax_id
from piaoju.numbers.region import is_province
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

Holds = Callable[[str], bool]

OLDER_LENGTHS = (15, 17)
"""Of tax ids that begin with their region, as a credit code that lost characters does not."""
_OLD_IDENTITY = re.compile(r"\d{15}", re.ASCII)


def form(field: str, holds: Holds | str, about: str, source: str) -> Rule:
    """Return the rule that a value has the form of its standard.

    A masked value cannot be told.

    Args:
        field: that holds the value.
        holds: tells it; or a regular expression for all of it.
        about: the form in words, for the reference.
        source: of it.
    """
    test = _fullmatch(holds) if isinstance(holds, str) else holds

    def check(evidence: Evidence) -> Outcome:
        value = evidence.text(field)
        if "*" in value:
            return not_applicable(f"{field} is masked")
        return verdict(test(value), f"{value}: {about}")

    return Rule(f"{field}_is_well_formed", (field,), check, about, source=source)


def taxpayer(field: str) -> Rule:
    """Return the rule that a tax id has its check digits."""
    return form(
        field,
        _is_taxpayer,
        "a credit code or identity number with its check character; older ones, with their region",
        "GB 32100-2015, GB 11714-1997, GB 11643-1999",
    )


def person_or_organisation(field: str) -> Rule:
    """Return the rule that an identity number, an organisation code or a credit code has its check character."""
    return form(
        field,
        _is_person_or_organisation,
        "an identity number, organisation code or credit code with its check character",
        "GB 11643-1999, GB 11714-1997, GB 32100-2015",
    )


def masked_person(field: str) -> Rule:
    """Return the rule that what is not masked of an identity number holds; of a foreign document nothing is told."""

    def check(evidence: Evidence) -> Outcome:
        value = evidence.text(field)
        if not value[:1].isdecimal():
            return not_applicable("not a resident identity number")
        return verdict(resident_id.is_valid(value), f"{value}: province and birth where not masked")

    return Rule(
        f"{field}_is_well_formed",
        (field,),
        check,
        "province, birth and check character of a resident identity number, where not masked",
        source="GB 11643-1999",
    )


def equal(name: str, first: str, second: str) -> Rule:
    """Return the rule that two fields say the same."""

    def check(evidence: Evidence) -> Outcome:
        values = evidence.text(first), evidence.text(second)
        return verdict(values[0] == values[1], f"{values[0]} and {values[1]}")

    return Rule(name, (first, second), check, f"`{first}` is `{second}`", source="the form")


def _fullmatch(pattern: str) -> Holds:
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


def _is_taxpayer(value: str) -> bool:
    if not tax_id.is_valid(value):
        return False
    if len(value) in OLDER_LENGTHS and not is_province(value[:2]):
        return False  # a credit code that lost characters
    is_old = len(value) == 15 and not (_OLD_IDENTITY.fullmatch(value) and resident_id.is_valid(value))
    return not is_old or organisation_code.is_valid(value[6:])


def _is_person_or_organisation(value: str) -> bool:
    return any(standard.is_valid(value) for standard in (resident_id, organisation_code)) or (
        len(value) == 18 and tax_id.is_valid(value)
    )
