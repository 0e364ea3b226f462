"""The checks of a used vehicle invoice."""

from datetime import date

from piaoju.reading.checks import amounts, codes, dates, identifiers, qr, vehicles
from piaoju.reading.checks.qr import QrFields
from piaoju.reading.checks.rule import Rule

CODE = r"0\d{9}17|[12]\d{11}"
"""Of the State Taxation Administration; codes of the local tax bureaus' time begin with their digit."""

QR_FIELDS = QrFields(
    code="invoice_code",
    number="invoice_number",
    issue_date="issue_date",
    check_code="",
    net="",
    total="total_including_tax",
)


RULES: tuple[Rule, ...] = (
    codes.structure("invoice_code", {}, fits=CODE),
    dates.code_year("invoice_code", "issue_date"),
    codes.number_structure("invoice_number", codes.number_length("digital")),
    dates.number_year("invoice_number", "issue_date"),
    identifiers.equal("printed_code_matches", "printed_code", "invoice_code"),
    identifiers.equal("printed_number_matches", "printed_number", "invoice_number"),
    identifiers.form("machine_number", r"\d{12}", "12 digits", "the form"),
    dates.possible("issue_date", date(1994, 1, 1), {"digital": date(2021, 12, 1)}),
    identifiers.person_or_organisation("buyer_id_number"),
    identifiers.person_or_organisation("seller_id_number"),
    identifiers.taxpayer("dealer_tax_id"),
    identifiers.taxpayer("market_tax_id"),
    vehicles.licence_plate("plate"),
    identifiers.form(
        "registration_number", vehicles.is_registration, "12 digits that begin with a province", "the form"
    ),
    vehicles.identification_number("vin"),
    vehicles.model_year("vin", "issue_date"),
    amounts.words_and_figures("total_in_words", "total_including_tax"),
    qr.matches_print(QR_FIELDS),
)
