"""A page with several documents divided into parts that are worth a closer look each.

Paper whose edge is seen tells best where one document ends; where no edge is seen, the distances between lines and the
words that no document prints twice do; and where a first look read nothing but scraps, text may run another way.
"""

from collections.abc import Sequence
from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.cues import DocumentCues
from piaoju.model.geometry import Quad, center, is_inside
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Part
from piaoju.reading.locate.documents import shared_area
from piaoju.reading.locate.evidence import Evidence, bare, evidence_for, without_blanks
from piaoju.reading.locate.layout import gaps, mean_rotation_deg, runs_mixed
from piaoju.reading.locate.outline import NO_MARGINS, area, begun_along, bounds
from piaoju.reading.locate.papers import find_papers
from piaoju.reading.locate.parts import SLACK, group, is_clear, is_read, is_sizeable
from piaoju.reading.locate.strips import sides_of_strips
from piaoju.reading.locate.surmise import surmised_kind

UNREAD_SHARE = 0.25  # of the lines, from which a page may hold text that runs another way
PAPER_LINES = 5  # paper with less text is no document, unless nothing else lies there
FAINT_LINES = 2  # of such paper: with less it is blank
SHARED = 0.2  # of a paper's lines: if more are another's, the two are one paper or one lies on the other
UNREAD_LINES = 8
UNREAD_GAP = 3.0  # text heights between scraps of the same text
MOSTLY = 0.6
WHOLE = 0.9  # of the page's lines: paper with that many is all that was submitted
ALIKE_DEG = 20.0  # between texts of one document
COVERED = 0.8  # of a part, by the one that it lies on
PIECE = 3.0  # weight of the words that a piece of a document holds at least
FRAME_LINES = 3  # of the same text beyond an edge, from which that is a frame rather than the paper's
FRAME_SHARE = 1.7  # of the frame's area, by the paper around it
NARROW = 0.25  # breadth of a place by its length: a note along the edge is narrower, a document is not
UNREAD_MARGIN = 0.08  # of the sides: scraps do not reach as far as their text

Members = npt.NDArray[np.bool_]
"""Which of the page's lines belong to something, shape (number of lines,)."""


def split(
    page: PageImage, lines: Sequence[TextLine], kinds: Sequence[DocumentCues], *, in_doubt: bool = True
) -> list[Part]:
    """Divide a page that seems to hold several documents into parts worth a closer look each.

    Args:
        page: whose frame the lines are in.
        lines: all text of the page, each quad in its own reading direction.
        kinds: the types to look for.
        in_doubt: divide it also where the text does not clearly speak for one document.

    Returns:
        No parts if the page can be read as a whole.
    """
    evidence = evidence_for(tuple(kinds))
    counts = evidence.count(without_blanks(lines))
    likeliest = evidence.likeliest(counts)
    are_several = evidence.speaks_for_several(counts)
    if not are_several and not runs_mixed(lines) and not (in_doubt and _leaves_doubt(lines, likeliest)):
        return []
    divider = _Divider(page, lines, evidence)
    # Looking for the edges of papers costs more than all else here: a type that is known needs them for no lone text,
    # whatever runs another way at its rim.
    if not are_several and likeliest is not None and not divider.has_several_places():
        return []
    parts = divider.parts()
    if not are_several:
        parts = [part for part in parts if not any(_lies_on(part, other) for other in parts)]
        if _are_pieces(parts, evidence, likeliest or surmised_kind(lines, kinds)):
            return []
    return parts if len(parts) > 1 else []


def _lies_on(part: Part, other: Part) -> bool:
    """Tell whether a part lies on another with more text that runs the same way: it is a piece of that."""
    is_piece = len(part.lines) < len(other.lines) and _run_alike(part, other)
    return bool(is_piece and shared_area(part.quad, other.quad) > COVERED * area(part.quad))


def _are_pieces(parts: Sequence[Part], evidence: Evidence, whole: DocumentCues | None) -> bool:
    """Tell whether parts that run the same way hold different words of the one document that the page speaks for."""
    if whole is None:
        return False
    place = evidence.kinds.index(whole)
    saying = [part for part in parts if evidence.weights(evidence.count(without_blanks(part.lines)))[place] >= PIECE]
    return any(_run_alike(part, other) for part, other in combinations(saying, 2))


def _run_alike(part: Part, other: Part) -> bool:
    return abs((part.rotation_deg - other.rotation_deg + 180) % 360 - 180) < ALIKE_DEG


def _leaves_doubt(lines: Sequence[TextLine], likeliest: DocumentCues | None) -> bool:
    """Tell whether text does not clearly speak for one document."""
    unread = sum(not is_read(line) for line in lines)
    return len(lines) >= 2 * PAPER_LINES and (likeliest is None or unread >= UNREAD_SHARE * len(lines))


class _Divider:
    """Finds the parts of one page."""

    def __init__(self, page: PageImage, lines: Sequence[TextLine], evidence: Evidence) -> None:
        self._page = page
        self._lines = lines
        self._evidence = evidence
        self._counts = np.array([evidence.count(bare(line)) for line in lines])
        self._is_clear = np.array([is_clear(line) for line in lines], bool)
        self._is_legible = np.array([is_read(line) and len(bare(line)) > 1 for line in lines], bool)
        self._groups = [self._members(indices) for indices in group(lines, evidence)]
        self._written = [part for members in self._groups if (part := self._by_text(members)) is not None]
        self._places = self._unread(self._written)
        self._seen: list[tuple[Quad, Members]] = []

    def has_several_places(self) -> bool:
        """Tell whether text stands in several places that may each be a document, read or not."""
        return len(self._written) + len(self._places) > 1 or any(
            min(map(len, sides)) >= UNREAD_LINES and min(self._is_clear[side].mean() for side in sides) <= 1 - MOSTLY
            for sides in sides_of_strips(self._lines)
        )

    def parts(self) -> list[Part]:
        """Return papers with text, groups of the other lines, and other places with text that was not read."""
        groups, unread = self._groups, self._places
        papers = self._papers([*groups, *unread])
        taken = np.any([members for _, members in papers], axis=0) if papers else np.zeros(len(self._lines), bool)
        found = []
        for quad, members in papers:
            overflow = self._overflow(members, groups, taken)
            paper = _paper(quad, self._of(members), self._of(overflow))
            found.append(paper)
            taken |= overflow if not paper.is_paper else members
        unread = [members for members in unread if (members & taken).sum() <= SHARED * members.sum()]
        for members in unread:
            taken |= members
        written = [part for members in groups if (part := self._by_text(members & ~taken)) is not None]
        found += [*written, *map(self._by_scraps, unread)]
        return [*found, *self._faint(found)]

    def _faint(self, parts: Sequence[Part]) -> list[Part]:
        """Return papers beside the parts of which hardly a line was found: a closer look may read more."""
        return [
            _paper(quad, self._of(members), [])
            for quad, members in self._seen
            if FAINT_LINES <= members.sum() < PAPER_LINES
            and not any(shared_area(quad, part.quad) > SHARED * area(quad) for part in parts)
        ]

    def _overflow(self, paper: Members, groups: Sequence[Members], taken: Members) -> Members:
        """Return lines beyond a paper that the text joins to those on it: its edge is a frame that was printed."""
        lines = np.zeros(len(self._lines), bool)
        for members in groups:
            beyond = members & ~taken
            if (members & paper).sum() >= MOSTLY * members.sum() and not (members & taken & ~paper).any():
                lines |= beyond & self._is_clear
        return lines

    def _members(self, indices: Sequence[int]) -> Members:
        members = np.zeros(len(self._lines), bool)
        members[indices] = True
        return members

    def _of(self, members: Members) -> list[TextLine]:
        return [line for line, is_one in zip(self._lines, members, strict=True) if is_one]

    def _papers(self, apart: Sequence[Members]) -> list[tuple[Quad, Members]]:
        """Return the papers that hold one document each; a paper within one is its print.

        Args:
            apart: what seems to belong together.
        """
        self._seen = [(quad, self._on(quad)) for quad in find_papers(self._page)]
        seen = [(quad, members) for quad, members in self._seen if members.sum() >= PAPER_LINES]
        taken = np.zeros(len(self._lines), bool)
        chosen = []
        for place, (quad, members) in enumerate(seen):
            within = [other for _, other in seen[place + 1 :] if not np.any(other & ~members)]
            if (members & taken).sum() <= SHARED * members.sum() and not self._are_several(members, [*apart, *within]):
                chosen.append((quad, members & ~taken))
                taken |= members
        return chosen

    def _on(self, quad: Quad) -> Members:
        return np.array([is_inside(center(line.quad), quad) for line in self._lines], bool)

    def _are_several(self, members: Members, apart: Sequence[Members]) -> bool:
        """Tell whether lines are of several documents, some of which may be among those that seem apart.

        Around a part of the page an edge was seen: only clear text says more than that. Around all of it there may be
        no more than the sheet that others are pasted on.
        """
        if self._evidence.speaks_for_several(self._counts[members].sum(axis=0)):
            return True
        pairs = [(members & some, members & ~some) for some in apart]
        pairs = [(one, other) for one, other in pairs if min(one.sum(), other.sum()) >= PAPER_LINES]
        if members.sum() < WHOLE * len(self._lines):
            return any(self._worth_lost(*pair) > SLACK and all(map(self._is_typed, pair)) for pair in pairs)
        return runs_mixed(self._of(members)) or any(
            self._worth_lost(*pair) > SLACK or self._is_half_read(*pair) for pair in pairs
        )

    def _worth_lost(self, one: Members, other: Members) -> float:
        """Return how much less two sets of lines say together than apart."""
        apart = sum(self._evidence.worth(self._counts[some].sum(axis=0)) for some in (one, other))
        return apart - self._evidence.worth(self._counts[one | other].sum(axis=0))

    def _is_typed(self, members: Members) -> bool:
        return self._evidence.likeliest(self._counts[members].sum(axis=0)) is not None

    def _is_half_read(self, one: Members, other: Members) -> bool:
        """Tell whether the one could not be read, or only as single characters, while much of the other could."""
        unread = one.sum() >= UNREAD_LINES and self._is_legible[one].mean() < 1 - MOSTLY
        return bool(unread and is_sizeable(self._of(other)))

    def _by_text(self, members: Members) -> Part | None:
        """Return lines as a part, if they may be a document of their own."""
        own, clear = self._of(members), self._of(members & self._is_clear)
        kind = self._evidence.likeliest(self._evidence.count(without_blanks(own)))
        if not clear or (kind is None and not is_sizeable(own)):
            return None
        rotation_deg = mean_rotation_deg(own)
        margins = NO_MARGINS if kind is None else kind.margins
        return Part(tuple(own), bounds([line.quad for line in clear], rotation_deg, margins), rotation_deg)

    def _unread(self, parts: Sequence[Part]) -> list[Members]:
        """Return places with text that could not be read, beside the parts: it may run another way."""
        beside = ~self._is_clear
        for part in parts:
            beside &= ~self._on(part.quad)
        indices = np.flatnonzero(beside)
        clusters = [indices[cluster] for cluster in _clusters(self._of(beside))]
        return [
            self._members(cluster.tolist())
            for cluster in clusters
            if len(cluster) >= UNREAD_LINES
            and self._is_legible[cluster].mean() <= MOSTLY
            and not _is_narrow([self._lines[index] for index in cluster.tolist()])
        ]

    def _by_scraps(self, members: Members) -> Part:
        rotation_deg = mean_rotation_deg(self._lines)
        own = self._of(members)
        margins = (UNREAD_MARGIN, UNREAD_MARGIN, UNREAD_MARGIN, UNREAD_MARGIN)
        return Part(tuple(own), bounds([line.quad for line in own], rotation_deg, margins), rotation_deg)


def _paper(quad: Quad, lines: list[TextLine], beyond: list[TextLine]) -> Part:
    """Return a paper as a part, widened by lines beyond its edge."""
    quad = begun_along(quad, mean_rotation_deg(lines))
    (left, top), (right, bottom), _, _ = quad
    rotation_deg = -float(np.degrees(np.arctan2(bottom - top, right - left)))
    rotation_deg = 180 - (180 - rotation_deg) % 360
    whole = bounds([quad, *(line.quad for line in beyond)], rotation_deg)
    if len(beyond) < FRAME_LINES or area(whole) > FRAME_SHARE * area(quad):
        return Part(tuple(lines), quad, rotation_deg, is_paper=True)
    return Part((*lines, *beyond), whole, rotation_deg)


def _is_narrow(lines: Sequence[TextLine]) -> bool:
    corners = np.array([line.quad for line in lines], np.float32).reshape(-1, 2)
    sides = cv2.minAreaRect(corners)[1]
    return min(sides) < NARROW * max(sides)


def _clusters(lines: Sequence[TextLine]) -> list[list[int]]:
    """Group lines that lie close together, by index."""
    left = set(range(len(lines)))
    near = gaps(lines) <= UNREAD_GAP if lines else np.zeros((0, 0), bool)
    clusters = []
    while left:
        cluster, frontier = [], [left.pop()]
        while frontier:
            index = frontier.pop()
            cluster.append(index)
            reached = left.intersection(np.flatnonzero(near[index]).tolist())
            left -= reached
            frontier += reached
        clusters.append(sorted(cluster))
    return clusters
