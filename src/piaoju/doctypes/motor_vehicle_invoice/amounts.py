"""Total, price without tax, tax and rate: second looks at those that were not found or contradict the others.

The dealer's stamp covers their corner of the form, so that fragments look like amounts: a new reading counts only if
the others support it.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from piaoju.doctypes.motor_vehicle_invoice.shapes import SHAPES
from piaoju.numbers import amount_in_words, money, rate
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.regain import Chosen, seen_again
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.shapes import shaped
from piaoju.reading.kie.sheet import Sheet

AMOUNTS = ("total_including_tax", "tax", "price_excluding_tax", "tax_rate")
CENT = Decimal("0.01")


def completed(sheet: Sheet, filling: Filling, chosen: Chosen) -> dict[str, Sequence[Run]]:
    """Return the amounts that a supported second look finds.

    Args:
        sheet: to look at.
        filling: where the cells are.
        chosen: what was read first.
    """
    found: dict[str, Sequence[Run]] = {}
    for name in AMOUNTS:
        known = {**chosen, **found}
        if name not in filling.cells or is_supported(name, known):
            continue

        def take(run: Run, name: str = name, known: Chosen = known) -> Run | None:
            value = shaped([run], SHAPES[name])
            return value if value is not None and is_supported(name, {**known, name: [value]}) else None

        value = seen_again(sheet, filling.cells[name], take, certain=0.0)
        if value is not None:
            first = _text(chosen, name)
            found[name] = [replace(value, first_text=first) if first else value]
    return found


def is_supported(name: str, chosen: Chosen) -> bool:
    """Tell whether an amount was read, and what else was read gives the same."""
    own = _value(chosen, name)
    if own is None:
        return _text(chosen, name) in rate.EXEMPTIONS
    total, net, tax, share = (
        own if other == name else _value(chosen, other)
        for other in ("total_including_tax", "price_excluding_tax", "tax", "tax_rate")
    )
    words = amount_in_words.parse(_text(chosen, "total_in_words"))
    sums = total is not None and net is not None and tax is not None and net + tax == total
    rated = net is not None and share is not None and total is not None and abs(net * (1 + share) - total) <= CENT
    taxed = tax is not None and share is not None and total is not None and _is_tax(tax, share, total)
    return {
        "total_including_tax": sums or total == words,
        "price_excluding_tax": sums or rated,
        "tax": sums or taxed,
        "tax_rate": rated or taxed,
    }[name]


def _is_tax(tax: Decimal, share: Decimal, total: Decimal) -> bool:
    return abs(total - total / (1 + share) - tax) <= CENT


def _value(chosen: Chosen, name: str) -> Decimal | None:
    text = _text(chosen, name)
    return rate.parse(text) if name == "tax_rate" else money.parse(text)


def _text(chosen: Chosen, name: str) -> str:
    return "".join(run.compact for run in chosen.get(name, ()))
