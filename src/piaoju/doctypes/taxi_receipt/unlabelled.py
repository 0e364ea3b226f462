"""Amounts below the fare whose labels were not read: what they add up to tells which of them is the total."""

from collections.abc import Mapping
from decimal import Decimal

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.lost import SURCHARGES, TOTALS, number_in
from piaoju.reading.kie.runs import Run


def with_named_amounts(values: Mapping[str, Run]) -> dict[str, Run]:
    """Return the values, the last amount without a label as the total if it is the sum of those above it.

    One amount without a label between the fare and that total is the surcharge that lacks; of two it may be either.

    Args:
        values: name -> what was read, those without a label among them, from the top down.
    """
    found = dict(values)
    fare = number_in(found["fare"]) if "fare" in found else None
    names = [name for name in grammar.UNLABELLED if name in found]
    if fare is None or not names or any(name in found for name in TOTALS):
        return found
    lacking = [name for name in SURCHARGES if name not in found]
    *between, last = names
    parts = [number_in(found[name]) for name in (*between, *SURCHARGES) if name in found]
    total = number_in(found[last])
    is_sum = None not in parts and total == fare + sum((part or Decimal(0) for part in parts), Decimal(0))
    if not parts or not is_sum or len(between) > min(1, len(lacking)):
        return found
    found["total"] = found.pop(last)
    if between and len(lacking) == 1:
        found[lacking[0]] = found.pop(between[0])
    return found
