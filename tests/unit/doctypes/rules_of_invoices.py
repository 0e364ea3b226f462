"""VAT and fixed-amount invoices: right values, and changes that rules must notice."""

from datetime import date
from decimal import Decimal

from piaoju.doctypes.quota_invoice import rules as quota
from piaoju.doctypes.vat_invoice import rules as vat
from piaoju.numbers.qr_payload import QrPayload
from tests.unit.doctypes.rule_cases import RuleCases

DIGITAL_NUMBER = "24442000000012345678"

VAT = RuleCases(
    vat.RULES,
    values={
        "title": "广东增值税电子普通发票",
        "invoice_code": "044001800211",
        "invoice_number": "12345678",
        "issue_date": "2018-03-05",
        "check_code": "12345678901234567890",
        "machine_number": "499912345678",
        "buyer_tax_id": "91110000600037341L",
        "seller_tax_id": "110101600037341",
        "total_excluding_tax": "4222.22",
        "total_tax": "717.78",
        "total_including_tax": "4940.00",
        "total_in_words": "肆仟玖佰肆拾圆整",
    },
    items=(
        {"quantity": "1", "unit_price": "888.89", "amount": "888.89", "tax_rate": "17%", "tax": "151.11"},
        {"quantity": "3", "unit_price": "1111.11", "amount": "3333.33", "tax_rate": "17%", "tax": "566.67"},
    ),
    variant="vat_general_electronic",
    qr=QrPayload("10", "044001800211", "12345678", Decimal("4222.22"), date(2018, 3, 5), "12345678901234567890"),
    rarely={"invoice_number_fits_date": {"invoice_number": DIGITAL_NUMBER, "issue_date": "2025-01-03"}},
    untold={
        "invoice_code_fits_date": ({"invoice_code": "0440018002"},),
        "invoice_number_fits_date": ({"invoice_number": "12345678"},),
        "issue_date_is_possible": ({"issue_date": "2018-02-30"},),
        "check_code_is_well_formed": ({"check_code": "1234567890123456****"},),
        "buyer_tax_id_is_well_formed": ({"buyer_tax_id": "9111000060003****L"},),
        "total_is_net_plus_tax": ({"total_including_tax": "***"},),
        "total_matches_words": ({"total_including_tax": "***"},),
    },
    failing={
        "invoice_code_is_well_formed": (
            {"invoice_code": "04400180021"},
            {"invoice_code": "044771800211"},
            {"invoice_code": "044001800213"},
        ),
        "invoice_code_fits_title": ({"invoice_code": "037001800211"}, {"title": "山东增值税电子普通发票"}),
        "invoice_code_fits_date": ({"issue_date": "2017-03-05"}, {"issue_date": "2024-03-05"}),
        "invoice_number_is_well_formed": (
            {"invoice_number": "1234567"},
            {"invoice_number": "00000000"},
            {"invoice_number": DIGITAL_NUMBER},
        ),
        "invoice_number_fits_date": (
            {"invoice_number": DIGITAL_NUMBER, "issue_date": "2025-02-01"},
            {"invoice_number": DIGITAL_NUMBER, "issue_date": "2023-12-31"},
        ),
        "issue_date_is_possible": ({"issue_date": "1989-03-05"}, {"issue_date": "2028-03-05"}),
        "check_code_is_well_formed": ({"check_code": "1234567890123456789"},),
        "machine_number_is_well_formed": ({"machine_number": "49991234567"},),
        "buyer_tax_id_is_well_formed": ({"buyer_tax_id": "91110000600037341K"},),
        "seller_tax_id_is_well_formed": ({"seller_tax_id": "110101600037342"},),
        "item_prices_match": ({"items.quantity": "2"}, {"items.amount": "888.39"}),
        "item_taxes_match": ({"items.tax": "157.11"}, {"items.tax_rate": "16%"}),
        "rate_is_in_force": (
            {"items.tax_rate": "10%"},
            {"items.tax_rate": "7%"},
            {"issue_date": "2022-03-05"},
        ),
        "amounts_make_total": ({"items.amount": "888.88"}, {"total_excluding_tax": "4222.21"}),
        "taxes_make_total": ({"items.tax": "151.10"}, {"total_tax": "777.78"}),
        "total_is_net_plus_tax": ({"total_tax": "717.87"}, {"total_tax": "***"}),
        "total_matches_words": ({"total_in_words": "肆仟玖佰肆拾圆壹角"}, {"total_including_tax": "4940.10"}),
        "qr_matches_print": (
            {"invoice_number": "12345679"},
            {"issue_date": "2018-03-06"},
            {"total_excluding_tax": "4222.20"},
        ),
    },
)

QUOTA = RuleCases(
    quota.RULES,
    values={
        "title": "广东省地方税务局通用定额发票",
        "invoice_code": "244031301234",
        "invoice_number": "12345678",
        "amount_in_words": "拾元整",
        "amount_in_figures": "10.00",
    },
    untold={
        "amount_is_a_denomination": ({"amount_in_figures": "拾"},),
    },
    failing={
        "invoice_code_is_well_formed": ({"invoice_code": "4403130123"}, {"invoice_code": "344031301234"}),
        "invoice_code_fits_title": ({"invoice_code": "237001301234"},),
        "invoice_number_is_well_formed": ({"invoice_number": DIGITAL_NUMBER},),
        "total_matches_words": ({"amount_in_figures": "100.00"},),
        "amount_is_a_denomination": ({"amount_in_figures": "70"},),
    },
)

CASES = {"vat_invoice": VAT, "quota_invoice": QUOTA}
