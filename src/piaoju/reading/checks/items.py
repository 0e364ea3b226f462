"""Item rows: each row's own arithmetic, and the columns against the totals below them."""

import re
from collections.abc import Callable
from decimal import Decimal

from piaoju.model.field import Fields, cell_name
from piaoju.numbers import money
from piaoju.reading.checks.amounts import CENT, NOT_STATED, ZERO, Totals, adds_up, rate_or_zero
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed, text_of, verdict

TAX_TOLERANCE = Decimal("0.06")
"""What issuing software permits a line."""

_MARGIN = re.compile(r"差额|扣除额")
_OTHER_PAGES = re.compile(r"第[2-9]\d?页|共(?:[2-9]|[1-9]\d)页|小计")


def prices() -> Rule:
    """Return the rule that in each row quantity times unit price is the amount."""

    def check(evidence: Evidence) -> Outcome:
        return _by_row(evidence, row_multiplies, ("quantity", "unit_price", "amount"), "quantity x price = amount")

    return Rule(
        "item_prices_match",
        ("items",),
        check,
        "of each row, quantity x unit price = amount",
        tolerance="0.01, and half the last place of a price or quantity with two decimals or more, times the other",
    )


def taxes() -> Rule:
    """Return the rule that in each row the rate makes the tax of the amount."""

    def check(evidence: Evidence) -> Outcome:
        if _MARGIN.search(evidence.printed + evidence.text("remark")):
            return not_applicable("only a difference is taxed (差额征税)")
        return _by_row(evidence, row_is_taxed, ("amount", "tax_rate", "tax"), "amount x rate = tax")

    return Rule(
        "item_taxes_match",
        ("items",),
        check,
        "of each row, amount x rate = tax; not of 差额征税",
        tolerance=str(TAX_TOLERANCE),
        source="what issuing software permits a row",
    )


def column_sum(cell: str, total: str, name: str, totals: Totals) -> Rule:
    """Return the rule that a column's cells make the total below it.

    Args:
        cell: of the rows.
        total: field of the sum.
        name: of the rule.
        totals: net amount, tax and total; where they agree with each other, the fault is in the rows.
    """

    def check(evidence: Evidence) -> Outcome:
        if _OTHER_PAGES.search(evidence.printed):
            return not_applicable("the rows run over several pages")
        cells = [text_of(row.get(cell)) for row in evidence.items]
        amounts = [ZERO if text == NOT_STATED else money.parse(text) for text in cells]
        known = [amount for amount in amounts if amount is not None]
        stated = ZERO if evidence.text(total) == NOT_STATED else evidence.amount(total)
        if len(known) < len(amounts) or stated is None:
            return not_applicable("a row or the total states no amount")
        sum_ = sum(known, ZERO)
        suspects: tuple[str, ...] = () if adds_up(evidence, totals) else (total,)
        suspects += _unsupported(evidence, cell) or ("items",)
        return verdict(sum_ == stated, f"the rows make {sum_}, {total} is {stated}", *suspects)

    return Rule(
        name,
        ("items", total),
        check,
        f"the rows' cells `{cell}` make `{total}`, on invoices of one page; `***` counts as 0",
    )


def row_multiplies(row: Fields) -> bool | None:
    """Tell whether quantity times price is the amount; None if one of them is not there.

    A number with two decimals or more may be the cut end of a longer one.
    """
    quantity, price, amount = (money.parse(text_of(row.get(name))) for name in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or amount is None:
        return None
    cut = _cut(price) * abs(quantity) + _cut(quantity) * abs(price)
    return abs(quantity * price - amount) <= CENT + cut


def row_is_taxed(row: Fields) -> bool | None:
    """Tell whether the rate makes the tax of the amount; None if one of them is not there or not stated."""
    printed = text_of(row.get("tax"))
    tax = ZERO if printed == NOT_STATED else money.parse(printed)
    amount, factor = money.parse(text_of(row.get("amount"))), rate_or_zero(text_of(row.get("tax_rate")))
    if amount is None or tax is None or factor is None:
        return None
    return abs(amount * factor - tax) <= TAX_TOLERANCE


def _by_row(
    evidence: Evidence, holds: Callable[[Fields], bool | None], cells: tuple[str, ...], formula: str
) -> Outcome:
    verdicts = [holds(row) for row in evidence.items]
    bad = [index for index, verdict in enumerate(verdicts) if verdict is False]
    if bad:
        rows = ", ".join(str(index + 1) for index in bad)
        return failed(f"{formula} does not hold in row {rows}", *_named(bad, cells))
    compared = len(verdicts) - verdicts.count(None)
    return passed(f"{formula} in {compared} of {len(verdicts)} rows") if compared else not_applicable("no row has all")


def _named(rows: list[int], cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell_name(row, cell) for row in rows for cell in cells)


def _unsupported(evidence: Evidence, cell: str) -> tuple[str, ...]:
    """Name the cells that no arithmetic of their own row supports: it is one of them, or a row is missing."""
    rows = [index for index, row in enumerate(evidence.items) if not (row_multiplies(row) or row_is_taxed(row))]
    return _named(rows, (cell,))


def _cut(number: Decimal) -> Decimal:
    """Return half of the last place of a number that may have been cut there."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent <= -2 else ZERO
