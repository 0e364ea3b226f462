"""What the values of each field look like; those that are missing here may be any text."""

from collections.abc import Mapping
from dataclasses import replace

from piaoju.numbers.plate import MARKS, PROVINCES
from piaoju.reading.kie import value_shapes as shapes
from piaoju.reading.kie.runs import Run, restricted
from piaoju.reading.kie.shapes import Shape

PLATE = Shape(
    (rf"[{PROVINCES}][A-Z][{MARKS}]?[0-9A-Z]{{4,6}}[挂学警港澳领使]?",),
    (rf"[\u4e00-\u9fa5]?[0-9A-Za-z{MARKS}]{{5,9}}[挂学警港澳领使]?",),
)
LENGTHS = 7, 8
"""Characters of a plate, of old and of new energy."""


def with_province(run: Run) -> Run:
    """Return a plate with the province that was considered for its first character, if something else was read."""
    solid = run.solid()
    first = Run(solid.glyphs[:1])
    if len(solid.glyphs) not in LENGTHS or first.text in PROVINCES:
        return run
    (province,) = restricted(first, PROVINCES).glyphs
    if province.text not in PROVINCES:
        return run
    return replace(run, glyphs=(province, *solid.glyphs[1:]), first_text=run.first_text or run.text)


SHAPES: Mapping[str, Shape] = {
    "invoice_code": shapes.INVOICE_CODE,
    "invoice_number": shapes.INVOICE_NUMBER,
    "printed_code": shapes.INVOICE_CODE,
    "printed_number": shapes.STOCK_NUMBER,
    "machine_number": shapes.MACHINE_NUMBER,
    "issue_date": shapes.DATE,
    "buyer_id_number": shapes.OWN_NUMBER,
    "buyer_phone": shapes.PHONE,
    "seller_id_number": shapes.OWN_NUMBER,
    "seller_phone": shapes.PHONE,
    "plate": PLATE,
    "registration_number": Shape((r"\d{12}",), shapes.CODE.patterns),
    "vin": shapes.VIN,
    "total_in_words": shapes.WORDS,
    "total_including_tax": shapes.MONEY,
    "dealer_tax_id": shapes.TAX_ID,
    "dealer_phone": shapes.PHONE,
    "market_tax_id": shapes.TAX_ID,
    "market_phone": shapes.PHONE,
}
