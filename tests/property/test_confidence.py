"""Calibrations are monotone whatever they were fitted to; the installed one is too."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.calibrate.fit import fit
from piaoju.lab.calibrate.isotonic import isotonic
from piaoju.lab.calibrate.observe import Observation, ObservedDocument
from piaoju.reading.confidence.calibration import Calibration, installed
from piaoju.reading.confidence.signs import Signs, State

KINDS = ("ocr.digits", "ocr.items.money", "ocr.text", "qr")
shares = st.floats(0, 1)
states = st.sampled_from(State)
signs = st.builds(Signs, st.sampled_from(KINDS), states, shares)
observations = st.builds(Observation, st.just("code"), signs, st.booleans(), st.booleans())
documents = st.builds(
    ObservedDocument,
    st.sampled_from("abc"),
    st.just("taxi_receipt"),
    st.just("paper"),
    st.lists(observations, min_size=1, max_size=30).map(tuple),
    st.dictionaries(st.sampled_from(("code", "date")), st.booleans()),
    st.booleans(),
)
calibrations = st.builds(fit, st.lists(documents, min_size=1, max_size=8))
tables = st.one_of(st.just(installed()), calibrations, calibrations.map(lambda one: one.rounded(4)))


def probability(calibration: Calibration, one: Signs) -> float:
    found = calibration.probability(one)
    return 0.5 if found is None else found


@given(tables, st.sampled_from(KINDS), st.tuples(states, states), st.tuples(shares, shares))
def test_better_signs_never_lower_a_probability(
    calibration: Calibration,
    kind: str,
    checks: tuple[State, State],
    scores: tuple[float, float],
) -> None:
    order = list(State)
    worse = Signs(kind, min(checks, key=order.index), min(scores))
    better = Signs(kind, max(checks, key=order.index), max(scores))
    low, high = probability(calibration, worse), probability(calibration, better)
    assert 0 < low <= high + 1e-9
    assert high < 1


@given(tables, shares, shares)
def test_documents_with_surer_fields_are_surer(calibration: Calibration, one: float, other: float) -> None:
    assert calibration.document.at(min(one, other)) <= calibration.document.at(max(one, other)) + 1e-9


@st.composite
def weighted(draw: st.DrawFn) -> tuple[list[list[float]], list[list[float]]]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 5))

    def table(numbers: st.SearchStrategy[float]) -> list[list[float]]:
        return draw(st.lists(st.lists(numbers, min_size=columns, max_size=columns), min_size=rows, max_size=rows))

    return table(shares), table(st.floats(0.1, 10))


@given(weighted())
def test_isotonic_numbers_fall_nowhere_and_keep_the_mean(tables: tuple[list[list[float]], list[list[float]]]) -> None:
    values, weights = map(np.array, tables)
    fitted = isotonic(values, weights)
    assert (np.diff(fitted, axis=0) >= -1e-9).all()
    assert (np.diff(fitted, axis=1) >= -1e-9).all()
    assert np.isclose((fitted * weights).sum(), (values * weights).sum())


@given(weighted())
def test_numbers_in_order_stay_as_they_are(tables: tuple[list[list[float]], list[list[float]]]) -> None:
    values, weights = map(np.array, tables)
    ordered = np.sort(np.sort(values, axis=0), axis=1)
    assert np.allclose(isotonic(ordered, weights), ordered)
