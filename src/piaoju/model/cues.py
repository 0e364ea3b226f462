"""Cues: what printed words say about a document's type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A printed word that speaks for or against a document type.

    Attributes:
        pattern: regular expression over the document's text, blanks removed, lines joined by newlines.
        weight: added once if it occurs; negative if it speaks against the type.
        times: how often one document prints it at most; more often, there are several documents.
        place: how far down the upright document it stands, 0 the head, 1 the foot; None if that differs.
    """

    pattern: str
    weight: float
    times: int = 1
    place: float | None = None


@dataclass(frozen=True, slots=True)
class DocumentCues:
    """What speaks for a document type.

    Attributes:
        type: document type id.
        cues: weighed words.
        threshold: weight below which a page is no document of this type.
        margins: how far the paper extends beyond its text to the left, above, to the right and below, as shares of the
            text's width and height.
        labels: what its forms print beside values: another type's words among them do not speak against it.
    """

    type: str
    cues: tuple[Cue, ...]
    threshold: float
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    labels: tuple[str, ...] = ()
