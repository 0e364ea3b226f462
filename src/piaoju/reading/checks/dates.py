"""Dates: possible ones, and those that codes and numbers agree with."""

from collections.abc import Mapping
from datetime import date, timedelta

from piaoju.numbers import invoice_code, invoice_number
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

CODE_YEARS = range(6)
"""How many years after that of its code stock is used up."""

_TIME_ZONES = timedelta(days=1)
_NO_VARIANT: Mapping[str, date] = {}


def possible(
    field: str, first: date, by_variant: Mapping[str, date] = _NO_VARIANT, ahead: timedelta = timedelta(0)
) -> Rule:
    """Return the rule that a date is neither in the future nor before there were such documents.

    Args:
        field: the date.
        first: day since when there are documents of the type.
        by_variant: of variants that are younger: the beginning of a variant's name -> first day.
        ahead: how far in the future it may be.
    """

    def check(evidence: Evidence) -> Outcome:
        on = evidence.day(field)
        if on is None:
            return not_applicable(f"{field} is no date")
        young = [since for start, since in by_variant.items() if (evidence.variant or "").startswith(start)]
        begin, end = max([first, *young]), evidence.today + ahead + _TIME_ZONES
        return verdict(begin <= on <= end, f"{on}, possible from {begin} to {end}")

    return Rule(
        f"{field}_is_possible",
        (field,),
        check,
        f"`{field}` is not before {first}"
        + "".join(f", on forms `{key}…` {day}" for key, day in by_variant.items())
        + (f", and not more than {ahead.days} days ahead" if ahead else ", and not in the future"),
        tolerance="1 day for time zones",
        source="when the forms were introduced",
    )


def code_year(code: str, issued: str) -> Rule:
    """Return the rule that stock is used in the year of its invoice code or some years later."""

    def check(evidence: Evidence) -> Outcome:
        on = evidence.day(issued)
        if on is None or not invoice_code.is_valid(evidence.text(code)):
            return not_applicable("no year can be told")
        year = invoice_code.split(evidence.text(code)).year
        return verdict(on.year - year in CODE_YEARS, f"code of {year}, issued in {on.year}")

    return Rule(
        "invoice_code_fits_date",
        (code, issued),
        check,
        f"the year in the invoice code is that of issue, or up to {CODE_YEARS[-1]} years before",
        source="国税函〔2004〕521号",
    )


def number_year(number: str, issued: str) -> Rule:
    """Return the rule that a number of 20 digits begins with the year of issue."""

    def check(evidence: Evidence) -> Outcome:
        on, printed = evidence.day(issued), evidence.text(number)
        if on is None or len(printed) != 20 or not invoice_number.is_valid(printed):
            return not_applicable("not a number of 20 digits with a date")
        year = invoice_number.split(printed).year
        is_new_year = on.month == 1 and year == on.year - 1
        return verdict(year == on.year or is_new_year, f"number of {year}, issued in {on.year}")

    return Rule(
        "invoice_number_fits_date",
        (number, issued),
        check,
        "the first two of 20 digits are the year of issue",
        tolerance="the year before, in January",
        source="国家税务总局公告2024年第11号",
    )
