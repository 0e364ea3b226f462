"""What the values of each field look like; those that are missing here may be any text."""

from collections.abc import Mapping

from piaoju.reading.kie import value_shapes as shapes
from piaoju.reading.kie.shapes import Shape

SEATS = Shape((r"(?:[前后]排\d+人?)+", r"([2-9]|[1-9]\d)人?"))
"""Of the whole vehicle, or of its rows on a line each. A lone 1 is a rule of the form."""
SHAPES: Mapping[str, Shape] = {
    "invoice_code": shapes.INVOICE_CODE,
    "invoice_number": shapes.INVOICE_NUMBER,
    "printed_code": shapes.INVOICE_CODE,
    "printed_number": shapes.STOCK_NUMBER,
    "machine_number": shapes.MACHINE_NUMBER,
    "issue_date": shapes.DATE,
    "certificate_number": shapes.CODE,
    "import_certificate_number": shapes.CODE,
    "inspection_number": shapes.CODE,
    "engine_number": shapes.CODE,
    "vin": shapes.VIN,
    "total_in_words": shapes.WORDS,
    "total_including_tax": shapes.MONEY,
    "seller_phone": shapes.PHONE,
    "seller_tax_id": shapes.TAX_ID,
    "seller_account": shapes.ACCOUNT,
    "tax_rate": shapes.RATE,
    "tax": shapes.STATED_MONEY,
    "tax_authority_code": Shape((r"1\d{8,10}",), (r"\d{8,12}",)),
    "price_excluding_tax": shapes.MONEY,
    "tax_receipt_number": shapes.CODE,
    "tonnage": Shape((r"\d+\.\d+|\d{2,}",)),
    "seating_capacity": SEATS,
}
