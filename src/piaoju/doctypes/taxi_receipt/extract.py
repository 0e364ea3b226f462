"""Extraction: a located taxi receipt in, its fields out.

The head of the form is told by grammar, the trip by matching labels and values in order, and what was paid follows.
"""

from collections.abc import Mapping, Sequence

from piaoju.doctypes.taxi_receipt.derived import amount_paid, location
from piaoju.doctypes.taxi_receipt.head import read_head
from piaoju.doctypes.taxi_receipt.meter import read_meter
from piaoju.doctypes.taxi_receipt.rows import surcharges_of
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.numbers import invoice_code, plate
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.runs import Run, to_runs


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a taxi receipt."""
    runs = to_runs(document.lines, document.to_upright)
    head = read_head(document, runs)
    region = _region(head)
    trip = read_meter(document, [run for run in runs if not _is_part_of(run, head.get("invoice_number", ()))], region)
    found = head | {name: [run] for name, run in trip.values.items()}
    fields = {}
    for name, value_type in VALUE_TYPES.items():
        reading = read_cell(found[name], value_type, document.page) if name in found else None
        if reading is not None:
            fields[name] = reading
    if "plate" in fields:
        fields["plate"] = _plate(fields["plate"])
    paid = amount_paid(fields, trip.printed | surcharges_of(region), trip.unlabelled)
    for name, derived in (("location", location(fields)), ("amount_paid", paid)):
        if derived is not None:
            fields[name] = derived
    return Extraction(fields)


def _is_part_of(run: Run, values: Sequence[Run]) -> bool:
    """Tell whether a run stands where a value was read, so that it is none of its own."""
    return any(value.left < run.x < value.right and abs(run.y - value.y) < value.height / 2 for value in values)


def _region(head: Mapping[str, Sequence[Run]]) -> str:
    """Return the region that the code names; empty without a valid code."""
    code = "".join(run.compact for run in head.get("invoice_code", ()))
    return invoice_code.split(code).region if invoice_code.is_valid(code) else ""


def _plate(reading: FieldReading) -> FieldReading:
    """Return the reading of a plate, less sure if there is no such plate."""
    is_plate = isinstance(reading.value, str) and plate.is_valid(reading.value)
    return reading if is_plate else less_sure(reading)
