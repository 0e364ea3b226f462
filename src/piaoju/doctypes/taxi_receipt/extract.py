"""Extraction: a located taxi receipt in, its fields out.

The head of the form is told by grammar, the trip by matching labels and values in order, and what was paid follows.
"""

from dataclasses import replace

from piaoju.doctypes.taxi_receipt.derived import amount_paid, location
from piaoju.doctypes.taxi_receipt.head import read_head
from piaoju.doctypes.taxi_receipt.meter import read_meter
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.numbers import plate
from piaoju.reading.kie.readings import MALFORMED_FACTOR, read_cell
from piaoju.reading.kie.runs import to_runs


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a taxi receipt."""
    runs = to_runs(document.lines, document.to_upright)
    trip, printed = read_meter(document, runs)
    found = read_head(document, runs) | {name: [run] for name, run in trip.items()}
    fields = {}
    for name, value_type in VALUE_TYPES.items():
        reading = read_cell(found[name], value_type, document.page) if name in found else None
        if reading is not None:
            fields[name] = reading
    if "plate" in fields:
        fields["plate"] = _plate(fields["plate"])
    for name, derived in (("location", location(fields)), ("amount_paid", amount_paid(fields, printed))):
        if derived is not None:
            fields[name] = derived
    return Extraction(fields)


def _plate(reading: FieldReading) -> FieldReading:
    """Return the reading of a plate, less sure if there is no such plate."""
    if reading.confidence is None or (isinstance(reading.value, str) and plate.is_valid(reading.value)):
        return reading
    return replace(reading, confidence=reading.confidence * MALFORMED_FACTOR)
