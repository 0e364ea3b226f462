"""Scores of a document replaced by probabilities."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields, FieldSpec, LineReading, ValueType
from piaoju.reading.confidence.calibrated import calibrated
from piaoju.reading.confidence.calibration import UNREAD, Calibration
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import State, signs_of
from piaoju.reading.confidence.worth import Curve, Worth
from tests.unit.reading.checks.evidence import field, fields

SAME = Curve((0.0, 1.0), (0.0, 1.0))
SCORE_ALONE = Worth(SAME, Curve((0.0,), (0.0,)), dict.fromkeys(State, 0.0), dict.fromkeys(Form, 0.0), {"ocr": 0.0}, {})
HALF = Curve((0.0, 1.0), (0.0, 0.5))
CALIBRATION = Calibration(SCORE_ALONE, HALF, SAME, {"t": {"code": 0.8}})
SCHEMA = (
    FieldSpec("code", "", ValueType.DIGITS, is_key=True),
    FieldSpec("total", "", ValueType.MONEY, is_key=True),
    FieldSpec("place", "", ValueType.TEXT),
    FieldSpec("cipher", "", ValueType.LINES),
)


def read(values: Fields, *rows: Fields) -> DocumentReading:
    reading = DocumentReading("t", None, (1,), None, 0.0, None, "image", values, rows)
    return calibrated(reading, SCHEMA, signs_of(reading, SCHEMA, {}), CALIBRATION)


def confidences(values: Mapping[str, FieldReading]) -> dict[str, float | None]:
    return {name: one.confidence for name, one in values.items()}


def test_every_value_goes_through_its_curve() -> None:
    found = read(fields({"code": "1", "total": "2"}), fields({"total": "2"}))
    assert confidences(found.fields) == {"code": 0.45, "total": 0.45}
    assert confidences(found.items[0]) == {"total": 0.45}
    assert [one.value for one in found.fields.values()] == ["1", "2"]


def test_lines_of_a_field_go_through_its_curve_too() -> None:
    lines = tuple(LineReading("a", "a", confidence, 1, None) for confidence in (0.6, None))
    cipher = FieldReading(("a", "a"), "a\na", 0.4, 1, None, lines=lines)
    found = read({"cipher": cipher}).fields["cipher"]
    assert [found.confidence, *(line.confidence for line in found.lines)] == [0.2, 0.3, None]


def test_what_follows_from_others_is_as_sure_as_the_least_sure_of_them() -> None:
    origins = {"code": field("1", confidence=0.4), "total": field("2", confidence=0.8)}
    place = FieldReading("x", "x", 0.9, None, None, source="derived", origins=("code", "total"))
    assert read({**origins, "place": place}).fields["place"].confidence == pytest.approx(0.2)
    doubted = replace(place, confidence=0.3)
    assert read({**origins, "place": doubted}).fields["place"].confidence == pytest.approx(0.2 * 0.3 / 0.4)


@pytest.mark.parametrize("origins", [(), ("cipher",), ("code", "cipher")])
def test_what_follows_from_the_unknown_is_unknown(origins: tuple[str, ...]) -> None:
    place = FieldReading("x", "x", 0.9, None, None, source="derived", origins=origins)
    assert read({**fields({"code": "1"}), "place": place}).fields["place"].confidence is None


def test_without_ground_there_is_no_number() -> None:
    values = {"code": field("1", confidence=None), "total": field("2", source="text_layer")}
    found = read(values)
    assert confidences(found.fields) == {"code": None, "total": None}
    assert found.confidence is None


def test_a_document_is_right_if_all_its_key_fields_are() -> None:
    assert read(fields({"code": "1", "total": "2", "place": "x"})).confidence == pytest.approx(0.45**2)


def test_a_key_field_that_was_not_read_lowers_the_document() -> None:
    assert read(fields({"total": "2"})).confidence == pytest.approx(0.45 * 0.8)
    assert read(fields({"code": "1"})).confidence == pytest.approx(0.45 * UNREAD)
