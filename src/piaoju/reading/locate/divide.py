"""A page with several documents divided into parts that are worth a closer look each.

Paper whose edge is seen tells best where one document ends; where no edge is seen, the distances between lines and the
words that no document prints twice do; and where a first look read nothing but scraps, text may run another way.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import cos, radians

import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.model.geometry import Matrix, Quad, center, inverted, is_inside, quad_from_rect, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Part, on_paper
from piaoju.reading.locate.evidence import Evidence, evidence_for, without_blanks
from piaoju.reading.locate.extent import has_numbers_across
from piaoju.reading.locate.identity import are_of_several, codes_of
from piaoju.reading.locate.layout import OTHER_WAY_DEG, mean_rotation_deg, runs_mixed, text_heights
from piaoju.reading.locate.outline import (
    NO_MARGINS,
    Margins,
    area,
    bounds,
    flattening,
    is_cut_off,
    levelling_deg,
    shared_area,
)
from piaoju.reading.locate.page_lines import LEAST_LINES, MOSTLY, UNREAD_LINES, WHOLE, Members, PageLines
from piaoju.reading.locate.papers import find_papers
from piaoju.reading.locate.parts import NUMBER, group, is_clear, is_read, is_sizeable
from piaoju.reading.locate.pieces import are_bands, are_pieces, lies_on
from piaoju.reading.locate.scraps import clusters, is_narrow
from piaoju.reading.locate.strips import cut_at_strips, sides_of_strips
from piaoju.reading.locate.surmise import surmised_kind

UNREAD_SHARE = 0.25  # of the lines, from which a page may hold text that runs another way
FAINT_LINES = 2  # of paper with too little text for a document: with less it is blank
LEAST_TEXT = 0.25  # of a paper, by the only text on it
SHARED = 0.2  # of a paper's lines: if more are another's, the two are one paper or one lies on the other
STRANGE = 0.25  # of a paper's lines, by those of texts that mostly lie beyond it
TELLING_LINES = 3  # clear ones, from which a text tells which way it runs
SIDE = 0.25  # of a page's lines: groups with that many each may lie side by side
SHEET = 0.95  # of the page, by a sheet: what is larger is the frame of the picture
FEW_MARGINS = (0.3, 0.8, 0.3, 0.8)  # of a few lines of which kind is not known: most of the document lies beyond them
UNREAD_MARGIN = 0.08  # of the sides: scraps do not reach as far as their text


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
    have_numbers = are_of_several(lines)
    is_mixed = runs_mixed(lines) or has_numbers_across(lines)
    if not are_several and not is_mixed and not have_numbers and not (in_doubt and _leaves_doubt(lines, likeliest)):
        return []
    divider = _Divider(page, lines, evidence, likeliest)
    # Looking for the edges of papers costs more than all else here: a type that is known needs them for no lone text,
    # whatever runs another way at its rim.
    if not are_several and not have_numbers and likeliest is not None and not divider.has_several_places():
        return []
    parts = divider.parts()
    if not are_several:
        parts = [part for part in parts if not any(lies_on(part, other) for other in parts)]
        if are_pieces(parts, evidence, likeliest or surmised_kind(lines, kinds)):
            return []
    return parts if len(parts) > 1 else []


def _leaves_doubt(lines: Sequence[TextLine], likeliest: DocumentCues | None) -> bool:
    """Tell whether text does not clearly speak for one document."""
    unread = sum(not is_read(line) for line in lines)
    return len(lines) >= 2 * LEAST_LINES and (likeliest is None or unread >= UNREAD_SHARE * len(lines))


class _Divider:
    """Finds the parts of one page."""

    def __init__(
        self, page: PageImage, lines: Sequence[TextLine], evidence: Evidence, kind: DocumentCues | None
    ) -> None:
        self._page = page
        self._text = text = PageLines(lines, evidence, kind)
        self._seen: list[tuple[Quad, Members]] = []
        self._to_flat: Matrix = np.eye(3)
        heights = text_heights(lines)[text.is_clear]
        self._height_px = float(np.median(heights)) if len(heights) else 0.0
        groups = (cut for joined in group(lines, evidence) for cut in cut_at_strips(joined, lines, evidence))
        self._groups = [text.members(indices) for indices in groups]
        self._written = self._by_texts(np.zeros(len(lines), bool))
        self._places = self._unread(self._written)

    def has_several_places(self) -> bool:
        """Tell whether text stands in several places that may each be a document, read or not."""
        if len(self._written) + len(self._places) > 1 or self._text.is_exceeded():
            return True
        if sum(members.mean() >= SIDE for members in self._groups) > 1:
            return True
        clear = self._text.is_clear
        return any(
            min(map(len, sides)) >= UNREAD_LINES and min(clear[side].mean() for side in sides) <= 1 - MOSTLY
            for sides in sides_of_strips(self._text.lines)
        )

    def parts(self) -> list[Part]:
        """Return papers with text, groups of the other lines, and other places with text that was not read."""
        papers = self._papers([*self._groups, *self._places])
        taken = np.any([members for _, members in papers], axis=0) if papers else np.zeros(len(self._text.lines), bool)
        found = []
        for quad, members in papers:
            overflow = self._overflow(members, taken)
            paper = on_paper(quad, self._text.of(members), self._text.of(overflow))
            found.append(paper)
            taken |= overflow if not paper.is_paper else members
        are_several = self._text.evidence.speaks_for_several(self._text.counts.sum(axis=0))
        unread = self._unread([*found, *self._by_texts(taken)], LEAST_LINES if are_several else UNREAD_LINES)
        for members in unread:
            taken |= members
        beside = [*self._by_texts(taken), *map(self._by_scraps, unread)]
        found += [self._on_paper(part, [other for other in beside if other is not part]) for part in beside]
        return [*found, *self._faint(found)]

    def _on_paper(self, part: Part, others: Sequence[Part]) -> Part:
        """Return a part as the smallest paper that holds it and nothing else; unchanged if there is none."""
        for quad, members in reversed(self._seen):
            is_sheet = members.sum() >= WHOLE * len(members)
            if is_sheet and any(_holds(quad, other) for other in others):
                continue
            is_own = [is_inside(center(line.quad), quad) for line in part.lines]
            is_alone = members.sum() <= (1 + SHARED) * len(part.lines)
            if sum(is_own) >= WHOLE * len(part.lines) and is_alone and area(part.quad) >= LEAST_TEXT * area(quad):
                placed = list(zip(part.lines, is_own, strict=True))
                beyond = [line for line, is_one in placed if not is_one and is_clear(line)]
                return on_paper(quad, [line for line, is_one in placed if is_one], beyond)
        return part

    def _faint(self, parts: Sequence[Part]) -> list[Part]:
        """Return papers beside the parts of which hardly a line was found: a closer look may read more."""
        found: list[Part] = []
        for quad, members in self._seen:
            is_free = not any(shared_area(quad, part.quad) > SHARED * area(quad) for part in (*parts, *found))
            if is_free and FAINT_LINES <= members.sum() < LEAST_LINES:
                found.append(on_paper(quad, self._text.of(members), []))
        return found

    def _overflow(self, paper: Members, taken: Members) -> Members:
        """Return lines beyond a paper that the text joins to those on it: its edge is a frame that was printed."""
        lines = np.zeros(len(self._text.lines), bool)
        for members in self._groups:
            beyond = members & ~taken
            if (members & paper).sum() >= MOSTLY * members.sum() and not (members & taken & ~paper).any():
                lines |= beyond & self._text.is_clear
        return lines

    def _papers(self, apart: Sequence[Members]) -> list[tuple[Quad, Members]]:
        """Return the papers that hold one document each; a paper within one is its print.

        Args:
            apart: what seems to belong together.
        """
        found = find_papers(self._page)
        whole = self._page.width * self._page.height
        sheets = [quad for quad in found if area(quad) < SHEET * whole]
        papers = [quad for quad in found if not any(is_cut_off(quad, sheet) for sheet in sheets)]
        self._seen = [(quad, self._text.on(quad)) for quad in papers]
        self._to_flat = self._flattening()
        seen = [(quad, members) for quad, members in self._seen if members.sum() >= LEAST_LINES]
        taken = np.zeros(len(self._text.lines), bool)
        chosen = []
        running = self._running()
        are_apart = self._are_apart()
        for place, (quad, members) in enumerate(seen):
            within = [other for _, other in seen[place + 1 :] if not np.any(other & ~members)]
            is_free = (members & taken).sum() <= SHARED * members.sum() and not self._cuts_texts(members)
            own = [text for text in running if (text[0] & members).sum() >= MOSTLY * text[0].sum()]
            is_ground = are_apart and members.sum() >= WHOLE * len(members)
            if (
                is_free
                and not is_ground
                and not _run_apart(own)
                and not self._text.are_several(members, [*apart, *within])
            ):
                chosen.append((quad, members & ~taken))
                taken |= members
        return chosen

    def _are_apart(self) -> bool:
        """Tell whether papers with ground between them hold all text: what encloses them is no document."""
        count = len(self._text.lines)
        found: list[tuple[Quad, Members]] = []
        for quad, members in self._seen:
            is_own = FAINT_LINES <= members.sum() < WHOLE * count
            if is_own and not any((members & other).any() for _, other in found):
                found.append((quad, members))
        if sum(members.sum() for _, members in found) < WHOLE * count:
            return False
        papers = [on_paper(quad, self._text.of(members), []) for quad, members in found]
        return any(not are_bands(one, other) for one, other in combinations(papers, 2))

    def _running(self) -> list[tuple[Members, float, bool]]:
        """Return the texts that tell which way they run: their lines, how they are turned, if they may be documents."""
        clear = [(group, self._text.of(group & self._text.is_clear)) for group in self._groups]
        return [
            (group, mean_rotation_deg(lines), self._by_text(group) is not None)
            for group, lines in clear
            if len(lines) >= TELLING_LINES
        ]

    def _cuts_texts(self, members: Members) -> bool:
        """Tell whether an edge cuts through several texts that mostly lie beyond it: it is a shadow's or a fold's."""
        cut = [cut for group in self._groups if 0 < (cut := group & members).sum() < group.sum() / 2]
        if not any((lines & self._text.is_clear).any() for lines in cut):
            return False
        counts = [int(lines.sum()) for lines in cut]
        return sum(count > 1 for count in counts) > 1 or STRANGE < sum(counts) / members.sum() < 1 - STRANGE

    def _flattening(self) -> Matrix:
        """Return the transform to the plane of the sheet that all text lies on, as seen from above."""
        around = [quad for quad, members in self._seen if members.sum() >= WHOLE * len(self._text.lines)]
        frame = quad_from_rect(0, 0, self._page.width, self._page.height)
        sheets = [quad for quad in around if area(quad) < SHEET * area(frame)]
        return flattening(sheets[-1]) if sheets else np.eye(3)

    def _by_texts(self, taken: Members) -> list[Part]:
        """Return what is left of the groups of lines as parts."""
        return [part for members in self._groups if (part := self._by_text(members & ~taken)) is not None]

    def _by_text(self, members: Members) -> Part | None:
        """Return lines as a part, if they may be a document of their own."""
        own, clear = self._text.of(members), self._text.of(members & self._text.is_clear)
        text = without_blanks(own)
        counts = self._text.evidence.count(text)
        kind = self._text.evidence.likeliest(counts)
        has_words = self._text.evidence.worth(counts) > 0 or self._text.evidence.faintest(counts) is not None
        is_telling = is_sizeable(own) or has_words or len(re.findall(NUMBER, text)) > 1 or bool(codes_of(own))
        if not clear or (kind is None and not is_telling):
            return None
        if kind is not None:
            return self._outlined(own, clear, kind.margins)
        return self._outlined(own, clear, NO_MARGINS if is_sizeable(own) else FEW_MARGINS)

    def _outlined(self, own: list[TextLine], telling: Sequence[TextLine], margins: Margins) -> Part:
        """Return lines as a part: a rectangle on the sheet that they lie on, around those that tell where they end."""
        flat = [replace(line, quad=transform_quad(self._to_flat, line.quad)) for line in own]
        outline = [transform_quad(self._to_flat, line.quad) for line in telling]
        quad = transform_quad(inverted(self._to_flat), bounds(outline, mean_rotation_deg(flat), margins))
        return Part(tuple(own), quad, levelling_deg(quad))

    def _unread(self, parts: Sequence[Part], least: int = UNREAD_LINES) -> list[Members]:
        """Return places with text that could not be read, beside the parts: it may run another way."""
        beside = ~self._text.is_clear
        for part in parts:
            beside &= ~self._text.on(part.quad)
        indices = np.flatnonzero(beside)
        places = [indices[cluster] for cluster in clusters(self._text.of(beside), self._height_px)]
        return [
            self._text.members(cluster.tolist())
            for cluster in places
            if len(cluster) >= least
            and self._text.is_legible[cluster].mean() <= MOSTLY
            and not is_narrow([self._text.lines[index] for index in cluster.tolist()])
        ]

    def _by_scraps(self, members: Members) -> Part:
        rotation_deg = mean_rotation_deg(self._text.lines)
        own = self._text.of(members)
        margins = (UNREAD_MARGIN, UNREAD_MARGIN, UNREAD_MARGIN, UNREAD_MARGIN)
        return Part(tuple(own), bounds([line.quad for line in own], rotation_deg, margins), rotation_deg)


def _holds(quad: Quad, part: Part) -> bool:
    """Tell whether most of a part's text lies in a quad."""
    return sum(is_inside(center(line.quad), quad) for line in part.lines) >= MOSTLY * len(part.lines)


def _run_apart(texts: Sequence[tuple[Members, float, bool]]) -> bool:
    """Tell whether texts run different ways, of which one may be a document: a paper they lie on is their ground."""
    return any(
        (is_one or is_other) and cos(radians(one - other)) < cos(radians(OTHER_WAY_DEG))
        for (_, one, is_one), (_, other, is_other) in combinations(texts, 2)
    )
