"""What is expected of a document type (FieldSpec) and what was read (FieldReading)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from piaoju.model.geometry import Quad
from piaoju.model.page import Steps

Source = Literal["ocr", "text_layer", "attachment", "qr", "derived"]


class ValueType(StrEnum):
    """How a printed text becomes a value; `numbers.values` holds the rules."""

    TEXT = "text"  # names, titles, remarks: fullwidth brackets, no blanks
    TEXT_AND_NUMBER = "text_and_number"  # bank and account, address and phone: one blank between
    CODE = "code"  # letters and digits without blanks
    DIGITS = "digits"
    TAX_ID = "tax_id"
    DATE = "date"
    DATE_TIME = "date_time"
    TIME = "time"
    MONEY = "money"
    DECIMAL = "decimal"
    RATE = "rate"
    WORDS = "words"  # an amount in words
    STATION = "station"
    PLATE = "plate"
    LINES = "lines"  # one string a printed line
    ITEMS = "items"  # rows of named fields


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that a document type has.

    Attributes:
        name: canonical name.
        label: printed label, empty where the form prints none.
        value_type: how its text becomes a value.
        is_key: counts for document accuracy.
    """

    name: str
    label: str
    value_type: ValueType
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class LineReading:
    """One printed line of a field of several lines."""

    value: str
    text: str
    confidence: float | None
    page: int | None
    quad: Quad | None


@dataclass(frozen=True, slots=True)
class FieldReading:
    """A field that was read.

    Attributes:
        value: normalised; a tuple for fields of several lines.
        text: the print as finally read, unnormalised.
        confidence: probability that the value is right; None if not known.
        page: 1-based; None where there is no place.
        quad: in page pixels; None where there is no place.
        source: what it was read from.
        raw_text: what was read first, if the reading was repaired.
        lines: of a field of several lines, each line.
        origins: of a value that follows from others of the document, the names of those.
        steps: what the recogniser considered along the value, to choose anew from; of the reading, not of its result.
    """

    value: str | tuple[str, ...]
    text: str
    confidence: float | None
    page: int | None
    quad: Quad | None
    source: Source = "ocr"
    raw_text: str | None = None
    lines: tuple[LineReading, ...] = ()
    origins: tuple[str, ...] = ()
    steps: Steps = field(default=(), compare=False, repr=False)


Fields = Mapping[str, FieldReading]


def cell_name(row: int, cell: str) -> str:
    """Return the name that a cell of an item row has among fields, as in findings.

    >>> cell_name(3, "amount")
    'items[3].amount'
    """
    return f"items[{row}].{cell}"


def cell_of(name: str) -> tuple[int | None, str]:
    """Return the row, None of a field, and the name in it.

    >>> cell_of("items[3].amount"), cell_of("vin")
    ((3, 'amount'), (None, 'vin'))
    """
    head, _, cell = name.rpartition("].")
    return (int(head.removeprefix("items[")), cell) if head else (None, name)


def named_readings(fields: Fields, items: Sequence[Fields]) -> Iterator[tuple[str, FieldReading]]:
    """Yield all readings of a document with their names, those of cells after those of fields."""
    yield from fields.items()
    for row, cells in enumerate(items):
        for cell, reading in cells.items():
            yield cell_name(row, cell), reading


def amended(first: FieldReading, value: str, text: str, confidence: float | None) -> FieldReading:
    """Return a reading with another value; what was read first stays in `raw_text`."""
    raw_text = first.text if first.raw_text is None else first.raw_text
    return replace(first, value=value, text=text, raw_text=raw_text, confidence=confidence)
