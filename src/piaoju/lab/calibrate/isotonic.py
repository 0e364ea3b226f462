"""Isotonic regression over two directions: the nearest numbers that fall neither along rows nor down columns.

Source: Robertson, Wright and Dykstra 1988, Order Restricted Statistical Inference, chapter 1, the max-min formulas.
"""

from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def isotonic(values: Numbers, weights: Numbers) -> Numbers:
    """Return the non-decreasing numbers with the least weighted sum of squares from the values.

    Each is the greatest, over the upper sets that hold its place, of the least, over the lower sets that do, mean of
    what is in both. There are few such sets in a small table: 495 of 4 x 8.

    Args:
        values: shape (rows, columns).
        weights: likewise, > 0.

    >>> isotonic(np.array([[1.0, 3.0], [2.0, 2.0]]), np.ones((2, 2))).tolist()
    [[1.0, 2.5], [2.0, 2.5]]
    """
    uppers = _upper_sets(*values.shape)
    lowers = 1 - uppers
    mass = (uppers * weights.ravel()) @ lowers.T
    sums = (uppers * (weights * values).ravel()) @ lowers.T
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(mass > 0, sums / mass, np.nan)
    fitted = [means[uppers[:, at] == 1][:, lowers[:, at] == 1].min(axis=1).max() for at in range(values.size)]
    return np.array(fitted).reshape(values.shape)


def _upper_sets(rows: int, columns: int) -> Numbers:
    """Return all sets that hold with a place every place to the right and below, as ones, shape (sets, places)."""
    starts = combinations_with_replacement(range(columns, -1, -1), rows)
    places = np.arange(columns)
    return np.array([[places >= start for start in each] for each in starts], float).reshape(-1, rows * columns)
