"""Logistic regression with weights that may not be negative."""

import numpy as np
import pytest

from piaoju.lab.calibrate.logistic import fitted, probability

RIGHT = np.array([1.0, 1.0, 1.0, 0.0])
NONE = np.array([False])


def test_weights_reproduce_the_shares() -> None:
    columns = np.array([[1.0, 0.0]] * 4 + [[1.0, 1.0]] * 4)
    outcomes = np.concatenate([1 - RIGHT, RIGHT])
    weights = fitted(columns, outcomes, np.full(2, 1e-9), np.array([False, True]))
    assert probability(columns @ weights) == pytest.approx(np.repeat([0.25, 0.75], 4), abs=1e-4)


def test_a_sign_that_should_help_never_harms() -> None:
    columns = np.array([[1.0, 0.0]] * 4 + [[1.0, 1.0]] * 4)
    outcomes = np.concatenate([RIGHT, 1 - RIGHT])
    weights = fitted(columns, outcomes, np.full(2, 1e-9), np.array([False, True]))
    assert weights == pytest.approx([0.0, 0.0], abs=1e-4)


def test_weights_are_small_where_little_is_known() -> None:
    (free,) = fitted(np.ones((4, 1)), np.ones(4), np.array([1e-3]), NONE)
    (held,) = fitted(np.ones((4, 1)), np.ones(4), np.array([10.0]), NONE)
    assert 0 < held < 0.25
    assert free > 5


def test_nothing_fits_better() -> None:
    draw = np.random.default_rng(7)
    columns = np.hstack([np.ones((300, 1)), draw.random((300, 3))])
    outcomes = (draw.random(300) < probability(columns @ np.array([-1.0, 2.0, 0.0, -2.0]))).astype(float)
    ridge, is_rising = np.full(4, 0.1), np.array([False, True, True, True])

    def loss(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        log_odds = columns @ weights
        likely = np.log(probability(np.where(outcomes > 0, log_odds, -log_odds))).sum()
        return float((ridge * weights**2).sum() / 2 - likely)

    found = fitted(columns, outcomes, ridge, is_rising)
    near = [found + draw.normal(0, 0.05, 4) * (1 if place % 2 else np.eye(4)[place % 4]) for place in range(200)]
    assert all(loss(found) <= loss(np.where(is_rising, one.clip(0), one)) + 1e-3 for one in near)
