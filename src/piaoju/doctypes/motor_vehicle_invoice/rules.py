"""The checks of a motor vehicle invoice."""

import re
from collections.abc import Mapping
from datetime import date

from piaoju.numbers.invoice_code import InvoiceKind
from piaoju.reading.checks import amounts, codes, dates, identifiers, qr, rates, vehicles
from piaoju.reading.checks.qr import QrFields
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

_MOTOR = frozenset({InvoiceKind.MOTOR_VEHICLE})
KINDS: Mapping[str, frozenset[InvoiceKind]] = {"paper": _MOTOR, "digital_paper": _MOTOR}

QR_FIELDS = QrFields(
    code="invoice_code",
    number="invoice_number",
    issue_date="issue_date",
    check_code="",
    net="price_excluding_tax",
    total="total_including_tax",
)

_PASSENGER_CAR = re.compile(r"轿车|乘用车")
_SEATS_OF_CARS = range(1, 10)


def _seats(evidence: Evidence) -> Outcome:
    seats = evidence.text("seating_capacity")
    if not _PASSENGER_CAR.search(evidence.text("vehicle_type")) or not seats.isdecimal():
        return not_applicable("not the number of seats of a passenger car")
    return verdict(int(seats) in _SEATS_OF_CARS, f"{seats} seats in a passenger car, 1 to 9 are possible")


RULES: tuple[Rule, ...] = (
    codes.structure("invoice_code", KINDS),
    dates.code_year("invoice_code", "issue_date"),
    codes.number_structure("invoice_number", codes.number_length("digital")),
    dates.number_year("invoice_number", "issue_date"),
    identifiers.equal("printed_code_matches", "printed_code", "invoice_code"),
    identifiers.equal("printed_number_matches", "printed_number", "invoice_number"),
    identifiers.form("machine_number", r"\d{12}", "12 digits", "the form"),
    dates.possible("issue_date", date(1994, 1, 1), {"digital": date(2021, 12, 1)}),
    identifiers.person_or_organisation("buyer_id_number"),
    identifiers.taxpayer("buyer_tax_id"),
    identifiers.taxpayer("seller_tax_id"),
    vehicles.identification_number("vin"),
    vehicles.model_year("vin", "issue_date"),
    rates.rate_in_force("tax_rate", "issue_date"),
    amounts.net_of_total("price_excluding_tax", "tax_rate", "total_including_tax"),
    amounts.net_and_tax(("price_excluding_tax", "tax", "total_including_tax")),
    amounts.words_and_figures("total_in_words", "total_including_tax"),
    identifiers.form(
        "tax_authority_code", vehicles.is_tax_authority, "9 to 11 digits: 1, then a province, then others", "the form"
    ),
    Rule(
        "seating_capacity_fits_type",
        ("seating_capacity", "vehicle_type"),
        _seats,
        "a passenger car (轿车, 乘用车) has 1 to 9 seats",
        source="GB/T 3730.1",
    ),
    qr.matches_print(QR_FIELDS),
)
