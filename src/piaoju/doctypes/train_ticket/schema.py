"""The fields of a train ticket."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("ticket_number", "", ValueType.CODE, is_key=True),
    FieldSpec("departure_station", "", ValueType.STATION, is_key=True),
    FieldSpec("arrival_station", "", ValueType.STATION, is_key=True),
    FieldSpec("departure_pinyin", "", ValueType.TEXT),
    FieldSpec("arrival_pinyin", "", ValueType.TEXT),
    FieldSpec("train_number", "", ValueType.CODE, is_key=True),
    FieldSpec("departure_time", "", ValueType.DATE_TIME, is_key=True),
    FieldSpec("seat_number", "", ValueType.TEXT, is_key=True),
    FieldSpec("seat_class", "", ValueType.TEXT),
    FieldSpec("fare", "票价", ValueType.MONEY, is_key=True),
    FieldSpec("passenger_id", "", ValueType.CODE),
    FieldSpec("passenger_name", "", ValueType.TEXT),
    FieldSpec("ticket_code", "", ValueType.CODE),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS),
    FieldSpec("issue_date", "开票日期", ValueType.DATE),
    FieldSpec("e_ticket_number", "电子客票号", ValueType.CODE, is_key=True),
    FieldSpec("buyer_name", "购买方名称", ValueType.TEXT),
    FieldSpec("buyer_tax_id", "统一社会信用代码", ValueType.TAX_ID),
    FieldSpec("total_excluding_tax", "", ValueType.MONEY),
    FieldSpec("tax_rate", "税率", ValueType.RATE),
    FieldSpec("tax", "税额", ValueType.MONEY),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in SCHEMA}
