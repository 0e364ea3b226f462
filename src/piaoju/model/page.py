"""A decoded page and the text found on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Quad

Pixels = npt.NDArray[np.uint8]
"""A raster: uint8, shape (H, W, 3), BGR."""


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page as a raster.

    Attributes:
        number: 1-based place in the file.
        pixels: uint8, shape (H, W, 3), BGR; EXIF orientation applied.
        width: of the page frame, in which all results are given, in pixels: that of the submitted picture,
            or of a PDF page as if rendered at 200 dpi.
        height: likewise.
    """

    number: int
    pixels: Pixels
    width: int
    height: int


Colour = tuple[int, int, int]
"""Blue, green, red, each 0 to 255."""

Candidate = tuple[str, float]
"""A symbol that the recogniser considered at one step, and its probability; the blank is the empty string."""

Steps = tuple[tuple[Candidate, ...], ...]
"""For every step of the recogniser, its candidates, most probable first."""

BLANK_STEP: tuple[Candidate, ...] = (("", 1.0),)
"""A step at which nothing is printed."""


def mean_ink(inks: Sequence[Colour]) -> Colour:
    """Return the mean of inks; black of none."""
    blue, green, red = (sum(channel) // len(inks) for channel in zip(*inks, strict=True)) if inks else (0, 0, 0)
    return blue, green, red


@dataclass(frozen=True, slots=True)
class TextChar:
    """One character of a text line.

    Attributes:
        text: the character.
        confidence: the recogniser's probability of it, in whatever width.
        start: where it begins, as a fraction of the line's length.
        end: where it ends, likewise.
        step: index of the recogniser's step that named it, into `TextLine.steps`.
        ink: mean colour of its strokes, (blue, green, red), 0 to 255.
        is_contested: whether another recogniser read something else there.
    """

    text: str
    confidence: float
    start: float
    end: float
    step: int
    ink: Colour = (0, 0, 0)
    is_contested: bool = False

    @property
    def middle(self) -> float:
        """Where its middle is, as a fraction of the line's length."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised run of text.

    Attributes:
        quad: in page pixels.
        chars: in reading order.
        score: of the text detection, in [0, 1].
        steps: for every step of the recogniser, its candidates, most probable first.
        paper: mean colour of the paper around the strokes.
        seal: where the ink of a seal lies on it that is not its own, from and to, as fractions of its length.
    """

    quad: Quad
    chars: tuple[TextChar, ...]
    score: float
    steps: Steps = ()
    paper: Colour = (255, 255, 255)
    seal: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The characters as one string."""
        return "".join(char.text for char in self.chars)

    @property
    def ink(self) -> Colour:
        """Mean colour of its characters' strokes; black without any."""
        return mean_ink([char.ink for char in self.chars])

    @property
    def certainty(self) -> float:
        """Mean probability of its characters; 0 without any."""
        return fmean(char.confidence for char in self.chars) if self.chars else 0.0
