"""Filled forms of given sorts, and what can be found on them without the code that drew them."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.layouts import vat_invoice
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.values.vat import FieldValue
from piaoju.lab.synth.values.vat_sorts import Sort

PAPER = ("vat_special_paper", "vat_general_paper", "digital_paper_special", "digital_paper_general")
ELECTRONIC = ("vat_general_electronic", "vat_special_electronic")
DIGITAL = ("digital_special", "digital_general")


@cache
def form_of(variant: str, sort: Sort, seed: int) -> PrintedForm:
    """Return an invoice of a sort."""
    return vat_invoice.draw(variant, np.random.default_rng([seed, 77]), sort)


def sheets_of(form: PrintedForm) -> tuple[Sheet, ...]:
    """Return all pages."""
    return (form.sheet, *form.following)


def printed(sheet: Sheet) -> list[str]:
    """Return every line of print."""
    return [text for text, _ in sheet.lines]


def marked(form: PrintedForm) -> set[str]:
    """Return the names that have a place on some page."""
    return {name for sheet in sheets_of(form) for name in sheet.marks}


def named(fields: Mapping[str, FieldValue]) -> set[str]:
    """Return the names under which filled fields and cells must have a place, as labels name them."""
    names = {name for name, value in fields.items() if value and name != "items"}
    for row, item in enumerate(rows(fields)):
        names |= {f"items[{row}].{cell}" for cell, value in item.items() if value}
    return names


def rows(fields: Mapping[str, FieldValue]) -> list[dict[str, str]]:
    """Return the item lines."""
    return [row for row in fields.get("items", ()) if isinstance(row, dict)]


def text(value: FieldValue) -> str:
    """Return a field that is a text."""
    assert isinstance(value, str)
    return value


def payload(sheet: Sheet) -> str:
    """Return what the QR code of a page says."""
    (code,) = [operation.payload for operation in sheet.operations if isinstance(operation, QrCode)]
    return code


def remainder(data: bytes, polynomial: int) -> int:
    """Divide a message, sixteen zeros behind it, by a polynomial over GF(2): a CRC-16 that begins with 0."""
    value = int.from_bytes(data, "big") << 16
    for place in range(value.bit_length() - 17, -1, -1):
        if value >> (place + 16) & 1:
            value ^= (1 << 16 | polynomial) << place
    return value


def outside(sheet: Sheet) -> Sequence[str]:
    """Return the lines of print that reach beyond the paper."""
    return [
        line
        for line, (left, top, right, bottom) in sheet.lines
        if left < 0 or top < 0 or right > sheet.width_mm or bottom > sheet.height_mm
    ]
