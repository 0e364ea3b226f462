"""Parts of a page that are a document each: lines are joined nearest first, unless they say less together than apart.

Two tickets repeat each other's words, and a ticket says nothing for the type of the invoice beside it; so joining them
loses worth, while joining the pieces of one document keeps it. No paper edge needs to be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piaoju.model.page import TextLine
from piaoju.reading.locate.compact import compacted
from piaoju.reading.locate.evidence import Counts, Evidence, bare
from piaoju.reading.locate.identity import are_unlike, codes_by_line
from piaoju.reading.locate.layout import CLEAR_CHARS, Points, clear_directions, gaps

FAR = 9.0  # text heights: wider blanks of a form lie between parts that are worth something
HALF_WORTH = 3.0  # what two parts must each be worth to be joined over any distance
NUMBER = r"\d{8,}"  # that long, two documents share none
SLACK = 1.0  # worth that joining may lose: a single weak word that occurs by chance
SAME_WAY_DEG = 15.0  # lines of one document differ less in direction
DISTINCT_PLACES = 0.4  # of a document's height: nearer words may stand in either order
CLEAR_CONFIDENCE = 0.6
SIZEABLE_LINES = 5  # clear lines from which a closer look may tell more than the first


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
    codes: frozenset[str]


def group(lines: Sequence[TextLine], evidence: Evidence) -> list[list[int]]:
    """Group lines so that no group holds more than one document.

    Args:
        lines: of a page, each quad in its own reading direction.
        evidence: of the types to look for.

    Returns:
        For each group the indices of its lines; every line is in one, if any line is clear.
    """
    clear = [index for index, line in enumerate(lines) if is_clear(line)]
    read = [lines[index] for index in clear]
    counts = np.array([evidence.count(bare(line)) for line in read])
    groups = compacted([part.members for part in _joined(read, counts, evidence)], read, counts, evidence)
    return _with_the_rest([[clear[place] for place in members] for members in groups], lines) if groups else []


def is_clear(line: TextLine) -> bool:
    """Tell whether a line is long enough and well enough read that it can tell where it belongs.

    Text that was cut out across its direction leaves scraps, which would link what is apart.
    """
    return is_read(line) and sum(bool(char.text.strip()) for char in line.chars) >= CLEAR_CHARS


def is_read(line: TextLine) -> bool:
    """Tell whether a line is well enough read to be text that runs the way it was read."""
    chars = [char for char in line.chars if char.text.strip()]
    return sum(char.confidence for char in chars) >= CLEAR_CONFIDENCE * max(len(chars), 1)


def is_sizeable(lines: Sequence[TextLine]) -> bool:
    """Tell whether there is enough clear text that it may be a document of its own."""
    return sum(is_clear(line) for line in lines) >= SIZEABLE_LINES


def _with_the_rest(groups: list[list[int]], lines: Sequence[TextLine]) -> list[list[int]]:
    """Add to each group the lines that are in none and nearest to it."""
    owner = {index: number for number, members in enumerate(groups) for index in members}
    clear = list(owner)
    distance = gaps(lines)[:, clear]
    for index in range(len(lines)):
        if index not in owner:
            groups[owner[clear[int(np.argmin(distance[index]))]]].append(index)
    return groups


def _joined(lines: Sequence[TextLine], counts: Counts, evidence: Evidence) -> list[_Part]:
    owner = list(range(len(lines)))
    parts = dict(enumerate(_single_parts(lines, counts, evidence)))
    apart: set[tuple[int, int]] = set()

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for a, b, gap in _pairs_by_distance(lines):
        one, other = sorted((root(a), root(b)))
        if one == other or (one, other) in apart:
            continue
        if gap > FAR and min(parts[one].worth, parts[other].worth) < HALF_WORTH:
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


def _single_parts(lines: Sequence[TextLine], counts: Counts, evidence: Evidence) -> list[_Part]:
    ways = clear_directions(lines)
    parts = []
    for index, (line, said, codes) in enumerate(zip(lines, counts, codes_by_line(lines), strict=True)):
        x, y = np.mean(np.array(line.quad), axis=0)
        cues = (evidence.cues[cue] for cue in np.flatnonzero(said))
        places = [(cue.place, x, y) for cue in cues if cue.place is not None]
        parts.append(_Part([index], said, evidence.worth(said), ways[index], np.array(places).reshape(-1, 3), codes))
    return parts


def _pairs_by_distance(lines: Sequence[TextLine]) -> list[tuple[int, int, float]]:
    distance = gaps(lines)
    first, second = np.triu_indices(len(lines), 1)
    order = np.argsort(distance[first, second], kind="stable")
    return list(zip(*(column[order].tolist() for column in (first, second, distance[first, second])), strict=True))


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
    if are_unlike(one.codes, other.codes):
        return None
    return _Part(
        one.members + other.members,
        counts,
        worth,
        way,
        np.concatenate((one.places, other.places)),
        one.codes | other.codes,
    )


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
