"""Cues: what printed words say about a document's type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A printed word that speaks for or against a document type.

    Attributes:
        pattern: regular expression over the document's text, blanks removed, lines joined by newlines.
        weight: added once if it occurs; negative if it speaks against the type.
    """

    pattern: str
    weight: float
