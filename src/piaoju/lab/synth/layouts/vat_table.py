"""The table that electronic and paper VAT forms share: its rules and labels, and the values in its cells.

Form and values are drawn apart, so that a printer can be out of register. Positions are those of a page of
210 x 140 mm; wider stock shifts them.

Source: positions measured on issued files; they differ by less than 2 mm between producers.
"""

from dataclasses import dataclass, replace
from datetime import date

from piaoju.lab.synth.draw import Seal, Sheet
from piaoju.lab.synth.layouts.vat_items import Column, ItemTable, draw_heads, draw_items
from piaoju.lab.synth.typeset import Style, fitted, wrapped
from piaoju.lab.synth.values.parties import Party
from piaoju.lab.synth.values.vat import GOODS_CELLS, TOLL_CELLS, VatInvoice

NAME_WIDTH = 15.0
"""Full-width characters in a line of the name column."""
LINES = 7
"""Printed lines in the item area."""

_LEFT, _RIGHT = 4.5, 205.5
_COLUMN_RULES = (56.5, 82.5, 94.5, 114.5, 134.5, 164.5, 175.5)
_GOODS_COLUMNS = (
    Column("name", "", (7.5, 53.5), 5.5, "left", 50.5, wraps=True),
    Column("specification", "规格型号", (61.5, 77.5), 57.0, "left", 25.0, wraps=True),
    Column("unit", "单位", (84.5, 92.5), 88.5, "center", 14.0),
    Column("quantity", "数量", (99.0, 110.0), 114.0, "right", 18.5),
    Column("unit_price", "单价", (119.0, 130.0), 134.2, "right", 19.0),
)
_TOLL_COLUMNS = (
    Column("name", "", (7.5, 53.5), 5.5, "left", 50.5, wraps=True),
    Column("plate_number", "车牌号", (62.0, 77.0), 69.5, "center", 25.0),
    Column("vehicle_type", "类型", (84.5, 92.5), 88.5, "center", 14.0),
    Column("start_date", "通行日期起", (95.5, 113.5), 104.5, "center", 19.0),
    Column("end_date", "通行日期止", (115.5, 133.5), 124.5, "center", 19.0),
)
_SUM_COLUMNS = (
    Column("amount", "金额", (142.5, 156.5), 164.0, "right", 29.0),
    Column("tax_rate", "税率", (166.5, 173.5), 170.0, "center", 12.0),
    Column("tax", "税额", (183.0, 198.0), 205.0, "right", 29.0),
)


def item_table(cells: tuple[str, ...]) -> ItemTable:
    """Return the columns of a form for goods, or for tolls."""
    first = _TOLL_COLUMNS if cells == TOLL_CELLS else _GOODS_COLUMNS
    return ItemTable((*first, *_SUM_COLUMNS), first_y=58.4, last_y=90.0)


_MERGED = date(2018, 6, 15)
_OLD_STOCK_USED = date(2020, 12, 31)
_PARTY_LABELS = ("名称", "纳税人识别号", "地址、电话", "开户行及账号")
_BUYER_ROWS = (33.2, 38.7, 44.0, 49.2)
_SELLER_ROWS = (106.7, 111.6, 116.4, 121.3)


@dataclass(frozen=True, slots=True)
class FormStyle:
    """How the form is printed.

    Attributes:
        label: of its labels.
        rule_mm: width of its rules.
        item_name: header of the name column.
        cells: of an item that there are columns for.
        parties: how buyer and seller are called.
    """

    label: Style
    rule_mm: float
    item_name: str
    cells: tuple[str, ...] = GOODS_CELLS
    parties: tuple[str, str] = ("购买方", "销售方")


@dataclass(frozen=True, slots=True)
class ValueStyle:
    """How the values are printed.

    Attributes:
        text: names, addresses, items.
        wide: tax numbers, password area, sums; typewriter cells.
        dx: shift against the form, in millimetres.
        dy: likewise.
        spare_check_code: print the check code into the remark cell.
    """

    text: Style
    wide: Style
    dx: float = 0.0
    dy: float = 0.0
    spare_check_code: bool = False


def draw_table(sheet: Sheet, style: FormStyle, dx: float) -> None:
    """Print the empty table; `dx` shifts it to the right."""
    colour = style.label.colour
    sheet.frame((_LEFT + dx, 30.0, _RIGHT + dx, 124.0), colour, style.rule_mm)
    for y in (52.0, 96.0, 104.0):
        sheet.rule(_LEFT + dx, y, _RIGHT + dx, y, colour, style.rule_mm)
    for x in _COLUMN_RULES:
        sheet.rule(x + dx, 52.0, x + dx, 96.0, colour, style.rule_mm)
    sheet.rule(56.5 + dx, 96.0, 56.5 + dx, 104.0, colour, style.rule_mm)
    for y0, y1 in ((30.0, 52.0), (104.0, 124.0)):
        for x in (12.5, 119.5, 124.5):
            sheet.rule(x + dx, y0, x + dx, y1, colour, style.rule_mm)
    _labels(sheet, style, dx)


def _labels(sheet: Sheet, style: FormStyle, dx: float) -> None:
    label = style.label
    sheet.column(8.5 + dx, 31.5, 50.5, style.parties[0], label)
    sheet.column(122.0 + dx, 31.5, 50.5, "密码区", label)
    sheet.column(8.5 + dx, 105.0, 123.0, style.parties[1], label)
    sheet.column(122.0 + dx, 106.0, 122.0, "备注", label)
    for rows in (_BUYER_ROWS, _SELLER_ROWS):
        for y, text in zip(rows, _PARTY_LABELS, strict=True):
            sheet.spread(13.6 + dx, 33.0 + dx, y, text, fitted(text, label, 19.0))
            sheet.text(33.0 + dx, y, ":", label)
    sheet.text(30.5 + dx, 54.9, style.item_name, fitted(style.item_name, label, 46.0), "center")
    draw_heads(sheet, item_table(style.cells), 54.9, label, dx)
    sheet.spread(22.0 + dx, 38.5 + dx, 93.0, "合计", label)
    sheet.text(30.0 + dx, 100.2, "价税合计（大写）", replace(label, spacing_mm=0.3), "center")
    sheet.text(152.5 + dx, 100.2, "（小写）", label)
    seal = f"{style.parties[1]}:（章）"
    for x, text in ((7.0, "收款人:"), (62.5, "复核:"), (104.5, "开票人:"), (162.0, seal)):
        sheet.text(x + dx, 127.6, text, replace(label, spacing_mm=0.4))


def draw_values(sheet: Sheet, invoice: VatInvoice, style: ValueStyle, dx: float) -> None:
    """Print the values into the table; `dx` is the shift of the table, to which the style's own is added."""
    x, y = dx + style.dx, style.dy
    _party(sheet, invoice.buyer, 0, invoice, style, _BUYER_ROWS, x)
    _party(sheet, invoice.seller, 1, invoice, style, _SELLER_ROWS, x)
    _cipher(sheet, invoice, style, x, y)
    items = replace(style.text, size_mm=min(3.3, style.text.size_mm))
    draw_items(sheet, invoice.bill.items, item_table(invoice.cells).moved(x, y), items)
    _sums(sheet, invoice, style, x, y)
    _remark(sheet, invoice, style, x, y)
    signers = (
        (19.5, invoice.payee, "payee"),
        (74.0, invoice.reviewer, "reviewer"),
        (119.0, invoice.issuer, "issuer"),
    )
    for left, name, mark in signers:
        sheet.text(left + x, 127.6 + y, name, style.text, name=mark)


def _cipher(sheet: Sheet, invoice: VatInvoice, style: ValueStyle, x: float, y: float) -> None:
    """Print the password area, or what the platform prints in its place."""
    if invoice.platform_number:
        lines = (
            f"数电票号码：{invoice.platform_number}",
            "全国增值税发票查验平台：",
            "https://inv-veri.chinatax.gov.cn/",
        )
        sheet.paragraph(126.5 + x, 34.6 + y, lines, 6.0, style.text)
        return
    cipher = fitted(invoice.cipher_area[0], replace(style.wide, size_mm=4.6), 76.0)
    sheet.paragraph(126.5 + x, 33.4 + y, invoice.cipher_area, 5.1, cipher, name="cipher_area")


def _party(
    sheet: Sheet,
    party: Party,
    side: int,
    invoice: VatInvoice,
    style: ValueStyle,
    rows: tuple[float, ...],
    x: float,
) -> None:
    role = ("buyer", "seller")[side]
    cells = (
        (party.name, style.text, "name"),
        (party.tax_id, style.wide, "tax_id"),
        (invoice.address_phone[side], style.text, "address_phone"),
        (invoice.bank_account[side], style.text, "bank_account"),
    )
    for row, (text, look, mark) in zip(rows, cells, strict=True):
        used = fitted(text, look, 81.5, smallest=0.72)
        sheet.text(36.2 + x, row + style.dy, text, used, name=f"{role}_{mark}")


def _sums(sheet: Sheet, invoice: VatInvoice, style: ValueStyle, x: float, y: float) -> None:
    total = replace(style.wide, size_mm=min(3.9, style.wide.size_mm))
    net, tax = f"¥{invoice.bill.net:.2f}", invoice.bill.printed_tax
    sheet.text(163.6 + x, 93.4 + y, net, total, "right", "total_excluding_tax")
    sheet.text(204.6 + x, 93.4 + y, tax if tax == "***" else f"¥{tax}", total, "right", "total_tax")
    sheet.text(57.6 + x, 100.0 + y, "⊗", replace(style.text, face="sans", size_mm=4.6, dots=False))
    words = fitted(invoice.words, style.text, 86.0)
    sheet.text(63.5 + x, 100.0 + y, invoice.words, words, name="total_in_words")
    figures = f"¥{invoice.bill.total:.2f}"
    sheet.text(165.5 + x, 100.0 + y, figures, style.wide, name="total_including_tax")


def _remark(sheet: Sheet, invoice: VatInvoice, style: ValueStyle, x: float, y: float) -> None:
    top = 106.7 + y
    if style.spare_check_code:
        code = invoice.check_code
        groups = " ".join(code[start : start + 5] for start in range(0, 20, 5))
        sheet.text(126.5 + x, top, "校验码", style.text, name="remark")
        rect = sheet.text(138.5 + x, top, groups, style.text, name="check_code")
        sheet.marks.setdefault("remark", []).append(rect)
        top += 4.5
    lines = [part for line in invoice.remark for part in wrapped(line, style.text, 77.0)]
    sheet.paragraph(126.5 + x, top, lines, 4.5, style.text, name="remark")


def seller_seal(
    invoice: VatInvoice,
    center: tuple[float, float],
    *,
    tilt_deg: float = 0.0,
    wear: float = 0.0,
    seed: int = 0,
) -> Seal:
    """Return the seller's seal for invoices, which names the firm and its tax number."""
    return Seal(
        center=center,
        width_mm=40.0,
        height_mm=30.0,
        upper=invoice.seller.name,
        lines=((invoice.seller.tax_id, 0.02, 3.6, 0.68), ("发票专用章", 0.5, 4.2, 0.95)),
        arc_size_mm=4.2 if len(invoice.seller.name) <= 14 else 3.7,
        tilt_deg=tilt_deg,
        wear=wear,
        seed=seed,
    )


def supervision_seal(invoice: VatInvoice, center: tuple[float, float], *, wear: float = 0.0, seed: int = 0) -> Seal:
    """Return the seal of the tax administration that stands over the title.

    Stock with the seal of before the offices were merged in June 2018 was used up until about 2020.
    """
    is_old = invoice.issued < _MERGED or (invoice.issued < _OLD_STOCK_USED and invoice.number[-1] in "13579")
    province = "　　".join(invoice.place.title) if len(invoice.place.title) == 2 else invoice.place.title
    return Seal(
        center=center,
        width_mm=30.0,
        height_mm=20.0,
        upper="全国统一发票监制章",
        lines=((province, 0.02, 2.4, 1.0),) if is_old else (("国家税务总局", 0.02, 2.2, 1.0),),
        lower="国家税务总局监制" if is_old else invoice.place.bureau,
        arc_size_mm=2.5,
        double=True,
        wear=wear,
        seed=seed,
    )
