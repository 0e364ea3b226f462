"""Taxi receipts: slips from a roll, of one of several cities' designs."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.taxi_designs import TaxiDesign, taxi_designs
from piaoju.lab.synth.layouts.taxi_form import draw_form, meter, print_row, slip
from piaoju.lab.synth.layouts.taxi_wear import draw_back, draw_streaks
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick
from piaoju.lab.synth.values.taxi import Ride, city, ride

VARIANTS = ("paper",)
_CHARGES = ("fare", "fuel_surcharge", "call_fee")
_PARTS = {"times": ("board_time", "alight_time")}
"""Rows that print several fields."""
_UNKNOWN = "----"
"""What a meter prints for a charge that it was not told of."""


def draw(variant: str, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one taxi receipt; of the designs of the generator's half, if it has one.

    Raises:
        ValueError: no such variant.
    """
    if variant not in VARIANTS:
        raise ValueError(f"no layout for taxi_receipt {variant}")
    return draw_design(pick(rng, tuple(taxi_designs().values())), rng)


def draw_design(design: TaxiDesign, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one taxi receipt of a design."""
    trip = ride(rng, city(design.city))
    sheet, how = slip(design, rng), meter(design, rng)
    draw_back(sheet, rng)
    draw_form(sheet, design, trip, rng)
    fields = _fields(design, trip)
    shown = _shown(design, trip, rng)
    prefix = f"{pick(rng, 'KB')}{digits(rng, 4)}" if chance(rng, 0.5) else digits(rng, 4)
    for row, spec in enumerate(design.rows):
        names = [name for name in _PARTS.get(spec.value, (spec.value,)) if fields.get(name)]
        value = shown.get(spec.value, "")
        text = spec.text.format(value, prefix=prefix) if value or "{}" not in spec.text else ""
        print_row(sheet, design, row, _UNKNOWN if spec.value in _CHARGES and not value else text, how, names)
    draw_streaks(sheet, rng)
    sheet.marks["amount_paid"] = [rect for name in _paid(fields) for rect in sheet.marks[name]]
    return PrintedForm(sheet, fields, how.em_mm)


def _shown(design: TaxiDesign, trip: Ride, rng: np.random.Generator) -> dict[str, str]:
    """Return what the meter prints in each row, before units and signs."""
    values = _values(design, trip)
    return values | {
        "company": digits(rng, 4),
        "phone": f"{between(rng, 2, 8)}{digits(rng, 7)}",
        "plate": _plate(design, trip),
        "certificate": trip.certificate,
        "date": f"{trip.board:{design.date}}",
        "times": f"{values['board_time']}-{values['alight_time']}",
        "state": str(between(rng, 0, 1)),
    }


def _values(design: TaxiDesign, trip: Ride) -> dict[str, str]:
    """Return the values of the rows, normalised."""
    hours, seconds = divmod(trip.waiting_s, 3600)
    return {
        "plate": "".join(sign for sign in _plate(design, trip) if sign.isalnum()),
        "date": f"{trip.board:%Y-%m-%d}",
        "board_time": f"{trip.board:%H:%M}",
        "alight_time": f"{trip.alight:%H:%M}",
        "unit_price": trip.unit_price,
        "distance": trip.distance,
        "waiting_time": design.waiting.format(hours, *divmod(seconds, 60)),
        "fare": trip.fare,
        "fuel_surcharge": trip.fuel_surcharge,
        "call_fee": trip.call_fee,
        "total": trip.total,
        "total_paid": trip.total,
    }


def _plate(design: TaxiDesign, trip: Ride) -> str:
    return design.plate.format(trip.plate[0], trip.plate[1:])


def _fields(design: TaxiDesign, trip: Ride) -> dict[str, str]:
    """Return the label; a field that this design has no row for is empty."""
    rows = {name for row in design.rows for name in _PARTS.get(row.value, (row.value,))}
    fields = {
        "title": "".join(line.text for line in design.title),
        "location": trip.city.location,
        "invoice_code": trip.code,
        "invoice_number": trip.number,
    }
    fields |= {name: value if name in rows else "" for name, value in _values(design, trip).items()}
    paid = sum((Decimal(fields[name]) for name in _paid(fields)), Decimal(0))
    return fields | {"amount_paid": f"{paid:.2f}"}


def _paid(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of which the amount paid is the sum: what was paid, else the total, else the charges."""
    for name in ("total_paid", "total"):
        if fields[name]:
            return (name,)
    return tuple(name for name in _CHARGES if fields[name])
