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
class Form:
    """Where the words of a printed form stand on its paper, as far as its designs agree.

    Attributes:
        words: regular expressions over a line's text, blanks removed, each with the height at which the line's middle
            stands, 0 the upper edge of the paper, 1 the lower one.
        aspect: least and greatest width of the paper by its height; None if designs differ.
    """

    words: tuple[tuple[str, float], ...]
    aspect: tuple[float, float] | None = None


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
        forms: its designs, by where their words stand on the paper; none if that is not known.
        is_framed: whether it prints a frame or a tint within blank paper, whose rim looks like the edge of paper.
    """

    type: str
    cues: tuple[Cue, ...]
    threshold: float
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    labels: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    is_framed: bool = False
