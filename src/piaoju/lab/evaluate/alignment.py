"""Order-preserving alignment of two sequences, for rows of a table and for documents on a page.

Source: Needleman and Wunsch 1970, A general method applicable to the search for similarities.
"""

from collections.abc import Sequence

Pair = tuple[int | None, int | None]
"""Index on the left and index on the right; None where one side stands alone."""


def align(gains: Sequence[Sequence[float]], left_alone: Sequence[float], right_alone: Sequence[float]) -> list[Pair]:
    """Return the pairs, in order, whose gains sum to the most.

    Of equal sums, the one that pairs as early as it can.

    Args:
        gains: of pairing left i with right j; -inf forbids it.
        left_alone: gain of leaving left i unpaired.
        right_alone: gain of leaving right j unpaired.

    >>> align([[3.0, 0.0], [0.0, 1.0]], [0.0, 0.0], [-1.0, -1.0])
    [(0, 0), (1, 1)]
    >>> align([[0.0, 3.0]], [0.0], [-1.0, -1.0])
    [(None, 0), (0, 1)]
    """
    best = _best_from(gains, left_alone, right_alone)
    pairs: list[Pair] = []
    left, right = 0, 0
    while left < len(left_alone) or right < len(right_alone):
        _, step = best[left][right]
        pairs.append((left if step[0] else None, right if step[1] else None))
        left, right = left + step[0], right + step[1]
    return pairs


def _best_from(
    gains: Sequence[Sequence[float]], left_alone: Sequence[float], right_alone: Sequence[float]
) -> list[list[tuple[float, tuple[int, int]]]]:
    """Return, for every pair of beginnings, the best gain from there on and the first step towards it."""
    rows, columns = len(left_alone), len(right_alone)
    best = [[(0.0, (0, 0))] * (columns + 1) for _ in range(rows + 1)]
    for left in reversed(range(rows + 1)):
        for right in reversed(range(columns + 1)):
            steps = []
            if left < rows and right < columns:
                steps.append((gains[left][right] + best[left + 1][right + 1][0], (1, 1)))
            if left < rows:
                steps.append((left_alone[left] + best[left + 1][right][0], (1, 0)))
            if right < columns:
                steps.append((right_alone[right] + best[left][right + 1][0], (0, 1)))
            if steps:
                best[left][right] = max(steps, key=lambda step: step[0])
    return best
