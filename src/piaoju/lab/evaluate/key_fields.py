"""The key fields of each document type: a document is right if all of them that its label has are right.

They are stated here and not taken from the schemas, which belong to what is measured.
"""

from collections.abc import Mapping

KEY_FIELDS: Mapping[str, frozenset[str]] = {
    "vat_invoice": frozenset({
        "invoice_code", "invoice_number", "issue_date", "total_excluding_tax", "total_tax",
        "total_including_tax", "buyer_tax_id", "seller_tax_id",
    }),
    "quota_invoice": frozenset({"invoice_code", "invoice_number", "amount_in_words", "amount_in_figures"}),
    "train_ticket": frozenset({
        "ticket_number", "e_ticket_number", "departure_station", "arrival_station", "train_number",
        "departure_time", "seat_number", "fare",
    }),
    "taxi_receipt": frozenset({
        "invoice_code", "invoice_number", "plate", "date", "board_time", "alight_time", "distance",
        "amount_paid",
    }),
    "motor_vehicle_invoice": frozenset({
        "invoice_code", "invoice_number", "issue_date", "buyer_name", "buyer_id_number", "buyer_tax_id",
        "seller_name", "seller_tax_id", "vin", "engine_number", "total_including_tax",
    }),
    "used_vehicle_invoice": frozenset({
        "invoice_code", "invoice_number", "issue_date", "buyer_name", "buyer_id_number", "seller_name",
        "seller_id_number", "vin", "total_including_tax",
    }),
}  # fmt: skip
