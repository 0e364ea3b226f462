"""The document types that the engine reads: each folder of `doctypes` as one entry."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from piaoju.doctypes import type_ids
from piaoju.model.cues import DocumentCues
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldSpec
from piaoju.reading.checks.qr import QrFields
from piaoju.reading.checks.rule import Rule


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type.

    Attributes:
        id: folder name.
        schema: its fields.
        item_schema: cells of its rows; none if it has no rows.
        cues: what speaks for it on a page.
        extract: a located document in, its fields out.
        rules: its checks.
        qr_fields: which fields its QR code repeats; None if its forms have none that can be read.
    """

    id: str
    schema: tuple[FieldSpec, ...]
    item_schema: tuple[FieldSpec, ...]
    cues: DocumentCues
    extract: Callable[[LocatedDocument], Extraction]
    rules: tuple[Rule, ...]
    qr_fields: QrFields | None


def load_types() -> tuple[DocumentType, ...]:
    """Load every document type."""
    return tuple(_load(type_id) for type_id in type_ids())


def _load(type_id: str) -> DocumentType:
    package = f"piaoju.doctypes.{type_id}"
    cues = import_module(f"{package}.cues")
    rules = import_module(f"{package}.rules")
    fields = import_module(f"{package}.schema")
    schema = fields.SCHEMA
    return DocumentType(
        id=type_id,
        schema=schema,
        item_schema=getattr(fields, "ITEM_SCHEMA", ()),
        cues=DocumentCues(
            type_id,
            cues.CUES,
            cues.THRESHOLD,
            cues.MARGINS,
            labels=tuple(spec.label for spec in schema if spec.label),
            forms=getattr(cues, "FORMS", ()),
            is_framed=getattr(cues, "IS_FRAMED", False),
        ),
        extract=import_module(f"{package}.extract").extract,
        rules=rules.RULES,
        qr_fields=getattr(rules, "QR_FIELDS", None),
    )
