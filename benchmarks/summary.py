"""What is reported of timings: quantiles, means, and ratios of two readers over the same images."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor
from statistics import fmean

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds an image, over all readings of a group of images."""

    count: int
    p50_s: float
    p95_s: float
    mean_s: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed, linear between neighbours.

    Args:
        values: at least one, in any order.
        share: in [0, 1]; 0.5 gives the median.

    Raises:
        ValueError: no values, or a share outside [0, 1].

    Source: Hyndman and Fan 1996, Sample Quantiles in Statistical Packages, type 7.

    >>> quantile([4.0, 1.0, 2.0], 0.5), quantile([1.0, 2.0], 0.95)
    (2.0, 1.95)
    """
    if not values or not 0 <= share <= 1:
        raise ValueError("a quantile needs values and a share in [0, 1]")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def summarise(seconds: Sequence[float]) -> Timings:
    """Return what is reported of a group's readings.

    Raises:
        ValueError: no readings.
    """
    return Timings(len(seconds), quantile(seconds, 0.5), quantile(seconds, 0.95), fmean(seconds))


def ratio(
    over: Sequence[float], under: Sequence[float], measure: Callable[[Sequence[float]], float], seed: int = 0
) -> Interval:
    """Return measure(over) / measure(under) with a 95 % percentile bootstrap interval over images.

    Args:
        over: seconds of one reader, one value an image.
        under: seconds of the other reader for the same images in the same order.
        measure: such as the mean.
        seed: of the resampling.

    Raises:
        ValueError: no images, or not the same number of them.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
    """
    if not over or len(over) != len(under):
        raise ValueError("a ratio needs the same images, at least one")
    chance = random.Random(seed)  # noqa: S311, statistics
    drawn = []
    for _ in range(RESAMPLES):
        chosen = chance.choices(range(len(over)), k=len(over))
        drawn.append(measure([over[place] for place in chosen]) / measure([under[place] for place in chosen]))
    return Interval(measure(over) / measure(under), quantile(drawn, 0.025), quantile(drawn, 0.975))
