"""What signs are worth, by the values that were observed with them."""

from collections.abc import Iterable, Sequence

import numpy as np

from piaoju.lab.calibrate.isotonic import Numbers
from piaoju.lab.calibrate.logistic import fitted
from piaoju.lab.calibrate.observe import Observation
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import State
from piaoju.reading.confidence.worth import Curve, Worth

SCORES = (0.0, 0.3, 0.6, 0.8, 0.9, 0.96, 0.99, 0.998, 1.0)
"""Knots of the score; they lie closest where most scores are."""
LEGIBILITIES = (0.3, 0.5, 0.65, 0.8, 0.9, 0.96, 1.0)
"""Knots of the legibility."""
STATES, FORMS = tuple(State), tuple(Form)
RIDGE = 0.3
"""Values' worth of evidence that a sign needs to add 1 to the log odds."""
RIDGE_OF_NAMES = 1.0
"""Likewise a kind or a field, of which there are many with few values."""
ALWAYS = 1e-3
"""Likewise what all values have."""


def weighed(observed: Sequence[Observation]) -> Worth:
    """Return what the signs of values are worth; of those that none has, nothing.

    Args:
        observed: one at least.
    """
    signs = [one.signs for one in observed]
    kinds, fields = sorted({one.kind for one in signs}), sorted({one.field for one in signs})
    blocks = [
        np.ones((len(signs), 1)),
        _ramps([one.score for one in signs], SCORES),
        _ramps([one.legibility for one in signs], LEGIBILITIES),
        _steps([STATES.index(one.state) for one in signs], len(STATES)),
        _steps([FORMS.index(one.form) for one in signs], len(FORMS)),
        _marks([one.kind for one in signs], kinds),
        _marks([one.field for one in signs], fields),
    ]
    ridges = [ALWAYS, *[RIDGE] * 4, *[RIDGE_OF_NAMES] * 2]
    rises = [False, *[True] * 4, *[False] * 2]
    widths = [block.shape[1] for block in blocks]
    weights = fitted(
        np.hstack(blocks),
        np.array([float(one.is_right) for one in observed]),
        np.repeat(ridges, widths),
        np.repeat(rises, widths),
    )
    always, scores, legibilities, states, forms, of_kinds, of_fields = _parted(weights, widths)
    state_of, form_of = _level(states, STATES.index(State.UNCHECKED)), _level(forms, FORMS.index(Form.WHOLE))
    usual = float(always[0]) - state_of[0] - form_of[0]
    sources = {kind.partition(".")[0] for kind in kinds}
    return Worth(
        score=_curve(SCORES, scores, usual),
        legibility=_curve(LEGIBILITIES, legibilities, 0.0),
        states=dict(zip(STATES, state_of, strict=True)),
        forms=dict(zip(FORMS, form_of, strict=True)),
        kinds=dict.fromkeys(sources, 0.0) | dict(zip(kinds, map(float, of_kinds), strict=True)),
        fields=dict(zip(fields, map(float, of_fields), strict=True)),
    )


def _ramps(numbers: Sequence[float], knots: Sequence[float]) -> Numbers:
    """Return for each number how far it is up from each knot to the next, shape (numbers, knots - 1)."""
    low, high = np.array(knots[:-1]), np.array(knots[1:])
    ramps: Numbers = ((np.array(numbers)[:, None] - low) / (high - low)).clip(0, 1)
    return ramps


def _steps(ranks: Sequence[int], count: int) -> Numbers:
    """Return for each rank which of the steps up from 0 it is above, shape (ranks, count - 1)."""
    steps: Numbers = (np.array(ranks)[:, None] > np.arange(count - 1)).astype(np.float64)
    return steps


def _marks(names: Sequence[str], known: Sequence[str]) -> Numbers:
    """Return for each name a one in its column, shape (names, known)."""
    marks: Numbers = (np.array(names)[:, None] == np.array(known)).astype(np.float64)
    return marks


def _parted(weights: Numbers, widths: Iterable[int]) -> list[Numbers]:
    return np.split(weights, np.cumsum(list(widths))[:-1])


def _level(steps: Numbers, usual: int) -> list[float]:
    """Return the height of each rank above the usual one."""
    heights = np.cumsum([0.0, *steps])
    return [float(height - heights[usual]) for height in heights]


def _curve(knots: tuple[float, ...], steps: Numbers, start: float) -> Curve:
    return Curve(knots, tuple(map(float, np.cumsum([start, *steps]))))
