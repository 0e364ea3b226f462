"""Groups of lines made compact: lines at a group's rim go over to another group that holds them in less space.

Lines are grouped nearest first, so a line between two documents may go to the wrong one. It then stretches that one's
outline far over the other's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import Counts, Evidence
from piaoju.reading.locate.layout import Points, clear_directions

SLACK = 1.0  # worth that moving may lose: a single weak word that occurs by chance
GAIN = 0.1  # of the giving group's area: what moving saves must be more than chance
LEAST_LINES = 5  # a smaller group takes none
MOST_MOVES = 12

Indices = npt.NDArray[np.intp]
Rects = npt.NDArray[np.float64]
"""Left, top, right and bottom, shape (N, 4)."""


@dataclass(frozen=True, slots=True)
class _Move:
    saved: float
    giver: int
    taker: int
    lines: Indices


def compacted(
    groups: Sequence[Sequence[int]], lines: Sequence[TextLine], counts: Counts, evidence: Evidence
) -> list[list[int]]:
    """Return groups of lines, by index, with those lines moved that another group holds in less space.

    Args:
        groups: of lines that may be a document each.
        lines: clear ones of a page.
        counts: of the cues on each line, shape (lines, cues).
        evidence: no move makes the groups say less than before.
    """
    made = [np.array(members, np.intp) for members in groups]
    quads = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
    ways = clear_directions(lines)
    refused: set[tuple[int, ...]] = set()
    for _ in range(MOST_MOVES if len(made) > 1 else 0):
        moves = (move for move in _moves(made, quads, ways) if (move.giver, move.taker, *move.lines) not in refused)
        best = max(moves, key=lambda move: move.saved, default=None)
        if best is None:
            break
        given, taken = np.setdiff1d(made[best.giver], best.lines), np.append(made[best.taker], best.lines)
        before = sum(evidence.worth(counts[made[index]].sum(axis=0)) for index in (best.giver, best.taker))
        if before - sum(evidence.worth(counts[members].sum(axis=0)) for members in (given, taken)) > SLACK:
            refused.add((best.giver, best.taker, *best.lines))
        else:
            made[best.giver], made[best.taker] = given, taken
    return [members.tolist() for members in made]


def _moves(groups: Sequence[Indices], quads: Rects, ways: Points) -> Iterator[_Move]:
    """Yield for every pair of groups the best move that saves enough, if there is one."""
    rects = [_rects(quads, ways[members].sum(axis=0)) for members in groups]
    for giver, members in enumerate(groups):
        for order in _orders(rects[giver][members]) if len(members) > 1 else ():
            rest = _area(_running(rects[giver][members[order[::-1]]])[::-1])  # without the first 0, 1, 2, …
            for taker, others in enumerate(groups):
                if taker == giver or len(others) < LEAST_LINES:
                    continue
                whole = _running(rects[taker][others])[-1:]
                with_more = _area(_running(np.concatenate((whole, rects[taker][members[order]]))))
                saved = rest[0] - rest[1:] + with_more[0] - with_more[1:-1]
                count = int(np.argmax(saved)) + 1
                if saved[count - 1] > GAIN * rest[0]:
                    yield _Move(float(saved[count - 1]), giver, taker, members[order[:count]])


def _orders(rects: Rects) -> Iterator[Indices]:
    """Yield the orders in which rects come from each of the four sides."""
    for axis in (0, 1):
        order = np.argsort(rects[:, axis] + rects[:, axis + 2], kind="stable")
        yield order
        yield order[::-1]


def _rects(quads: Rects, way: Points) -> Rects:
    """Return upright rectangles around quads, in a frame whose x axis runs along the way."""
    length = float(np.hypot(*way)) or 1.0
    x, y = way / length if length else (1.0, 0.0)
    turned = quads @ np.array([[x, -y], [y, x]])
    return np.concatenate((turned.min(axis=1), turned.max(axis=1)), axis=1)


def _running(rects: Rects) -> Rects:
    """Return the rectangles around the first, the first two, the first three and so on."""
    return np.concatenate(
        (np.minimum.accumulate(rects[:, :2], axis=0), np.maximum.accumulate(rects[:, 2:], axis=0)), axis=1
    )


def _area(rects: Rects) -> npt.NDArray[np.float64]:
    return np.asarray((rects[:, 2] - rects[:, 0]) * (rects[:, 3] - rects[:, 1]), np.float64)
