"""`reading.kie.shapes` and `value_shapes`: what of a cell's print can be its value."""

from dataclasses import replace

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
    pieces = [run("4G15", 0.0, 0.0), run("AB1234", 70.0, 1.0), run("x", 0.0, 60.0)]
    value = shaped(pieces, shapes.CODE)
    assert value is not None
    assert value.text == "4G15AB1234"


@pytest.mark.parametrize(
    ("first", "second", "x", "expected"),
    [
        ("TZ224XSN74", "TZ224XSN743283585", 5.0, "TZ224XSN743283585"),
        ("0898-5", "5172205", 50.0, "0898-5172205"),
        ("4G15", "AB1234", 150.0, "AB1234"),
    ],
    ids=["second reading", "shared character", "far apart"],
)
def test_pieces_are_joined_only_if_one_follows_the_other(first: str, second: str, x: float, expected: str) -> None:
    value = shaped([run(first, 0.0, 0.0), run(second, x, 1.0)], shapes.CODE)
    assert value is not None
    assert value.text == expected


def test_an_amount_with_room_for_a_digit_within_is_none() -> None:
    def amount(x: float) -> str | None:
        value = shaped([run("¥278", 0.0, 0.0), run(".00", x, 0.0)], shapes.MONEY)
        return value.text if value is not None else None

    assert amount(60.0) == "¥278.00"
    assert amount(85.0) is None


def test_a_piece_far_off_keeps_no_others_apart() -> None:
    value = shaped([run("¥278", 0.0, 0.0), run(".00", 50.0, 0.0), run("乙", 370.0, 0.0)], shapes.MONEY)
    assert value is not None
    assert value.text == "¥278.00"


@pytest.mark.parametrize("gap", [0.0, 30.0, 120.0])
def test_amounts_in_words_are_set_wide(gap: float) -> None:
    value = shaped([run("贰拾柒万", 0.0, 0.0), run("捌仟圆整", 80.0 + gap, 0.0)], shapes.WORDS)
    assert value is not None
    assert value.text == "贰拾柒万捌仟圆整"


@pytest.mark.parametrize("pieces", [["贰拾万棚棚棚伍圆整"], ["贰拾万棚棚棚", "伍圆整"], ["贰拾万", "棚棚棚", "伍圆整"]])
def test_the_tail_of_an_amount_is_none(pieces: list[str]) -> None:
    runs = [run(text, 150.0 * place, 0.0) for place, text in enumerate(pieces)]
    value = shaped(runs, shapes.WORDS)
    assert value is not None
    assert value.text == "贰拾万"


def test_what_was_read_first_is_kept() -> None:
    value = shaped([run("贰拾柒万棚仟圆整", 0.0, 0.0, also={4: [("捌", 0.2)]})], shapes.WORDS)
    assert value is not None
    assert value.first_text == "贰拾柒万棚仟圆整"
    again = replace(run("¥20.00", 0.0, 0.0), first_text="20")
    for runs in ([again], [again, run("乙", 70.0, 0.0)]):
        seen = shaped(runs, shapes.MONEY)
        assert seen is not None
        assert seen.first_text == "20"


def test_of_two_values_of_one_length_the_surer_is_taken() -> None:
    seal, printed = run("4MLL6X6TQPJ4HDPYDF", 0.0, 0.0, confidence=0.9), run("11010519491231002X", 0.0, 60.0)
    for pair in ([seal, printed], [printed, seal]):
        value = shaped(pair, shapes.OWN_NUMBER)
        assert value is not None
        assert value.text == printed.text


@pytest.mark.parametrize(
    ("printed", "also", "expected"),
    [
        ("贰拾柒万棚仟圆整", {4: [("捌", 0.2)]}, "贰拾柒万捌仟圆整"),
        ("贰拾柒万棚仟圆整", {}, "贰拾柒万棚仟圆整"),
        ("贰拾柒万", {}, "贰拾柒万"),
        ("公司（负数）壹佰圆整", {}, "（负数）壹佰圆整"),
    ],
)
def test_words_go_on_behind_a_character_that_was_misread(
    printed: str, also: dict[int, list[tuple[str, float]]], expected: str
) -> None:
    value = shaped([run(printed, 0.0, 0.0, also=also)], shapes.WORDS)
    assert value is not None
    assert value.text == expected
    assert has_shape("贰拾柒万捌仟圆整", shapes.WORDS)
    assert not has_shape("贰拾柒万", shapes.WORDS)


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
