"""After extraction: what the QR code adds, what the checks find, and how sure each value is by all that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from piaoju.engine.types import DocumentType
from piaoju.model.document import Barcode, DocumentReading, Extraction, LocatedDocument
from piaoju.model.field import Fields
from piaoju.model.geometry import Quad, between, center, is_inside
from piaoju.numbers.qr_payload import QrPayload
from piaoju.reading.checks.qr import misread_fields, read_payload, unread_fields
from piaoju.reading.checks.rule import Evidence, run
from piaoju.reading.confidence.calibrated import calibrated
from piaoju.reading.confidence.calibration import Calibration, installed
from piaoju.reading.confidence.signs import signs_of
from piaoju.reading.repair import RepairOptions, followed, repaired
from piaoju.reading.repair.verdicts import verdicts

REPAIR = RepairOptions()

HEAD = 0.35
"""Share of a document's height that is enlarged in search of its QR code."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that was read and not checked yet: what stands on further pages may belong to it.

    Attributes:
        reading: without findings, with the recogniser's scores as confidences, without one of its own.
        kind: its type.
        printed: all text on it, without blanks.
        qr: what its QR code says; None if none was found.
    """

    reading: DocumentReading
    kind: DocumentType
    printed: str
    qr: QrPayload | None


def head(document: LocatedDocument) -> Quad:
    """Return the part of a document in which most forms print their QR code."""
    top_left, top_right, bottom_right, bottom_left = document.quad
    return top_left, top_right, between(top_right, bottom_right, HEAD), between(top_left, bottom_left, HEAD)


def own_barcodes(
    document: LocatedDocument, located: Sequence[LocatedDocument], barcodes: Sequence[Barcode]
) -> tuple[Barcode, ...]:
    """Return the codes that lie on a document; all of the page's if the document is alone."""
    if len(located) == 1:
        return tuple(barcodes)
    return tuple(barcode for barcode in barcodes if is_inside(center(barcode.quad), document.quad))


def with_qr(
    extraction: Extraction, document: LocatedDocument, kind: DocumentType, barcodes: tuple[Barcode, ...]
) -> Extraction:
    """Return the extraction with fields that were not read, or misread, from a QR code whose checksum holds."""
    found = read_payload(barcodes)
    if found is None or kind.qr_fields is None:
        return extraction
    added = unread_fields(extraction.fields, kind.qr_fields, *found, document.page)
    righted = misread_fields(extraction.fields, kind.qr_fields, found[0])
    return replace(extraction, fields={**extraction.fields, **righted, **added})


def drafted(
    reading: DocumentReading,
    document: LocatedDocument,
    kind: DocumentType,
    barcodes: tuple[Barcode, ...],
    options: RepairOptions = REPAIR,
) -> Draft:
    """Return a reading, repaired by its checks, with what those need of the page, so that the page itself can go."""
    found = read_payload(barcodes) if kind.qr_fields is not None else None
    printed = "\n".join("".join(line.text.split()) for line in document.lines)
    draft = Draft(reading, kind, printed, found[0] if found else None)
    whole = repaired(_evidence(draft), kind.rules, (*kind.schema, *kind.item_schema), document.look, options)
    items = tuple(_without_steps(row) for row in whole.items)
    fields = followed(reading.fields, whole.fields)
    return replace(draft, reading=replace(reading, fields=_without_steps(fields), items=items))


def checked(draft: Draft, calibration: Calibration | None = None) -> DocumentReading:
    """Return the reading with the findings of its type's rules, and with calibrated confidences.

    Args:
        draft: as read and repaired.
        calibration: to apply; that of the package by default.
    """
    kind, evidence = draft.kind, _evidence(draft)
    signs = signs_of(draft.reading, (*kind.schema, *kind.item_schema), verdicts(evidence, kind.rules))
    reading = calibrated(draft.reading, kind.schema, signs, calibration or installed())
    return replace(reading, findings=run(kind.rules, evidence))


def _without_steps(fields: Fields) -> Fields:
    """Return fields without the recogniser's steps, which take more room than all the rest of a reading."""
    return {name: replace(field, steps=()) for name, field in fields.items()}


def _evidence(draft: Draft) -> Evidence:
    reading = draft.reading
    return Evidence(
        fields=reading.fields,
        today=datetime.now(UTC).date(),
        items=reading.items,
        variant=reading.variant,
        printed=draft.printed,
        qr=draft.qr,
    )
