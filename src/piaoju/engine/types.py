"""The document types that the engine reads: each folder of `doctypes` as one entry."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from piaoju.doctypes import type_ids
from piaoju.model.cues import DocumentCues
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldSpec


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type.

    Attributes:
        id: folder name.
        schema: its fields.
        cues: what speaks for it on a page.
        extract: a located document in, its fields out.
    """

    id: str
    schema: tuple[FieldSpec, ...]
    cues: DocumentCues
    extract: Callable[[LocatedDocument], Extraction]


def load_types() -> tuple[DocumentType, ...]:
    """Load every document type."""
    return tuple(_load(type_id) for type_id in type_ids())


def _load(type_id: str) -> DocumentType:
    package = f"piaoju.doctypes.{type_id}"
    cues = import_module(f"{package}.cues")
    return DocumentType(
        id=type_id,
        schema=import_module(f"{package}.schema").SCHEMA,
        cues=DocumentCues(type_id, cues.CUES, cues.THRESHOLD, getattr(cues, "MARGINS", (0.0,) * 4)),
        extract=import_module(f"{package}.extract").extract,
    )
