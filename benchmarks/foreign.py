"""Another reader's lines in piaoju's form, so that piaoju's own extraction reads fields from them.

What a reader does not tell is filled in the same way for all: characters without places share the line by their
widths, and colours are taken from the page at the line's place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np

from piaoju.model.geometry import Quad, slice_quad, text_height, text_width, transform_quad
from piaoju.model.page import PageImage, Pixels, TextChar, TextLine
from piaoju.reading.ocr import PageText
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.inks import coloured
from piaoju.reading.ocr.orientation import text_axis_deg
from piaoju.reading.ocr.recognition import INPUT_HEIGHT, MAX_WIDTH, cut_out
from piaoju.reading.ocr.stacked import STACK_ASPECT

WIDE_FROM = "⺀"
"""First of the characters that are as wide as high; the others take half of that."""


@dataclass(frozen=True, slots=True)
class ForeignChar:
    """A character as another reader tells it, with its quad in the pixels that were read."""

    text: str
    confidence: float
    quad: Quad


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A line as another reader tells it.

    Attributes:
        text: of the line.
        confidence: of the line.
        quad: in the pixels that were read.
        chars: that spell the text, blanks left out; empty where the reader does not place them.
    """

    text: str
    confidence: float
    quad: Quad
    chars: tuple[ForeignChar, ...] = ()


def to_page_text(page: PageImage, lines: Sequence[ForeignLine]) -> PageText:
    """Return the lines of an upright page as piaoju's own stage would, its times left out.

    A region of several characters that is much taller than wide holds them above each other; piaoju cuts it into
    lines of one character, so the same is done here.
    """
    single = [part for line in lines for part in _unstacked(line) if part.text.strip()]
    height, width = page.pixels.shape[:2]
    to_page = np.diag([page.width / width, page.height / height, 1.0])
    placed = [to_text_line(page.pixels, line) for line in single]
    regions = [Region(np.array(line.quad, np.float32), 1.0) for line in single]
    return PageText(
        lines=tuple(replace(line, quad=transform_quad(to_page, line.quad)) for line in placed),
        rotation_deg=-text_axis_deg(regions),
        detect_ms=0.0,
        recognize_ms=0.0,
    )


def to_text_line(pixels: Pixels, line: ForeignLine) -> TextLine:
    """Return the line with its characters placed and coloured; its quad stays in the pixels."""
    edges = list(_told_edges(line) if line.chars else _even_edges(line.text))
    confidences = [char.confidence for char in line.chars] or [line.confidence] * len(edges)
    chars = tuple(
        TextChar(text, confidence, start, end, step)
        for step, ((text, start, end), confidence) in enumerate(zip(edges, confidences, strict=True))
    )
    steps = tuple(((char.text, char.confidence),) for char in chars)  # no alternatives are told
    return coloured(TextLine(line.quad, chars, line.confidence, steps), cut(pixels, line.quad))


def cut(pixels: Pixels, quad: Quad, *, without_seals: bool = False) -> Pixels:
    """Cut a quad out of a page as piaoju's recogniser would see it: uint8, shape (48, W, 3), BGR."""
    aspect = text_width(quad) / max(1.0, text_height(quad))
    picture = cut_out(pixels, np.array(quad, np.float32), min(MAX_WIDTH, max(1, round(INPUT_HEIGHT * aspect))))
    return np.repeat(picture[:, :, 2:], 3, axis=2) if without_seals else picture


def _unstacked(line: ForeignLine) -> Iterator[ForeignLine]:
    text = "".join(line.text.split())
    if len(text) < 2 or text_height(line.quad) < STACK_ASPECT * text_width(line.quad):
        yield line
    elif line.chars:
        yield from (ForeignLine(char.text, char.confidence, char.quad) for char in line.chars)
    else:
        left_top, right_top, right_bottom, left_bottom = line.quad
        for place, char in enumerate(text):
            # Seen from its left side, the region is as long as it is high.
            a, d, c, b = slice_quad(
                (left_top, left_bottom, right_bottom, right_top), place / len(text), (place + 1) / len(text)
            )
            yield ForeignLine(char, line.confidence, (a, b, c, d))


def _even_edges(text: str) -> Iterator[tuple[str, float, float]]:
    widths = [1.0 if char >= WIDE_FROM else 0.5 for char in text]
    ends = np.cumsum(widths) / sum(widths)
    for char, width, end in zip(text, widths, ends, strict=True):
        yield char, max(0.0, float(end) - width / sum(widths)), float(end)


def _told_edges(line: ForeignLine) -> Iterator[tuple[str, float, float]]:
    (left, top), (right, bottom) = _middle(line.quad, 0, 3), _middle(line.quad, 1, 2)
    length = max(1.0, hypot(right - left, bottom - top))
    along = ((right - left) / length, (bottom - top) / length)
    for char in line.chars:
        ends = [
            ((x - left) * along[0] + (y - top) * along[1]) / length
            for x, y in (_middle(char.quad, 0, 3), _middle(char.quad, 1, 2))
        ]
        start, end = (min(1.0, max(0.0, value)) for value in sorted(ends))
        yield char.text, start, end


def _middle(quad: Quad, first: int, second: int) -> tuple[float, float]:
    return (quad[first][0] + quad[second][0]) / 2, (quad[first][1] + quad[second][1]) / 2
