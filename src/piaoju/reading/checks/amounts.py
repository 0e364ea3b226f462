"""Amounts that are printed more than once: in words and in figures, with tax and without, in parts and as sums."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from piaoju.numbers import amount_in_words, rate
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed, verdict

CENT = Decimal("0.01")
NOT_STATED = "***"
HALF = Decimal("0.5")
"""Yuan, in which surcharges are counted."""
ROUNDED_TO = (Decimal(1), HALF, Decimal("0.1"))
"""Yuan, that some cities round a fare to."""
ZERO = Decimal(0)

Totals = tuple[str, str, str]
"""Fields of amount without tax, tax, and amount with it."""


def words_and_figures(words: str, figures: str) -> Rule:
    """Return the rule that an amount in words is that in figures."""

    def check(evidence: Evidence) -> Outcome:
        if any(evidence.fields[name].source == "derived" for name in (words, figures)):
            return not_applicable("the amount is printed in one way only")
        spelt, counted = amount_in_words.parse(evidence.text(words)), evidence.amount(figures)
        if spelt is None or counted is None:
            return not_applicable("the amount is not stated in both ways")
        return verdict(spelt == counted, f"in words {spelt}, in figures {counted}")

    return Rule(
        "total_matches_words",
        (words, figures),
        check,
        "the amount in words is the amount in figures",
        source="正确填写票据和结算凭证的基本规定",
    )


def net_and_tax(totals: Totals) -> Rule:
    """Return the rule that net amount and tax make the total."""

    def check(evidence: Evidence) -> Outcome:
        net, tax, total = _stated(evidence, totals)
        if net is None or tax is None or total is None:
            return not_applicable("an amount is not stated")
        return verdict(net + tax == total, f"{net} + {tax} = {net + tax}, total {total}")

    return Rule(
        "total_is_net_plus_tax",
        totals,
        check,
        "amount without tax + tax = total; `***` counts as 0",
    )


def net_of_total(net: str, tax_rate: str, total: str) -> Rule:
    """Return the rule that the net amount is the total divided by one and the rate."""

    def check(evidence: Evidence) -> Outcome:
        factor = rate_or_zero(evidence.text(tax_rate))
        stated, whole = evidence.amount(net), evidence.amount(total)
        if factor is None or stated is None or whole is None:
            return not_applicable("a rate or an amount is not stated")
        due = (whole / (1 + factor)).quantize(CENT, ROUND_HALF_UP)
        return verdict(abs(due - stated) <= CENT, f"{whole} / {1 + factor} = {due}, without tax {stated}")

    return Rule(
        "net_matches_rate",
        (net, tax_rate, total),
        check,
        "amount without tax = total / (1 + rate), rounded half up",
        tolerance="0.01",
        source="values of issued invoices",
    )


def surcharges(parts: Sequence[str], total: str, name: str) -> Rule:
    """Return the rule that a fare and surcharges make what was paid.

    Where a surcharge was not read it may not be printed, or may: then a total may be above the sum, by whole and half
    yuan or rounded to such.

    Args:
        parts: the fare, then surcharges.
        total: field of the sum.
        name: of the rule.
    """
    fare, *others = parts

    def check(evidence: Evidence) -> Outcome:
        read = [part for part in parts if part in evidence.fields]
        sum_, stated = _sum([evidence.amount(part) for part in read]), evidence.amount(total)
        if sum_ is None or stated is None:
            return not_applicable("an amount is not stated")
        message = f"fare and surcharges {sum_}, {total} {stated}"
        if sum_ == stated or any(stated % unit == 0 and abs(stated - sum_) < unit for unit in ROUNDED_TO):
            return passed(message)
        may_be_unread = (stated - sum_) % HALF == 0 or stated % HALF == 0
        if stated > sum_ and len(read) < len(parts) and may_be_unread:
            return not_applicable(f"{message}; a surcharge may be unread")
        return failed(message, *read, total)

    return Rule(
        name,
        (fare, total),
        check,
        f"fare + surcharges = `{total}`",
        tolerance="what is rounded to 1, 0.5 or 0.1 yuan",
        source="printed receipts",
        optional=tuple(others),
    )


def denomination(figures: str, values: frozenset[Decimal]) -> Rule:
    """Return the rule that a face value is one of those that are printed."""

    def check(evidence: Evidence) -> Outcome:
        value = evidence.amount(figures)
        if value is None:
            return not_applicable("the amount is not stated")
        return verdict(value in values, f"{value} against {', '.join(str(one) for one in sorted(values))}")

    return Rule(
        "amount_is_a_denomination",
        (figures,),
        check,
        "the face value is one of those that are printed",
        source="printed invoices",
    )


def rate_or_zero(printed: str) -> Decimal | None:
    """Return a rate as a fraction, 0 for exemptions in words; None where none is stated."""
    if printed in rate.EXEMPTIONS - {NOT_STATED}:
        return ZERO
    return rate.parse(printed)


def adds_up(evidence: Evidence, totals: Totals) -> bool:
    """Tell whether all of the totals were read and agree with each other."""
    net, tax, total = _stated(evidence, totals)
    return net is not None and tax is not None and net + tax == total


def _stated(evidence: Evidence, totals: Totals) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    net, tax, total = totals
    stated = ZERO if evidence.text(tax) == NOT_STATED else evidence.amount(tax)
    return evidence.amount(net), stated, evidence.amount(total)


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None
