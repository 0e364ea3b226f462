"""Sets of a page's lines, and whether they are of one document or of several.

Words that no document prints twice, numbers that no two share and text that runs another way tell them apart.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from piaoju.model.cues import DocumentCues
from piaoju.model.geometry import Quad, center, is_inside
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import Counts, Evidence, bare, without_blanks
from piaoju.reading.locate.extent import has_numbers_across, lines_beyond
from piaoju.reading.locate.identity import are_of_several
from piaoju.reading.locate.layout import runs_mixed
from piaoju.reading.locate.parts import HALF_WORTH, NUMBER, SLACK, is_clear, is_read, is_sizeable

LEAST_LINES = 5  # of a document: paper with less text is none, unless nothing else lies there
UNREAD_LINES = 8
MOSTLY = 0.6
WHOLE = 0.9  # of the page's lines: paper with that many is all that was submitted

Members = npt.NDArray[np.bool_]
"""Which of the page's lines belong to something, shape (number of lines,)."""


class PageLines:
    """All text of a page, and what each line of it says.

    Attributes:
        lines: each quad in its own reading direction.
        evidence: of the types to look for.
        kind: the type that all of it most speaks for, if any.
        counts: of the cues on each line, shape (lines, cues).
        is_clear: which lines can tell where they belong.
        is_legible: which lines were read, as more than a single character.
    """

    def __init__(self, lines: Sequence[TextLine], evidence: Evidence, kind: DocumentCues | None) -> None:
        """Count what each line says."""
        self.lines = lines
        self.evidence = evidence
        self.kind = kind
        self.counts: Counts = np.array([evidence.count(bare(line)) for line in lines])
        self.is_clear: Members = np.array([is_clear(line) for line in lines], bool)
        self.is_legible: Members = np.array([is_read(line) and len(bare(line)) > 1 for line in lines], bool)

    def members(self, indices: Sequence[int]) -> Members:
        """Return the lines of some indices."""
        members = np.zeros(len(self.lines), bool)
        members[indices] = True
        return members

    def of(self, members: Members) -> list[TextLine]:
        """Return members as lines."""
        return [line for line, is_one in zip(self.lines, members, strict=True) if is_one]

    def on(self, quad: Quad) -> Members:
        """Return the lines whose middles lie in a quad."""
        return np.array([is_inside(center(line.quad), quad) for line in self.lines], bool)

    def is_exceeded(self) -> bool:
        """Tell whether text stands where a lone document of the page's type does not reach."""
        if has_numbers_across(self.lines):
            return True
        kind = self.kind
        return kind is not None and lines_beyond(self.lines, self.counts, kind, self.evidence) >= LEAST_LINES

    def are_several(self, members: Members, apart: Sequence[Members]) -> bool:
        """Tell whether lines are of several documents, some of which may be among those that seem apart.

        Around a part of the page an edge was seen: only clear text says more than that. Around all of it there may be
        no more than the sheet that others are pasted on.
        """
        if self.evidence.speaks_for_several(self._said(members)):
            return True
        if has_numbers_across(self.of(members)) or are_of_several(self.of(members)):
            return True
        pairs = [(members & some, members & ~some) for some in apart]
        pairs = [(one, other) for one, other in pairs if min(one.sum(), other.sum()) >= LEAST_LINES]
        if members.sum() < WHOLE * len(self.lines):
            return any(self._are_two(*pair) for pair in pairs)
        if self.is_exceeded() or runs_mixed(self.of(members)):
            return True
        return any(self._worth_lost(*pair) > SLACK or self._is_half_read(*pair) for pair in pairs)

    def _said(self, members: Members) -> Counts:
        return np.asarray(self.counts[members].sum(axis=0), np.float64)

    def _worth_lost(self, one: Members, other: Members) -> float:
        """Return how much less two sets of lines say together than apart."""
        apart = sum(self.evidence.worth(self._said(some)) for some in (one, other))
        return apart - self.evidence.worth(self._said(one | other))

    def _are_two(self, one: Members, other: Members) -> bool:
        """Tell whether two sets of lines are of a document each, as they say the same, but none of the same numbers."""
        said, also = (self._said(some) for some in (one, other))
        typed = [self.evidence.likeliest(some) is not None for some in (said, also)]
        if all(typed) and self._worth_lost(one, other) > SLACK:
            return True
        if not any(typed) or self.evidence.weights(np.minimum(said, also)).max() <= HALF_WORTH:
            return False
        least = min(self.evidence.worth(some) for some in (said, also))
        if self.evidence.worth(np.minimum(said, also)) < MOSTLY * least:
            return False  # of one document some words stand above and below
        numbers = [set(re.findall(NUMBER, without_blanks(self.of(some)))) for some in (one, other)]
        return all(numbers) and numbers[0].isdisjoint(numbers[1])

    def _is_half_read(self, one: Members, other: Members) -> bool:
        """Tell whether the one could not be read, or only as single characters, while much of the other could."""
        unread = one.sum() >= UNREAD_LINES and self.is_legible[one].mean() < 1 - MOSTLY
        return bool(unread and is_sizeable(self.of(other)))
