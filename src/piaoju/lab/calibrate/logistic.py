"""Logistic regression: what each sign is worth, in log odds, of which those that are known to help never harm.

Source: Bertsekas 1982, Projected Newton Methods for Optimization Problems with Simple Constraints; Hoerl and Kennard
1970, Ridge Regression.
"""

import numpy as np
import numpy.typing as npt

from piaoju.lab.calibrate.isotonic import Numbers

MOST_STEPS = 60
ENOUGH = 1e-7
"""Relative gain of a step below which there is no better."""
SHORTEST = 1e-6


def fitted(columns: Numbers, outcomes: Numbers, ridge: Numbers, is_rising: npt.NDArray[np.bool_]) -> Numbers:
    """Return the weights under which outcomes are the most probable, small ones preferred.

    Args:
        columns: signs of each case, shape (cases, signs).
        outcomes: 0 or 1, shape (cases,).
        ridge: > 0, how many cases' worth of evidence a weight of 1 needs, shape (signs,).
        is_rising: whether a weight may not be negative, shape (signs,).

    >>> cases, outcomes = np.ones((4, 1)), np.array([1.0, 1.0, 1.0, 0.0])
    >>> fitted(cases, outcomes, np.array([1e-6]), np.array([False])).round(3).tolist()  # ln 3
    [1.099]
    """
    weights = np.zeros(columns.shape[1])
    loss = _loss(columns, outcomes, ridge, weights)
    for _ in range(MOST_STEPS):
        probabilities = probability(columns @ weights)
        slope = columns.T @ (probabilities - outcomes) + ridge * weights
        free = ~(is_rising & (weights <= 0) & (slope > 0))
        spread = probabilities * (1 - probabilities)
        bend = (columns[:, free] * spread[:, None]).T @ columns[:, free] + np.diag(ridge[free])
        direction = np.zeros_like(weights)
        direction[free] = np.linalg.solve(bend, slope[free])
        length, before = 1.0, loss
        while length > SHORTEST:
            tried = weights - length * direction
            tried = np.where(is_rising, tried.clip(0), tried)
            loss = _loss(columns, outcomes, ridge, tried)
            if loss < before:
                weights = tried
                break
            length /= 2
        if before - loss < ENOUGH * before:
            break
    return weights


def probability(log_odds: Numbers) -> Numbers:
    """Return the probabilities of log odds."""
    return np.asarray((1 + np.tanh(log_odds / 2)) / 2, np.float64)


def _loss(columns: Numbers, outcomes: Numbers, ridge: Numbers, weights: Numbers) -> float:
    log_odds = columns @ weights
    surprise = np.logaddexp(0, np.where(outcomes > 0, -log_odds, log_odds)).sum()  # -ln of each outcome's probability
    return float(surprise + (ridge * weights * weights).sum() / 2)
