"""A sheet in millimetres on which printed forms are laid out: a list of things to draw, and where fields are.

Nothing here knows of pixels: `raster` draws the list at any resolution, and other carriers can be written
from it. x runs right and y runs down from the top-left corner of the sheet. Text is placed by the middle of
its line, which is the same for Chinese and Latin characters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from piaoju.lab.synth.fonts import CENTER_ABOVE_BASELINE_EM
from piaoju.lab.synth.typeset import (
    RED,
    WHITE,
    Colour,
    Glyph,
    Rect,
    Style,
    TextRun,
    cell_width,
    ink_rect,
    offsets,
    width,
)

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; dashes and gaps alternate if there are any."""

    start: tuple[float, float]
    end: tuple[float, float]
    width_mm: float
    colour: Colour
    dash_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Fill:
    """A tinted polygon, of at least three points, or a soft one; paint rather than ink hides what lies under it."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    softness_mm: float = 0.0
    is_paint: bool = False


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code in a square."""

    x: float
    y: float
    size_mm: float
    payload: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen's mark: a curve through points."""

    points: tuple[tuple[float, float], ...]
    width_mm: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal or stamp, elliptic or with corners: text along the upper and lower arc, lines across the middle.

    Attributes:
        center: in millimetres.
        width_mm: outer diameter across.
        height_mm: outer diameter down.
        upper: text along the upper arc.
        lines: texts across, each with its place down from the centre as a fraction of the half height, its
            size in millimetres and its horizontal scale.
        lower: text along the lower arc.
        arc_size_mm: size of the arc texts.
        double: has a second, thinner ring inside.
        colour: of the ink.
        tilt_deg: clockwise.
        wear: share of the ink that did not take, 0 to 1.
        seed: of the wear.
        is_box: is framed by a rectangle instead of an ellipse; then there is no arc.
        star_mm: radius of the star in the middle; 0 if there is none.
    """

    center: tuple[float, float]
    width_mm: float
    height_mm: float
    upper: str
    lines: tuple[tuple[str, float, float, float], ...]
    lower: str = ""
    arc_size_mm: float = 3.5
    double: bool = False
    colour: Colour = RED
    tilt_deg: float = 0.0
    wear: float = 0.0
    seed: int = 0
    is_box: bool = False
    star_mm: float = 0.0


Operation = TextRun | Rule | Fill | QrCode | Stroke | Seal


@dataclass(slots=True)
class Sheet:
    """A sheet of paper and what is printed on it, in drawing order.

    Attributes:
        width_mm: of the paper.
        height_mm: of the paper.
        paper: its colour.
        corner_radius_mm: of rounded corners.
        holes: centre and radius of punched holes.
        operations: what to draw.
        marks: field name -> ink rectangles of its printed parts.
        lines: every printed run of text with its ink rectangle.
    """

    width_mm: float
    height_mm: float
    paper: Colour = WHITE
    corner_radius_mm: float = 0.0
    holes: list[tuple[float, float, float]] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    marks: dict[str, list[Rect]] = field(default_factory=dict)
    lines: list[tuple[str, Rect]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left", name: str = "") -> Rect:
        """Set one line of text and return its ink rectangle.

        Args:
            x: left edge, middle or right edge, as `align` says.
            y: middle of the line.
            text: what to print; nothing happens if it is blank.
            style: how.
            align: what x is.
            name: of the field that this is the print of, if any.
        """
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width(text, style)
        return self._set(text, style, [(start + dx, y) for dx in offsets(text, style)], name)

    def ornament(self, x: float, y: float, text: str, style: Style) -> None:
        """Set a line of text centred on x that nobody is to read."""
        self.text(x, y, text, style, "center")
        self.lines.pop()

    def spread(self, x0: float, x1: float, y: float, text: str, style: Style, name: str = "") -> Rect:
        """Set characters evenly from x0 to x1, as forms do with short labels."""
        room = x1 - x0 - width(text, replace(style, spacing_mm=0.0))
        return self.text(x0, y, text, replace(style, spacing_mm=room / max(1, len(text) - 1)), name=name)

    def column(self, x: float, y0: float, y1: float, text: str, style: Style) -> Rect:
        """Set characters below each other, centred on x and evenly from y0 to y1."""
        pitch = (y1 - y0) / len(text)
        cells = [cell_width(char, style) / 2 for char in text]
        places = [(x - half, y0 + pitch * (row + 0.5)) for row, half in enumerate(cells)]
        return self._set(text, style, places, "")

    def paragraph(
        self, x: float, y: float, lines: Sequence[str], pitch_mm: float, style: Style, name: str = ""
    ) -> None:
        """Set lines of text below each other, the first at y."""
        for row, line in enumerate(lines):
            self.text(x, y + row * pitch_mm, line, style, name=name)

    def rule(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: Colour,
        width_mm: float = 0.22,
        dash_mm: float = 0,
    ) -> None:
        """Draw a straight line."""
        self.operations.append(Rule((x0, y0), (x1, y1), width_mm, colour, dash_mm))

    def frame(self, rect: Rect, colour: Colour, width_mm: float = 0.22, dash_mm: float = 0.0) -> None:
        """Draw the four sides of a rectangle."""
        x0, y0, x1, y1 = rect
        for start, end in (
            ((x0, y0), (x1, y0)),
            ((x1, y0), (x1, y1)),
            ((x1, y1), (x0, y1)),
            ((x0, y1), (x0, y0)),
        ):
            self.operations.append(Rule(start, end, width_mm, colour, dash_mm))

    def add(self, operation: Operation) -> None:
        """Draw something else."""
        self.operations.append(operation)

    def _set(self, text: str, style: Style, places: Iterable[tuple[float, float]], name: str) -> Rect:
        baseline = CENTER_ABOVE_BASELINE_EM * style.size_mm
        glyphs = tuple(
            Glyph(char, x, y + baseline) for char, (x, y) in zip(text, places, strict=True) if not char.isspace()
        )
        if not glyphs:
            return (0.0, 0.0, 0.0, 0.0)
        self.operations.append(TextRun(glyphs, style, name))
        rect = ink_rect(glyphs, style)
        self.lines.append((text, rect))
        if name:
            self.marks.setdefault(name, []).append(rect)
        return rect
