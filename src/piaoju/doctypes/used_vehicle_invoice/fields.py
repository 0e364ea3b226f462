"""Cells to fields: each cell's print by the shape of its field."""

from piaoju.doctypes.used_vehicle_invoice.schema import VALUE_TYPES
from piaoju.doctypes.used_vehicle_invoice.shapes import SHAPES
from piaoju.model.field import FieldReading
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.regain import choose, overlooked, without_repeats
from piaoju.reading.kie.shapes import doubted
from piaoju.reading.kie.sheet import Sheet
from piaoju.reading.kie.through_seals import through_seals
from piaoju.reading.kie.twins import from_twins

NEVER_EMPTY = (
    "invoice_code",
    "invoice_number",
    "issue_date",
    "buyer_id_number",
    "seller_id_number",
    "plate",
    "vin",
    "total_including_tax",
)
"""Cells that are looked at again if nothing was found."""
STAMPING = ("dealer_name", "dealer_tax_id", "market_name", "market_tax_id")
"""What the stamp across the foot of the form repeats."""
TWINS = {"invoice_code": "printed_code", "invoice_number": "printed_number"}
"""What the stock carries, and what of it the printer repeats."""


def read_fields(filling: Filling, page: int, sheet: Sheet | None) -> dict[str, FieldReading]:
    """Read what stands in the cells.

    Args:
        filling: of the cells.
        page: 1-based.
        sheet: for second looks; None if no form was registered.
    """
    chosen = choose(filling, SHAPES, sheet)
    if sheet is not None:
        chosen |= through_seals(sheet, filling, SHAPES, chosen)
        chosen |= overlooked(filling, SHAPES, sheet, NEVER_EMPTY, chosen)
    stamping = [run for name in STAMPING for run in chosen.get(name, ())]
    chosen["remark"] = without_repeats(chosen.get("remark", ()), stamping)
    readings = {name: read_cell(runs, VALUE_TYPES[name], page) for name, runs in chosen.items()}
    fields = {name: doubted(reading, SHAPES.get(name)) for name, reading in readings.items() if reading is not None}
    return {**fields, **from_twins(fields, TWINS, SHAPES)}
