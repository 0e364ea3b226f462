"""Invoices of several pages: a 数电票 with many items runs on, and its totals stand on the last page only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from piaoju.engine.checking import Draft
from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields, FieldSpec, ValueType

SAME = ("invoice_number", "issue_date")
"""What every page repeats; a page on which one of them was not read is a document of its own."""
END = "total_in_words"
"""Only the last page states it; what follows such a page is another document, be it a copy of the same."""
SUMS = (ValueType.MONEY, ValueType.WORDS)
"""Of a page that others follow these are subtotals."""


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the documents of a file with those in one that are pages of one invoice.

    Args:
        drafts: in the order of their pages.
    """
    whole: list[Draft] = []
    for draft in drafts:
        if whole and _goes_on(whole[-1].reading, draft.reading):
            whole[-1] = _together(whole[-1], draft)
        else:
            whole.append(draft)
    return whole


def _goes_on(first: DocumentReading, following: DocumentReading) -> bool:
    """Tell whether a reading is of the page that follows another's last one, of the same 数电票."""
    variants = {reading.variant for reading in (first, following)} - {None}
    is_digital = len(variants) == 1 and str(*variants).startswith("digital")
    is_next = first.type == following.type and following.pages[0] == first.pages[-1] + 1
    return is_digital and is_next and END not in first.fields and all(_agree(first, following, name) for name in SAME)


def _agree(first: DocumentReading, following: DocumentReading, name: str) -> bool:
    values = [reading.fields[name].value if name in reading.fields else None for reading in (first, following)]
    return values[0] is not None and values[0] == values[1]


def _together(first: Draft, following: Draft) -> Draft:
    """Return two pages as one document, that lies where the first one does."""
    start, rest = first.reading, following.reading
    reading = replace(
        start,
        variant=start.variant or rest.variant,
        pages=(*start.pages, *rest.pages),
        fields=_merged(first.kind.schema, start.fields, rest.fields),
        items=(*start.items, *rest.items),
    )
    return Draft(reading, first.kind, f"{first.printed}\n{following.printed}", first.qr or following.qr)


def _merged(schema: Iterable[FieldSpec], first: Fields, following: Fields) -> dict[str, FieldReading]:
    """Return each field from the page that states it; what both print, from where it was read with more confidence."""
    merged = {}
    for spec in schema:
        readings = [fields[spec.name] for fields in (first, following) if spec.name in fields]
        if readings:
            by_certainty = max(readings, key=lambda reading: reading.confidence or 0.0)
            merged[spec.name] = readings[-1] if spec.value_type in SUMS else by_certainty
    return merged
