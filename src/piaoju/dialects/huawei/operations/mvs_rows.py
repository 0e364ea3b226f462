"""Rows of mvs-invoice: the vendor's two lists of keys, over the two document types.

Order as in the examples of the vendor's page.
"""

from piaoju.dialects.wire.money import with_yuan_sign
from piaoju.dialects.wire.rows import Row, absent, row

MOTOR_VEHICLE = "motor_vehicle_invoice"
USED_VEHICLE = "used_vehicle_invoice"

_HEAD = (
    row("code", "invoice_code"),
    row("number", "invoice_number"),
    row("machine_printed_code", "printed_code"),
    row("machine_printed_number", "printed_number"),
    row("issue_date", "issue_date"),
    row("machine_number", "machine_number"),
    row("buyer_name", "buyer_name"),
)
_TOTALS = (
    row("total", "total_including_tax", with_yuan_sign),
    row("total_chinese", "total_in_words"),
)
_FISCAL_CODE = row("fiscal_code", "tax_control_code")
_SIGNED = (row("remark", "remark"), row("drawer_name", "issuer"))

NEW_ROWS = (
    *_HEAD,
    row("buyer_organization_number", "buyer_id_number"),
    row("buyer_id", "buyer_tax_id"),
    row("seller_name", "seller_name"),
    row("seller_phone", "seller_phone"),
    row("seller_id", "seller_tax_id"),
    row("seller_account", "seller_account"),
    row("seller_address", "seller_address"),
    row("seller_bank", "seller_bank"),
    row("vehicle_type", "vehicle_type"),
    row("brand_model", "brand_model"),
    row("manufacturing_location", "origin"),
    row("quality_certificate", "certificate_number"),
    row("import_certificate", "import_certificate_number"),
    row("inspection_number", "inspection_number"),
    row("engine_number", "engine_number"),
    row("vehicle_identification_number", "vin"),
    row("tonnage", "tonnage"),
    row("seating_capacity", "seating_capacity"),
    row("tax_authority", "tax_authority"),
    row("tax_authority_code", "tax_authority_code"),
    row("tax_payment_receipt", "tax_receipt_number"),
    row("tax_rate", "tax_rate"),
    row("tax", "tax", with_yuan_sign),
    row("tax_exclusive_price", "price_excluding_tax", with_yuan_sign),
    *_TOTALS,
    _FISCAL_CODE,
)
"""Of a motor vehicle invoice, in any reply."""

USED_ROWS = (
    *_HEAD,
    row("buyer_id", "buyer_id_number"),
    row("buyer_address", "buyer_address"),
    row("buyer_phone", "buyer_phone"),
    row("seller_name", "seller_name"),
    row("seller_id", "seller_id_number"),
    row("seller_address", "seller_address"),
    row("seller_phone", "seller_phone"),
    row("licence_plate_number", "plate"),
    row("registration_number", "registration_number"),
    row("vehicle_type", "vehicle_type"),
    row("vehicle_identification_number", "vin"),
    row("brand_model", "brand_model"),
    row("dept_motor_vehicles", "destination_registry"),
    *_TOTALS,
    row("auction_org_name", "dealer_name"),
    row("auction_org_address", "dealer_address"),
    row("auction_org_id", "dealer_tax_id"),
    row("auction_org_bank_account", "dealer_bank_account"),
    row("auction_org_phone", "dealer_phone"),
    row("used_vehicle_market_name", "market_name"),
    row("used_vehicle_market_id", "market_tax_id"),
    row("used_vehicle_market_address", "market_address"),
    row("used_vehicle_market_bank_account", "market_bank_account"),
    row("used_vehicle_market_phone", "market_phone"),
    *_SIGNED,
    _FISCAL_CODE,
)
"""Of a used-vehicle invoice, if a `type` was sent."""

NEW_ROWS_WITH_TYPE = (*NEW_ROWS, *_SIGNED)
"""Of a motor vehicle invoice, if a `type` was sent."""


def _among_new_keys(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows for the keys of a motor vehicle invoice, empty where there is no row of that name."""
    by_name = {each.name: each for each in rows}
    return tuple(by_name.get(each.name, absent(each.name)) for each in NEW_ROWS)


USED_ROWS_WITHOUT_TYPE = _among_new_keys(USED_ROWS)
"""Of a used-vehicle invoice, if no `type` was sent."""
