"""The table of probabilities that comes with the package."""

import json
from importlib.resources import files
from itertools import pairwise

import pytest

from piaoju.engine.types import load_types
from piaoju.model.field import ValueType
from piaoju.reading.confidence import calibration
from piaoju.reading.confidence.calibration import UNREAD, Calibration, installed, parse
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import Signs, State
from piaoju.reading.confidence.worth import Curve, Worth

MOST_KNOTS = 12
SIGNS = Signs("ocr.text", "vat_invoice.buyer_name", State.UNCHECKED, 0.9, 0.9)
LEVEL = Curve((0.0,), (0.5,))
NOTHING = Worth(LEVEL, LEVEL, {}, {}, {}, {})


def rises(numbers: tuple[float, ...]) -> bool:
    return all(one <= following for one, following in pairwise(numbers))


@pytest.mark.parametrize("name", ["score", "legibility", "value", "document"])
def test_no_curve_falls(name: str) -> None:
    table = installed()
    curves = {"score": table.worth.score, "legibility": table.worth.legibility}
    curve = (curves | {"value": table.value, "document": table.document})[name]
    assert 2 <= len(curve.knots) == len(curve.values) <= MOST_KNOTS
    assert rises(curve.knots)
    assert rises(curve.values)


@pytest.mark.parametrize("curve", [installed().value, installed().document], ids=["value", "document"])
def test_no_probability_claims_certainty(curve: Curve) -> None:
    assert curve.values[0] > 0
    assert curve.values[-1] < 1


def test_better_checks_and_forms_are_worth_no_less() -> None:
    worth = installed().worth
    assert rises(tuple(worth.states[state] for state in State))
    assert rises(tuple(worth.forms[form] for form in Form))


def test_every_value_that_is_recognised_has_a_probability() -> None:
    kinds = {f"ocr.{spec.value_type}" for kind in load_types() for spec in kind.schema}
    kinds |= {f"ocr.items.{spec.value_type}" for kind in load_types() for spec in kind.item_schema}
    for kind in kinds - {f"ocr.{ValueType.ITEMS}"}:
        assert installed().probability(Signs(kind, "a_new_type.a_field", State.UNCHECKED, 0.9, 0.9)) is not None


def test_what_was_never_measured_has_no_probability() -> None:
    assert installed().probability(Signs("attachment", "vat_invoice.total", State.CONFIRMED, 1.0, 1.0)) is None


def test_fields_that_were_measured_are_those_of_their_types() -> None:
    known = {f"{kind.id}.{spec.name}" for kind in load_types() for spec in kind.schema}
    known |= {f"{kind.id}.items.{spec.name}" for kind in load_types() for spec in kind.item_schema}
    assert set(installed().worth.fields) <= known


def test_half_a_value_is_never_sure_unless_a_check_confirms_it() -> None:
    sure = [
        installed().probability(Signs("ocr.text", SIGNS.field, state, 1.0, 1.0, Form.BROKEN))
        for state in (State.UNCHECKED, State.CONFIRMED)
    ]
    assert sure[0] is not None
    assert sure[1] is not None
    assert sure[0] < 0.9
    assert sure[0] < sure[1]


def test_unread_key_fields_are_those_of_their_types() -> None:
    keys = {kind.id: {spec.name for spec in kind.schema if spec.is_key} for kind in load_types()}
    for key, known in installed().unread.items():
        assert set(known) <= keys[key.partition("/")[0]]
        assert all(0 < share < 1 for share in known.values())


def test_what_a_variant_lacks_is_looked_up_by_its_variant_first() -> None:
    table = Calibration(NOTHING, LEVEL, LEVEL, {"t": {"code": 0.4}, "t/paper": {"code": 0.1}})
    assert [table.of_unread("t", variant, "code") for variant in ("paper", "digital", None)] == [0.1, 0.4, 0.4]
    assert table.of_unread("t", "paper", "total") == UNREAD


def test_the_table_is_as_it_was_written() -> None:
    stored = json.loads(files(calibration.__package__).joinpath(calibration.TABLE).read_text(encoding="utf-8"))
    written = json.loads(json.dumps(installed().to_json()))
    assert {name: stored[name] for name in written} == written
    assert parse({"version": calibration.VERSION, **written}) == installed()


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 1"):
        parse({"version": 1})
