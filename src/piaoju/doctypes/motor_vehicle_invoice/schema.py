"""The fields of a motor vehicle invoice."""

from piaoju.model.field import FieldSpec, ValueType

SCHEMA: tuple[FieldSpec, ...] = (
    FieldSpec("invoice_code", "发票代码", ValueType.DIGITS, is_key=True),
    FieldSpec("invoice_number", "发票号码", ValueType.DIGITS, is_key=True),
    FieldSpec("printed_code", "机打代码", ValueType.DIGITS),
    FieldSpec("printed_number", "机打号码", ValueType.DIGITS),
    FieldSpec("machine_number", "机器编号", ValueType.DIGITS),
    FieldSpec("tax_control_code", "税控码", ValueType.LINES),
    FieldSpec("issue_date", "开票日期", ValueType.DATE, is_key=True),
    FieldSpec("buyer_name", "购买方名称", ValueType.TEXT, is_key=True),
    FieldSpec("buyer_id_number", "身份证号码/组织机构代码", ValueType.TAX_ID, is_key=True),
    FieldSpec("buyer_tax_id", "纳税人识别号", ValueType.TAX_ID, is_key=True),
    FieldSpec("vehicle_type", "车辆类型", ValueType.TEXT),
    FieldSpec("brand_model", "厂牌型号", ValueType.TEXT),
    FieldSpec("origin", "产地", ValueType.TEXT),
    FieldSpec("certificate_number", "合格证号", ValueType.CODE),
    FieldSpec("import_certificate_number", "进口证明书号", ValueType.CODE),
    FieldSpec("inspection_number", "商检单号", ValueType.CODE),
    FieldSpec("engine_number", "发动机号码", ValueType.CODE, is_key=True),
    FieldSpec("vin", "车辆识别代号/车架号码", ValueType.CODE, is_key=True),
    FieldSpec("total_in_words", "价税合计", ValueType.WORDS),
    FieldSpec("total_including_tax", "小写", ValueType.MONEY, is_key=True),
    FieldSpec("seller_name", "销货单位名称", ValueType.TEXT, is_key=True),
    FieldSpec("seller_phone", "电话", ValueType.CODE),
    FieldSpec("seller_tax_id", "纳税人识别号", ValueType.TAX_ID, is_key=True),
    FieldSpec("seller_account", "账号", ValueType.CODE),
    FieldSpec("seller_address", "地址", ValueType.TEXT),
    FieldSpec("seller_bank", "开户银行", ValueType.TEXT),
    FieldSpec("tax_rate", "增值税税率或征收率", ValueType.RATE),
    FieldSpec("tax", "增值税税额", ValueType.MONEY),
    FieldSpec("tax_authority", "主管税务机关及代码", ValueType.TEXT),
    FieldSpec("tax_authority_code", "主管税务机关及代码", ValueType.DIGITS),
    FieldSpec("price_excluding_tax", "不含税价（小写）", ValueType.MONEY),
    FieldSpec("tax_receipt_number", "完税凭证号码", ValueType.CODE),
    FieldSpec("tonnage", "吨位", ValueType.DECIMAL),
    FieldSpec("seating_capacity", "限乘人数", ValueType.TEXT),
    FieldSpec("issuer", "开票人", ValueType.TEXT),
    FieldSpec("remark", "备注", ValueType.TEXT),
)

VALUE_TYPES: dict[str, ValueType] = {spec.name: spec.value_type for spec in SCHEMA}
