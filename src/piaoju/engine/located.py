"""Located documents read: their fields, those that turn out to be something else left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from piaoju.engine.checking import REPAIR, Draft, drafted, own_barcodes, with_qr
from piaoju.engine.sealing import PageSeals
from piaoju.engine.types import DocumentType
from piaoju.model.document import Barcode, DocumentReading, Extraction, LocatedDocument
from piaoju.reading.repair import RepairOptions

MIN_KEY_FIELDS = 3
"""A page with fewer of a type's key fields, or of half of them where there are few, is something else that speaks of
invoices: a slip, a contract, a list."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A located document and what its type's extraction made of it."""

    document: LocatedDocument
    kind: DocumentType
    extraction: Extraction

    def keys_read(self) -> int:
        """Return how many key fields were read."""
        return sum(spec.name in self.extraction.fields for spec in self.kind.schema if spec.is_key)

    def wanted_keys(self, least: int) -> int:
        """Return how many of them must be: so many, or half of them where there are few."""
        return min(least, sum(spec.is_key for spec in self.kind.schema) // 2)


def read_located(
    located: Sequence[LocatedDocument],
    wanted: Sequence[DocumentType],
    barcodes: Callable[[], Sequence[Barcode]] = tuple,
    repair: RepairOptions = REPAIR,
    seals: PageSeals | None = None,
) -> list[Draft]:
    """Read located documents of the wanted types; those that turn out to be something else are left out."""
    kinds = {kind.id: kind for kind in wanted}

    def codes_of(document: LocatedDocument) -> tuple[Barcode, ...]:
        return own_barcodes(document, located, barcodes())

    found = [
        _Found(document, kinds[document.type], kinds[document.type].extract(document))
        for document in located
        if document.type in kinds
    ]
    # Among documents, what else seems one is hardly something that speaks of them, however little of it was read.
    least = 1 if any(one.keys_read() >= one.wanted_keys(MIN_KEY_FIELDS) for one in found) else MIN_KEY_FIELDS
    return [_drafted(one, codes_of, repair, seals) for one in found if one.keys_read() >= one.wanted_keys(least)]


def _drafted(
    found: _Found,
    codes_of: Callable[[LocatedDocument], tuple[Barcode, ...]],
    repair: RepairOptions,
    seals: PageSeals | None,
) -> Draft:
    """Read the rest of a located document."""
    document, kind = found.document, found.kind
    barcodes = codes_of(document)  # only now: they are read beside the extraction
    extraction = with_qr(found.extraction, document, kind, barcodes)
    fields = extraction.fields if seals is None else seals.second(document, extraction.fields)
    reading = DocumentReading(
        type=kind.id,
        variant=extraction.variant,
        pages=(document.page,),
        quad=extraction.quad or document.quad,
        rotation_deg=document.rotation_deg,
        confidence=None,
        carrier="image",
        fields={spec.name: fields[spec.name] for spec in kind.schema if spec.name in fields},
        items=extraction.items,
    )
    return drafted(reading, document, kind, barcodes, repair)
