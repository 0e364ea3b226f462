"""The designs of vehicle invoices: which tables, labels, faces and years each has, by identifier.

Sets of documents are kept apart by these identifiers, so an identifier never changes its meaning.
"""

from dataclasses import dataclass
from datetime import date

from piaoju.lab.synth.fonts import Face
from piaoju.lab.synth.layouts.vehicle_grid import Grid
from piaoju.lab.synth.layouts.vehicle_rows import MOTOR_DIGITAL, MOTOR_NEW, MOTOR_OLD, USED, USED_DIGITAL
from piaoju.lab.synth.values.vehicle_sale import SaleKind

_MOTOR, _USED = "motor_vehicle_invoice", "used_vehicle_invoice"


@dataclass(frozen=True, slots=True)
class Design:
    """One way in which a form was made; a variant has at least four, so that they can be halved.

    Attributes:
        id: names it for good.
        document_type: whose form it is.
        kind: what its values are like.
        grid: its table.
        label_mm: em of the labels.
        label_face: of the labels.
        rule_mm: width of its rules.
        size_mm: width and height of a digital page; paper has the size of its stock.
    """

    id: str
    document_type: str
    kind: SaleKind
    grid: Grid
    label_mm: float = 3.5
    label_face: Face = "serif"
    rule_mm: float = 0.2
    size_mm: tuple[float, float] = (210.0, 140.0)


_OLD_WORDS = {
    "buyer_name": "购货单位（人）\n身份证号码/\n组织机构代码",
    "import_certificate_number": "进口证明号",
    "vin": "车辆识别号代码/车架号码",
    "seller_bank": "开户行",
    "tax": "增值税税额",
}
_NEW_WORDS = {
    "buyer_tax_id": "纳税人识别号/\n身份证号码/\n组织机构代码",
    "vin": "车辆识别号代码/\n车架号码",
    "tax_authority": "主管税务机\n关及代码",
    "tax": "增值税税额",
}
_DIGITAL_WORDS = {
    "buyer_tax_id": "统一社会信用代码/\n纳税人识别号/\n身份证件号码",
    "seller_name": "销售方名称",
    "seller_tax_id": "统一社会信用代码/\n纳税人识别号",
    "total_in_words": "价税合计（大写）",
    "total_including_tax": "",
}
_USED_WORDS = {"vin": "车辆识别代号/\n车架号码", "dealer_name": "经营拍卖单位", "dealer_address": "经营拍卖单位地址"}
_OLD_YEARS = (date(2014, 1, 2), date(2021, 6, 30))
_NEW_YEARS = (date(2021, 5, 1), date(2024, 12, 31))
_DIGITAL_PAPER_YEARS = (date(2023, 3, 1), date(2026, 6, 30))
_DIGITAL_YEARS = (date(2023, 6, 1), date(2026, 6, 30))

_OLD = SaleKind("paper", *_OLD_YEARS, id_in_tax_cell=False)
_NEW = SaleKind("paper", *_NEW_YEARS)
_ON_STOCK = SaleKind("digital_paper", *_DIGITAL_PAPER_YEARS)
_DIGITAL = SaleKind("digital", *_DIGITAL_YEARS)
_LOCAL = SaleKind("paper", date(2014, 1, 2), date(2018, 3, 31))
_STATE = SaleKind("paper", date(2018, 4, 1), date(2024, 12, 31))

_MOTOR_LOWER, _MOTOR_WIDER = (0.092, 0.160, 0.906, 0.893), (0.084, 0.156, 0.914, 0.896)
_USED_LOWER = (0.046, 0.174, 0.960, 0.902)
_DIGITAL_LOWER = (0.030, 0.225, 0.970, 0.870)
"""Frames of other printing works; such differences of a hundredth were measured between two systems."""
_DIGITAL_MOTOR = MOTOR_DIGITAL.relabelled(_DIGITAL_WORDS)
_DIGITAL_USED = USED_DIGITAL.relabelled(_USED_WORDS)

DESIGNS = (
    Design("motor-paper-old-a", _MOTOR, _OLD, MOTOR_OLD),
    Design("motor-paper-old-b", _MOTOR, _OLD, MOTOR_OLD.relabelled(_OLD_WORDS), label_mm=3.3, rule_mm=0.26),
    Design("motor-paper-new-a", _MOTOR, _NEW, MOTOR_NEW),
    Design("motor-paper-new-b", _MOTOR, _NEW, MOTOR_NEW.relabelled(_NEW_WORDS), label_mm=3.3, rule_mm=0.24),
    Design("motor-paper-old-c", _MOTOR, _OLD, MOTOR_OLD.placed(_MOTOR_LOWER), 3.2, "sans", 0.2),
    Design("motor-paper-new-c", _MOTOR, _NEW, MOTOR_NEW.placed(_MOTOR_WIDER), 3.3, "sans", 0.2),
    Design("motor-stock-a", _MOTOR, _ON_STOCK, MOTOR_NEW),
    Design("motor-stock-b", _MOTOR, _ON_STOCK, MOTOR_NEW.relabelled(_NEW_WORDS), 3.2, "sans"),
    Design("motor-stock-c", _MOTOR, _ON_STOCK, MOTOR_NEW.placed(_MOTOR_LOWER), label_mm=3.4, rule_mm=0.24),
    Design("motor-stock-d", _MOTOR, _ON_STOCK, MOTOR_NEW.relabelled(_NEW_WORDS).placed(_MOTOR_WIDER), rule_mm=0.16),
    Design("motor-digital-a", _MOTOR, _DIGITAL, MOTOR_DIGITAL, label_mm=3.175),
    Design("motor-digital-b", _MOTOR, _DIGITAL, _DIGITAL_MOTOR, 3.3, rule_mm=0.18, size_mm=(215.0, 158.0)),
    Design("motor-digital-c", _MOTOR, _DIGITAL, _DIGITAL_MOTOR.placed(_DIGITAL_LOWER), 3.0, size_mm=(210.0, 148.5)),
    Design("motor-digital-d", _MOTOR, _DIGITAL, MOTOR_DIGITAL, 3.2, "sans", 0.3, size_mm=(241.0, 177.0)),
    Design("used-paper-local-a", _USED, _LOCAL, USED),
    Design("used-paper-local-b", _USED, _LOCAL, USED.placed(_USED_LOWER), label_mm=3.3, rule_mm=0.26),
    Design("used-paper-state-a", _USED, _STATE, USED, label_mm=3.3, rule_mm=0.24),
    Design("used-paper-state-b", _USED, _STATE, USED.relabelled(_USED_WORDS).placed(_USED_LOWER), 3.2, "sans"),
    Design("used-stock-a", _USED, _ON_STOCK, USED),
    Design("used-stock-b", _USED, _ON_STOCK, USED.relabelled(_USED_WORDS), label_mm=3.3, rule_mm=0.26),
    Design("used-stock-c", _USED, _ON_STOCK, USED.placed(_USED_LOWER), 3.2, "sans"),
    Design("used-stock-d", _USED, _ON_STOCK, USED.relabelled(_USED_WORDS).placed(_USED_LOWER), rule_mm=0.16),
    Design("used-digital-a", _USED, _DIGITAL, USED_DIGITAL, label_mm=3.0),
    Design("used-digital-b", _USED, _DIGITAL, _DIGITAL_USED, 3.2, rule_mm=0.18, size_mm=(215.0, 165.0)),
    Design("used-digital-c", _USED, _DIGITAL, _DIGITAL_USED.placed(_DIGITAL_LOWER), 3.1, size_mm=(210.0, 148.5)),
    Design("used-digital-d", _USED, _DIGITAL, USED_DIGITAL, 3.2, "sans", 0.3, size_mm=(216.5, 178.0)),
)
"""Every design. The order within a variant puts both buyer rows, and both local and state forms, into each half."""


def designs(document_type: str, variant: str) -> tuple[Design, ...]:
    """Return the designs of a variant."""
    return tuple(one for one in DESIGNS if (one.document_type, one.kind.carrier) == (document_type, variant))
