"""What follows from other fields: the place that the receipt is of, and what was paid."""

import re
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from piaoju.model.field import FieldReading
from piaoju.numbers import invoice_code, money
from piaoju.numbers.region import PLANNED_CITIES, city, province

SURCHARGES = ("fuel_surcharge", "call_fee")
UNREAD_FACTOR = 0.7  # a surcharge printed and not read is nothing, mostly


def location(fields: Mapping[str, FieldReading]) -> FieldReading | None:
    """Return the city that the code and the title name, else the province of the code; None without a valid code."""
    code, title = fields.get("invoice_code"), fields.get("title")
    if code is None or not isinstance(code.value, str) or not invoice_code.is_valid(code.value):
        return None
    region = invoice_code.split(code.value).region
    own = city(region)
    is_titled = bool(own) and title is not None and str(title.value).startswith(own.removesuffix("市"))
    name = own if region in PLANNED_CITIES or is_titled else province(region)
    if not name:
        return None
    return FieldReading(name, name, code.confidence, None, None, source="derived", origins=("invoice_code",))


def amount_paid(
    fields: Mapping[str, FieldReading], printed: Set[str], unlabelled: Sequence[Decimal] = ()
) -> FieldReading | None:
    """Return what was paid: the amount received, else the total, else fare and surcharges.

    Where the form has a row for the amount received or the total and it was not read, nothing follows: totals are
    rounded to the yuan.

    Args:
        fields: that were read.
        printed: names whose label was read.
        unlabelled: amounts below the fare whose label was not; the fare is all only if they are nothing.
    """
    for name in ("total_paid", "total"):
        if name in fields:
            return _sum({name: fields[name]}, 1.0)
        if name in printed:
            return None
    if "fare" not in fields or _has_row_for_total(fields) or any(unlabelled):
        return None
    parts = {name: fields[name] for name in ("fare", *SURCHARGES) if name in fields}
    unread = sum(name in printed and name not in fields for name in SURCHARGES)
    return _sum(parts, UNREAD_FACTOR**unread)


def _has_row_for_total(fields: Mapping[str, FieldReading]) -> bool:
    """Tell whether the form is Beijing's, which has a row for the amount received even where none of it was read."""
    code = fields.get("invoice_code")
    return code is not None and re.match(r"\d11", str(code.value)) is not None


def _sum(named: Mapping[str, FieldReading], factor: float) -> FieldReading | None:
    """Return the sum, as sure as the least sure of its parts; None if one is no number."""
    parts = list(named.values())
    amounts = [money.parse(part.value) if isinstance(part.value, str) else None for part in parts]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(parts):
        return None
    value = parts[0].value if len(parts) == 1 else str(sum(known, Decimal(0)))
    confidences = [part.confidence for part in parts if part.confidence is not None]
    confidence = min(confidences) * factor if len(confidences) == len(parts) else None
    text = "+".join(part.text for part in parts)
    return FieldReading(value, text, confidence, None, None, source="derived", origins=tuple(named))
