"""Total, price without tax, tax and rate: second looks at those that were not found or contradict the others.

The dealer's stamp covers their corner of the form, so that fragments look like amounts: a new reading counts only if
the others support it.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from piaoju.doctypes.motor_vehicle_invoice.shapes import SHAPES
from piaoju.numbers import amount_in_words, money, rate
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.regain import Chosen, supported
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

AMOUNTS = ("total_in_words", "total_including_tax", "tax", "price_excluding_tax", "tax_rate")
CENT = Decimal("0.01")


def completed(sheet: Sheet, filling: Filling, chosen: Chosen) -> dict[str, Sequence[Run]]:
    """Return the amounts that a supported second look finds.

    Args:
        sheet: to look at.
        filling: where the cells are.
        chosen: what was read first.
    """
    return supported(filling, SHAPES, sheet, chosen, {name: partial(is_supported, name) for name in AMOUNTS})


def is_supported(name: str, chosen: Chosen) -> bool:
    """Tell whether an amount was read, and what else was read gives the same."""
    own = _value(chosen, name)
    if name == "total_in_words":
        return own is not None and own == _value(chosen, "total_including_tax")
    if own is None:
        return _text(chosen, name) in rate.EXEMPTIONS
    total, net, tax, share = (
        own if other == name else _value(chosen, other)
        for other in ("total_including_tax", "price_excluding_tax", "tax", "tax_rate")
    )
    words = _value(chosen, "total_in_words")
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
    parse = {"tax_rate": rate.parse, "total_in_words": amount_in_words.parse}.get(name, money.parse)
    return parse(text)


def _text(chosen: Chosen, name: str) -> str:
    return "".join(run.compact for run in chosen.get(name, ()))
