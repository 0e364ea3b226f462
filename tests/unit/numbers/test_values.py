"""`numbers.values.normalise` for each type of field."""

import pytest

from piaoju.model.field import ValueType
from piaoju.numbers.values import normalise


@pytest.mark.parametrize(
    ("value_type", "printed", "expected"),
    [
        (ValueType.TEXT, "某某 (某地) 有限公司", "某某（某地）有限公司"),
        (ValueType.TEXT, " \u3000", None),
        (ValueType.TEXT_AND_NUMBER, "某银行 某支行 12345678", "某银行某支行 12345678"),
        (ValueType.TEXT_AND_NUMBER, "", None),
        (ValueType.CODE, "g 1234", "G1234"),
        (ValueType.CODE, "ab-12/3*", "AB-12/3*"),
        (ValueType.CODE, "№12345678", "12345678"),
        (ValueType.CODE, "NO12", "NO12"),
        (ValueType.CODE, "1234****5678", "1234****5678"),
        (ValueType.CODE, "--", None),
        (ValueType.CODE, "无", None),
        (ValueType.DIGITS, "12345 67890", "1234567890"),
        (ValueType.DIGITS, "No. 12345678", "12345678"),
        (ValueType.DIGITS, "№ 12345678", "12345678"),
        (ValueType.DIGITS, "12**34", "12**34"),
        (ValueType.DIGITS, "***", None),
        (ValueType.DIGITS, "1234S678", None),
        (ValueType.TAX_ID, "9111 0000 6000 3734 1l", "91110000600037341L"),
        (ValueType.TAX_ID, "名称", None),
        (ValueType.DATE, "2021年07月08日", "2021-07-08"),
        (ValueType.DATE_TIME, "2021年07月08日09:10开", "2021-07-08 09:10"),
        (ValueType.TIME, "9:10", "09:10"),
        (ValueType.MONEY, "¥ 1,234.50", "1234.50"),
        (ValueType.MONEY, "***", "***"),
        (ValueType.DECIMAL, "8.20km", "8.20"),
        (ValueType.RATE, "6 %", "6%"),
        (ValueType.WORDS, "⊗柒元伍角", "柒元伍角"),
        (ValueType.STATION, "甲 乙 站", "甲乙"),
        (ValueType.PLATE, "粤B·1A2b3", "粤B1A2B3"),
        (ValueType.PLATE, "B-1A 2B", "B1A2B"),
        (ValueType.PLATE, "粤Z1A23港", "粤Z1A23港"),
        (ValueType.PLATE, "车号", None),
        (ValueType.LINES, "12+3< 4>*／", "12+3<4>*/"),
        (ValueType.LINES, " ", None),
    ],
)
def test_printed_text_becomes_the_value_of_its_type(value_type: ValueType, printed: str, expected: str | None) -> None:
    assert normalise(value_type, printed) == expected


def test_items_have_no_value() -> None:
    with pytest.raises(ValueError, match="items"):
        normalise(ValueType.ITEMS, "1")


@pytest.mark.parametrize("value_type", [value_type for value_type in ValueType if value_type is not ValueType.ITEMS])
def test_every_type_refuses_an_empty_text(value_type: ValueType) -> None:
    assert normalise(value_type, "") is None
