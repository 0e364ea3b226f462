"""The fields of a fixed-amount invoice."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("title", "", ValueType.TEXT),
    FieldSpec("location", "", ValueType.TEXT),
    FieldSpec("invoice_code", "发票代码", ValueType.DIGITS, is_key=True),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS, is_key=True),
    FieldSpec("amount_in_words", "大写", ValueType.WORDS, is_key=True),
    FieldSpec("amount_in_figures", "小写", ValueType.MONEY, is_key=True),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in SCHEMA}
