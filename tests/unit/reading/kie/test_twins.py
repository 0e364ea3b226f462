"""`reading.kie.twins`: values that a form prints twice."""

import pytest

from piaoju.model.field import FieldReading
from piaoju.reading.kie.shapes import Shape
from piaoju.reading.kie.twins import from_twins

SHAPES = {name: Shape((r"\d{8}",), (r"\d{6,9}",)) for name in ("number", "printed")}
TWINS = {"number": "printed"}
QUAD = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def reading(value: str, confidence: float) -> FieldReading:
    return FieldReading(value, value, confidence, 1, QUAD)


def test_what_was_not_read_follows_from_its_twin() -> None:
    found = from_twins({"printed": reading("12345678", 0.8)}, TWINS, SHAPES)
    assert found == {"number": FieldReading("12345678", "12345678", 0.8, None, None, "derived", origins=("printed",))}


def test_what_was_hardly_read_gives_way_to_a_sure_twin() -> None:
    doubtful, sure = reading("12345670", 0.2), reading("12345678", 0.99)
    (number,) = from_twins({"number": doubtful, "printed": sure}, TWINS, SHAPES).values()
    assert (number.value, number.raw_text, number.source) == ("12345678", "12345670", "derived")
    assert list(from_twins({"number": sure, "printed": doubtful}, TWINS, SHAPES)) == ["printed"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"number": reading("12345678", 0.99)},
        {"printed": reading("1234567", 0.99)},
        {"number": reading("12345670", 0.2), "printed": reading("12345678", 0.8)},
        {"number": reading("12345670", 0.6), "printed": reading("12345678", 0.99)},
    ],
    ids=["nothing", "no twin to fill", "twin misread", "twin unsure", "both read"],
)
def test_nothing_follows(fields: dict[str, FieldReading]) -> None:
    assert from_twins(fields, TWINS, SHAPES) == {}
