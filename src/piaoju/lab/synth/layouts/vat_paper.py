"""VAT invoices on preprinted paper: stock of 240 x 140 mm, or narrower with the tractor strips torn off.

The form is printed in the colour of its copy. The values are a second print, in another face and ink, out of
register by up to 3 mm across and half a line down. Then come the seals.
"""

from dataclasses import dataclass, replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vat_table import (
    FormStyle,
    ValueStyle,
    draw_table,
    draw_values,
    seller_seal,
    supervision_seal,
)
from piaoju.lab.synth.typeset import Colour, Style
from piaoju.lab.synth.values.lexicon import between, chance, pick, table
from piaoju.lab.synth.values.vat import FieldValue, VatInvoice, vat_fields

_STRIP_MM = 12.7
_HOLE_MM = 2.0
_BLACK_INK: Colour = (38, 38, 44)
_BLUE_INKS: tuple[Colour, ...] = ((52, 84, 190), (70, 96, 200), (60, 62, 150), (86, 110, 186))
_PAPERS: tuple[Colour, ...] = ((252, 251, 248), (248, 247, 243), (250, 248, 250), (246, 248, 250))


@dataclass(frozen=True, slots=True)
class _Copy:
    """One copy of the form: its name, its colour and the line at the right edge."""

    name: str
    colour: Colour
    purpose: str


_SPECIAL_COPIES = (
    _Copy("抵扣联", (46, 120, 84), "第二联：抵扣联 购买方扣税凭证"),
    _Copy("发票联", (150, 92, 50), "第三联：发票联 购买方记账凭证"),
    _Copy("发票联", (164, 98, 44), "第三联：发票联 购买方记账凭证"),
    _Copy("记账联", (66, 74, 110), "第一联：记账联 销售方记账凭证"),
)
_GENERAL_COPIES = (
    _Copy("发票联", (112, 76, 66), "第二联：发票联 购买方记账凭证"),
    _Copy("发票联", (134, 84, 58), "第二联：发票联 购买方记账凭证"),
    _Copy("记账联", (70, 80, 120), "第一联：记账联 销售方记账凭证"),
)


def draw(invoice: VatInvoice, rng: np.random.Generator, *, special: bool) -> PrintedForm:
    """Lay out an invoice."""
    copy = pick(rng, _SPECIAL_COPIES if special else _GENERAL_COPIES)
    sheet, dx = _stock(rng)
    label = Style(3.5, "serif", copy.colour, stretch=float(rng.uniform(0.92, 1.0)), strength=float(rng.uniform(0.8, 1)))
    draw_table(sheet, _form_style(rng, invoice, label), dx)
    _form_head(sheet, invoice, copy, label, dx, rng)
    value = _value_style(rng, spare_check_code=not special and chance(rng, 0.3) and bool(invoice.check_code))
    has_machine_number = bool(invoice.machine_number) and (chance(rng, 0.75) if special else value.spare_check_code)
    _value_head(sheet, invoice, value, dx, has_machine_number=has_machine_number)
    draw_values(sheet, invoice, value, dx)
    seed = between(rng, 0, 2**31)
    sheet.add(supervision_seal(invoice, (106.5 + dx, 18.0), wear=float(rng.uniform(0.0, 0.5)), seed=seed))
    if chance(rng, 0.92):
        center = (float(rng.uniform(166, 192)) + dx, float(rng.uniform(112, 124)))
        wear = float(rng.uniform(0.1, 0.75))
        sheet.add(seller_seal(invoice, center, tilt_deg=float(rng.normal(0, 6)), wear=wear, seed=seed + 1))
    return PrintedForm(sheet, _fields(invoice, value, has_machine_number=has_machine_number), value.text.size_mm)


def _stock(rng: np.random.Generator) -> tuple[Sheet, float]:
    """Return the paper and the shift of the table on it."""
    paper = pick(rng, _PAPERS)
    if chance(rng, 0.45):
        return Sheet(240.0 - 2 * _STRIP_MM, 140.0, paper), 0.8
    holes = [(x, 6.35 + row * _STRIP_MM, _HOLE_MM) for x in (6.35, 233.65) for row in range(11)]
    sheet = Sheet(240.0, 140.0, paper, holes=holes)
    for x in (_STRIP_MM, 240.0 - _STRIP_MM):
        sheet.rule(x, 0.0, x, 140.0, (190, 190, 190), 0.15, dash_mm=0.6)
    return sheet, 13.5


def _form_style(rng: np.random.Generator, invoice: VatInvoice, label: Style) -> FormStyle:
    rule_mm = float(rng.uniform(0.12, 0.24))
    name = pick(rng, ("货物或应税劳务、服务名称", "货物或应税劳务、服务名称", "货物或应税劳务名称"))
    if invoice.qr:
        return FormStyle(label, rule_mm, name)
    # Forms of before the QR code.
    return FormStyle(label, rule_mm, "货物或应税劳务名称", parties=("购货单位", "销货单位"))


def _value_style(rng: np.random.Generator, *, spare_check_code: bool) -> ValueStyle:
    ink = pick(rng, _BLUE_INKS) if chance(rng, 0.7) else _BLACK_INK
    dots = chance(rng, 0.4)
    strength = float(rng.uniform(0.8, 1.0))
    face = pick(rng, FACES)
    bold = 0.0 if dots else float(rng.uniform(0.01, 0.07))
    text = Style(float(rng.uniform(3.2, 3.6)), face, ink, latin_em=0.5, dots=dots, strength=strength, weight_mm=bold)
    wide = Style(float(rng.uniform(4.0, 4.6)), "sans", ink, latin_em=0.62, dots=dots, strength=strength)
    return ValueStyle(
        text,
        wide,
        dx=float(np.clip(rng.normal(0, 1.3), -3, 3)),
        dy=float(np.clip(rng.normal(0, 1.0), -2.2, 2.2)),
        spare_check_code=spare_check_code,
    )


def _form_head(
    sheet: Sheet, invoice: VatInvoice, copy: _Copy, label: Style, dx: float, rng: np.random.Generator
) -> None:
    """Print what the stock carries: title, copy, code and number, printer's line."""
    title = replace(label, size_mm=5.7, spacing_mm=0.8)
    sheet.text(106.5 + dx, 10.4, invoice.title, title, "center", name="title")
    for y in (18.0, 19.2):
        sheet.rule(76.0 + dx, y, 137.0 + dx, y, copy.colour)
    sheet.spread(95.0 + dx, 118.0 + dx, 24.6, copy.name, replace(label, size_mm=5.4))
    code = Style(5.2, pick(rng, FACES), (46, 44, 46), latin_em=0.68)
    sheet.text(31.0 + dx, 14.6, invoice.code, _code_style(code, len(invoice.code)), name="invoice_code")
    sheet.text(147.0 + dx, 14.2, "№", Style(5.6, "serif", (40, 40, 46)))
    number_ink = pick(rng, ((44, 70, 180), (40, 50, 120), (190, 40, 50)))
    number = Style(6.2, pick(rng, FACES), number_ink, latin_em=0.44, stretch=0.8, weight_mm=0.1)
    sheet.text(157.5 + dx, 14.2, invoice.number, number, name="invoice_number")
    sheet.text(155.0 + dx, 25.8, "开票日期:", replace(label, spacing_mm=0.4))
    edge = replace(label, size_mm=3.1)
    sheet.column(209.4 + dx, 54.0, 108.0, copy.purpose, edge)
    printer = f"税总函〔{invoice.issued.year}〕{between(rng, 10, 600)}号"
    maker = "".join(pick(rng, table("words")["brand"]) for _ in range(2))
    sheet.column(2.2 + dx, 40.0, 118.0, f"{printer}{invoice.place.title}{maker}印务有限公司", edge)


def _code_style(style: Style, count: int) -> Style:
    """Return the style of the preprinted code: twelve digits stand closer than ten."""
    return style if count <= 10 else replace(style, latin_em=0.6)


def _value_head(sheet: Sheet, invoice: VatInvoice, style: ValueStyle, dx: float, *, has_machine_number: bool) -> None:
    """Print what the device prints above the table: code and number again, date, check code, QR."""
    x, y = dx + style.dx, style.dy
    if invoice.qr:
        sheet.add(QrCode(8.5 + x, 10.5 + y * 0.5, 18.0, invoice.qr, style.text.colour))
    small = replace(style.text, size_mm=3.3)
    sheet.text(204.0 + x, 16.2 + y, invoice.code, small, "right")
    sheet.text(204.0 + x, 20.6 + y, invoice.number, replace(style.wide, size_mm=3.6), "right")
    sheet.text(173.0 + x, 25.8 + y, f"{invoice.issued:%Y年%m月%d日}", style.text, name="issue_date")
    if has_machine_number:
        label = sheet.text(30.0 + x, 27.0 + y, "机器编号:", small)
        sheet.text(label[2] + 1.0, 27.0 + y, invoice.machine_number, style.text, name="machine_number")
    elif invoice.check_code:
        groups = " ".join(invoice.check_code[start : start + 5] for start in range(0, 20, 5))
        label = sheet.text(30.0 + x, 27.0 + y, "校验码", small)
        sheet.text(label[2] + 1.6, 27.0 + y, groups, style.text, name="check_code")


def _fields(invoice: VatInvoice, style: ValueStyle, *, has_machine_number: bool) -> dict[str, FieldValue]:
    fields = vat_fields(invoice)
    if not has_machine_number:
        fields["machine_number"] = ""
    if style.spare_check_code:
        fields["remark"] = f"校验码{invoice.check_code}{fields['remark']}"
    return fields
