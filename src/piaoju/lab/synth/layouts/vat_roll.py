"""The VAT invoice on a roll (卷票): a slip of 57 or 76 mm, printed by a till.

The stock carries title, seal, copy, code and number; all else is printed by the till, labels too. Tills write it
by heat in black that fades, or by a ribbon in blue or purple dots.

Source: contents as announced by the State Taxation Administration (2016 no. 82); sums are with their tax, which
the slip does not show. Sizes of print by comparison with till slips.
"""

from dataclasses import dataclass, replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES, LABEL_FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vat_table import seller_seal, supervision_seal
from piaoju.lab.synth.typeset import BLACK, Colour, Style, fitted, wrapped
from piaoju.lab.synth.values.goods import Item
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.vat import FieldValue, VatInvoice, vat_fields

NAME_WIDTH = 14.0
"""Full-width characters in a line of an item's name."""
LINES = 5
"""Printed lines of names; figures stand on lines of their own."""

_LENGTH_MM = 177.8
_FORM_INKS: tuple[Colour, ...] = ((150, 86, 46), (120, 80, 60), (60, 60, 64))
_HEAT_INKS: tuple[Colour, ...] = ((30, 30, 34), (58, 56, 66), (70, 70, 92))
_RIBBON_INKS: tuple[Colour, ...] = ((70, 60, 150), (60, 76, 170), (84, 64, 140))
_PAPERS: tuple[Colour, ...] = ((252, 252, 250), (250, 248, 242), (246, 246, 248))
_BLACK_MARK: Colour = (24, 24, 24)
_UNPRINTED = ("cipher_area", "buyer_address_phone", "buyer_bank_account", "seller_address_phone", "seller_bank_account",
              "total_excluding_tax", "total_tax", "remark", "reviewer", "issuer")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Slip:
    """The slip being printed.

    Attributes:
        sheet: of the size of the roll.
        left: edge of the text.
        right: edge of the text.
        text: of what the till prints.
        pitch: from line to line.
    """

    sheet: Sheet
    left: float
    right: float
    text: Style
    pitch: float

    def line(self, y: float, label: str, value: str, name: str) -> float:
        """Print a label and its value, which may take several lines; return where the next line stands."""
        rect = self.sheet.text(self.left, y, label, self.text)
        start = rect[2] + 0.5
        first, *_ = wrapped(value, self.text, self.right - start)
        self.sheet.text(start, y, first, self.text, name=name)
        for part in wrapped(value[len(first) :], self.text, self.right - self.left) if len(value) > len(first) else ():
            y += self.pitch
            self.sheet.text(self.left, y, part, self.text, name=name)
        return y + self.pitch

    def dashes(self, y: float) -> float:
        """Print a line of hyphens."""
        count = int((self.right - self.left) / (self.text.size_mm * 0.5))
        self.sheet.ornament((self.left + self.right) / 2, y, "-" * count, replace(self.text, latin_em=0.5))
        return y + self.pitch


def draw(invoice: VatInvoice, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    wide = chance(rng, 0.4)
    sheet = Sheet(76.0 if wide else 57.0, _LENGTH_MM, pick(rng, _PAPERS))
    y = _stock(sheet, invoice, rng)
    text = _text(rng, wide=wide)
    margin = float(rng.uniform(3.0, 5.5))
    slip = _Slip(sheet, margin, sheet.width_mm - margin + 1.0, text, text.size_mm * float(rng.uniform(1.3, 1.45)))
    y = _head(slip, invoice, y + float(rng.uniform(0.0, 2.0)))
    y = _items(slip, invoice.bill.items, slip.dashes(y))
    y = _totals(slip, invoice, slip.dashes(y))
    side = 22.0 if wide else 20.0
    sheet.add(QrCode(sheet.width_mm / 2 - side / 2, y + 1.0, side, invoice.qr, text.colour))
    if chance(rng, 0.8):
        across = sheet.width_mm * float(rng.uniform(0.4, 0.62))
        center = (across, min(y + float(rng.uniform(0.0, 26.0)), _LENGTH_MM - 16.0))
        wear = float(rng.uniform(0.1, 0.6))
        sheet.add(
            seller_seal(invoice, center, tilt_deg=float(rng.normal(0, 8)), wear=wear, seed=int(rng.integers(2**31)))
        )
    return PrintedForm(sheet, _fields(invoice), text.size_mm)


def _text(rng: np.random.Generator, *, wide: bool) -> Style:
    size = 3.1 if wide else 2.7
    strength = float(rng.uniform(0.6, 1.0))
    if chance(rng, 0.45):
        return Style(size, pick(rng, FACES), pick(rng, _RIBBON_INKS), latin_em=0.5, dots=True, strength=strength)
    weight = float(rng.uniform(0.0, 0.04))
    return Style(size, pick(rng, FACES), pick(rng, _HEAT_INKS), latin_em=0.5, weight_mm=weight, strength=strength)


def _stock(sheet: Sheet, invoice: VatInvoice, rng: np.random.Generator) -> float:
    """Print what the roll carries, and return where the till begins."""
    middle = sheet.width_mm / 2
    label = Style(3.2, pick(rng, LABEL_FACES), pick(rng, _FORM_INKS))
    if chance(rng, 0.5):
        # The black mark, by which tills find the beginning of a form.
        sheet.rule(2.0, 3.0, 14.0, 3.0, _BLACK_MARK, 4.0)
    title = fitted(invoice.title, replace(label, size_mm=4.4), sheet.width_mm - 5.0)
    sheet.text(middle, 13.0, invoice.title, title, "center", "title")
    sheet.text(middle, 25.5, "发 票 联", replace(label, size_mm=4.2), "center")
    black = Style(3.4, pick(rng, FACES), BLACK, latin_em=0.52)
    rows = ((31.5, "发票代码", invoice.code, "invoice_code"), (36.5, "发票号码", invoice.number, "invoice_number"))
    for y, name, value, mark in rows:
        rect = sheet.text(middle - 19.0, y, name, label)
        sheet.text(rect[2] + 1.5, y, value, black, name=mark)
    sheet.add(supervision_seal(invoice, (middle, 17.0)))
    return 43.0


def _head(slip: _Slip, invoice: VatInvoice, y: float) -> float:
    date = f"{invoice.issued:%Y-%m-%d}" if invoice.number[-1] in "02468" else f"{invoice.issued:%Y年%m月%d日}"
    rows = (
        ("机打号码:", invoice.number, ""),
        ("机器编号:", invoice.machine_number, "machine_number"),
        ("收款员:", invoice.payee, "payee"),
        ("开票日期:", date, "issue_date"),
        ("销售方名称:", invoice.seller.name, "seller_name"),
        ("纳税人识别号:", invoice.seller.tax_id, "seller_tax_id"),
        ("购买方名称:", invoice.buyer.name, "buyer_name"),
        ("纳税人识别号:", invoice.buyer.tax_id, "buyer_tax_id"),
    )
    for label, value, mark in rows:
        y = slip.line(y, label, value, mark)
    return y


def _items(slip: _Slip, items: tuple[Item, ...], y: float) -> float:
    """Print the items: the name on its own lines, the figures below it."""
    middle = slip.left + (slip.right - slip.left) * 0.62
    columns = (("unit_price", "单价", middle - 11.0), ("quantity", "数量", middle), ("amount", "金额", slip.right))
    slip.sheet.text(slip.left, y, "项目", slip.text)
    for _, head, right in columns:
        slip.sheet.text(right, y, head, slip.text, "right")
    y += slip.pitch
    for row, item in enumerate(items):
        for part in wrapped(item.name, slip.text, slip.right - slip.left):
            slip.sheet.text(slip.left, y, part, slip.text, name=f"items[{row}].name")
            y += slip.pitch
        for cell, _, right in columns:
            slip.sheet.text(right, y, item.printed(cell), slip.text, "right", f"items[{row}].{cell}")
        y += slip.pitch
    return y


def _totals(slip: _Slip, invoice: VatInvoice, y: float) -> float:
    large = replace(slip, text=replace(slip.text, size_mm=slip.text.size_mm * 1.1))
    y = large.line(y, "合计金额(小写):", f"￥{invoice.bill.total:.2f}", "total_including_tax")
    y = slip.line(y, "合计金额(大写):", invoice.words, "total_in_words")
    groups = " ".join(invoice.check_code[start : start + 5] for start in range(0, 20, 5))
    return slip.line(y, "校验码:", groups, "check_code")


def _fields(invoice: VatInvoice) -> dict[str, FieldValue]:
    """Return the label: only what a slip has a place for."""
    return {name: value for name, value in vat_fields(invoice).items() if name not in _UNPRINTED}
