"""Made-up text: lines, runs and located documents whose every character has a place, without any model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from piaoju.lab.synth import SyntheticDocument
from piaoju.model.document import LocatedDocument, Look, look_nowhere
from piaoju.model.geometry import Matrix, Quad, bounding_quad, quad_from_rect, slice_quad, transform_quad
from piaoju.model.page import Candidate, Colour, TextChar, TextLine
from piaoju.reading.kie.runs import Run, to_runs

IDENTITY: Matrix = np.eye(3)
BLACK: Colour = (30, 30, 30)
SEAL_RED: Colour = (60, 60, 210)
LABEL_BROWN: Colour = (40, 80, 130)
HEIGHT = 20.0
read_nothing: Look = look_nowhere

Alternatives = Mapping[int, Sequence[Candidate]]
"""Index of a character -> what the recogniser considered beside it."""


def width_of(text: str, height: float = HEIGHT) -> float:
    """Return how long a text is: Chinese characters are as wide as high, others half of it."""
    return sum(_advance(char) for char in text) * height


def line_in(
    quad: Quad, text: str, *, confidence: float = 0.99, ink: Colour = BLACK, also: Alternatives | None = None
) -> TextLine:
    """Return a line whose characters fill a quad."""
    ends = list(accumulate(_advance(char) for char in text))
    total = ends[-1] if ends else 1.0
    chars = tuple(
        TextChar(char, confidence, (end - _advance(char)) / total, end / total, step, ink)
        for step, (char, end) in enumerate(zip(text, ends, strict=True))
    )
    more = also or {}
    steps = tuple(((char, confidence), *more.get(step, ())) for step, char in enumerate(text))
    return TextLine(quad, chars, 0.9, steps)


def line(
    text: str,
    x: float,
    y: float,
    height: float = HEIGHT,
    *,
    confidence: float = 0.99,
    ink: Colour = BLACK,
    also: Alternatives | None = None,
) -> TextLine:
    """Return a level line that begins at x; y is the middle of its height."""
    quad = quad_from_rect(x, y - height / 2, width_of(text, height), height)
    return line_in(quad, text, confidence=confidence, ink=ink, also=also)


def run(
    text: str,
    x: float,
    y: float,
    height: float = HEIGHT,
    *,
    confidence: float = 0.99,
    ink: Colour = BLACK,
    also: Alternatives | None = None,
) -> Run:
    """Return a run laid out as `line` lays out, in the frame of the page."""
    (made,) = to_runs([line(text, x, y, height, confidence=confidence, ink=ink, also=also)], IDENTITY)
    return made


def moved_line(made: TextLine, matrix: Matrix) -> TextLine:
    """Return a line with its quad mapped by a transform."""
    return replace(made, quad=transform_quad(matrix, made.quad))


def located(
    lines: Sequence[TextLine],
    *,
    type_id: str = "made_up",
    rotation_deg: float = 0.0,
    to_upright: Matrix = IDENTITY,
    look: Look = read_nothing,
) -> LocatedDocument:
    """Return a document of page 1 that consists of some lines."""
    outline = bounding_quad(made.quad for made in lines) if lines else quad_from_rect(0, 0, 1, 1)
    return LocatedDocument(type_id, 1, outline, rotation_deg, to_upright, tuple(lines), look)


def drawn_lines(document: SyntheticDocument) -> list[TextLine]:
    """Return what is printed on a synthesised document as a reader without fault would read it.

    Text set vertically comes as one line a character, as the text detection leaves it.
    """
    lines: list[TextLine] = []
    for text, quad in document.lines:
        (left, top), (right, bottom) = quad[0], quad[2]
        if len(text) > 1 and bottom - top > 1.5 * (right - left):
            down = (quad[0], quad[3], quad[2], quad[1])
            cells = [slice_quad(down, at / len(text), (at + 1) / len(text)) for at in range(len(text))]
            lines.extend(line_in((a, d, c, b), char) for char, (a, b, c, d) in zip(text, cells, strict=True))
        else:
            lines.append(line_in(quad, text))
    return lines


def _advance(char: str) -> float:
    return 1.0 if ord(char) >= 0x2E80 else 0.5
