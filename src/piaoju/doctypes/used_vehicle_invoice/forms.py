"""The printed form as cells, in millimetres: paper of 216.5 x 178, and the page of the fully digital invoice.

Source: positions of the print code of issuing systems, as fractions of the paper page; the borders between cells are
midway between what they print. The digital page is not published: the same table on 210 x 140, where the fully digital
VAT invoice has its own.
"""

from dataclasses import replace

from piaoju.reading.kie.cells import Cell, label_specs, mapped
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.sheet import Rect
from piaoju.reading.kie.unified_invoice import UnifiedForm, value_specs

WIDTH_MM, HEIGHT_MM = 216.5, 178.0

LABELS: dict[str, str] = {
    "code": "发票代码",
    "number": "发票号码",
    "date": "开票日期",
    "printed_code": "机打代码",
    "printed_number": "机打号码",
    "machine_number": "机器编[号码]",
    "buyer": "买方单位.?个人|买方单位",
    "buyer_address": "买方单位.?个人住址",
    "seller": "卖方单位.?个人|卖方单位",
    "seller_address": "卖方单位.?个人住址",
    "own_number": "单位代码.?身份证号码?|身份证号码",
    "phone": "电话",
    "plate": "车牌照?号",
    "registration": "登记证号",
    "vehicle_type": "车辆类型",
    "vin": "车架号码?.?车辆识别代[码号]|车辆识别代[码号].?(车架号码?)?|车架号码?",
    "brand_model": "厂牌型号",
    "registry": "转入地车辆(管理所名称)?|管理所名称",
    "words": "车价合计([（(]?大写[）)]?)?",
    "figures": "[（(]?小写[）)]?",
    "dealer": "经营.?拍卖单位",
    "dealer_address": "经营.?拍卖单位地址",
    "tax_id": "纳税人识别号|纳税人|识别号",
    "bank": "开户银行.?[账帐]号",
    "market": "二手车市场",
    "address": "地址",
    "remark": "备注",
    "issuer": "开.人",
}

WORDS: dict[str, tuple[str, ...]] = {
    "code": ("发票代码",),
    "number": ("发票号码",),
    "date": ("开票日期",),
    "printed_code": ("机打代码",),
    "printed_number": ("机打号码",),
    "machine_number": ("机器编号",),
    "buyer": ("买方单位/个人",),
    "buyer_address": ("买方单位/个人住址",),
    "seller": ("卖方单位/个人",),
    "seller_address": ("卖方单位/个人住址",),
    "own_number": ("单位代码/身份证号码",),
    "plate": ("车牌照号",),
    "registration": ("登记证号",),
    "vehicle_type": ("车辆类型",),
    "vin": ("车架号/车辆识别代码", "车辆识别代号/车架号码"),
    "brand_model": ("厂牌型号",),
    "registry": ("转入地车辆管理所名称",),
    "words": ("车价合计（大写）",),
    "dealer": ("经营、拍卖单位", "经营拍卖单位"),
    "dealer_address": ("经营、拍卖单位地址", "经营拍卖单位地址"),
    "tax_id": ("纳税人识别号",),
    "bank": ("开户银行、账号",),
    "market": ("二手车市场",),
    "issuer": ("开票人",),
}
"""How labels are printed that may be surmised where they are blurred."""

# Name, label, then as fractions: where label, value and next label begin, top and bottom of the row.
_STOCK = (
    ("invoice_code", "code", 0.664, 0.745, 0.965, 0.070, 0.105),
    ("invoice_number", "number", 0.664, 0.745, 0.965, 0.105, 0.140),
)
_MACHINE = (
    ("printed_code", "printed_code", 0.042, 0.149, 0.466, 0.172, 0.214),
    ("printed_number", "printed_number", 0.042, 0.149, 0.466, 0.214, 0.249),
    ("machine_number", "machine_number", 0.042, 0.149, 0.466, 0.249, 0.289),
)
_TABLE = (
    ("buyer_name", "buyer", 0.042, 0.226, 0.532, 0.290, 0.334),
    ("buyer_id_number", "own_number", 0.532, 0.700, 0.965, 0.290, 0.334),
    ("buyer_address", "buyer_address", 0.042, 0.226, 0.701, 0.334, 0.378),
    ("buyer_phone", "phone", 0.701, 0.761, 0.965, 0.334, 0.378),
    ("seller_name", "seller", 0.042, 0.226, 0.532, 0.378, 0.4215),
    ("seller_id_number", "own_number", 0.532, 0.700, 0.965, 0.378, 0.4215),
    ("seller_address", "seller_address", 0.042, 0.226, 0.701, 0.4215, 0.467),
    ("seller_phone", "phone", 0.701, 0.761, 0.965, 0.4215, 0.467),
    ("plate", "plate", 0.042, 0.226, 0.382, 0.467, 0.5095),
    ("registration_number", "registration", 0.382, 0.475, 0.652, 0.467, 0.5095),
    ("vehicle_type", "vehicle_type", 0.652, 0.761, 0.965, 0.467, 0.5095),
    ("vin", "vin", 0.042, 0.226, 0.382, 0.5095, 0.556),
    ("brand_model", "brand_model", 0.382, 0.475, 0.652, 0.5095, 0.556),
    ("destination_registry", "registry", 0.652, 0.761, 0.965, 0.5095, 0.556),
    ("total_in_words", "words", 0.042, 0.226, 0.688, 0.556, 0.5975),
    ("total_including_tax", "figures", 0.688, 0.732, 0.965, 0.556, 0.5975),
    ("dealer_name", "dealer", 0.042, 0.226, 0.965, 0.5975, 0.641),
    ("dealer_address", "dealer_address", 0.042, 0.226, 0.627, 0.641, 0.690),
    ("dealer_tax_id", "tax_id", 0.627, 0.700, 0.965, 0.641, 0.690),
    ("dealer_bank_account", "bank", 0.042, 0.226, 0.753, 0.690, 0.728),
    ("dealer_phone", "phone", 0.753, 0.816, 0.965, 0.690, 0.728),
    ("market_name", "market", 0.042, 0.226, 0.518, 0.728, 0.8165),
    ("market_tax_id", "tax_id", 0.518, 0.598, 0.965, 0.728, 0.7745),
    ("market_address", "address", 0.518, 0.598, 0.965, 0.7745, 0.8165),
    ("market_bank_account", "bank", 0.042, 0.226, 0.753, 0.8165, 0.860),
    ("market_phone", "phone", 0.753, 0.816, 0.965, 0.8165, 0.860),
    ("remark", "remark", 0.042, 0.144, 0.965, 0.860, 0.908),
)
_OUTSIDE = (
    ("issue_date", "date", 0.042, 0.128, 0.330, 0.128, 0.170),
    ("issuer", "issuer", 0.570, 0.700, 0.870, 0.910, 0.950),
)


def _cell(name: str, label: str, *edges: float) -> Cell:
    left, middle, right, top, bottom = edges
    return Cell(name, label, left * WIDTH_MM, middle * WIDTH_MM, right * WIDTH_MM, top * HEIGHT_MM, bottom * HEIGHT_MM)


PAPER_CELLS = (
    *(replace(_cell(*row), is_preprinted=True, is_outside=True) for row in _STOCK),
    *(_cell(*row) for row in (*_MACHINE, *_TABLE)),
    *(replace(_cell(*row), is_outside=True) for row in _OUTSIDE),
)
CONTROL_CODE: Rect = (0.500 * WIDTH_MM, 0.168 * HEIGHT_MM, 0.985 * WIDTH_MM, 0.292 * HEIGHT_MM)
"""Where the tax control code, or the notice of the new platform, is printed."""
ANCHORS: dict[str, tuple[str, ...]] = {
    r"\d{11,13}": (
        "invoice_code",
        "printed_code",
        "machine_number",
        "buyer_phone",
        "seller_phone",
        "registration_number",
    ),
    r"\d{7,9}|\d{20}": ("invoice_number", "printed_number"),
    r"20\d\d\D?\d\d\D?\d\d\D?": ("issue_date",),
    r"(?=.*\d)[0-9A-Z]{14,19}": ("buyer_id_number", "seller_id_number", "vin", "dealer_tax_id", "market_tax_id"),
    r"\D?\d+\.\d\d": ("total_including_tax",),
}
"""What the values of cells look like, also misread, of cells that may tell where a blurred form lies."""
ABOVE_TABLE_MM = 0.168 * HEIGHT_MM

PAPER = Form(
    "paper",
    WIDTH_MM,
    HEIGHT_MM,
    label_specs(PAPER_CELLS, LABELS, WORDS),
    anchors=value_specs(PAPER_CELLS, ANCHORS),
)

_FRAME: Rect = (0.042 * WIDTH_MM, 0.290 * HEIGHT_MM, 0.965 * WIDTH_MM, 0.906 * HEIGHT_MM)
_DIGITAL_FRAME: Rect = (3.5, 30.5, 206.5, 126.0)
DIGITAL_CELLS = (
    Cell("invoice_number", "number", 154.0, 171.0, 210.0, 9.5, 16.0, is_outside=True),
    Cell("issue_date", "date", 154.0, 171.0, 210.0, 16.0, 22.5, is_outside=True),
    *(mapped(_cell(*row), _FRAME, _DIGITAL_FRAME) for row in _TABLE),
    Cell("issuer", "issuer", 19.5, 34.0, 80.0, 127.5, 135.5, is_outside=True),
)
DIGITAL = Form(
    "digital",
    210.0,
    140.0,
    label_specs(DIGITAL_CELLS, LABELS, WORDS),
    anchors=value_specs(DIGITAL_CELLS, ANCHORS),
)

FORM = UnifiedForm(
    paper=PAPER,
    digital=DIGITAL,
    cells={PAPER.name: PAPER_CELLS, DIGITAL.name: DIGITAL_CELLS},
    labelled=PAPER_CELLS,
    control_code=CONTROL_CODE,
    above_table_mm=ABOVE_TABLE_MM,
)
