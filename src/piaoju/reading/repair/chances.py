"""How telling each check is: how likely a wrong reading passes it.

A check that is missing here decides nothing: what it finds may be a rare but right document.
"""

from collections.abc import Iterable, Mapping
from math import prod

SUM = 0.001
"""Amounts that agree to the cent."""
EXCHANGED = 0.01
"""Amounts that agree after a digit gave way to another: such a change at the place of the digit that was truly misread,
in another amount, makes up for it once in a while."""
FORM = 0.3
"""A number of digits, a day that exists."""

CHANCES: Mapping[str, float] = {
    **dict.fromkeys(
        (
            "total_matches_words",
            "total_is_net_plus_tax",
            "net_matches_rate",
            "item_prices_match",
            "amounts_make_total",
            "taxes_make_total",
            "printed_code_matches",
            "printed_number_matches",
            "ticket_number_matches_code",
            "qr_matches_print",
        ),
        SUM,
    ),
    **dict.fromkeys(("item_taxes_match", "fare_and_surcharges_make_total", "fare_and_surcharges_make_payment"), 0.01),
    # A credit code has two check characters, of which the repair demands both.
    **dict.fromkeys(
        (
            "buyer_tax_id_is_well_formed",
            "seller_tax_id_is_well_formed",
            "dealer_tax_id_is_well_formed",
            "market_tax_id_is_well_formed",
        ),
        0.005,
    ),
    "buyer_id_number_is_well_formed": 1 / 11,
    "seller_id_number_is_well_formed": 1 / 11,
    "vin_is_well_formed": 1 / 11,
    "invoice_number_fits_date": 0.05,
    "invoice_code_is_well_formed": 0.1,
    "ticket_code_fits_date": 0.1,
    "invoice_code_fits_title": 0.1,
    **dict.fromkeys(
        (
            "invoice_code_fits_date",
            "invoice_number_is_well_formed",
            "check_code_is_well_formed",
            "machine_number_is_well_formed",
            "registration_number_is_well_formed",
            "tax_authority_code_is_well_formed",
            "ticket_code_is_well_formed",
            "passenger_id_is_well_formed",
            "plate_is_well_formed",
            "issue_date_is_possible",
            "date_is_possible",
            "departure_time_is_possible",
            "vin_fits_date",
        ),
        FORM,
    ),
}

DIGIT_BY_DIGIT = frozenset({"total_matches_words", "total_is_net_plus_tax", "amounts_make_total", "taxes_make_total"})
"""Checks that fail by another digit in one amount, and hold again by another at the same place of a second."""


def chance_of(checks: Iterable[str], *, is_exchange: bool = False) -> float:
    """Return how likely wrong readings pass all of some checks, were they independent.

    Args:
        checks: their names.
        is_exchange: the readings are as long as what was read first.
    """
    return prod(EXCHANGED if is_exchange and check in DIGIT_BY_DIGIT else CHANCES.get(check, 1.0) for check in checks)
