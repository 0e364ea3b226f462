"""Which rates of value added tax were in force when.

Source: 财税〔2018〕32号, 财政部 税务总局 海关总署公告 2019 年第 39 号 (general rates), 财税〔2016〕36号 (levy rates),
财政部 税务总局公告 2020 年第 13 号 (1 %), 2020 年第 17 号 (0.5 % of used vehicles).
"""

from datetime import date, timedelta
from decimal import Decimal

from piaoju.model.field import cell_name
from piaoju.numbers import rate
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed, text_of, verdict

GRACE = timedelta(days=365)
"""Sales made before a change were still invoiced at the old rate."""

_BEGIN, _OPEN = date(1994, 1, 1), date.max - GRACE
_IN_FORCE: dict[Decimal, tuple[tuple[date, date], ...]] = {
    Decimal(percent): tuple(spans)
    for percent, spans in (
        ("17", [(_BEGIN, date(2018, 4, 30))]),
        ("16", [(date(2018, 5, 1), date(2019, 3, 31))]),
        ("13", [(_BEGIN, date(2017, 6, 30)), (date(2019, 4, 1), _OPEN)]),
        ("11", [(date(2012, 1, 1), date(2018, 4, 30))]),
        ("10", [(date(2018, 5, 1), date(2019, 3, 31))]),
        ("9", [(date(2019, 4, 1), _OPEN)]),
        ("6", [(_BEGIN, _OPEN)]),
        ("5", [(date(2016, 5, 1), _OPEN)]),
        ("4", [(_BEGIN, date(2014, 6, 30))]),
        ("3", [(_BEGIN, _OPEN)]),
        ("2", [(_BEGIN, _OPEN)]),
        ("1.5", [(date(2016, 5, 1), _OPEN)]),
        ("1", [(date(2020, 3, 1), _OPEN)]),
        ("0.5", [(date(2020, 5, 1), _OPEN)]),
        ("0", [(_BEGIN, _OPEN)]),
    )
}
_TOLERANCE = f"an old rate up to {GRACE.days} days after its end"
_SOURCE = "财税〔2018〕32号, 公告 2019 年第 39 号, 2020 年第 13 号, 2020 年第 17 号"


def is_in_force(fraction: Decimal, on: date) -> bool:
    """Tell whether invoices of a day may show a rate.

    >>> is_in_force(Decimal("0.17"), date(2022, 1, 1)), is_in_force(Decimal("0.13"), date(2022, 1, 1))
    (False, True)
    """
    spans = _IN_FORCE.get(fraction * 100, ())
    return any(first <= on <= last + GRACE for first, last in spans)


def rate_in_force(tax_rate: str, issued: str) -> Rule:
    """Return the rule that the rate of a document was in force when it was issued."""

    def check(evidence: Evidence) -> Outcome:
        fraction, on = rate.parse(evidence.text(tax_rate)), evidence.day(issued)
        if fraction is None or on is None:
            return not_applicable("no rate is stated")
        return verdict(is_in_force(fraction, on), f"{evidence.text(tax_rate)} on {on}")

    return Rule(
        "rate_is_in_force",
        (tax_rate, issued),
        check,
        "the rate was in force on the day of issue",
        tolerance=_TOLERANCE,
        source=_SOURCE,
    )


def item_rates_in_force(issued: str) -> Rule:
    """Return the rule that the rates of all rows were in force when the document was issued."""

    def check(evidence: Evidence) -> Outcome:
        on = evidence.day(issued)
        printed = [text_of(row.get("tax_rate")) for row in evidence.items]
        fractions = {index: found for index, text in enumerate(printed) if (found := rate.parse(text)) is not None}
        if on is None or not fractions:
            return not_applicable("no rate is stated")
        bad = [index for index, fraction in fractions.items() if not is_in_force(fraction, on)]
        shown = ", ".join(dict.fromkeys(printed[index] for index in bad or fractions))
        message = f"{shown} on {on}"
        return failed(message, *(cell_name(row, "tax_rate") for row in bad), issued) if bad else passed(message)

    return Rule(
        "rate_is_in_force",
        ("items", issued),
        check,
        "the rates of all rows were in force on the day of issue",
        tolerance=_TOLERANCE,
        source=_SOURCE,
    )
