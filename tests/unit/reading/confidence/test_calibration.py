"""The table of probabilities that comes with the package."""

import json
from importlib.resources import files
from itertools import pairwise

import pytest

from piaoju.engine.types import load_types
from piaoju.model.field import ValueType
from piaoju.reading.confidence import calibration
from piaoju.reading.confidence.calibration import UNREAD, Calibration, Curve, installed, parse
from piaoju.reading.confidence.signs import Signs, State

MOST_KNOTS = 8
CURVES = [
    pytest.param(curve, id=f"{kind} {state}")
    for kind, by_state in installed().curves.items()
    for state, curve in by_state.items()
]


def rises(numbers: tuple[float, ...]) -> bool:
    return all(one <= following for one, following in pairwise(numbers))


@pytest.mark.parametrize("curve", [*CURVES, pytest.param(installed().document, id="document")])
def test_no_curve_falls_or_claims_certainty(curve: Curve) -> None:
    assert 2 <= len(curve.knots) == len(curve.values) <= MOST_KNOTS
    assert rises(curve.knots)
    assert rises(curve.values)
    assert curve.values[0] > 0
    assert curve.values[-1] < 1


@pytest.mark.parametrize("kind", installed().curves)
def test_better_checks_never_lower_a_probability(kind: str) -> None:
    curves = installed().curves[kind]
    assert set(curves) == set(State)
    for worse, better in pairwise(State):
        assert all(one <= other for one, other in zip(curves[worse].values, curves[better].values, strict=True))


def test_every_value_that_is_recognised_has_a_curve() -> None:
    kinds = {f"ocr.{spec.value_type}" for kind in load_types() for spec in kind.schema}
    kinds |= {f"ocr.items.{spec.value_type}" for kind in load_types() for spec in kind.item_schema}
    for kind in kinds - {f"ocr.{ValueType.ITEMS}"}:
        assert installed().probability(Signs(kind, State.UNCHECKED, 0.9)) is not None


def test_what_was_never_measured_has_no_probability() -> None:
    assert installed().probability(Signs("attachment", State.CONFIRMED, 1.0)) is None


def test_unread_key_fields_are_those_of_their_types() -> None:
    keys = {kind.id: {spec.name for spec in kind.schema if spec.is_key} for kind in load_types()}
    for key, known in installed().unread.items():
        assert set(known) <= keys[key.partition("/")[0]]
        assert all(0 < share < 1 for share in known.values())


def test_what_a_variant_lacks_is_looked_up_by_its_variant_first() -> None:
    table = Calibration({}, Curve((0.0,), (0.5,)), {"t": {"code": 0.4}, "t/paper": {"code": 0.1}})
    assert [table.of_unread("t", variant, "code") for variant in ("paper", "digital", None)] == [0.1, 0.4, 0.4]
    assert table.of_unread("t", "paper", "total") == UNREAD


def test_curves_are_straight_between_knots_and_level_outside() -> None:
    curve = Curve((0.2, 0.6), (0.1, 0.5))
    assert [curve.at(score) for score in (0.0, 0.2, 0.4, 0.9)] == pytest.approx([0.1, 0.1, 0.3, 0.5])


def test_the_table_is_as_it_was_written() -> None:
    stored = json.loads(files(calibration.__package__).joinpath(calibration.TABLE).read_text(encoding="utf-8"))
    written = json.loads(json.dumps(installed().to_json()))
    assert {name: stored[name] for name in written} == written
    assert parse({"version": calibration.VERSION, **written}) == installed()


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 2"):
        parse({"version": 2})
