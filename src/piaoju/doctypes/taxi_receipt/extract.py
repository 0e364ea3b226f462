"""Extraction: a located taxi receipt in, its fields out.

The head of the form is told by grammar, the trip by matching labels and values in order, and what was paid follows.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from piaoju.doctypes.taxi_receipt.derived import amount_paid, location
from piaoju.doctypes.taxi_receipt.head import read_head
from piaoju.doctypes.taxi_receipt.meter import read_meter
from piaoju.doctypes.taxi_receipt.rows import surcharges_of
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.numbers import invoice_code, money, plate
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.runs import Run, to_runs

WHOLE = {"distance": r"\d+\.\d+", "waiting_time": r"\d{1,2}[:.]\d\d[:.]\d\d|.*[分秒].*"}
"""How meters print some values; what lacks a part was read in part."""
FARE_BY = ("unit_price", "distance", "fare")
FLAG_FALL = Decimal("0.95")
"""The first kilometres cost more than the others, so that no fare is less than price times distance."""


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
    fields |= {name: less_sure(reading) for name, reading in fields.items() if _is_doubtful(name, reading, fields)}
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


def _is_doubtful(name: str, reading: FieldReading, fields: Mapping[str, FieldReading]) -> bool:
    """Tell whether a value is not what meters print, so that a part of it was misread or lost."""
    value = str(reading.value)
    if name == "plate":
        return not plate.is_valid(value)
    if name == "fare":
        price, way, fare = (money.parse(str(fields[one].value)) if one in fields else None for one in FARE_BY)
        return price is not None and way is not None and fare is not None and fare < FLAG_FALL * price * way
    return name in WHOLE and re.fullmatch(WHOLE[name], value) is None
