"""Isotonic regression: the nearest numbers that never fall.

Source: Robertson, Wright and Dykstra 1988, Order Restricted Statistical Inference, chapter 1, pooling of adjacent
violators.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def isotonic(values: Numbers, weights: Numbers) -> Numbers:
    """Return the non-decreasing numbers with the least weighted sum of squares from the values.

    Args:
        values: shape (N,).
        weights: likewise, > 0.

    >>> isotonic(np.array([1.0, 3.0, 2.0, 4.0]), np.ones(4)).tolist()
    [1.0, 2.5, 2.5, 4.0]
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight and number of values
    for value, weight in zip(values, weights, strict=True):
        mean, mass, count = float(value), float(weight), 1
        while pools and pools[-1][0] > mean:
            before, own, several = pools.pop()
            mean, mass, count = (before * own + mean * mass) / (own + mass), own + mass, several + count
        pools.append((mean, mass, count))
    return np.repeat([mean for mean, _, _ in pools], [count for _, _, count in pools])
