"""The fully digital VAT invoice (数电票): pages of 210 x 140 mm, more than one where there are many items.

Source: positions measured on issued files; they differ by less than 2 mm between producers.
"""

from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from piaoju.lab.synth.draw import QrCode, Sheet
from piaoju.lab.synth.fonts import FACES, LABEL_FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vat_digital_tables import FULL_LAST_Y, draw_second, item_table, sums_y
from piaoju.lab.synth.layouts.vat_items import PITCH_MM, ItemTable, draw_heads, draw_items, holds, paginated
from piaoju.lab.synth.layouts.vat_table import supervision_seal
from piaoju.lab.synth.typeset import BLACK, Colour, Style, fitted, width, wrapped
from piaoju.lab.synth.values.goods import Bill, Item, billed
from piaoju.lab.synth.values.lexicon import apart, chance, pick
from piaoju.lab.synth.values.parties import Party
from piaoju.lab.synth.values.vat import VatInvoice, vat_fields

NAME_WIDTH = 11.5
"""Full-width characters in a line of the name column."""
LINES = 7
"""Printed lines in the item area."""

_LEFT, _RIGHT = 4.5, 205.5
_LONGEST = 8
"""Items that one page may be made to hold, by printing them smaller."""
_LABEL_COLOURS: tuple[Colour, ...] = ((128, 0, 0), (128, 0, 0), (140, 20, 20), (150, 50, 20))


@dataclass(frozen=True, slots=True)
class _Look:
    """Faces and inks of one producer, and where it puts code and number.

    Attributes:
        label: of labels.
        value: of values.
        number: of tax numbers.
        qr: left and top edge of the QR code.
        head_x: left edge of number and date.
    """

    label: Style
    value: Style
    number: Style
    qr: tuple[float, float] = (6.5, 6.0)
    head_x: float = 154.0


@dataclass(frozen=True, slots=True)
class _PartyPlace:
    """Where buyer or seller stands: middle of the upright words, edges of the cell."""

    head: str
    middle: float
    left: float
    right: float


_BUYER = _PartyPlace("购买方信息", 7.5, 11.5, 103.5)
_SELLER = _PartyPlace("销售方信息", 108.2, 112.2, 204.5)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one page of an invoice holds.

    Attributes:
        items: in printed order.
        first: how many stand on the pages before.
        page: its number.
        pages: how many there are.
    """

    items: tuple[Item, ...]
    first: int
    page: int
    pages: int

    @property
    def is_last(self) -> bool:
        """Whether the totals stand here."""
        return self.page == self.pages


def draw(invoice: VatInvoice, rng: np.random.Generator) -> PrintedForm:
    """Lay out an invoice."""
    look = _look(rng)
    table = item_table(invoice.cells, has_second=invoice.second_table is not None)
    parts = _parts(invoice, table, look)
    shows_count = len(parts) > 1 or chance(rng, 0.3)
    sheets = [_page(invoice, part, table, look, shows_count=shows_count) for part in parts]
    if chance(rng, 0.5):
        grey = Style(3.0, look.value.face, (150, 150, 150))
        sheets[0].column(208.0, 30.5, 48.0, f"下载次数：{int(rng.integers(1, 5))}", grey)
    return PrintedForm(sheets[0], vat_fields(invoice), look.value.size_mm, tuple(sheets[1:]))


def _parts(invoice: VatInvoice, table: ItemTable, look: _Look) -> list[_Part]:
    items = invoice.bill.items
    if len(items) <= _LONGEST and holds(items, table, look.value):
        return [_Part(items, 0, 1, 1)]
    shorter = replace(table, last_y=table.last_y - PITCH_MM)
    pages = paginated(items, shorter, look.value, FULL_LAST_Y)
    ends = accumulate(len(page) for page in pages)
    return [
        _Part(tuple(page), end - len(page), number, len(pages))
        for number, (end, page) in enumerate(zip(ends, pages, strict=True), 1)
    ]


def _page(invoice: VatInvoice, part: _Part, table: ItemTable, look: _Look, *, shows_count: bool) -> Sheet:
    """Print one page; fields that every page repeats are marked on the first."""
    sheet = Sheet(210.0, 140.0)
    _rules(sheet, look.label.colour, has_totals=part.is_last)
    _head(sheet, invoice, look, is_first=part.page == 1)
    if shows_count:
        count = f"共{part.pages}页 第{part.page}页"
        sheet.text(196.0, 27.5, count, replace(look.label, size_mm=2.6), "right")
    for party, place, role in ((invoice.buyer, _BUYER, "buyer"), (invoice.seller, _SELLER, "seller")):
        _party(sheet, party, place, look, role if part.page == 1 else "")
    draw_heads(sheet, table, 54.8, look.label)
    room = table if part.is_last else replace(table, last_y=FULL_LAST_Y)
    draw_items(sheet, part.items, room, look.value, part.first)
    if part.pages > 1:
        y = sums_y(table) - PITCH_MM if part.is_last else FULL_LAST_Y + 5.0
        _sums(sheet, y, "小计", billed(part.items), table, look)
    if part.is_last:
        _sums(sheet, sums_y(table), "合计", invoice.bill, table, look, ("total_excluding_tax", "total_tax"))
        if invoice.second_table:
            draw_second(sheet, invoice.second_table, look.label, look.value)
        _totals(sheet, invoice, look)
    if part.is_last or part.page == 1:
        _issuer(sheet, invoice, look, "issuer" if part.is_last else "")
    sheet.add(supervision_seal(invoice, (105.0, 18.0)))
    return sheet


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
    number = Style(4.2, "sans", BLACK, latin_em=0.6)
    own = apart(rng)
    if chance(own, 0.5):
        return _Look(label, value, number)
    qr = (float(own.uniform(4.8, 9.0)), float(own.uniform(3.8, 8.0)))
    small = replace(value, size_mm=3.7, latin_em=0.5)
    return _Look(label, value, pick(own, (number, small)), qr, float(own.uniform(148.0, 154.0)))


def _rules(sheet: Sheet, colour: Colour, *, has_totals: bool) -> None:
    sheet.frame((_LEFT, 30.0, _RIGHT, 124.0), colour)
    across = (52.0, 96.0, 104.0) if has_totals else (52.0,)
    down = [(10.7, 30, 52), (105.3, 30, 52), (111.3, 30, 52)]
    if has_totals:
        down += [(56.4, 96, 104), (10.7, 104, 124)]
    for y in across:
        sheet.rule(_LEFT, y, _RIGHT, y, colour)
    for x, y0, y1 in down:
        sheet.rule(x, y0, x, y1, colour)
    for y in (17.9, 19.0):
        sheet.rule(65.5, y, 138.5, y, colour)


def _head(sheet: Sheet, invoice: VatInvoice, look: _Look, *, is_first: bool) -> None:
    title = replace(look.label, size_mm=6.7, spacing_mm=0.9)
    sheet.text(102.0, 11.6, invoice.title, title, "center", "title" if is_first else "")
    sheet.add(QrCode(*look.qr, 20.0, invoice.qr, BLACK))
    rows = (
        (12.9, "发票号码：", invoice.number, "invoice_number"),
        (19.0, "开票日期：", f"{invoice.issued:%Y年%m月%d日}", "issue_date"),
    )
    for y, label, value, mark in rows:
        sheet.text(look.head_x, y, label, look.label)
        sheet.text(look.head_x + 15.8, y, value, look.value, name=mark if is_first else "")
    sheet.text(min(38.0, 64.0 - width(invoice.mark, look.value)), 16.0, invoice.mark, look.value)


def _party(sheet: Sheet, party: Party, place: _PartyPlace, look: _Look, role: str) -> None:
    sheet.column(place.middle, 32.2, 50.6, place.head, look.label)
    label = sheet.text(place.left + 0.2, 35.6, "名称：", look.label)
    start = label[2] + 1.0
    style = fitted(party.name, look.value, place.right - start)
    sheet.text(start, 35.5, party.name, style, name=f"{role}_name" if role else "")
    label = sheet.text(place.left + 0.2, 45.9, "统一社会信用代码/纳税人识别号：", replace(look.label, size_mm=2.95))
    style = fitted(party.tax_id, look.number, place.right - label[2] - 0.8)
    sheet.text(label[2] + 0.8, 45.8, party.tax_id, style, name=f"{role}_tax_id" if role else "")


def _sums(
    sheet: Sheet, y: float, head: str, bill: Bill, table: ItemTable, look: _Look, marks: tuple[str, str] = ("", "")
) -> None:
    sheet.spread(20.4, 39.6, y + 0.2, head, look.label)
    style = replace(look.value, size_mm=3.3)
    tax = bill.printed_tax if bill.tax is None else f"¥{bill.printed_tax}"
    sheet.text(table.column("amount").x + 0.5, y, f"¥{bill.net:.2f}", style, "right", marks[0])
    sheet.text(table.column("tax").x, y, tax, style, "right", marks[1])


def _totals(sheet: Sheet, invoice: VatInvoice, look: _Look) -> None:
    sheet.text(29.0, 100.3, "价税合计（大写）", replace(look.label, spacing_mm=0.2), "center")
    sheet.text(58.0, 99.9, "⊗", Style(5.2, "sans", BLACK))
    sheet.text(63.2, 99.9, invoice.words, fitted(invoice.words, look.value, 80.0), name="total_in_words")
    label = sheet.text(144.8, 100.3, "（小写）", look.label)
    large = replace(look.value, size_mm=4.0)
    sheet.text(label[2] + 0.8, 99.8, f"¥{invoice.bill.total:.2f}", large, name="total_including_tax")
    sheet.column(7.6, 107.5, 120.5, "备注", look.label)
    lines = [part for line in invoice.remark for part in wrapped(line, look.value, 192.0)]
    pitch = min(4.5, 15.6 / max(1, len(lines) - 1))
    style = replace(look.value, size_mm=min(look.value.size_mm, pitch * 0.85))
    sheet.paragraph(11.3, 106.6, lines, pitch, style, name="remark")


def _issuer(sheet: Sheet, invoice: VatInvoice, look: _Look, mark: str) -> None:
    label = sheet.text(19.7, 131.3, "开票人：", look.label)
    sheet.text(label[2] + 1.0, 131.3, invoice.issuer, look.value, name=mark)
