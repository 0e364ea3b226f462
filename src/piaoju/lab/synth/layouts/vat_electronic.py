"""The electronic VAT invoices of tax control devices: general, special, and for tolls.

A page of 210 or 215 x 140 mm.
"""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES, LABEL_FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vat_table import (
    FormStyle,
    ValueStyle,
    draw_table,
    draw_values,
    seller_seal,
    supervision_seal,
)
from piaoju.lab.synth.typeset import BLACK, Colour, Style, fitted
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.vat import VatInvoice, vat_fields

_LABEL_COLOURS: tuple[Colour, ...] = ((160, 82, 0), (128, 64, 0), (128, 0, 0), (176, 96, 16))


def draw(invoice: VatInvoice, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    dx = pick(rng, (0.0, 0.0, 3.4))
    sheet = Sheet(215.0 if dx else 210.0, 140.0)
    label = Style(3.3, pick(rng, LABEL_FACES), pick(rng, _LABEL_COLOURS))
    name = pick(rng, ("货物或应税劳务、服务名称", "项目名称", "货物或应税劳务、服务名称"))
    form = FormStyle(label, 0.16, name, invoice.cells)
    text = Style(3.3, pick(rng, FACES), BLACK, latin_em=0.5 if chance(rng, 0.6) else 0.0)
    wide = Style(4.2, "sans", BLACK, latin_em=0.6)
    draw_table(sheet, form, dx)
    _head(sheet, invoice, label, text, dx)
    draw_values(sheet, invoice, ValueStyle(text, wide), dx)
    sheet.add(supervision_seal(invoice, (105.0 + dx, 17.5)))
    if chance(rng, 0.85):
        sheet.add(seller_seal(invoice, (184.5 + dx + float(rng.uniform(-4, 2)), 121.0)))
    return PrintedForm(sheet, vat_fields(invoice), text.size_mm)


def _head(sheet: Sheet, invoice: VatInvoice, label: Style, text: Style, dx: float) -> None:
    sheet.add(QrCode(8.4 + dx, 3.5, 20.0, invoice.qr, BLACK))
    title = fitted(invoice.title, replace(label, size_mm=6.6, spacing_mm=0.9), 82.0)
    sheet.text(105.0 + dx, 11.0, invoice.title, title, "center", name="title")
    for y in (18.4, 19.4):
        sheet.rule(67.0 + dx, y, 143.5 + dx, y, label.colour)
    check = " ".join(invoice.check_code[start : start + 5] for start in range(0, 20, 5))
    rows = (
        (9.3, "发票代码", invoice.code, "invoice_code"),
        (14.8, "发票号码", invoice.number, "invoice_number"),
        (20.2, "开票日期", f"{invoice.issued:%Y年%m月%d日}", "issue_date"),
        (25.8, "校验码", check, "check_code"),
    )
    for y, name, value, mark in rows if invoice.check_code else rows[:-1]:
        sheet.spread(148.5 + dx, 161.9 + dx, y, name, label)
        sheet.text(162.1 + dx, y, ":", label)
        sheet.text(163.8 + dx, y, value, text, name=mark)
    sheet.text(33.0 + dx, 12.0, invoice.mark, replace(text, size_mm=4.6))
    sheet.text(5.5 + dx, 25.8, "机器编号:", label)
    sheet.text(22.0 + dx, 25.8, invoice.machine_number, text, name="machine_number")
