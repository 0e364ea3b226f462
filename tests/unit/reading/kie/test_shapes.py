"""`reading.kie.shapes` and `value_shapes`: what of a cell's print can be its value."""

import pytest

from piaoju.model.field import FieldReading
from piaoju.reading.kie import value_shapes as shapes
from piaoju.reading.kie.shapes import Shape, doubted, has_shape, is_filler, shaped, without_part
from tests.text_lines import run


@pytest.mark.parametrize(
    ("shape", "printed", "expected"),
    [
        (shapes.MONEY, "¥1,234.50", "¥1,234.50"),
        (shapes.MONEY, "V1234.50", "1234.50"),
        (shapes.MONEY, "小写1234.50", "1234.50"),
        (shapes.MONEY, "1234.5", None),
        (shapes.STATED_MONEY, "***", "***"),
        (shapes.WORDS, "⊗壹仟圆整", "壹仟圆整"),
        (shapes.RATE, "13%", "13%"),
        (shapes.RATE, "213%", None),
        (shapes.DATE, "开票2024-05-06", "2024-05-06"),
        (shapes.DATE, "2024年5月6日", "2024年5月6日"),
        (shapes.INVOICE_CODE, "144002226407", "144002226407"),
        (shapes.INVOICE_CODE, "14400222640", "14400222640"),
        (shapes.VIN, "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        (shapes.OWN_NUMBER, "60003734-1", "60003734-1"),
        (shapes.OWN_NUMBER, "某某公司", None),
        (shapes.PHONE, "0755-12345678)", "0755-12345678"),
        (shapes.CODE, "1", None),
    ],
)
def test_shaped(shape: Shape, printed: str, expected: str | None) -> None:
    value = shaped([run(printed, 0.0, 0.0)], shape)
    assert (value.text if value is not None else None) == expected


def test_pieces_of_a_line_are_one_value_if_that_is_longer() -> None:
    pieces = [run("4G15", 0.0, 0.0), run("AB1234", 120.0, 1.0), run("x", 0.0, 60.0)]
    value = shaped(pieces, shapes.CODE)
    assert value is not None
    assert value.text == "4G15AB1234"


def test_a_sure_pattern_goes_before_a_longer_loose_one() -> None:
    value = shaped([run("123456789012", 0.0, 0.0), run("1234567890123", 0.0, 60.0)], shapes.INVOICE_CODE)
    assert value is not None
    assert value.text == "123456789012"


def test_candidates_within_the_alphabet_are_preferred() -> None:
    value = shaped([run("1M8GDM9AXKPO42788", 0.0, 0.0, also={11: [("0", 0.2)]})], shapes.VIN)
    assert value is not None
    assert value.text == "1M8GDM9AXKP042788"


def test_a_loose_shape_is_doubted() -> None:
    sure, loose = (FieldReading(text, text, 0.9, 1, None) for text in ("1440 0222 6407", "14400222640"))
    assert doubted(sure, shapes.INVOICE_CODE) is sure
    assert doubted(loose, None) is loose
    confidence = doubted(loose, shapes.INVOICE_CODE).confidence
    assert confidence is not None
    assert confidence < 0.5
    assert has_shape(sure.text, shapes.INVOICE_CODE)
    assert not has_shape(loose.text, shapes.INVOICE_CODE)


@pytest.mark.parametrize(
    ("printed", "expected"), [("***", True), ("-", True), ("/", True), ("无", True), ("-A", False)]
)
def test_fillers(printed: str, *, expected: bool) -> None:
    assert is_filler(run(printed, 0.0, 0.0)) is expected


def test_without_part() -> None:
    whole = run("某某税务所123456789", 0.0, 0.0)
    code = shaped([whole], Shape((r"\d{9}",)))
    assert [rest.text for rest in without_part([whole], code)] == ["某某税务所"]
    assert without_part([whole], None) == [whole]
