"""How much a failed check takes from confidences.

The confidence of each field that a failed finding names is multiplied by the check's factor, that of the document by
the factors of all failed checks. It never falls below a floor: what was read may still be right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from piaoju.model.document import Finding
from piaoju.model.field import FieldReading, Fields

FLOOR = 0.05
WELL_FORMED = 0.3
"""Of values that their standard refuses: with check digits hardly ever a right reading."""

FACTORS: Mapping[str, float] = {
    "total_matches_words": 0.5,
    "total_is_net_plus_tax": 0.5,
    "net_matches_rate": 0.6,
    "fare_and_surcharges_make_total": 0.6,
    "fare_and_surcharges_make_payment": 0.6,
    "amount_is_a_denomination": 0.6,
    "item_prices_match": 0.6,
    "item_taxes_match": 0.6,
    "amounts_make_total": 0.7,
    "taxes_make_total": 0.7,
    "rate_is_in_force": 0.6,
    "issue_date_is_possible": 0.4,
    "departure_time_is_possible": 0.4,
    "date_is_possible": 0.4,
    "invoice_code_is_well_formed": 0.4,
    "invoice_code_fits_date": 0.6,
    "invoice_code_fits_title": 0.7,
    "invoice_number_is_well_formed": WELL_FORMED,
    "invoice_number_fits_date": 0.5,
    "check_code_is_well_formed": WELL_FORMED,
    "machine_number_is_well_formed": WELL_FORMED,
    "buyer_tax_id_is_well_formed": WELL_FORMED,
    "seller_tax_id_is_well_formed": WELL_FORMED,
    "dealer_tax_id_is_well_formed": WELL_FORMED,
    "market_tax_id_is_well_formed": WELL_FORMED,
    "buyer_id_number_is_well_formed": WELL_FORMED,
    "seller_id_number_is_well_formed": WELL_FORMED,
    "passenger_id_is_well_formed": WELL_FORMED,
    "vin_is_well_formed": WELL_FORMED,
    "vin_fits_date": 0.6,
    "plate_is_well_formed": WELL_FORMED,
    "registration_number_is_well_formed": WELL_FORMED,
    "tax_authority_code_is_well_formed": WELL_FORMED,
    "seating_capacity_fits_type": 0.6,
    "printed_code_matches": 0.5,
    "printed_number_matches": 0.5,
    "qr_matches_print": 0.3,
    "ticket_code_is_well_formed": WELL_FORMED,
    "ticket_number_matches_code": 0.5,
    "ticket_code_fits_date": 0.6,
    "train_number_is_well_formed": WELL_FORMED,
    "seat_number_is_well_formed": WELL_FORMED,
    "seat_class_fits_train": 0.6,
    "stations_differ": 0.4,
    "times_are_in_order": 0.6,
}
"""Check -> factor. First guesses; calibration replaces them."""


@dataclass(frozen=True, slots=True)
class Heeded:
    """Readings with the confidences that findings leave them."""

    fields: Fields
    items: tuple[Fields, ...]
    confidence: float | None


def heed(fields: Fields, items: Sequence[Fields], confidence: float | None, findings: Iterable[Finding]) -> Heeded:
    """Return fields, rows and the document's confidence as failed findings leave them; values stay as they are.

    Args:
        fields: that were read.
        items: rows that were read.
        confidence: of the document.
        findings: of all its checks.
    """
    failures = [finding for finding in findings if finding.status == "fail"]
    left: dict[str, float] = {}
    for finding in failures:
        for name in finding.fields:
            left[name] = left.get(name, 1.0) * FACTORS[finding.check]
    return Heeded(
        {name: _lowered(field, left.get(name)) for name, field in fields.items()},
        tuple(
            {cell: _lowered(field, left.get(f"items[{index}].{cell}")) for cell, field in row.items()}
            for index, row in enumerate(items)
        ),
        _times(confidence, prod(FACTORS[finding.check] for finding in failures)) if failures else confidence,
    )


def _lowered(field: FieldReading, factor: float | None) -> FieldReading:
    return field if factor is None else replace(field, confidence=_times(field.confidence, factor))


def _times(confidence: float | None, factor: float) -> float | None:
    if confidence is None:
        return None
    return min(confidence, max(FLOOR, confidence * factor))
