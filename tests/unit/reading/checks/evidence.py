"""Documents as rules see them, made of plain values."""

from collections.abc import Mapping, Sequence
from datetime import date

from piaoju.model.field import FieldReading, Fields, Source
from piaoju.numbers.qr_payload import QrPayload
from piaoju.reading.checks.rule import Evidence

TODAY = date(2026, 7, 1)


def field(value: str, *, confidence: float | None = 0.9, source: Source = "ocr") -> FieldReading:
    """Return a field that was read."""
    return FieldReading(value, value, confidence, 1, None, source=source)


def fields(values: Mapping[str, str]) -> Fields:
    """Return fields that were read; empty values were not."""
    return {name: field(value) for name, value in values.items() if value}


def evidence(
    values: Mapping[str, str],
    items: Sequence[Mapping[str, str]] = (),
    *,
    variant: str | None = None,
    printed: str = "",
    qr: QrPayload | None = None,
) -> Evidence:
    """Return a document of values."""
    return Evidence(fields(values), TODAY, tuple(fields(row) for row in items), variant, printed, qr)
