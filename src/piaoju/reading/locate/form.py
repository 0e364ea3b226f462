"""How far a document's paper reaches, told by words that stand at known heights of its form.

Text does not reach as far as its paper: a roll ends in a blank or a code, a head lies under a seal. Where two words of
known height are read, so is the scale, and the form tells where its paper begins and ends.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from piaoju.model.cues import DocumentCues, Form
from piaoju.model.geometry import Quad, bounding_quad, inverted, quad_from_rect, transform_quad
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import bare
from piaoju.reading.locate.layout import rotation_about
from piaoju.reading.locate.outline import bounds

MOST_SEEN = 8  # lines that one word is looked for in, so that no page, however full, takes long
APART = 0.19  # of a form's height: nearer words do not tell its scale
SURE_WORDS = 3  # from which on the form tells also what lies beyond it
FITTING = 0.02  # of its height, by which half of those words may stand off
STRANGE = 0.08  # of its height: what reaches that far beyond it is a neighbour's
SLANT = 1.3  # by which a form of which not all was read, or seen at a slant, may look wider or narrower than it is
MOST_ADDED = 0.6  # of the height of the text with its margins, by all that the form adds to it


def reach(outlines: Sequence[Quad], lines: Sequence[TextLine], rotation_deg: float, kind: DocumentCues | None) -> Quad:
    """Return the smallest upright rectangle around lines with the margins of their paper, as far as their form reaches.

    Args:
        outlines: of the lines that tell how far the text reaches, at least one.
        lines: all of the document, in the same frame.
        rotation_deg: clockwise degrees that make them upright.
        kind: of the document; without it there are no margins.
    """
    if kind is None:
        return bounds(outlines, rotation_deg)
    quad = bounds(outlines, rotation_deg, kind.margins)
    to_upright = rotation_about(0, 0, rotation_deg)
    heights = [float(np.mean([y for _, y in transform_quad(to_upright, line.quad)])) for line in lines]
    fits = [_fitted(form, lines, heights) for form in kind.forms]
    fit = max(fits, key=lambda fit: fit.count, default=None)
    return quad if fit is None else transform_quad(inverted(to_upright), fit.widened(transform_quad(to_upright, quad)))


def is_shaped(outlines: Sequence[Quad], rotation_deg: float, kind: DocumentCues) -> bool:
    """Tell whether what encloses outlines is as wide, by its height, as a type's forms are, if that is known."""
    to_upright = rotation_about(0, 0, rotation_deg)
    (left, top), _, (right, bottom), _ = bounding_quad(transform_quad(to_upright, quad) for quad in outlines)
    aspect = (right - left) / max(bottom - top, 1.0)
    known = (form.aspect for form in kind.forms if form.aspect is not None)
    return all(narrow / SLANT <= aspect <= wide * SLANT for narrow, wide in known)


@dataclass(frozen=True, slots=True)
class _Fit:
    """A form as it lies on the words that were read.

    Attributes:
        form: whose words they are.
        count: of them.
        top: upper edge of its paper.
        height: of its paper; 0 if its words do not tell.
        off: how far half of the words stand from where they should, by the height.
    """

    form: Form
    count: int
    top: float
    height: float
    off: float

    def widened(self, quad: Quad) -> Quad:
        """Return an upright outline as far as the form reaches."""
        (left, top), _, (right, bottom), _ = quad
        if self.height > 0:
            top, bottom = self._reach(top, bottom)
        if self.form.aspect is not None and self.count > 0:
            width = max(right - left, self.form.aspect[0] * (bottom - top))
            right = left + width
            bottom = max(bottom, top + (right - left) / self.form.aspect[1])
        return quad_from_rect(left, top, right - left, bottom - top)

    def _reach(self, top: float, bottom: float) -> tuple[float, float]:
        """Return how far up and down the paper reaches whose text, with its margins, reaches from top to bottom."""
        head, foot = self.top, self.top + self.height
        new_top, new_bottom = min(top, head), max(bottom, foot)
        if self.count >= SURE_WORDS and self.off <= FITTING:
            new_top = head if head - new_top > STRANGE * self.height else new_top
            new_bottom = foot if new_bottom - foot > STRANGE * self.height else new_bottom
        return (top, bottom) if new_bottom - new_top > (1 + MOST_ADDED) * (bottom - top) else (new_top, new_bottom)


def _fitted(form: Form, lines: Sequence[TextLine], heights: Sequence[float]) -> _Fit:
    """Return a form laid on lines, by the heights of their middles on an upright page."""
    texts = [bare(line) for line in lines]
    seen = np.array(
        [
            (place, height)
            for pattern, place in form.words
            for height in islice(_heights_of(_compiled(pattern), texts, heights), MOST_SEEN)
        ],
        np.float64,
    ).reshape(-1, 2)
    one, other = np.triu_indices(len(seen), 1)
    places, distances = (seen[other] - seen[one]).T
    tells = np.abs(places) >= APART
    height = float(np.median(distances[tells] / places[tells])) if tells.any() else 0.0
    if height <= 0:
        return _Fit(form, len(seen), 0.0, 0.0, math.inf)
    tops = seen[:, 1] - height * seen[:, 0]
    top = float(np.median(tops))
    return _Fit(form, len(seen), top, height, float(np.median(np.abs(tops - top))) / height)


def _heights_of(pattern: re.Pattern[str], texts: Sequence[str], heights: Sequence[float]) -> Iterator[float]:
    return (height for text, height in zip(texts, heights, strict=True) if pattern.search(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
