"""Rows of CarInvoiceOCR: the vendor's labels over the two document types.

Labels of a motor vehicle invoice as in the vendor's list. For used vehicles the vendor lists none: shared concepts have
the same labels, all else the printed ones.
"""

from collections.abc import Callable

from piaoju.dialects.wire.money import with_yuan_sign
from piaoju.dialects.wire.rows import Cell, Row, constant, plain, row
from piaoju.model.field import Fields
from piaoju.numbers import invoice_code, invoice_number
from piaoju.numbers.region import city, province

MOTOR_VEHICLE = "motor_vehicle_invoice"
USED_VEHICLE = "used_vehicle_invoice"


def _region(fields: Fields) -> str:
    """Return four digits of GB/T 2260 that the invoice's code begins with, or a digital one's number; else nothing."""
    code, number = (plain(fields[name]) if name in fields else "" for name in ("invoice_code", "invoice_number"))
    if invoice_code.is_valid(code):
        return invoice_code.split(code).region
    if len(number) == len("24442000000012345678") and invoice_number.is_valid(number):
        return f"{invoice_number.split(number).region}00"
    return ""


def _inferred(name: str, of_region: Callable[[str], str]) -> Row:
    """Show the province or the city; neither has a place of its own."""

    def cell(fields: Fields) -> Cell:
        return Cell(of_region(_region(fields)))

    return Row(name, ("invoice_code", "invoice_number"), cell)


_HEAD = (
    row("发票代码", "invoice_code"),
    row("发票号码", "invoice_number"),
    row("机打代码", "printed_code"),
    row("机打号码", "printed_number"),
    row("机器编号", "machine_number"),
    row("开票日期", "issue_date"),
    row("购买方名称", "buyer_name"),
)
_VEHICLE = (
    row("车辆类型", "vehicle_type"),
    row("厂牌型号", "brand_model"),
    row("车辆识别代号/车架号码", "vin"),
)
_TOTALS = (
    row("价税合计", "total_in_words"),
    row("价税合计(小写)", "total_including_tax", with_yuan_sign),
)
_SELLER = (
    row("销货单位名称", "seller_name"),
    row("销售方电话", "seller_phone"),
    row("销售方地址", "seller_address"),
)
_TAIL = (
    row("备注", "remark"),
    row("开票人", "issuer"),
    _inferred("省", province),
    _inferred("市", city),
    constant("发票消费类型", "用车"),
)

NEW_ROWS = (
    *_HEAD,
    row("身份证号码/组织机构代码", "buyer_id_number"),
    row("购买方纳税人识别号", "buyer_tax_id"),
    *_VEHICLE,
    row("产地", "origin"),
    row("合格证号", "certificate_number"),
    row("进口证明书号", "import_certificate_number"),
    row("商检单号", "inspection_number"),
    row("发动机号码", "engine_number"),
    *_TOTALS,
    *_SELLER,
    row("销售方纳税人识别号", "seller_tax_id"),
    row("销售方账号", "seller_account"),
    row("销售方开户银行", "seller_bank"),
    row("增值税税率或征收率", "tax_rate"),
    row("增值税税额", "tax", with_yuan_sign),
    row("主管税务机关", "tax_authority"),
    row("主管税务机关代码", "tax_authority_code"),
    row("不含税价(小写)", "price_excluding_tax", with_yuan_sign),
    row("吨位", "tonnage"),
    row("限乘人数", "seating_capacity"),
    *_TAIL,
    constant("发票类型", "机动车销售统一发票"),
)

USED_ROWS = (
    *_HEAD,
    row("买方单位代码/身份证号码", "buyer_id_number"),
    row("买方单位/个人住址", "buyer_address"),
    row("买方电话", "buyer_phone"),
    *_SELLER,
    row("卖方单位代码/身份证号码", "seller_id_number"),
    row("车牌照号", "plate"),
    row("登记证号", "registration_number"),
    *_VEHICLE,
    row("转入地车辆管理所名称", "destination_registry"),
    *_TOTALS,
    row("经营拍卖单位", "dealer_name"),
    row("经营拍卖单位地址", "dealer_address"),
    row("经营拍卖单位纳税人识别号", "dealer_tax_id"),
    row("经营拍卖单位开户银行及账号", "dealer_bank_account"),
    row("经营拍卖单位电话", "dealer_phone"),
    row("二手车市场", "market_name"),
    row("二手车市场地址", "market_address"),
    row("二手车市场纳税人识别号", "market_tax_id"),
    row("二手车市场开户银行及账号", "market_bank_account"),
    row("二手车市场电话", "market_phone"),
    *_TAIL,
    constant("发票类型", "二手车销售统一发票"),
)
