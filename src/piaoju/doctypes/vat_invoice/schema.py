"""The fields of a VAT invoice."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("title", "", ValueType.TEXT),
    FieldSpec("invoice_code", "发票代码", ValueType.DIGITS, is_key=True),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS, is_key=True),
    FieldSpec("issue_date", "开票日期", ValueType.DATE, is_key=True),
    FieldSpec("check_code", "校验码", ValueType.DIGITS),
    FieldSpec("machine_number", "机器编号", ValueType.DIGITS),
    FieldSpec("cipher_area", "密码区", ValueType.LINES),
    FieldSpec("buyer_name", "名称", ValueType.TEXT),
    FieldSpec("buyer_tax_id", "纳税人识别号", ValueType.TAX_ID, is_key=True),
    FieldSpec("buyer_address_phone", "地址、电话", ValueType.TEXT_AND_NUMBER),
    FieldSpec("buyer_bank_account", "开户行及账号", ValueType.TEXT_AND_NUMBER),
    FieldSpec("seller_name", "名称", ValueType.TEXT),
    FieldSpec("seller_tax_id", "纳税人识别号", ValueType.TAX_ID, is_key=True),
    FieldSpec("seller_address_phone", "地址、电话", ValueType.TEXT_AND_NUMBER),
    FieldSpec("seller_bank_account", "开户行及账号", ValueType.TEXT_AND_NUMBER),
    FieldSpec("items", "", ValueType.ITEMS),
    FieldSpec("total_excluding_tax", "合计（金额）", ValueType.MONEY, is_key=True),
    FieldSpec("total_tax", "合计（税额）", ValueType.MONEY, is_key=True),
    FieldSpec("total_in_words", "价税合计（大写）", ValueType.WORDS),
    FieldSpec("total_including_tax", "（小写）", ValueType.MONEY, is_key=True),
    FieldSpec("remark", "备注", ValueType.TEXT),
    FieldSpec("payee", "收款人", ValueType.TEXT),
    FieldSpec("reviewer", "复核", ValueType.TEXT),
    FieldSpec("issuer", "开票人", ValueType.TEXT),
)

ITEM_SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("name", "货物或应税劳务、服务名称", ValueType.TEXT),
    FieldSpec("specification", "规格型号", ValueType.TEXT),
    FieldSpec("unit", "单位", ValueType.TEXT),
    FieldSpec("quantity", "数量", ValueType.DECIMAL),
    FieldSpec("unit_price", "单价", ValueType.DECIMAL),
    FieldSpec("amount", "金额", ValueType.MONEY),
    FieldSpec("tax_rate", "税率", ValueType.RATE),
    FieldSpec("tax", "税额", ValueType.MONEY),
    FieldSpec("plate_number", "车牌号", ValueType.PLATE),
    FieldSpec("vehicle_type", "类型", ValueType.TEXT),
    FieldSpec("start_date", "通行日期起", ValueType.DATE),
    FieldSpec("end_date", "通行日期止", ValueType.DATE),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in (*SCHEMA, *ITEM_SCHEMA)}
