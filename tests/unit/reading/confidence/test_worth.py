"""What signs are worth adds up."""

import json

import pytest

from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import Signs, State
from piaoju.reading.confidence.worth import Curve, Worth, curve_of, worth_of

WORTH = Worth(
    score=Curve((0.0, 1.0), (-1.0, 1.0)),
    legibility=Curve((0.5, 1.0), (0.0, 0.25)),
    states=dict(zip(State, (-2.0, 0.0, 2.0, 4.0), strict=True)),
    forms=dict(zip(Form, (-3.0, -1.0, 0.0), strict=True)),
    kinds={"ocr": 0.0, "ocr.text": -0.5},
    fields={"t.name": 0.125},
)


@pytest.mark.parametrize(
    ("signs", "log_odds"),
    [
        (Signs("ocr.text", "t.name", State.UNCHECKED, 1.0, 1.0), 1.0 + 0.25 - 0.5 + 0.125),
        (Signs("ocr.text", "t.other", State.CONTRADICTED, 0.5, 0.2, Form.SHORT), 0.0 + 0.0 - 2.0 - 1.0 - 0.5),
        (Signs("ocr.money", "t.total", State.CONFIRMED, 0.0, 0.75, Form.BROKEN), -1.0 + 0.125 + 4.0 - 3.0),
    ],
    ids=["a known field", "an unknown field", "an unknown kind"],
)
def test_log_odds_are_the_sum_of_the_signs(signs: Signs, log_odds: float) -> None:
    assert WORTH.of(signs) == pytest.approx(log_odds)


def test_of_a_source_that_was_not_measured_nothing_is_known() -> None:
    assert WORTH.of(Signs("qr", "t.name", State.CONFIRMED, 1.0, 1.0)) is None


def test_curves_are_straight_between_knots_and_level_outside() -> None:
    curve = Curve((0.2, 0.6), (0.1, 0.5))
    assert [curve.at(score) for score in (0.0, 0.2, 0.4, 0.9)] == pytest.approx([0.1, 0.1, 0.3, 0.5])


def test_it_is_written_and_read() -> None:
    assert worth_of(json.loads(json.dumps(WORTH.to_json()))) == WORTH
    assert curve_of(json.loads(json.dumps(WORTH.score.to_json()))) == WORTH.score


def test_rounding_keeps_so_many_decimals() -> None:
    assert WORTH.rounded(2).fields == {"t.name": 0.12}
    assert WORTH.rounded(4) == WORTH
