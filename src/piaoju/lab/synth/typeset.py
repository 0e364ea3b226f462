"""Text in millimetres: styles, how wide a line is, how it is made to fit, where its ink lies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from piaoju.lab.synth.fonts import Face, advance_em, ink_em

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""
BLACK: Colour = (20, 20, 22)
WHITE: Colour = (255, 255, 255)
RED: Colour = (214, 32, 36)


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    Attributes:
        size_mm: of the em.
        face: of the letters.
        colour: of the ink.
        spacing_mm: extra room after every character.
        stretch: horizontal scale of characters.
        weight_mm: by how much strokes are made bolder on each side.
        latin_em: if not 0, every character below U+0100 is centred in a cell this wide, as typewriters do.
        dots: set by a 24-pin printer.
        strength: of the ink, 1 is full.
        softness_mm: by how much the print is smeared, as on the lower sheets of a carbon set.
    """

    size_mm: float
    face: Face = "serif"
    colour: Colour = BLACK
    spacing_mm: float = 0.0
    stretch: float = 1.0
    weight_mm: float = 0.0
    latin_em: float = 0.0
    dots: bool = False
    strength: float = 1.0
    softness_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with the pen's place on the baseline, in millimetres."""

    char: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters in one style; of a field's print, with the name of the field."""

    glyphs: tuple[Glyph, ...]
    style: Style
    name: str = ""


def width(text: str, style: Style) -> float:
    """Return how wide a line of text is, in millimetres."""
    return sum(cell_width(char, style) for char in text) + style.spacing_mm * max(0, len(text) - 1)


def fitted(text: str, style: Style, width_mm: float, smallest: float = 0.5) -> Style:
    """Return the style made smaller, if it has to be, so that a line fits into a width.

    Args:
        text: the line.
        style: how it should be set.
        width_mm: room for it.
        smallest: no further than this share of the size; then characters are made narrow.
    """
    needed = width(text, style)
    if needed <= width_mm:
        return style
    ratio = width_mm / needed
    size = style.size_mm * max(ratio, smallest)
    narrow = min(1.0, ratio / smallest)
    return replace(style, size_mm=size, stretch=style.stretch * narrow, spacing_mm=style.spacing_mm * ratio)


def wrapped(text: str, style: Style, width_mm: float) -> list[str]:
    """Break a text into lines that fit a width, between any two characters, as issuing systems do."""
    lines = [""]
    for char in text:
        if lines[-1] and width(lines[-1] + char, style) > width_mm:
            lines.append("")
        lines[-1] += char
    return lines


def stretch_of(char: str, style: Style) -> float:
    """Return the horizontal scale of a character: a typewriter cell makes wide characters narrow."""
    if style.latin_em and ord(char) < 0x100:
        return min(style.stretch, style.latin_em / advance_em(style.face, char))
    return style.stretch


def cell_width(char: str, style: Style) -> float:
    """Return how far a character moves the pen, in millimetres, without letter-spacing."""
    if style.latin_em and ord(char) < 0x100:
        return style.latin_em * style.size_mm
    return advance_em(style.face, char) * style.stretch * style.size_mm


def offsets(text: str, style: Style) -> list[float]:
    """Return the pen's place of every character, from the start of the line."""
    offsets = []
    pen = 0.0
    for char in text:
        cell = cell_width(char, style)
        slack = cell - advance_em(style.face, char) * stretch_of(char, style) * style.size_mm
        offsets.append(pen + slack / 2)
        pen += cell + style.spacing_mm
    return offsets


def ink_rect(glyphs: Sequence[Glyph], style: Style) -> Rect:
    """Return the rectangle around the ink of characters."""
    boxes = []
    for glyph in glyphs:
        left, top, right, bottom = (side * style.size_mm for side in ink_em(style.face, glyph.char))
        stretch = stretch_of(glyph.char, style)
        boxes.append((glyph.x + left * stretch, glyph.y + top, glyph.x + right * stretch, glyph.y + bottom))
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    bold = style.weight_mm
    return min(lefts) - bold, min(tops) - bold, max(rights) + bold, max(bottoms) + bold
