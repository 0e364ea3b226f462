"""The checks of a VAT invoice."""

from collections.abc import Mapping
from datetime import date

from piaoju.numbers.invoice_code import InvoiceKind
from piaoju.reading.checks import amounts, codes, dates, identifiers, items, qr, rates
from piaoju.reading.checks.qr import QrFields
from piaoju.reading.checks.rule import Evidence, Rule

KINDS: Mapping[str, frozenset[InvoiceKind]] = {
    "vat_special_paper": frozenset({InvoiceKind.VAT_SPECIAL}),
    "vat_general_paper": frozenset({InvoiceKind.VAT_GENERAL}),
    "vat_general_electronic": frozenset({InvoiceKind.VAT_GENERAL_ELECTRONIC}),
    "vat_special_electronic": frozenset({InvoiceKind.VAT_SPECIAL_ELECTRONIC}),
    "vat_toll_electronic": frozenset({InvoiceKind.VAT_TOLL_ELECTRONIC}),
    "vat_roll": frozenset({InvoiceKind.VAT_ROLL}),
    "digital_paper_special": frozenset({InvoiceKind.VAT_SPECIAL}),
    "digital_paper_general": frozenset({InvoiceKind.VAT_GENERAL}),
}
"""Variant -> what its code may name."""

FULLY_DIGITAL = ("digital_special", "digital_general")
DIGITAL_SINCE = date(2021, 12, 1)
TOTALS = ("total_excluding_tax", "total_tax", "total_including_tax")

QR_FIELDS = QrFields(
    code="invoice_code",
    number="invoice_number",
    issue_date="issue_date",
    check_code="check_code",
    net="total_excluding_tax",
    total="total_including_tax",
)


def number_length(evidence: Evidence) -> int | None:
    """Return how many digits the number of the variant has."""
    if evidence.variant is None:
        return None
    return 20 if evidence.variant in FULLY_DIGITAL else 8


RULES: tuple[Rule, ...] = (
    codes.structure("invoice_code", KINDS),
    codes.title_region("title", "invoice_code"),
    dates.code_year("invoice_code", "issue_date"),
    codes.number_structure("invoice_number", number_length),
    dates.number_year("invoice_number", "issue_date"),
    dates.possible("issue_date", date(1994, 1, 1), {"digital_": DIGITAL_SINCE}),
    identifiers.form("check_code", r"\d{20}", "20 digits", "the form"),
    identifiers.form("machine_number", r"\d{12}", "12 digits", "the form"),
    identifiers.taxpayer("buyer_tax_id"),
    identifiers.taxpayer("seller_tax_id"),
    items.prices(),
    items.taxes(),
    rates.item_rates_in_force("issue_date"),
    items.column_sum("amount", "total_excluding_tax", "amounts_make_total", TOTALS),
    items.column_sum("tax", "total_tax", "taxes_make_total", TOTALS),
    amounts.net_and_tax(TOTALS),
    amounts.words_and_figures("total_in_words", "total_including_tax"),
    qr.matches_print(QR_FIELDS),
)
