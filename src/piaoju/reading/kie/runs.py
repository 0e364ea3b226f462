"""Runs of glyphs: text lines taken apart into characters with places, to be cut and joined by the form's cells.

A run lives in one frame: first the upright frame of the document (pixels), after registration the form's own frame
(millimetres). Its quads stay in page pixels, so that every field can tell its place on the page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from piaoju.model.geometry import Matrix, Point, Quad, slice_quad, transform_points
from piaoju.model.page import TextLine


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its place.

    Attributes:
        text: the character; may be a blank.
        confidence: the recogniser's probability of it.
        left: in the run's frame, likewise the others.
        right: right edge.
        y: middle of the text's height.
        height: of the text.
        quad: in page pixels.
    """

    text: str
    confidence: float
    left: float
    right: float
    y: float
    height: float
    quad: Quad

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one printed line, in reading order; never empty.

    Attributes:
        glyphs: the characters.
        ink: mean colour of the strokes, (blue, green, red).
    """

    glyphs: tuple[Glyph, ...]
    ink: tuple[int, int, int] = (0, 0, 0)

    @property
    def is_red(self) -> bool:
        """Whether it is printed in the red of a seal; the brown and dark red of printed labels is not that red."""
        blue, green, red = self.ink
        return red > 90 and red > 1.45 * max(blue, green) + 10

    @property
    def text(self) -> str:
        """The characters as one string, blanks included."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """Left edge."""
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def x(self) -> float:
        """Middle between the edges."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Middle of the text's height, mean over the run."""
        return sum(glyph.y for glyph in self.glyphs) / len(self.glyphs)

    @property
    def height(self) -> float:
        """Height of the text, median over the run."""
        return median(glyph.height for glyph in self.glyphs)

    def part(self, start: int, end: int | None = None) -> "Run | None":
        """Return the glyphs from start to end without blanks at either side; None if nothing is left."""
        glyphs = list(self.glyphs[start:end])
        while glyphs and not glyphs[0].text.strip():
            glyphs.pop(0)
        while glyphs and not glyphs[-1].text.strip():
            glyphs.pop()
        return Run(tuple(glyphs), self.ink) if glyphs else None


def to_runs(lines: Iterable[TextLine], to_upright: Matrix) -> list[Run]:
    """Take text lines apart.

    Args:
        lines: in page pixels.
        to_upright: page pixels -> upright frame, shape (3, 3).
    """
    runs = []
    for line in lines:
        top_left, top_right, bottom_right, bottom_left = transform_points(to_upright, line.quad)
        glyphs = tuple(
            _glyph(char.text, char.confidence, (top_left, top_right, bottom_right, bottom_left), char.start, char.end, line)
            for char in line.chars
        )
        run = Run(glyphs, line.ink).part(0) if glyphs else None
        if run is not None:
            runs.append(run)
    return runs


def moved(run: Run, place: Callable[[float, float], Point]) -> Run:
    """Return the run in another frame, each glyph mapped on its own, so that bent lines become straight."""
    glyphs = []
    for glyph in run.glyphs:
        left, y_left = place(glyph.left, glyph.y)
        right, y_right = place(glyph.right, glyph.y)
        top = place(glyph.x, glyph.y - glyph.height / 2)[1]
        bottom = place(glyph.x, glyph.y + glyph.height / 2)[1]
        glyphs.append(replace(glyph, left=left, right=right, y=(y_left + y_right) / 2, height=bottom - top))
    return Run(tuple(glyphs), run.ink)


def joined(runs: Sequence[Run]) -> Run:
    """Return one run of the glyphs of several, in the order given.

    Raises:
        ValueError: no runs.
    """
    if not runs:
        raise ValueError("no runs to join")
    return Run(tuple(glyph for run in runs for glyph in run.glyphs), runs[0].ink)


def split_at_gaps(run: Run, min_gap: float) -> list[Run]:
    """Cut a run where the distance between glyphs exceeds a number of text heights, and nowhere else."""
    pieces = []
    start = 0
    solid = [index for index, glyph in enumerate(run.glyphs) if glyph.text.strip()]
    for before, after in zip(solid, solid[1:], strict=False):
        gap = run.glyphs[after].left - run.glyphs[before].right
        if gap > min_gap * run.height:
            pieces.append(run.part(start, before + 1))
            start = after
    pieces.append(run.part(start))
    return [piece for piece in pieces if piece is not None]


def in_lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Sort runs into printed lines, from the top down, and from left to right within each.

    A run belongs to the line above if its middle is less than half its height below that line's.
    """
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.y):
        line = lines[-1] if lines else []
        if line and run.y - sum(other.y for other in line) / len(line) < 0.5 * min(run.height, line[0].height):
            line.append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.left) for line in lines]


def _glyph(text: str, confidence: float, upright: Sequence[Point], start: float, end: float, line: TextLine) -> Glyph:
    (left_top, right_top, right_bottom, left_bottom) = upright
    middle = (start + end) / 2
    top = left_top[1] + (right_top[1] - left_top[1]) * middle
    bottom = left_bottom[1] + (right_bottom[1] - left_bottom[1]) * middle
    x_begin = (left_top[0] + left_bottom[0]) / 2
    x_end = (right_top[0] + right_bottom[0]) / 2
    return Glyph(
        text=text,
        confidence=confidence,
        left=x_begin + (x_end - x_begin) * start,
        right=x_begin + (x_end - x_begin) * end,
        y=(top + bottom) / 2,
        height=abs(bottom - top),
        quad=slice_quad(line.quad, start, end),
    )
