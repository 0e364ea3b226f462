"""Which readings of an item row's cells the rest of the row supports: its arithmetic tells which of them agree."""

from collections.abc import Callable, Collection, Sequence
from itertools import product
from re import fullmatch

from piaoju.doctypes.vat_invoice.amounts import has_added_point
from piaoju.doctypes.vat_invoice.arithmetic import (
    FACTORS,
    REPAIR_TOLERANCE,
    TAXES,
    decimal_of,
    is_taxed,
    multiplies,
    states_rate,
    text_of,
)
from piaoju.doctypes.vat_invoice.cell_readings import Readings
from piaoju.doctypes.vat_invoice.forms import AMOUNT
from piaoju.numbers.rate import EXEMPTIONS
from piaoju.reading.kie.columns import Row


def doubtful(row: Row, usual: Collection[str]) -> list[str]:
    """Return the numbers that are missing though the row or the table has such, or contradict each other."""
    amount = decimal_of(row.get("amount"))
    is_sold = any(name in row for name in FACTORS) or bool(amount is not None and amount > 0 and {*FACTORS} & {*usual})
    is_factored = not is_sold or multiplies(row)
    has_tax = any(name in row for name in TAXES)
    is_right = not has_tax or (is_taxed(row) and states_rate(row)) or _is_taxed_by_difference(row)
    names = [*(() if is_factored else FACTORS), *(() if is_right else TAXES)]
    is_sure = (is_sold and is_factored) or (has_tax and is_taxed(row))
    return names if not names or (is_sure and amount is not None) else ["amount", *names]


def is_borne_out(row: Row, cell: str) -> bool:
    """Tell whether an amount, or a tax, is to the cent what other numbers of its row make it."""
    return multiplies(row) if cell == "amount" else _is_surely_taxed(row) and _has_tax(row)


def supported(row: Row, readings: Readings) -> Row:
    """Return the row with those readings that its arithmetic supports, the first ones where they agree."""
    first = row["amount"][0] if row.get("amount") else None
    best, best_rank = row, (0, False)
    for amount in readings.get("amount", [first]):
        if amount is None or not fullmatch(AMOUNT, amount.compact):
            continue
        tried: Row = {**row, "amount": [amount]}
        pairs = [pair for names, holds in _RELATIONS if (pair := _agreeing(tried, names, holds, readings)) is not None]
        pairs = [pair for pair in pairs if amount is first or not _says_nothing(pair, row)]
        rank = (len(pairs), amount is first)
        if pairs and rank > best_rank:
            best, best_rank = {**tried, **{name: runs for pair in pairs for name, runs in pair.items()}}, rank
    return best if best_rank[0] else {**row, **_exempt(row, readings)}


def _exempt(row: Row, readings: Readings) -> Row:
    """Return the words of an exemption and the stars for its tax, whatever the amount: nothing else goes with them."""
    pair = _agreeing(row, TAXES, _is_exempt, readings)
    return pair if pair is not None else {}


def _is_exempt(row: Row) -> bool:
    return text_of(row.get("tax_rate")) in EXEMPTIONS and is_taxed(row) and not _has_tax(row)


def _agreeing(row: Row, names: Sequence[str], holds: Callable[[Row], bool], readings: Readings) -> Row | None:
    """Return the readings of two cells that agree with the amount: the first ones, else those with most digits."""
    choices = [readings.get(name, [row[name][0] if row.get(name) else None]) for name in names]
    found: list[Row] = []
    for runs in product(*choices):
        pair = {name: [run] for name, run in zip(names, runs, strict=True) if run is not None}
        if len(pair) == len(names) and holds({**row, **pair}) and not _is_of_any_size({**row, **pair}, names):
            if not found and all(run is choice[0] for run, choice in zip(runs, choices, strict=True)):
                return pair
            found.append(pair)
    return max(found, key=lambda pair: len(text_of([run for runs in pair.values() for run in runs])), default=None)


def _is_of_any_size(row: Row, names: Sequence[str]) -> bool:
    """Tell whether points were added to two of an amount and two cells that make it: with others it would agree too."""
    runs = [run for name in ("amount", *names) for run in row.get(name, ())]
    return sum(map(has_added_point, runs)) > 1


def _is_taxed_by_difference(row: Row) -> bool:
    """Tell whether stars stand for the rate and a sum for the tax: 差额征税 taxes less than the amount."""
    return text_of(row.get("tax_rate")) == "***" and _has_tax(row)


def _says_nothing(pair: Row, row: Row) -> bool:
    """Tell whether a pair is no support for a new amount: a new price once is the same number read twice.

    The stars of an exempt line agree with any amount.
    """
    if "tax" in pair:
        return not _has_tax(pair) or text_of(pair["tax_rate"]) == "***"
    is_new = text_of(pair["unit_price"]) != text_of(row.get("unit_price"))
    return is_new and decimal_of(pair["quantity"]) == 1


def _has_tax(row: Row) -> bool:
    return decimal_of(row.get("tax")) is not None


def _is_surely_taxed(row: Row) -> bool:
    return is_taxed(row, REPAIR_TOLERANCE)


def _may_be_taxed(row: Row) -> bool:
    return _is_surely_taxed(row) or _is_taxed_by_difference(row)


_RELATIONS = ((FACTORS, multiplies), (TAXES, _may_be_taxed))
