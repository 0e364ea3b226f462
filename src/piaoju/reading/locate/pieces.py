"""Parts of a page that seem documents and are no more than pieces of one."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.reading.locate.closer import Part
from piaoju.reading.locate.evidence import Evidence, without_blanks
from piaoju.reading.locate.outline import area, bounds, shared_area
from piaoju.reading.locate.parts import HALF_WORTH

ALIKE_DEG = 20.0  # between texts of one document
COVERED = 0.8  # of a part, by the one that it lies on
ABUTTING = 1.15  # of two bands' areas: what encloses both holds more by their slant alone
BESIDE = 1.35  # likewise of a band and lines, around which there is blank paper
PIECE = 3.0  # weight of the words that a piece of a document holds at least


def lies_on(part: Part, other: Part) -> bool:
    """Tell whether a part lies on another with more text that runs the same way: it is a piece of that."""
    is_piece = len(part.lines) < len(other.lines) and _run_alike(part, other)
    return bool(is_piece and shared_area(part.quad, other.quad) > COVERED * area(part.quad))


def are_pieces(parts: Sequence[Part], evidence: Evidence, whole: DocumentCues | None) -> bool:
    """Tell whether parts that run the same way hold different words of the one document that the page speaks for.

    Those that lie on papers of their own, with ground between, do not; nor do any where a document of its own runs
    another way.
    """
    if whole is None:
        return False
    place = evidence.kinds.index(whole)
    counted = [(part, evidence.count(without_blanks(part.lines))) for part in parts]
    saying = [(part, counts) for part, counts in counted if evidence.weights(counts)[place] >= PIECE]
    documents = [part for part, counts in counted if evidence.likeliest(counts) is not None]
    return any(
        _run_alike(part, other)
        and _may_touch(part, other)
        and evidence.weights(np.minimum(said, also))[place] <= HALF_WORTH
        and all(_run_alike(document, part) for document in documents)
        for (part, said), (other, also) in combinations(saying, 2)
    )


def are_bands(one: Part, other: Part) -> bool:
    """Tell whether parts are bands of one document that differ in colour, or what stands within its frame and beyond.

    They lie side by side and are as long.
    """
    blank = ABUTTING if one.is_paper and other.is_paper else BESIDE
    both = min(area(bounds([one.quad, other.quad], part.rotation_deg)) for part in (one, other))
    return both <= blank * (area(one.quad) + area(other.quad))


def _may_touch(one: Part, other: Part) -> bool:
    return not (one.is_paper and other.is_paper) or are_bands(one, other)


def _run_alike(part: Part, other: Part) -> bool:
    return abs((part.rotation_deg - other.rotation_deg + 180) % 360 - 180) < ALIKE_DEG
