"""Derived values after a repair: what was the same as a repaired value, or the sum of such, still is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from piaoju.model.field import FieldReading, Fields
from piaoju.numbers import money


def followed(before: Fields, after: Fields) -> Fields:
    """Return repaired fields, those derived from them anew.

    Args:
        before: as extracted.
        after: repaired.
    """
    changed = {name for name, field in after.items() if name not in before or field.value != before[name].value}
    anew = {
        name: _anew(before, after, field)
        for name, field in after.items()
        if field.source == "derived" and changed.intersection(field.origins) and name not in changed
    }
    return {**after, **anew}


def _anew(before: Fields, after: Fields, field: FieldReading) -> FieldReading:
    """Return a derived value by its repaired origins; as it is if it is not known how it follows from them."""
    if any(origin not in after for origin in field.origins):
        return field
    known = [confidence for origin in field.origins if (confidence := after[origin].confidence) is not None]
    confidence = min(known) if len(known) == len(field.origins) else None
    if len(field.origins) == 1 and field.value == before[field.origins[0]].value:
        return replace(
            field, value=after[field.origins[0]].value, text=after[field.origins[0]].text, confidence=confidence
        )
    sums = [_sum(fields, field.origins) for fields in (before, after)]
    if sums[1] is None or field.value != str(sums[0]):
        return field
    return replace(field, value=str(sums[1]), text=str(sums[1]), confidence=confidence)


def _sum(fields: Mapping[str, FieldReading], names: Iterable[str]) -> Decimal | None:
    """Return the sum of amounts; None if one is no number."""
    amounts = [money.parse(value) if isinstance(value := fields[name].value, str) else None for name in names]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
