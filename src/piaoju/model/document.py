"""Documents on a page: where they are (LocatedDocument) and what they say (DocumentReading)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from piaoju.model.field import Fields
from piaoju.model.geometry import Matrix, Quad
from piaoju.model.page import TextLine

Carrier = Literal["image", "pdf_text", "ofd", "xml", "xbrl"]
Status = Literal["ok", "partial", "failed"]
FindingStatus = Literal["pass", "fail", "not_applicable"]


class Look(Protocol):
    """Reads given quads of the page anew, one text line each; where nothing was read it has no characters."""

    def __call__(self, quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        """Read the quads, if asked with the ink of seals made invisible."""


def look_nowhere(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
    """Read nothing: the look of a document whose page is not at hand."""
    return [TextLine(quad, (), 0.0) for quad in quads]


@dataclass(frozen=True, slots=True, eq=False)
class LocatedDocument:
    """A document found on a page, not read yet.

    Attributes:
        type: document type id.
        page: 1-based.
        quad: outline in page pixels, from the document's own top-left.
        rotation_deg: clockwise degrees that make it upright, skew included.
        to_upright: page pixels -> pixels of the upright frame, shape (3, 3).
        lines: text lines on it, in page pixels.
        look: for a second look at a place where the form says that something must be.
    """

    type: str
    page: int
    quad: Quad
    rotation_deg: float
    to_upright: Matrix
    lines: tuple[TextLine, ...]
    look: Look = look_nowhere


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document type's extractor found.

    Attributes:
        fields: by canonical name.
        items: item rows from the top down.
        variant: printed variant; None if it could not be told.
        quad: the form's outline in page pixels, where registration found it.
    """

    fields: Fields
    items: tuple[Fields, ...] = ()
    variant: str | None = None
    quad: Quad | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    check: str
    status: FindingStatus
    fields: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document that was read; the shape is that of the JSON output."""

    type: str
    variant: str | None
    pages: tuple[int, ...]
    quad: Quad | None
    rotation_deg: float | None
    confidence: float | None
    carrier: Carrier
    fields: Fields
    items: tuple[Fields, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """A red seal on a page."""

    text: str
    quad: Quad
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Barcode:
    """A bar or QR code on a page."""

    format: str
    text: str
    quad: Quad


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page that was read: its frame, and what is on it beside documents."""

    page: int
    width: int
    height: int
    lines: int
    seals: tuple[Seal, ...] = ()
    barcodes: tuple[Barcode, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """Something that failed without ending the reading.

    Attributes:
        code: of the error.
        message: for people.
        stage: where it failed.
        page: 1-based; None for the whole file.
        aspect: what tells apart errors of one code, such as the HTTP status of a failed download; for dialects.
    """

    code: str
    message: str
    stage: str
    page: int | None
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one input file.

    Attributes:
        status: `failed`, nothing could be read of the file; `partial`, some page or stage failed; else `ok`.
        timing_ms: stage name -> milliseconds, with `total`.
    """

    status: Status
    errors: tuple[ErrorItem, ...] = ()
    pages: tuple[PageReading, ...] = ()
    documents: tuple[DocumentReading, ...] = ()
    timing_ms: Mapping[str, float] = field(default_factory=dict)
