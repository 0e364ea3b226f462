"""What a nine-pin meter prints: letters of five by seven pins, Chinese of fourteen by fourteen.

Each run of neighbouring pins is a small soft rectangle, so that the dots show at high resolution and run
together at low ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from piaoju.lab.synth.draw import Fill, Sheet
from piaoju.lab.synth.fonts import glyph
from piaoju.lab.synth.typeset import WHITE, Colour, Rect
from piaoju.lab.synth.values.lexicon import table

_COLUMNS, _ROWS = 5, 7
_IDEOGRAPH_PINS = 14
_COVERED = 105
"""Coverage of a pin's place, of 255, from which the pin is set."""

PinRun = tuple[int, int, int]
"""Row, first column and the column after the last of neighbouring pins."""


@dataclass(frozen=True, slots=True)
class PinStyle:
    """How the meter prints.

    Attributes:
        cell_mm: from one letter to the next; Chinese characters take two.
        height_mm: of letters.
        colour: of the ribbon.
        strength: of the ink, 1 is full.
        weak_row: row of pins that hits weakly, 0 to 6; -1 if none.
    """

    cell_mm: float
    height_mm: float
    colour: Colour
    strength: float = 1.0
    weak_row: int = -1


def pin_width(text: str, style: PinStyle) -> float:
    """Return how wide a line is, in millimetres."""
    return sum(style.cell_mm * (1 if char.isascii() or char in table("taxi_pins") else 2) for char in text)


def print_pins(sheet: Sheet, x: float, y: float, text: str, style: PinStyle, names: Sequence[str] = ()) -> Rect:
    """Print a line of text from x on, its middle at y, for the fields named, and return its ink rectangle."""
    rects = []
    for place, char in enumerate(text):
        if not char.isspace():
            left = x + pin_width(text[:place], style)
            rects += [_add_run(sheet, run, left, y, char, style) for run in _runs(char)]
    if not rects:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    ink = (min(lefts), min(tops), max(rights), max(bottoms))
    sheet.lines.append((text, ink))
    for name in names:
        sheet.marks.setdefault(name, []).append(ink)
    return ink


def _add_run(sheet: Sheet, run: PinRun, left: float, y: float, char: str, style: PinStyle) -> Rect:
    row, start, stop = run
    if char in table("taxi_pins"):
        across, down = style.cell_mm / (_COLUMNS + 1), style.height_mm / _ROWS
        top = y - style.height_mm / 2 + row * down
        strength = style.strength * (0.35 if row == style.weak_row else 1.0)
    else:
        across, down = 2 * style.cell_mm / (_IDEOGRAPH_PINS + 1), style.height_mm * 1.2 / _IDEOGRAPH_PINS
        top = y - style.height_mm * 0.6 + row * down
        strength = style.strength
    gap = 0.06 * down
    rect = (left + start * across + gap, top + gap, left + stop * across - gap, top + down - gap)
    x0, y0, x1, y1 = rect
    red, green, blue = (round(full - (full - ink) * strength) for full, ink in zip(WHITE, style.colour, strict=True))
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    sheet.add(Fill(corners, (red, green, blue), softness_mm=0.16 * down))
    return rect


@cache
def _runs(char: str) -> tuple[PinRun, ...]:
    letters = table("taxi_pins")
    rows = letters[char].split() if char in letters else _ideograph(char)
    runs = []
    for row, pins in enumerate(rows):
        start = -1
        for column, pin in enumerate(f"{pins}0"):
            if pin == "1" and start < 0:
                start = column
            elif pin == "0" and start >= 0:
                runs.append((row, start, column))
                start = -1
    return tuple(runs)


def _ideograph(char: str) -> list[str]:
    """Return the rows of pins of a character that no letter table has."""
    size = _IDEOGRAPH_PINS
    mask, left, top = glyph("sans", char, size, 0.0, dots=False)
    # The em box reaches 0.88 em above the baseline.
    first = top + round(0.88 * size)
    rows = ["0" * size for _ in range(size)]
    for row, line in enumerate(mask):
        pins = "".join("1" if value > _COVERED else "0" for value in line)
        if 0 <= row + first < size:
            rows[row + first] = ("0" * max(0, left) + pins).ljust(size, "0")[:size]
    return rows
