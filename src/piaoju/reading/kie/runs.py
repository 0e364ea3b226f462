"""Runs of glyphs: text lines taken apart into characters with places, to be cut and joined by the form's cells.

A run lives in one frame: first the upright frame of the document (pixels), after registration the form's own frame
(millimetres). Its quads stay in page pixels, so that every field can tell its place on the page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix, Point, Quad, slice_quad, transform_points
from piaoju.model.page import Candidate, Colour, Steps, TextChar, TextLine, mean_ink
from piaoju.reading.ocr.inks import is_seal_ink

Points = npt.NDArray[np.float64]
"""Points of a frame, shape (N, 2)."""


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
        candidates: what the recogniser considered for it, most probable first.
        ink: mean colour of its strokes, (blue, green, red).
        steps: the recogniser's steps from halfway between it and the character before it to halfway to the next.
        is_contested: whether another recogniser read something else there.
        is_stamped: whether ink of a seal lies on that part of its line.
    """

    text: str
    confidence: float
    left: float
    right: float
    y: float
    height: float
    quad: Quad
    candidates: tuple[Candidate, ...] = ()
    ink: Colour = (0, 0, 0)
    steps: Steps = ()
    is_contested: bool = False
    is_stamped: bool = False

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Run:
    """Glyphs of one printed line, in reading order; never empty.

    Attributes:
        glyphs: the characters.
        first_text: what was read first, if this is the reading of a second look.
    """

    glyphs: tuple[Glyph, ...]
    first_text: str | None = None

    @cached_property
    def ink(self) -> Colour:
        """Mean colour of the strokes, (blue, green, red)."""
        return mean_ink([glyph.ink for glyph in self.glyphs if glyph.text.strip()])

    @cached_property
    def is_red(self) -> bool:
        """Whether it is printed in the red of a seal."""
        return is_seal_ink(self.ink)

    @cached_property
    def text(self) -> str:
        """The characters as one string, blanks included."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def compact(self) -> str:
        """The characters as one string, without blanks."""
        return "".join(self.text.split())

    @cached_property
    def left(self) -> float:
        """Left edge."""
        return min(glyph.left for glyph in self.glyphs)

    @cached_property
    def right(self) -> float:
        """Right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def x(self) -> float:
        """Middle between the edges."""
        return (self.left + self.right) / 2

    @cached_property
    def y(self) -> float:
        """Middle of the text's height, mean over the run."""
        return sum(glyph.y for glyph in self.glyphs) / len(self.glyphs)

    @cached_property
    def height(self) -> float:
        """Height of the text, median over the run."""
        return median(glyph.height for glyph in self.glyphs)

    def solid(self) -> "Run":
        """Return the run without its blanks."""
        return replace(self, glyphs=tuple(glyph for glyph in self.glyphs if glyph.text.strip()))

    def seen_through(self) -> "Run":
        """Return the run without the doubt of a seal's ink on it, where a look through that read the same."""
        return replace(self, glyphs=tuple(replace(glyph, is_stamped=False) for glyph in self.glyphs))

    def part(self, start: int, end: int | None = None) -> "Run | None":
        """Return the glyphs from start to end without blanks at either side; None if nothing is left."""
        glyphs = list(self.glyphs[start:end])
        while glyphs and not glyphs[0].text.strip():
            glyphs.pop(0)
        while glyphs and not glyphs[-1].text.strip():
            glyphs.pop()
        return Run(tuple(glyphs)) if glyphs else None


NUMBER_GAP = 0.3
"""Text heights between two parts of a cell at least."""
MIN_CONFIDENCE = 0.5
"""Lines of a lower mean confidence are patterns, rules or seals rather than text; PaddleOCR drops them likewise."""


def to_runs(lines: Iterable[TextLine], to_upright: Matrix, least: float = MIN_CONFIDENCE) -> list[Run]:
    """Take text lines apart, without those that were hardly read.

    Args:
        lines: in page pixels.
        to_upright: page pixels -> upright frame, shape (3, 3).
        least: mean confidence of a line that is taken.
    """
    runs = []
    for line in lines:
        if sum(char.confidence for char in line.chars) < least * len(line.chars):
            continue
        top_left, top_right, bottom_right, bottom_left = transform_points(to_upright, line.quad)
        upright = (top_left, top_right, bottom_right, bottom_left)
        spans = zip(line.chars, _steps_of_each(line), strict=True)
        glyphs = tuple(_glyph(char, upright, line, steps) for char, steps in spans)
        run = Run(glyphs).part(0) if glyphs else None
        if run is not None:
            runs.append(run)
    return runs


def moved(runs: Sequence[Run], place: Callable[[Points], Points]) -> list[Run]:
    """Return the runs in another frame, each glyph mapped on its own, so that bent lines become straight."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    corners = [
        point
        for glyph in glyphs
        for point in (
            (glyph.left, glyph.y),
            (glyph.right, glyph.y),
            (glyph.x, glyph.y - glyph.height / 2),
            (glyph.x, glyph.y + glyph.height / 2),
        )
    ]
    placed = iter(place(np.array(corners, np.float64).reshape(-1, 2)).reshape(-1, 4, 2).tolist())
    result = []
    for run in runs:
        there = []
        for glyph in run.glyphs:
            left, right, top, bottom = next(placed)
            place_there = left[0], right[0], (left[1] + right[1]) / 2, bottom[1] - top[1]
            as_read = glyph.quad, glyph.candidates, glyph.ink, glyph.steps
            marks = glyph.is_contested, glyph.is_stamped
            there.append(Glyph(glyph.text, glyph.confidence, *place_there, *as_read, *marks))
        result.append(Run(tuple(there)))
    return result


def joined(runs: Sequence[Run]) -> Run:
    """Return one run of the glyphs of several, in the order given.

    Raises:
        ValueError: no runs.
    """
    if not runs:
        raise ValueError("no runs to join")
    return Run(tuple(glyph for run in runs for glyph in run.glyphs))


def split_at_gaps(run: Run, min_gap: float) -> list[Run]:
    """Cut a run where the distance between glyphs exceeds a number of text heights, or half of it at a read blank.

    A point stands apart in dot-matrix print, yet never ends a value, so there is no cut beside one.
    """
    pieces = []
    start = 0
    solid = [index for index, glyph in enumerate(run.glyphs) if glyph.text.strip()]
    for before, after in pairwise(solid):
        gap = run.glyphs[after].left - run.glyphs[before].right
        needed = min_gap * (0.5 if after - before > 1 else 1.0) * run.height
        if gap > needed and "." not in (run.glyphs[before].text, run.glyphs[after].text):
            pieces.append(run.part(start, before + 1))
            start = after
    pieces.append(run.part(start))
    return [piece for piece in pieces if piece is not None]


def restricted(run: Run, alphabet: str) -> Run:
    """Return the run with each glyph outside an alphabet replaced by the recogniser's best candidate within it.

    Glyphs without such a candidate stay as they are, blanks too.
    """
    glyphs = []
    for glyph in run.glyphs:
        inside = next((c for c in glyph.candidates if c[0] and c[0] in alphabet), None)
        if glyph.text in alphabet or not glyph.text.strip() or inside is None:
            glyphs.append(glyph)
        else:
            glyphs.append(replace(glyph, text=inside[0], confidence=inside[1]))
    return Run(tuple(glyphs))


def spaced(run: Run) -> Run:
    """Return the run with a blank before the number at its end, where the print leaves one and none was read."""
    number = re.search(r"(?<![\d \-/（(])[\d\-/（()）]{6,}$", run.text)
    if number is None or number.start() == 0:
        return run
    before, first = run.glyphs[number.start() - 1], run.glyphs[number.start()]
    if first.left - before.right < NUMBER_GAP * run.height:
        return run
    blank = replace(before, text=" ", left=before.right, right=first.left)
    return replace(run, glyphs=(*run.glyphs[: number.start()], blank, *run.glyphs[number.start() :]))


def trimmed(run: Run, alphabet: str) -> Run | None:
    """Return the run without the glyphs at either end that are outside an alphabet; None if nothing is left."""
    inside = [index for index, glyph in enumerate(run.glyphs) if glyph.text in alphabet]
    return run.part(inside[0], inside[-1] + 1) if inside else None


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


def _steps_of_each(line: TextLine) -> list[Steps]:
    """Return the steps that belong to each character of a line."""
    if not line.chars:
        return []
    middles = [(before.step + after.step + 1) // 2 for before, after in pairwise(line.chars)]
    return [line.steps[begin:end] for begin, end in pairwise([0, *middles, len(line.steps)])]


def _glyph(char: TextChar, upright: Sequence[Point], line: TextLine, steps: Steps) -> Glyph:
    start, end = char.start, char.end
    (left_top, right_top, right_bottom, left_bottom) = upright
    middle = (start + end) / 2
    top = left_top[1] + (right_top[1] - left_top[1]) * middle
    bottom = left_bottom[1] + (right_bottom[1] - left_bottom[1]) * middle
    x_begin = (left_top[0] + left_bottom[0]) / 2
    x_end = (right_top[0] + right_bottom[0]) / 2
    return Glyph(
        text=char.text,
        confidence=char.confidence,
        left=x_begin + (x_end - x_begin) * start,
        right=x_begin + (x_end - x_begin) * end,
        y=(top + bottom) / 2,
        height=max(1.0, abs(bottom - top)),  # a line on which nothing can be measured has some height
        quad=slice_quad(line.quad, start, end),
        candidates=line.steps[char.step] if line.steps else (),
        ink=char.ink,
        steps=steps,
        is_contested=char.is_contested,
        is_stamped=line.seal is not None and start < line.seal[1] and end > line.seal[0],
    )
