"""The fields of a taxi receipt."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("title", "", ValueType.TEXT),
    FieldSpec("location", "", ValueType.TEXT),
    FieldSpec("invoice_code", "发票代码", ValueType.DIGITS, is_key=True),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS, is_key=True),
    FieldSpec("plate", "车号", ValueType.PLATE, is_key=True),
    FieldSpec("date", "日期", ValueType.DATE, is_key=True),
    FieldSpec("board_time", "上车", ValueType.TIME, is_key=True),
    FieldSpec("alight_time", "下车", ValueType.TIME, is_key=True),
    FieldSpec("unit_price", "单价", ValueType.DECIMAL),
    FieldSpec("distance", "里程", ValueType.DECIMAL, is_key=True),
    FieldSpec("waiting_time", "等候", ValueType.CODE),
    FieldSpec("fare", "金额", ValueType.MONEY),
    FieldSpec("fuel_surcharge", "燃油附加费", ValueType.MONEY),
    FieldSpec("call_fee", "电召费", ValueType.MONEY),
    FieldSpec("total", "合计", ValueType.MONEY),
    FieldSpec("total_paid", "实收金额", ValueType.MONEY),
    FieldSpec("amount_paid", "", ValueType.MONEY, is_key=True),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in SCHEMA}
