"""Parts of a page that are a document each: lines are joined nearest first, unless they say less together than apart.

Two tickets repeat each other's words, and a ticket says nothing for the type of the invoice beside it; so joining them
loses worth, while joining the pieces of one document keeps it. No paper edge needs to be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import Counts, Evidence, bare
from piaoju.reading.locate.layout import Points, directions, gaps

SLACK = 1.0  # worth that joining may lose: a single weak word that occurs by chance
SAME_WAY_DEG = 15.0  # lines of one document differ less in direction
DISTINCT_PLACES = 0.4  # of a document's height: nearer words may stand in either order
CLEAR_CHARS = 3  # a shorter line's direction is no evidence


@dataclass(slots=True)
class _Part:
    """Lines that belong together.

    Attributes:
        members: indices of the lines.
        counts: of the cues on them.
        worth: of these counts.
        way: sum of the clear lines' directions as unit vectors, weighed by their characters, shape (2,).
        places: (cue's place in the document, x, y on the page) of every line with such a cue, shape (N, 3).
    """

    members: list[int]
    counts: Counts
    worth: float
    way: Points
    places: Points


def find_parts(lines: Sequence[TextLine], evidence: Evidence) -> list[list[int]]:
    """Group lines into documents.

    Args:
        lines: of a page, each quad in its own reading direction.
        evidence: of the types to look for.

    Returns:
        For each document the indices of its lines; lines that belong to none are left out.
    """
    parts = _joined(lines, evidence)
    return [part.members for part in parts if evidence.likeliest(part.counts) is not None]


def _joined(lines: Sequence[TextLine], evidence: Evidence) -> list[_Part]:
    owner = list(range(len(lines)))
    parts = dict(enumerate(_single_parts(lines, evidence)))
    apart: set[tuple[int, int]] = set()

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for a, b in _pairs_by_distance(lines):
        one, other = sorted((root(a), root(b)))
        if one == other or (one, other) in apart:
            continue
        union = _union(parts[one], parts[other], evidence)
        if union is None:
            apart.add((one, other))
            continue
        owner[other] = one
        parts[one] = union
        del parts[other]
        # What stood apart from a piece may go together with the whole.
        apart = {pair for pair in apart if one not in pair and other not in pair}
    return list(parts.values())


def _single_parts(lines: Sequence[TextLine], evidence: Evidence) -> list[_Part]:
    ways = directions(lines)
    parts = []
    for index, line in enumerate(lines):
        text = bare(line)
        counts = evidence.count(text)
        clear = len(text) if len(text) >= CLEAR_CHARS else 0
        x, y = np.mean(np.array(line.quad), axis=0)
        places = [
            (cue.place, x, y) for cue, times in zip(evidence.cues, counts, strict=True) if times and cue.place is not None
        ]
        parts.append(
            _Part([index], counts, evidence.worth(counts), ways[index] * clear, np.array(places).reshape(-1, 3))
        )
    return parts


def _pairs_by_distance(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    distance = gaps(lines)
    first, second = np.triu_indices(len(lines), 1)
    order = np.argsort(distance[first, second], kind="stable")
    return list(zip(first[order].tolist(), second[order].tolist(), strict=True))


def _union(one: _Part, other: _Part, evidence: Evidence) -> _Part | None:
    """Return two parts as one; None if they are not of one document."""
    if _differ_in_direction(one.way, other.way):
        return None
    counts = one.counts + other.counts
    worth = evidence.worth(counts)
    if one.worth + other.worth - worth > SLACK:
        return None
    way = one.way + other.way
    if _is_out_of_order(one.places, other.places, way):
        return None
    return _Part(one.members + other.members, counts, worth, way, np.concatenate((one.places, other.places)))


def _differ_in_direction(one: Points, other: Points) -> bool:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return lengths > 0 and float(one @ other) / lengths < np.cos(np.radians(SAME_WAY_DEG))


def _is_out_of_order(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64], way: Points) -> bool:
    """Tell whether a word of the head stands below one of the foot."""
    length = float(np.linalg.norm(way))
    if length == 0 or not len(one) or not len(other):
        return False
    down = np.array([-way[1], way[0]]) / length
    below = (other[:, 1:] @ down)[None, :] - (one[:, 1:] @ down)[:, None]
    later = other[:, 0][None, :] - one[:, 0][:, None]
    return bool(np.any((np.abs(later) >= DISTINCT_PLACES) & (below * later < 0)))
