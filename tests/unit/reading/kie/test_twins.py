"""`reading.kie.twins`: values that a form prints twice."""

import pytest

from piaoju.model.field import FieldReading
from piaoju.reading.kie.shapes import Shape
from piaoju.reading.kie.twins import from_amounts, from_twins, without_sign

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


WORDS, FIGURES = "贰拾圆整", "¥20.00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"figures": reading(FIGURES, 0.6)}, {"words": (WORDS, 0.6, None)}),
        ({"words": reading(WORDS, 0.6)}, {"figures": ("20.00", 0.6, None)}),
        ({"words": reading("圆整", 0.99), "figures": reading(FIGURES, 0.99)}, {"words": (WORDS, 0.99, "圆整")}),
        ({"words": reading("拾圆整", 0.4), "figures": reading(FIGURES, 0.99)}, {"words": (WORDS, 0.99, "拾圆整")}),
        ({"words": reading(WORDS, 0.99), "figures": reading("¥2.00", 0.4)}, {"figures": ("20.00", 0.99, "¥2.00")}),
        ({"words": reading("整", 0.99), "figures": reading(FIGURES, 0.8)}, {}),
        ({"words": reading("拾圆整", 0.6), "figures": reading(FIGURES, 0.7)}, {"words": (WORDS, 0.21, "拾圆整")}),
        ({"words": reading("拾元整", 0.6), "figures": reading(FIGURES, 0.7)}, {"words": (WORDS, 0.21, "拾元整")}),
        ({"words": reading("拾圆整", 0.6), "figures": reading(FIGURES, 0.4)}, {}),
        ({"words": reading("叁拾圆整", 0.6), "figures": reading(FIGURES, 0.8)}, {}),
        (
            {"words": reading("拾伍圆整", 0.9), "figures": reading("15.00", 0.8)},
            {"words": ("壹拾伍圆整", 0.8, "拾伍圆整")},
        ),
        ({"words": reading("壹仟圆", 0.9), "figures": reading("1000.00", 0.8)}, {}),
        (
            {"words": reading("壹仟圆整", 0.8), "figures": reading("100.00", 0.6)},
            {"figures": ("1000.00", 0.24, "100.00")},
        ),
        ({"words": reading("壹佰圆整", 0.99), "figures": reading("¥1100.00", 0.95)}, {}),
        ({"words": reading("壹万贰仟圆整", 0.55), "figures": reading("1200.00", 0.999)}, {}),
        ({"words": reading("拾圆整", 0.8), "figures": reading(FIGURES, 0.8)}, {}),
        ({"words": reading(WORDS, 0.1), "figures": reading(FIGURES, 0.99)}, {}),
        ({"words": reading("圆整", 0.1)}, {}),
        ({"figures": reading("1234567890123.45", 0.99)}, {}),
        ({"figures": reading("20.005", 0.99)}, {}),
        ({"words": reading(WORDS, 0.99), "figures": reading("20.005", 0.99)}, {"figures": ("20.00", 0.99, "20.005")}),
        ({}, {}),
    ],
)
def test_amounts(fields: dict[str, FieldReading], expected: dict[str, tuple[str, float, str | None]]) -> None:
    found = from_amounts(fields, "words", "figures")
    assert {name: (one.value, one.confidence, one.raw_text) for name, one in found.items()} == expected
    assert all(one.source == "derived" and one.quad is None for one in found.values())


@pytest.mark.parametrize(
    ("words", "figures", "expected"),
    [
        (WORDS, "720.00", "20.00"),
        ("壹仟圆整", "71,000.00", "1000.00"),
        ("柒佰贰拾圆整", "720.00", None),
        (WORDS, "120.00", None),
        (WORDS, "¥720.00", None),
        ("圆整", "720.00", None),
        (WORDS, "7", None),
    ],
)
def test_a_sign_of_currency_is_no_digit(words: str, figures: str, expected: str | None) -> None:
    found = without_sign({"words": reading(words, 0.3), "figures": reading(figures, 1.0)}, "words", "figures")
    read = {name: (one.value, one.raw_text, one.quad, one.source) for name, one in found.items()}
    assert read == ({} if expected is None else {"figures": (expected, figures, QUAD, "ocr")})


def test_without_words_a_7_stays() -> None:
    assert without_sign({"figures": reading("720.00", 1.0)}, "words", "figures") == {}
