"""Fully digital vehicle invoices: a white page with a QR code, a twenty-digit number and a table in dark red.

Their places are not published: the head is that of the fully digital VAT invoice, the table that of the paper form.
"""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vehicle_designs import Design
from piaoju.lab.synth.layouts.vehicle_grid import Page
from piaoju.lab.synth.layouts.vehicle_seals import supervision_seal
from piaoju.lab.synth.layouts.vehicle_table import Form, ValueStyle, draw_form, draw_values
from piaoju.lab.synth.typeset import BLACK, Colour, Style
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.vehicle_sale import Sale

_TITLES = {
    "motor_vehicle_invoice": "电子发票（机动车销售统一发票）",
    "used_vehicle_invoice": "电子发票（二手车销售统一发票）",
}
_COLOURS: tuple[Colour, ...] = ((128, 0, 0), (128, 0, 0), (140, 20, 20), (150, 50, 20))


def draw(design: Design, sale: Sale, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    page = Page(*design.size_mm)
    sheet = Sheet(page.width_mm, page.height_mm)
    label = Style(design.label_mm, design.label_face, pick(rng, _COLOURS), weight_mm=float(rng.uniform(0.0, 0.05)))
    text = Style(3.175, pick(rng, FACES), BLACK, latin_em=0.5 if chance(rng, 0.75) else 0.0)
    number = replace(text, face="sans", latin_em=0.58) if chance(rng, 0.3) else text
    value = ValueStyle(text, number, "¥", "%Y年%m月%d日", cross=True)
    form = Form(design.grid, page, label, design.rule_mm)
    draw_form(sheet, form)
    draw_values(sheet, form, sale.values, value)
    _head(sheet, _TITLES[design.document_type], sale, form, value)
    y = page.y(0.935)
    rect = sheet.text(page.x(0.1), y, "开票人：", label)
    sheet.text(rect[2] + 1.0, y, str(sale.values["issuer"]), text, name="issuer")
    sheet.add(supervision_seal(sale, (page.x(0.5), 18.0)))
    return PrintedForm(sheet, sale.label(), text.size_mm)


def _head(sheet: Sheet, title: str, sale: Sale, form: Form, value: ValueStyle) -> None:
    page, label = form.page, form.label
    look = replace(label, size_mm=5.7, spacing_mm=0.3)
    sheet.text(page.x(0.5), 11.6, title, look, "center")
    for y in (17.9, 19.0):
        sheet.rule(page.x(0.29), y, page.x(0.71), y, label.colour)
    sheet.add(QrCode(6.5, 5.0, 20.0, sale.qr, BLACK))
    left = page.width_mm - 56.0
    cells = (
        (12.9, "发票号码：", str(sale.values["invoice_number"]), "invoice_number"),
        (19.0, "开票日期：", sale.issued.strftime(value.date), "issue_date"),
    )
    for y, text, content, name in cells:
        rect = sheet.text(left, y, text, label)
        sheet.text(rect[2] + 0.6, y, content, value.text, name=name)
