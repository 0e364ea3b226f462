"""The fully digital VAT invoice (数电票), on a page of 210 x 140 mm.

Source: positions measured on issued files; they differ by less than 2 mm between producers.
"""

from dataclasses import dataclass, replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES, LABEL_FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vat_items import Columns, draw_items
from piaoju.lab.synth.layouts.vat_table import supervision_seal
from piaoju.lab.synth.typeset import BLACK, Colour, Style, fitted, wrapped
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.parties import Party
from piaoju.lab.synth.values.vat import VatInvoice, vat_fields

NAME_WIDTH = 11.5
"""Full-width characters in a line of the name column."""
LINES = 7
"""Printed lines in the item area."""

_LEFT, _RIGHT = 4.5, 205.5
_LABEL_COLOURS: tuple[Colour, ...] = ((128, 0, 0), (128, 0, 0), (140, 20, 20), (150, 50, 20))
_COLUMNS = Columns(
    name=(4.8, 40.5),
    specification=(41.8, 64.0),
    unit=71.3,
    quantity=102.5,
    unit_price=127.4,
    amount=153.0,
    tax_rate=166.5,
    tax=205.3,
    first_y=58.2,
    last_y=90.0,
)
_HEADS = (
    ("项目名称", 15.6, 28.6), ("规格型号", 41.8, 54.6), ("单位", 67.2, 76.2), ("数量", 93.0, 102.3),
    ("单价", 118.2, 127.4), ("金额", 143.8, 153.0), ("税率/征收率", 157.6, 175.0), ("税额", 194.4, 203.8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """Faces and inks of one producer."""

    label: Style
    value: Style
    number: Style


def draw(invoice: VatInvoice, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    look = _look(rng)
    sheet = Sheet(210.0, 140.0)
    _rules(sheet, look.label.colour)
    _head(sheet, invoice, look, rng)
    _party(sheet, "购买方信息", 7.5, 11.5, 103.5, invoice.buyer, look, "buyer")
    _party(sheet, "销售方信息", 108.2, 112.2, 204.5, invoice.seller, look, "seller")
    _item_area(sheet, invoice, look)
    _foot(sheet, invoice, look)
    sheet.add(supervision_seal(invoice, (105.0, 18.0)))
    if chance(rng, 0.5):
        grey = Style(3.0, look.value.face, (150, 150, 150))
        sheet.column(208.0, 30.5, 48.0, f"下载次数：{int(rng.integers(1, 5))}", grey)
    return PrintedForm(sheet, vat_fields(invoice), look.value.size_mm)


def _look(rng: np.random.Generator) -> _Look:
    value_face = pick(rng, FACES)
    latin = 0.5 if chance(rng, 0.75) else 0.0
    label = Style(
        3.175,
        pick(rng, LABEL_FACES),
        pick(rng, _LABEL_COLOURS),
        stretch=float(rng.uniform(0.94, 1)),
        weight_mm=float(rng.uniform(0.0, 0.05)),
    )
    value = Style(3.175, value_face, BLACK, latin_em=latin)
    return _Look(label, value, Style(4.2, "sans", BLACK, latin_em=0.6))


def _rules(sheet: Sheet, colour: Colour) -> None:
    sheet.frame((_LEFT, 30.0, _RIGHT, 124.0), colour)
    for y in (52.0, 96.0, 104.0):
        sheet.rule(_LEFT, y, _RIGHT, y, colour)
    for x, y0, y1 in ((10.7, 30, 52), (105.3, 30, 52), (111.3, 30, 52), (56.4, 96, 104), (10.7, 104, 124)):
        sheet.rule(x, y0, x, y1, colour)
    for y in (17.9, 19.0):
        sheet.rule(65.5, y, 138.5, y, colour)


def _head(sheet: Sheet, invoice: VatInvoice, look: _Look, rng: np.random.Generator) -> None:
    title = replace(look.label, size_mm=6.7, spacing_mm=0.9)
    sheet.text(102.0, 11.6, invoice.title, title, "center", name="title")
    sheet.add(QrCode(6.5, 6.0, 20.0, invoice.qr, BLACK))
    for y, label in ((12.9, "发票号码："), (19.0, "开票日期：")):
        sheet.text(154.0, y, label, look.label)
    sheet.text(169.8, 12.9, invoice.number, look.value, name="invoice_number")
    sheet.text(169.8, 19.0, f"{invoice.issued:%Y年%m月%d日}", look.value, name="issue_date")
    if invoice.bill.items[0].name.startswith("*汽油*"):
        sheet.text(38.0, 16.0, "成品油", look.value)
    elif invoice.bill.items[0].name.startswith("*建筑服务*"):
        sheet.text(38.0, 16.0, "建筑服务", look.value)
    if chance(rng, 0.3):
        sheet.text(196.0, 27.5, "共1页 第1页", replace(look.label, size_mm=2.6), "right")


def _party(
    sheet: Sheet, head: str, middle: float, left: float, right: float, party: Party, look: _Look, role: str
) -> None:
    sheet.column(middle, 32.2, 50.6, head, look.label)
    label = sheet.text(left + 0.2, 35.6, "名称：", look.label)
    start = label[2] + 1.0
    style = fitted(party.name, look.value, right - start)
    sheet.text(start, 35.5, party.name, style, name=f"{role}_name")
    label = sheet.text(left + 0.2, 45.9, "统一社会信用代码/纳税人识别号：", replace(look.label, size_mm=2.95))
    style = fitted(party.tax_id, look.number, right - label[2] - 0.8)
    sheet.text(label[2] + 0.8, 45.8, party.tax_id, style, name=f"{role}_tax_id")


def _item_area(sheet: Sheet, invoice: VatInvoice, look: _Look) -> None:
    for text, x0, x1 in _HEADS:
        sheet.spread(x0, x1, 54.8, text, look.label)
    draw_items(sheet, invoice.bill.items, _COLUMNS, look.value)
    sheet.spread(20.4, 39.6, 93.8, "合计", look.label)
    total = replace(look.value, size_mm=3.3)
    sheet.text(_COLUMNS.amount + 0.5, 93.6, f"¥{invoice.bill.net:.2f}", total, "right", "total_excluding_tax")
    tax = invoice.bill.printed_tax
    sheet.text(_COLUMNS.tax, 93.6, tax if tax == "***" else f"¥{tax}", total, "right", "total_tax")


def _foot(sheet: Sheet, invoice: VatInvoice, look: _Look) -> None:
    sheet.text(29.0, 100.3, "价税合计（大写）", replace(look.label, spacing_mm=0.2), "center")
    sheet.text(58.0, 99.9, "⊗", Style(5.2, "sans", BLACK))
    sheet.text(63.2, 99.9, invoice.words, fitted(invoice.words, look.value, 80.0), name="total_in_words")
    label = sheet.text(144.8, 100.3, "（小写）", look.label)
    large = replace(look.value, size_mm=4.0)
    sheet.text(label[2] + 0.8, 99.8, f"¥{invoice.bill.total:.2f}", large, name="total_including_tax")
    sheet.column(7.6, 107.5, 120.5, "备注", look.label)
    lines = [part for line in invoice.remark for part in wrapped(line, look.value, 192.0)]
    sheet.paragraph(11.3, 106.6, lines, 4.5, look.value, name="remark")
    label = sheet.text(19.7, 131.3, "开票人：", look.label)
    sheet.text(label[2] + 1.0, 131.3, invoice.issuer, look.value, name="issuer")
