"""Vehicle invoices on paper stock: a form printed in the colour of its copy, filled by a dot-matrix printer.

Source: positions of print code of issuing systems; names and purposes of the copies as the forms state them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vehicle_designs import Design
from piaoju.lab.synth.layouts.vehicle_grid import Page
from piaoju.lab.synth.layouts.vehicle_seals import dealer_seal, supervision_seal
from piaoju.lab.synth.layouts.vehicle_table import Form, ValueStyle, draw_form, draw_values
from piaoju.lab.synth.typeset import Colour, Style, fitted
from piaoju.lab.synth.values.lexicon import between, chance, pick, table
from piaoju.lab.synth.values.vehicle_motor import PREPRINTED_REMARK
from piaoju.lab.synth.values.vehicle_sale import Sale

_STRIP_MM = 12.7
_HOLE_MM = 2.0
_MOST_SHIFT_MM = 2.5
_EDGE_MM = 2.8
_EDGE_PITCH_EM = 1.5
"""Widest pitch of the upright texts at the edges."""
_BROWN: Colour = (140, 88, 52)
_COPY_COLOURS: Mapping[str, tuple[Colour, ...]] = {
    "brown": (_BROWN, (158, 96, 48), (120, 78, 62)),
    "green": ((46, 120, 84), (60, 134, 96)),
    "purple": ((118, 74, 140), (100, 70, 130)),
    "blue": ((56, 92, 164), (70, 110, 176)),
    "red": ((186, 66, 66), (176, 54, 72)),
    "black": ((62, 60, 64), (78, 76, 80)),
}
_INKS: tuple[Colour, ...] = ((38, 38, 44), (30, 32, 40), (52, 84, 190), (60, 62, 150), (84, 84, 92))
_PAPERS: tuple[Colour, ...] = ((252, 251, 248), (248, 247, 243), (250, 248, 250), (246, 248, 250))


@dataclass(frozen=True, slots=True)
class _Copy:
    """One copy of the form: its colour, its name, who keeps it, and how often it is met."""

    colour: str
    name: str
    purpose: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Stock:
    """What the two forms have outside their tables; places as fractions of the page.

    Attributes:
        page: of which the fractions are.
        torn_mm: width of the sheet without strips.
        title: text, left and right edge, y, em in millimetres.
        copy: left and right edge, y, em in millimetres.
        codes: label, value, y of the code, y of the number.
        date: label, value, y.
        qr: left, top, and side in millimetres.
        edge: places of the upright texts at the left and right edge.
        foot: y; label of the seal and its place, place of 开票人 and its value, place of 备注 or 0.
    """

    page: Page
    torn_mm: float
    title: tuple[str, float, float, float, float]
    copy: tuple[float, float, float, float]
    codes: tuple[float, float, float, float]
    date: tuple[float, float, float]
    qr: tuple[float, float, float]
    edge: tuple[float, float]
    foot: tuple[float, str, float, float, float, float]
    copies: tuple[_Copy, ...]


_STOCKS: Mapping[str, _Stock] = {
    "motor_vehicle_invoice": _Stock(
        Page(241.0, 177.0, -_STRIP_MM),
        215.6,
        ("机动车销售统一发票", 0.313, 0.717, 0.0385, 7.6),
        (0.430, 0.600, 0.1035, 6.4),
        (0.691, 0.774, 0.090, 0.124),
        (0.094, 0.172, 0.1405),
        (0.099, 0.022, 17.4),
        (0.074, 0.925),
        (0.915, "销货单位盖章", 0.092, 0.422, 0.494, 0.693),
        (
            _Copy("brown", "发票联", "第一联 发票联（购货单位付款凭证）", 6),
            _Copy("green", "抵扣联", "第二联 抵扣联（购货单位扣税凭证）", 3),
            _Copy("purple", "报税联", "第三联 报税联（车购税征收单位留存）", 1),
            _Copy("blue", "注册登记联", "第四联 注册登记联（车辆登记单位留存）", 2),
            _Copy("red", "记账联", "第五联 记账联（销货单位记账凭证）", 1),
            _Copy("black", "存根联", "第六联 存根联（销货单位留存）", 1),
        ),
    ),
    "used_vehicle_invoice": _Stock(
        Page(216.5, 178.0),
        216.5,
        ("二手车销售统一发票", 0.326, 0.686, 0.0635, 6.6),
        (0.410, 0.610, 0.1235, 5.4),
        (0.700, 0.778, 0.085, 0.120),
        (0.044, 0.132, 0.1465),
        (0.049, 0.022, 17.5),
        (0.022, 0.983),
        (0.9305, "开票单位（盖章）", 0.052, 0.577, 0.640, 0.0),
        (
            _Copy("brown", "发票联", "第一联 发票联（购车单位付款凭证）", 6),
            _Copy("blue", "转移登记联", "第二联 转移登记联（公安车管部门留存）", 3),
            _Copy("purple", "出入库联", "第三联 出入库联", 1),
            _Copy("red", "记账联", "第四联 记账联", 1),
            _Copy("black", "存根联", "第五联 存根联", 1),
        ),
    ),
}


def draw(design: Design, sale: Sale, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    stock = _STOCKS[design.document_type]
    copy = pick(rng, [one for one in stock.copies for _ in range(one.weight)])
    sheet, page = _sheet(stock, rng)
    colour = pick(rng, _COPY_COLOURS[copy.colour])
    label = Style(design.label_mm, design.label_face, colour, strength=float(rng.uniform(0.8, 1.0)))
    form = Form(design.grid, page, label, design.rule_mm)
    draw_form(sheet, form)
    _form_head(sheet, stock, copy, form)
    _codes(sheet, stock, sale, form, rng)
    for x, text in zip(stock.edge, (_imprint(sale, rng), f"{copy.purpose}（手写无效）"), strict=True):
        _upright(sheet, page, x, text, replace(label, size_mm=_EDGE_MM))
    value = _value_style(rng)
    _value_head(sheet, stock, sale, page, value)
    draw_values(sheet, form, sale.values, value)
    _foot(sheet, stock, sale, form, value)
    _seals(sheet, stock, sale, page, rng)
    return PrintedForm(sheet, sale.label(), value.text.size_mm)


def _sheet(stock: _Stock, rng: np.random.Generator) -> tuple[Sheet, Page]:
    """Return the paper, and the page moved to where it begins on it."""
    paper, height = pick(rng, _PAPERS), stock.page.height_mm
    if chance(rng, 0.5):
        return Sheet(stock.torn_mm, height, paper), stock.page
    width = stock.torn_mm + 2 * _STRIP_MM
    rows = int(height / _STRIP_MM)
    holes = [(x, 6.35 + row * _STRIP_MM, _HOLE_MM) for x in (6.35, width - 6.35) for row in range(rows)]
    sheet = Sheet(width, height, paper, holes=holes)
    for x in (_STRIP_MM, width - _STRIP_MM):
        sheet.rule(x, 0.0, x, height, (190, 190, 190), 0.15, dash_mm=0.6)
    return sheet, replace(stock.page, left_mm=stock.page.left_mm + _STRIP_MM)


def _value_style(rng: np.random.Generator) -> ValueStyle:
    ink, dots = pick(rng, _INKS), chance(rng, 0.55)
    strength = float(rng.uniform(0.78, 1.0))
    bold = 0.0 if dots else float(rng.uniform(0.01, 0.07))
    size = float(rng.uniform(3.5, 4.1))
    text = Style(size, pick(rng, FACES), ink, latin_em=0.5, dots=dots, strength=strength, weight_mm=bold)
    number = replace(text, face="sans", latin_em=0.58) if chance(rng, 0.45) else text
    shift = np.clip(rng.normal(0, 1.0, 2), -_MOST_SHIFT_MM, _MOST_SHIFT_MM)
    pattern = "%Y-%m-%d" if chance(rng, 0.8) else "%Y年%m月%d日"
    sign = pick(rng, ("¥", "￥"))
    return ValueStyle(text, number, sign, pattern, chance(rng, 0.6), float(shift[0]), float(shift[1]))


def _form_head(sheet: Sheet, stock: _Stock, copy: _Copy, form: Form) -> None:
    page, label = form.page, form.label
    text, left, right, y, size = stock.title
    title = replace(label, size_mm=size)
    sheet.spread(page.x(left), page.x(right), page.y(y), text, title)
    left, right, y, size = stock.copy
    sheet.spread(page.x(left), page.x(right), page.y(y), copy.name, replace(label, size_mm=size))
    x, _, y = stock.date
    sheet.text(page.x(x), page.y(y), "开票日期", replace(label, spacing_mm=0.2))


def _codes(sheet: Sheet, stock: _Stock, sale: Sale, form: Form, rng: np.random.Generator) -> None:
    """Print what numbers the stock: code and number, by the printing works."""
    page, label = form.page, form.label
    x, x_value, code_y, number_y = stock.codes
    ink: Colour = pick(rng, ((46, 44, 46), (46, 44, 46), label.colour))
    red_or_dark: Colour = pick(rng, ((190, 40, 50), (46, 44, 46), (44, 60, 140)))
    code = Style(4.2, pick(rng, FACES), ink, latin_em=0.56)
    number = replace(code, size_mm=float(rng.uniform(4.2, 5.4)), colour=red_or_dark)
    cells = (
        ("发票代码", code_y, "invoice_code", code),
        ("发票号码", number_y, "invoice_number", number),
    )
    for text, y, name, style in cells:
        sheet.text(page.x(x), page.y(y), text, replace(label, size_mm=3.8))
        sheet.text(page.x(x_value), page.y(y), str(sale.values[name]), style, name=name)


def _imprint(sale: Sale, rng: np.random.Generator) -> str:
    """Return the line of the printing works at the left edge."""
    maker = "".join(pick(rng, table("words")["brand"]) for _ in range(2))
    return f"税总函〔{sale.issued.year}〕{between(rng, 10, 600)}号{sale.place.title}{maker}印务有限公司"


def _upright(sheet: Sheet, page: Page, x: float, text: str, style: Style) -> None:
    """Print what stands beside the table: around its middle, from top to bottom."""
    middle, half = page.y(0.53), min(0.32 * page.height_mm, len(text) * _EDGE_PITCH_EM * style.size_mm / 2)
    sheet.column(page.x(x), middle - half, middle + half, text, style)


def _value_head(sheet: Sheet, stock: _Stock, sale: Sale, page: Page, style: ValueStyle) -> None:
    _, x, y = stock.date
    sheet.text(
        page.x(x) + style.dx,
        page.y(y) + style.dy,
        sale.issued.strftime(style.date),
        style.number if style.date.isascii() else style.text,
        name="issue_date",
    )
    if sale.qr:
        left, top, side = stock.qr
        sheet.add(QrCode(page.x(left) + style.dx, page.y(top) + style.dy * 0.5, side, sale.qr, style.text.colour))


def _foot(sheet: Sheet, stock: _Stock, sale: Sale, form: Form, style: ValueStyle) -> None:
    page, label = form.page, form.label
    fraction, stamp, stamp_x, issuer_x, value_x, remark_x = stock.foot
    y = page.y(fraction)
    sheet.text(page.x(stamp_x), y, stamp, label)
    sheet.text(page.x(issuer_x), y, "开票人", replace(label, spacing_mm=0.8))
    sheet.text(page.x(value_x) + style.dx, y + style.dy, str(sale.values["issuer"]), style.text, name="issuer")
    if not remark_x:
        return
    rect = sheet.text(page.x(remark_x), y, "备注：", label)
    remark = str(sale.values["remark"])
    if remark == PREPRINTED_REMARK:
        sheet.text(rect[2] + 1.0, y, remark, label, name="remark")
        return
    room = sheet.width_mm - rect[2] - _STRIP_MM - 4.0
    sheet.text(rect[2] + 1.0 + style.dx, y + style.dy, remark, fitted(remark, style.text, room), name="remark")


def _seals(sheet: Sheet, stock: _Stock, sale: Sale, page: Page, rng: np.random.Generator) -> None:
    seed = between(rng, 0, 2**31)
    center = page.x((stock.title[1] + stock.title[2]) / 2)
    y = page.y((stock.title[3] + stock.copy[2]) / 2)
    sheet.add(supervision_seal(sale, (center, y), wear=float(rng.uniform(0.0, 0.5)), seed=seed))
    if chance(rng, 0.92):
        place = (page.x(float(rng.uniform(0.13, 0.36))), page.y(float(rng.uniform(0.83, 0.912))))
        wear = float(rng.uniform(0.1, 0.75))
        sheet.add(dealer_seal(sale, place, tilt_deg=float(rng.normal(0, 8)), wear=wear, seed=seed + 1))
