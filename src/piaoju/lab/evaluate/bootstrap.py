"""How far a measure would move with other documents: 95 % percentile bootstrap intervals.

Documents are drawn, not fields: the fields of one document fail together.

Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from piaoju.lab.evaluate.metrics import Ratio

RESAMPLES = 1000
"""How many data sets are drawn."""


def with_interval(ratios: Sequence[Ratio], seed: int) -> Ratio:
    """Return the sum of ratios, one a document, with a 95 % percentile bootstrap interval.

    Below two documents there is no interval.

    Args:
        ratios: of each document.
        seed: of the random generator, so that a report can be repeated.
    """
    counts = np.array([ratio.count for ratio in ratios], dtype=np.int64)
    totals = np.array([ratio.total for ratio in ratios], dtype=np.int64)
    pooled = Ratio(int(counts.sum()), int(totals.sum()))
    if len(ratios) < 2 or not pooled.total:
        return pooled
    weights = _drawn(len(ratios), seed)
    drawn_totals = weights @ totals
    values = (weights @ counts)[drawn_totals > 0] / drawn_totals[drawn_totals > 0]
    low, high = np.percentile(values, [2.5, 97.5])
    return Ratio(pooled.count, pooled.total, float(low), float(high))


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two shares with the bounds of its 95 % bootstrap interval, where one was drawn."""

    value: float
    low: float | None = None
    high: float | None = None


def paired_change(before: Sequence[Ratio], after: Sequence[Ratio], seed: int) -> Change | None:
    """Return pooled share after - pooled share before, of the same documents in the same order.

    Both sides are drawn together, so that documents that are hard for both do not widen the interval. None if a
    side has no cases; below two documents there is no interval.

    Args:
        before: of each document.
        after: of each document.
        seed: of the random generator.

    Raises:
        ValueError: not the same number of documents.

    >>> paired_change([Ratio(1, 2)], [Ratio(2, 2)], seed=0)
    Change(value=0.5, low=None, high=None)
    """
    if len(before) != len(after):
        raise ValueError("a change needs the same documents on both sides")
    sides = [(np.array([one.count for one in side]), np.array([one.total for one in side])) for side in (before, after)]
    if not all(totals.sum() for _, totals in sides):
        return None
    first, second = (counts.sum() / totals.sum() for counts, totals in sides)
    if len(before) < 2:
        return Change(float(second - first))
    weights = _drawn(len(before), seed)
    drawn_totals = [weights @ totals for _, totals in sides]
    valid = (drawn_totals[0] > 0) & (drawn_totals[1] > 0)
    shares = [
        (weights @ counts)[valid] / totals[valid] for (counts, _), totals in zip(sides, drawn_totals, strict=True)
    ]
    low, high = np.percentile(shares[1] - shares[0], [2.5, 97.5])
    return Change(float(second - first), float(low), float(high))


@lru_cache(maxsize=8)
def _drawn(documents: int, seed: int) -> npt.NDArray[np.int64]:
    """Return how often each document is in each drawn data set, shape (RESAMPLES, documents).

    Kept, because the many fields of the same documents are all measured on the same draws.
    """
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES)
    weights.flags.writeable = False
    return weights
