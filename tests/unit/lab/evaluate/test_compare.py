"""`lab.evaluate.compare`: when two values are the same."""

import pytest

from piaoju.lab.evaluate.compare import is_right


@pytest.mark.parametrize(
    ("field", "expected", "read"),
    [
        ("seller_name", "某某（某地）公司", "某某(某地) 公司"),
        ("total_tax", "1050.60", "1,050.6"),
        ("quantity", "2", "2.00"),
        ("amount", "0.00", "-0"),
        ("unit_price", ".50", "0.5"),
        ("amount", "1234567.00", "1,234,567"),
        ("amount", "-1.50", "-1.5"),
        ("total_tax", "***", None),
        ("total_tax", "***", "--"),
        ("unit", "/", ""),
        ("remark", "无", None),
        ("tax", "***", "***"),
        ("total_in_words", "壹佰圆整", "壹佰元正"),
        ("total_in_words", "壹佰圆整", "壹佰圆"),
        ("amount_in_words", "伍角整", "伍角"),
        ("amount_in_words", "零圆整", "〇圆整"),
        ("departure_station", "甲乙", "甲乙站"),
        ("plate", "粤B12345", "粤B·1 2345"),
        ("plate_number", "粤B12345", "粤b12345"),
        ("seller_tax_id", "91110000600037341L", "91110000600037341l"),
        ("train_number", "G12", "g12"),
        ("vin", "ABC", "abc"),
        ("departure_time", "2020-01-02 03:04", "2020-01-0203:04"),
        ("cipher_area", ("1" * 25, "2" * 25), ("1" * 25, "2" * 24 + "3")),
        ("remark", "123456789012", "123456789013"),
        ("cipher_area", (), ()),
        ("cipher_area", (), None),
    ],
)
def test_same_values(field: str, expected: str | tuple[str, ...], read: str | tuple[str, ...] | None) -> None:
    assert is_right(field, expected, read)


@pytest.mark.parametrize(
    ("field", "expected", "read"),
    [
        ("seller_name", "某某公司", "某某公可"),
        ("seller_name", "ABC", "abc"),
        ("total_tax", "1050.60", "1050.06"),
        ("total_tax", "1050.60", "1O50.60"),
        ("total_tax", "1050.60", None),
        ("total_tax", "1050.60", "¥1050.60"),
        ("total_tax", "1050.60", "10,50.60"),
        ("distance", "14.6", "14.6km"),
        ("unit_price", "0.1234567890123456789012345678901", "0.1234567890123456789012345678902"),
        ("amount", "1.50", "-1.50"),
        ("tax", "-", None),
        ("total_tax", "", "1.00"),
        ("total_tax", "***", "1.00"),
        ("tax", "***", None),
        ("tax", "", "***"),
        ("total_in_words", "壹佰圆整", "壹拾圆整"),
        ("remark", "", "1"),
        ("remark", "1234567890", "1234567"),
        ("remark", "1234567890", None),
        ("cipher_area", ("1" * 25, "2" * 24), ("1" * 25, "2" * 23 + "3")),
        ("cipher_area", (), ("1",)),
    ],
)
def test_other_values(field: str, expected: str | tuple[str, ...], read: str | tuple[str, ...] | None) -> None:
    assert not is_right(field, expected, read)
