"""Calibrations are monotone whatever they were fitted to; the installed one is too."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.calibrate.fit import fit
from piaoju.lab.calibrate.isotonic import isotonic
from piaoju.lab.calibrate.observe import Observation, ObservedDocument
from piaoju.reading.confidence.calibration import Calibration, installed
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import Signs, State

KINDS = ("ocr.digits", "ocr.items.money", "ocr.text", "qr")
FIELDS = ("taxi_receipt.invoice_code", "vat_invoice.items.amount", "vat_invoice.remark")
shares = st.floats(0, 1)
signs = st.builds(
    Signs,
    st.sampled_from(KINDS),
    st.sampled_from(FIELDS),
    st.sampled_from(State),
    shares,
    shares,
    st.sampled_from(Form),
)
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


@given(tables, signs, signs)
def test_better_signs_never_lower_a_probability(calibration: Calibration, one: Signs, other: Signs) -> None:
    states, forms = list(State), list(Form)
    worst = Signs(
        one.kind,
        one.field,
        min(one.state, other.state, key=states.index),
        min(one.score, other.score),
        min(one.legibility, other.legibility),
        min(one.form, other.form, key=forms.index),
    )
    low, high = probability(calibration, worst), probability(calibration, one)
    assert 0 < low <= high + 1e-9
    assert high < 1


@given(tables, shares, shares)
def test_documents_with_surer_fields_are_surer(calibration: Calibration, one: float, other: float) -> None:
    assert calibration.document.at(min(one, other)) <= calibration.document.at(max(one, other)) + 1e-9


weighted = st.lists(st.tuples(shares, st.floats(0.1, 10)), min_size=1, max_size=30)


@given(weighted)
def test_isotonic_numbers_fall_nowhere_and_keep_the_mean(pairs: list[tuple[float, float]]) -> None:
    values, weights = np.array(pairs).T
    fitted = isotonic(values, weights)
    assert (np.diff(fitted) >= 0).all()
    assert np.isclose((fitted * weights).sum(), (values * weights).sum())


@given(weighted)
def test_numbers_in_order_stay_as_they_are(pairs: list[tuple[float, float]]) -> None:
    values, weights = np.array(pairs).T
    assert np.allclose(isotonic(np.sort(values), weights), np.sort(values))
