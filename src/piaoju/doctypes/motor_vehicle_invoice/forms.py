"""The printed form as cells, in millimetres: paper of 241 x 177, and the page of the fully digital invoice.

Source: positions of the print code of issuing systems, as fractions of the paper page; the borders between cells are
midway between what they print. The digital page is not published: the same table on 210 x 140, where the fully digital
VAT invoice has its own.
"""

from dataclasses import replace

from piaoju.reading.kie.cells import Cell, label_specs, mapped
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.sheet import Rect
from piaoju.reading.kie.unified_invoice import UnifiedForm, value_specs

WIDTH_MM, HEIGHT_MM = 241.0, 177.0

LABELS: dict[str, str] = {
    "code": "发票代码",
    "number": "发票号码",
    "date": "开票日期",
    "printed_code": "机打代码",
    "printed_number": "机打号码",
    "machine_number": "机器编[号码]",
    "buyer": "购买方名称及?|购货单位[（(]?人?[）)]?|购买方名",
    "tax_id": (
        "(统一社会信用代码/?)?纳税人识别号/?(统一社会信用代码|身份证号码/?)?(组织机构代码)?"
        "|统一社会信用代码/?|身份证[明件]?号码/?(组织机构代码)?|组织机构代码|(?<!名)称及身份证号码/?"
    ),
    "vehicle_type": "车辆类型",
    "brand_model": "厂牌型号",
    "origin": "产地",
    "certificate": "合格证号码?",
    "import_certificate": "进口证明书?号码?",
    "inspection": "商检单号",
    "engine": "发动机号码?",
    "vin": "车辆识别(代号|号代码)/?(车架号码?)?|车架号码?",
    "words": "价税合计([（(]?大写[）)]?)?",
    "figures": "[（(]?小写[）)]?",
    "seller": "(销货单位|销售方)名称",
    "phone": "电话",
    "account": "[账帐]号",
    "address": "地址",
    "bank": "开户银?行",
    "rate": "(增值税)?税率(或征收率)?|或?征收率",
    "tax": "(增值税)?税[额額]|增值税",
    "office": "主管税务机?(关及代码)?|机?关及代码",
    "net": "不含税价",
    "receipt": "完税凭证号码?",
    "tonnage": "吨位",
    "seats": "限乘人数",
    "issuer": "开.人",
    "remark": "备注",
}

WORDS: dict[str, tuple[str, ...]] = {
    "code": ("发票代码",),
    "number": ("发票号码",),
    "date": ("开票日期",),
    "printed_code": ("机打代码",),
    "printed_number": ("机打号码",),
    "machine_number": ("机器编号",),
    "buyer": ("购买方名称", "购货单位（人）"),
    "tax_id": ("纳税人识别号", "统一社会信用代码"),
    "vehicle_type": ("车辆类型",),
    "brand_model": ("厂牌型号",),
    "certificate": ("合格证号",),
    "import_certificate": ("进口证明书号", "进口证明号"),
    "inspection": ("商检单号",),
    "engine": ("发动机号码",),
    "vin": ("车辆识别代号/车架号码", "车辆识别号代码/车架号码"),
    "words": ("价税合计",),
    "seller": ("销货单位名称", "销售方名称"),
    "bank": ("开户银行",),
    "rate": ("增值税税率或征收率",),
    "tax": ("增值税税额",),
    "office": ("主管税务机关及代码",),
    "net": ("不含税价",),
    "receipt": ("完税凭证号码",),
    "seats": ("限乘人数",),
    "issuer": ("开票人",),
}
"""How labels are printed that may be surmised where they are blurred."""

# Name, label, then as fractions: where label, value and next label begin, top and bottom of the row.
_STOCK = (
    ("invoice_code", "code", 0.688, 0.766, 0.935, 0.074, 0.107),
    ("invoice_number", "number", 0.688, 0.766, 0.935, 0.107, 0.140),
)
_MACHINE = (
    ("printed_code", "printed_code", 0.090, 0.200, 0.447, 0.170, 0.226),
    ("printed_number", "printed_number", 0.090, 0.200, 0.447, 0.226, 0.268),
    ("machine_number", "machine_number", 0.090, 0.200, 0.447, 0.268, 0.320),
)
_TABLE = (
    ("buyer", "buyer", 0.090, 0.200, 0.512, 0.324, 0.412),
    ("buyer_tax_id", "tax_id", 0.512, 0.660, 0.908, 0.324, 0.412),
    ("vehicle_type", "vehicle_type", 0.090, 0.200, 0.378, 0.412, 0.459),
    ("brand_model", "brand_model", 0.378, 0.448, 0.733, 0.412, 0.459),
    ("origin", "origin", 0.733, 0.775, 0.908, 0.412, 0.459),
    ("certificate_number", "certificate", 0.090, 0.200, 0.377, 0.459, 0.512),
    ("import_certificate_number", "import_certificate", 0.377, 0.489, 0.700, 0.459, 0.512),
    ("inspection_number", "inspection", 0.700, 0.784, 0.908, 0.459, 0.512),
    ("engine_number", "engine", 0.090, 0.200, 0.481, 0.512, 0.566),
    ("vin", "vin", 0.481, 0.647, 0.908, 0.512, 0.566),
    ("total_in_words", "words", 0.090, 0.200, 0.684, 0.566, 0.615),
    ("total_including_tax", "figures", 0.686, 0.722, 0.908, 0.566, 0.615),
    ("seller_name", "seller", 0.090, 0.200, 0.627, 0.615, 0.671),
    ("seller_phone", "phone", 0.627, 0.678, 0.908, 0.615, 0.671),
    ("seller_tax_id", "tax_id", 0.090, 0.200, 0.627, 0.671, 0.723),
    ("seller_account", "account", 0.627, 0.678, 0.908, 0.671, 0.723),
    ("seller_address", "address", 0.090, 0.200, 0.526, 0.723, 0.775),
    ("seller_bank", "bank", 0.526, 0.592, 0.908, 0.723, 0.775),
    ("tax_rate", "rate", 0.090, 0.200, 0.309, 0.775, 0.848),
    ("tax", "tax", 0.309, 0.372, 0.541, 0.775, 0.848),
    ("tax_authority", "office", 0.541, 0.631, 0.908, 0.775, 0.848),
    ("price_excluding_tax", "net", 0.090, 0.231, 0.393, 0.848, 0.897),
    ("tax_receipt_number", "receipt", 0.393, 0.494, 0.690, 0.848, 0.897),
    ("tonnage", "tonnage", 0.690, 0.731, 0.776, 0.848, 0.897),
    ("seating_capacity", "seats", 0.776, 0.852, 0.908, 0.848, 0.897),
)
_OUTSIDE = (
    ("issue_date", "date", 0.090, 0.168, 0.330, 0.122, 0.157),
    ("issuer", "issuer", 0.422, 0.486, 0.640, 0.897, 0.934),
    ("remark", "remark", 0.690, 0.735, 0.990, 0.897, 0.934),
)


def _cell(name: str, label: str, *edges: float) -> Cell:
    left, middle, right, top, bottom = edges
    return Cell(name, label, left * WIDTH_MM, middle * WIDTH_MM, right * WIDTH_MM, top * HEIGHT_MM, bottom * HEIGHT_MM)


PAPER_CELLS = (
    *(replace(_cell(*row), is_preprinted=True, is_outside=True) for row in _STOCK),
    *(_cell(*row) for row in (*_MACHINE, *_TABLE)),
    *(replace(_cell(*row), is_outside=True) for row in _OUTSIDE),
)
CONTROL_CODE: Rect = (0.476 * WIDTH_MM, 0.155 * HEIGHT_MM, 0.935 * WIDTH_MM, 0.326 * HEIGHT_MM)
"""Where the tax control code, or the notice of the new platform, is printed."""
ANCHORS: dict[str, tuple[str, ...]] = {
    r"\d{11,13}": ("invoice_code", "printed_code", "machine_number", "seller_phone"),
    r"\d{7,9}|\d{20}": ("invoice_number", "printed_number"),
    r"20\d\d\D?\d\d\D?\d\d\D?": ("issue_date",),
    r"(?=.*\d)[0-9A-Z]{14,19}": ("certificate_number", "vin", "buyer_tax_id", "seller_tax_id", "seller_account"),
    r"\D?\d+\.\d\d": ("total_including_tax", "tax", "price_excluding_tax"),
    r".*税务局.*": ("tax_authority",),
}
"""What the values of cells look like, also misread, of cells that may tell where a blurred form lies."""
ABOVE_TABLE_MM = 0.157 * HEIGHT_MM

NET_FIGURES = _cell("price_excluding_tax", "figures", 0.200, 0.231, 0.393, 0.848, 0.897)
"""The second 小写, printed beside the price without tax."""

PAPER = Form(
    "paper",
    WIDTH_MM,
    HEIGHT_MM,
    label_specs((*PAPER_CELLS, NET_FIGURES), LABELS, WORDS),
    anchors=value_specs(PAPER_CELLS, ANCHORS),
)

_FRAME: Rect = (0.090 * WIDTH_MM, 0.324 * HEIGHT_MM, 0.908 * WIDTH_MM, 0.897 * HEIGHT_MM)
_DIGITAL_FRAME: Rect = (3.5, 30.5, 206.5, 116.0)
DIGITAL_CELLS = (
    Cell("invoice_number", "number", 154.0, 171.0, 210.0, 9.5, 16.0, is_outside=True),
    Cell("issue_date", "date", 154.0, 171.0, 210.0, 16.0, 22.5, is_outside=True),
    *(mapped(_cell(*row), _FRAME, _DIGITAL_FRAME) for row in _TABLE),
    Cell("remark", "remark", 3.5, 30.5, 206.5, 116.0, 126.0),
    Cell("issuer", "issuer", 19.5, 34.0, 80.0, 127.5, 135.5, is_outside=True),
)
DIGITAL = Form(
    "digital",
    210.0,
    140.0,
    label_specs((*DIGITAL_CELLS, mapped(NET_FIGURES, _FRAME, _DIGITAL_FRAME)), LABELS, WORDS),
    anchors=value_specs(DIGITAL_CELLS, ANCHORS),
)

FORM = UnifiedForm(
    paper=PAPER,
    digital=DIGITAL,
    cells={PAPER.name: PAPER_CELLS, DIGITAL.name: DIGITAL_CELLS},
    labelled=(*PAPER_CELLS, NET_FIGURES),
    control_code=CONTROL_CODE,
    above_table_mm=ABOVE_TABLE_MM,
)
