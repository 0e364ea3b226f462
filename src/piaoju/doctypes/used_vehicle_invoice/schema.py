"""The fields of a used vehicle invoice."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("invoice_code", "发票代码", ValueType.DIGITS, is_key=True),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS, is_key=True),
    FieldSpec("printed_code", "机打代码", ValueType.DIGITS),
    FieldSpec("printed_number", "机打号码", ValueType.DIGITS),
    FieldSpec("machine_number", "机器编号", ValueType.DIGITS),
    FieldSpec("tax_control_code", "税控码", ValueType.LINES),
    FieldSpec("issue_date", "开票日期", ValueType.DATE, is_key=True),
    FieldSpec("buyer_name", "买方单位/个人", ValueType.TEXT, is_key=True),
    FieldSpec("buyer_id_number", "单位代码/身份证号码", ValueType.TAX_ID, is_key=True),
    FieldSpec("buyer_address", "买方单位/个人住址", ValueType.TEXT),
    FieldSpec("buyer_phone", "电话", ValueType.CODE),
    FieldSpec("seller_name", "卖方单位/个人", ValueType.TEXT, is_key=True),
    FieldSpec("seller_id_number", "单位代码/身份证号码", ValueType.TAX_ID, is_key=True),
    FieldSpec("seller_address", "卖方单位/个人住址", ValueType.TEXT),
    FieldSpec("seller_phone", "电话", ValueType.CODE),
    FieldSpec("plate", "车牌照号", ValueType.PLATE),
    FieldSpec("registration_number", "登记证号", ValueType.CODE),
    FieldSpec("vehicle_type", "车辆类型", ValueType.TEXT),
    FieldSpec("vin", "车架号/车辆识别代码", ValueType.CODE, is_key=True),
    FieldSpec("brand_model", "厂牌型号", ValueType.TEXT),
    FieldSpec("destination_registry", "转入地车辆管理所名称", ValueType.TEXT),
    FieldSpec("total_in_words", "车价合计（大写）", ValueType.WORDS),
    FieldSpec("total_including_tax", "小写", ValueType.MONEY, is_key=True),
    FieldSpec("dealer_name", "经营、拍卖单位", ValueType.TEXT),
    FieldSpec("dealer_address", "经营、拍卖单位地址", ValueType.TEXT),
    FieldSpec("dealer_tax_id", "纳税人识别号", ValueType.TAX_ID),
    FieldSpec("dealer_bank_account", "开户银行、账号", ValueType.TEXT_AND_NUMBER),
    FieldSpec("dealer_phone", "电话", ValueType.CODE),
    FieldSpec("market_name", "二手车市场", ValueType.TEXT),
    FieldSpec("market_tax_id", "纳税人识别号", ValueType.TAX_ID),
    FieldSpec("market_address", "地址", ValueType.TEXT),
    FieldSpec("market_bank_account", "开户银行、账号", ValueType.TEXT_AND_NUMBER),
    FieldSpec("market_phone", "电话", ValueType.CODE),
    FieldSpec("remark", "备注", ValueType.TEXT),
    FieldSpec("issuer", "开票人", ValueType.TEXT),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in SCHEMA}
