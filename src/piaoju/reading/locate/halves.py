"""Parts of a page that turn out to be pieces of one document, joined again.

A wide blank or a seal may divide a document whose print is small. Once each piece has been looked at closely, their
words tell whether they belong together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import cos, radians

import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Looked, Part
from piaoju.reading.locate.documents import in_reading_order, place_document, without_repeats
from piaoju.reading.locate.edges import at_edges
from piaoju.reading.locate.evidence import Counts, Evidence, evidence_for, without_blanks
from piaoju.reading.locate.layout import mean_rotation_deg
from piaoju.reading.locate.outline import area, bounds
from piaoju.reading.locate.parts import HALF_WORTH, NUMBER, SAME_WAY_DEG

ABUTTING = 1.15  # of two bands' areas: what encloses both holds more by their slant alone
AROUND = 2.0  # of the pieces' areas: what encloses them may hold no more


def joined_halves(
    page: PageImage, looks: Sequence[Looked], kinds: Sequence[DocumentCues], look: Look
) -> list[LocatedDocument]:
    """Return the documents of all parts in reading order, those made of several parts as one, none of them twice.

    Args:
        page: whose frame all is in.
        looks: at its parts.
        kinds: the types to look for.
        look: reads places of this page anew.
    """
    evidence = evidence_for(tuple(kinds))
    left = list(looks)
    pieces = [seen for seen in looks if len(seen.documents) <= 1 and seen.lines]
    for one, other in combinations(pieces, 2):
        if one not in left or other not in left:
            continue
        lines = (*one.lines, *other.lines)
        if _belong_together(one, other, evidence):
            whole = place_document(page, lines, mean_rotation_deg(lines), evidence, look)
            left = [seen for seen in left if seen is not one and seen is not other]
            left.append(Looked(one.part, lines, () if whole is None else (whole,)))
    documents = [_outlined(page, document, seen) for seen in left for document in seen.documents]
    return in_reading_order(without_repeats(documents), page, 0.0)


def _outlined(page: PageImage, document: LocatedDocument, seen: Looked) -> LocatedDocument:
    """Return a document with the edges of its paper as its outline, where they are seen."""
    if seen.part.is_paper and set(document.quad) == set(seen.part.quad):
        return document
    return replace(document, quad=at_edges(page, document.quad, [line.quad for line in document.lines]))


def _belong_together(one: Looked, other: Looked, evidence: Evidence) -> bool:
    lines = (*one.lines, *other.lines)
    counts = evidence.count(without_blanks(lines))
    kind = evidence.likeliest(counts)
    if kind is None or evidence.speaks_for_several(counts):
        return False
    if any(document.type != kind.type for document in (*one.documents, *other.documents)):
        return False
    texts = [without_blanks(seen.lines) for seen in (one, other)]
    said = [evidence.count(text) for text in texts]
    place = evidence.kinds.index(kind)
    repeated = evidence.weights(np.minimum(*said))[place]
    if one.documents and other.documents and repeated > HALF_WORTH:
        # Each is a document of its own, unless one is the other's stub and repeats its number.
        if not set.intersection(*(set(re.findall(NUMBER, text)) for text in texts)):
            return False
    elif not _adds(evidence, counts, said, place):
        return False
    elif one.part.is_paper or other.part.is_paper:
        return _are_bands(one.part, other.part)
    return _lie_together(one.lines, other.lines)


def _are_bands(one: Part, other: Part) -> bool:
    """Tell whether two papers are bands of one that differ in colour: they lie side by side and are as long."""
    if not (one.is_paper and other.is_paper):
        return False
    both = bounds([one.quad, other.quad], one.rotation_deg)
    return area(both) <= ABUTTING * (area(one.quad) + area(other.quad))


def _adds(evidence: Evidence, whole: Counts, pieces: Sequence[Counts], kind: int) -> bool:
    """Tell whether pieces say more for a type together than either alone."""
    return bool(evidence.weights(whole)[kind] > max(evidence.weights(piece)[kind] for piece in pieces))


def _lie_together(one: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    """Tell whether two sets of lines run the same way and have little around them but each other."""
    turns = [mean_rotation_deg(lines) for lines in (one, other, (*one, *other))]
    if cos(radians(turns[0] - turns[1])) < cos(radians(SAME_WAY_DEG)):
        return False
    apart = sum(area(bounds([line.quad for line in lines], turns[2])) for lines in (one, other))
    return area(bounds([line.quad for line in (*one, *other)], turns[2])) <= AROUND * apart
