"""Blank strips that run straight through a page's text, from one rim to the other."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import transform_quad
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import Counts, Evidence, without_blanks
from piaoju.reading.locate.layout import mean_rotation_deg, rotation_about
from piaoju.reading.locate.parts import HALF_WORTH

Indices = npt.NDArray[np.intp]

LEAST_LINES = 5  # on either side of a strip between two documents
WIDE = 2.0  # text heights: narrower strips run between the columns of one form


def sides_of_strips(lines: Sequence[TextLine]) -> Iterator[tuple[Indices, Indices]]:
    """Yield for each wide strip, along the text or across it, which lines lie on its two sides, by index."""
    to_upright = rotation_about(0, 0, mean_rotation_deg(lines)) if lines else np.eye(3)
    quads = np.array([transform_quad(to_upright, line.quad) for line in lines], np.float64).reshape(-1, 4, 2)
    wide = WIDE * float(np.median(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1))) if len(lines) else 0.0
    for first, last in zip(quads.min(axis=1).T, quads.max(axis=1).T, strict=True):
        order = np.argsort(first)
        blank = first[order][1:] - np.maximum.accumulate(last[order])[:-1]
        for place in np.flatnonzero(blank >= wide) + 1:
            yield order[:place], order[place:]


def cut_at_strips(members: Sequence[int], lines: Sequence[TextLine], evidence: Evidence) -> list[list[int]]:
    """Cut a group of lines, by index, at each strip whose two sides are a document each and say more apart.

    What several lines say only together is not seen while lines are joined one by one.

    Args:
        members: the group.
        lines: all of the page.
        evidence: of the types to look for.
    """
    own = [lines[index] for index in members]

    def said(places: Sequence[int]) -> Counts:
        return evidence.count(without_blanks([own[place] for place in places]))

    whole = evidence.worth(said(range(len(own))))
    best, cut = HALF_WORTH, None
    for sides in sides_of_strips(own):
        if min(map(len, sides)) >= LEAST_LINES:
            counts = [said(side.tolist()) for side in sides]
            lost = sum(map(evidence.worth, counts)) - whole
            # Either must be a document by itself: halves of one that is hardly read say a little for two types.
            if lost > best and all(evidence.likeliest(side) is not None for side in counts):
                best, cut = lost, sides
    if cut is None:
        return [list(members)]
    halves = ([members[place] for place in side.tolist()] for side in cut)
    return [piece for half in halves for piece in cut_at_strips(half, lines, evidence)]
