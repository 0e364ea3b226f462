"""Invoices of other countries: the same matter, another form."""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts.negatives.paper import grid, text_style
from piaoju.lab.synth.typeset import Style
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick

_Rows = list[tuple[str, ...]]


def english_invoice(rng: np.random.Generator) -> Sheet:
    """Return a commercial invoice, at times as exporters print it, with a Chinese heading."""
    sheet, style = Sheet(210.0, 297.0), text_style(rng)
    seller = f"{pick(rng, _ENGLISH)} {pick(rng, ('Ltd.', 'LLC', 'Inc.', 'Trading Co., Ltd.'))}"
    title = "COMMERCIAL INVOICE 商业发票" if chance(rng, 0.4) else pick(rng, ("INVOICE", "TAX INVOICE", "Invoice"))
    sheet.text(20, 26, seller, replace(style, size_mm=5.0))
    sheet.text(190, 40, title, replace(style, size_mm=6.5), "right")
    _lines(sheet, 20, 56, ("Bill to:", f"{pick(rng, _ENGLISH)} Holdings", f"{between(rng, 1, 400)} Harbour Street",
           f"VAT Reg. No. GB {digits(rng, 9)}"), style)  # fmt: skip
    issued = f"Date: {between(rng, 10, 28)}/0{between(rng, 1, 9)}/{between(rng, 2016, 2026)}"
    terms = f"Terms: Net {pick(rng, (14, 30, 60))}"
    _lines(sheet, 130, 56, (f"Invoice No.: INV-{digits(rng, 6)}", issued, terms), style)
    rows, net = _items(rng, ("Consulting services", "Steel fasteners", "Annual licence", "Cotton shirts", "Freight",
                             "LED lamps", "Spare parts", "Translation"))  # fmt: skip
    end = grid(sheet, (20, 90), (80, 20, 35, 35), [("Description", "Qty", "Unit price", "Amount"), *rows], style)
    _totals(sheet, end + 8, (("Subtotal", net), ("VAT 20%", net * 0.2), ("Total USD", net * 1.2)), style)
    _lines(sheet, 20, end + 50, ("Bank: Example Bank plc", f"Account No.: {digits(rng, 8)}", "Thank you."), style)
    return sheet


def german_invoice(rng: np.random.Generator) -> Sheet:
    """Return a German invoice, with decimal commas."""
    sheet, style = Sheet(210.0, 297.0), text_style(rng)
    seller = f"{pick(rng, _GERMAN)} {pick(rng, ('GmbH', 'AG', 'KG', 'e.K.'))}"
    sheet.text(20, 24, seller, replace(style, size_mm=5.0))
    _lines(sheet, 20, 50, (f"Firma {pick(rng, _GERMAN)} GmbH", f"Hauptstraße {between(rng, 1, 200)}",
           f"{digits(rng, 5)} Musterstadt"), style)  # fmt: skip
    sheet.text(20, 84, f"Rechnung Nr. {between(rng, 2016, 2026)}-{digits(rng, 4)}", replace(style, size_mm=5.0))
    _lines(sheet, 20, 94, (f"Rechnungsdatum: {between(rng, 1, 28)}.{between(rng, 1, 12)}.{between(rng, 2016, 2026)}",
           f"USt-IdNr.: DE{digits(rng, 9)}"), style)  # fmt: skip
    rows, net = _items(rng, ("Beratungsstunde", "Büromaterial", "Wartung", "Ersatzteile", "Versandkosten", "Schrauben"))
    rows = [tuple(cell.replace(".", ",") for cell in row) for row in rows]
    end = grid(sheet, (20, 112), (80, 20, 35, 35), [("Bezeichnung", "Menge", "Einzelpreis", "Betrag"), *rows], style)
    sums = (("Nettobetrag", net), ("19 % MwSt.", net * 0.19), ("Gesamtbetrag EUR", net * 1.19))
    _totals(sheet, end + 8, sums, style, comma=True)
    terms = "Zahlbar innerhalb von 14 Tagen ohne Abzug."
    _lines(sheet, 20, end + 50, (terms, f"IBAN DE{digits(rng, 20)}"), style)
    return sheet


def japanese_invoice(rng: np.random.Generator) -> Sheet:
    """Return a Japanese invoice, whose signs look familiar."""
    sheet, style = Sheet(210.0, 297.0), text_style(rng)
    sheet.text(105, 28, "請求書", replace(style, size_mm=8.0, spacing_mm=4.0), "center")
    client = f"株式会社{pick(rng, _JAPANESE)}　御中"
    sheet.text(20, 48, client, replace(style, size_mm=4.5))
    issued = f"発行日：{between(rng, 2018, 2026)}年{between(rng, 1, 12)}月{between(rng, 1, 28)}日"
    seller = f"{pick(rng, _JAPANESE)}工業株式会社"
    _lines(sheet, 130, 46, (issued, f"請求番号：{digits(rng, 6)}", seller, f"登録番号：T{digits(rng, 13)}"), style)
    rows, net = _items(rng, ("システム開発費", "保守サービス", "コピー用紙", "ネジ", "送料", "デザイン料", "交通費"))
    end = grid(sheet, (20, 84), (80, 20, 35, 35), [("品名", "数量", "単価", "金額"), *rows], style)
    sums = (("小計", net), ("消費税（10%）", net * 0.1), ("合計金額", net * 1.1))
    _totals(sheet, end + 8, sums, style)
    sheet.text(20, end + 50, f"お振込先：みどり銀行 本店 普通 {digits(rng, 7)}", style)
    return sheet


_ENGLISH = ("Northfield", "Brightwater", "Oakridge", "Silverline", "Highmoor", "Eastgate", "Clearbrook", "Stonebridge")
_GERMAN = ("Weber", "Lindenhof", "Nordlicht", "Baumann", "Rheintal", "Grünwald", "Köster", "Falkenberg")
_JAPANESE = ("山本", "桜田", "東西", "富士見", "みなと", "北斗", "若葉", "大和田")


def _items(rng: np.random.Generator, names: tuple[str, ...]) -> tuple[_Rows, float]:
    rows: _Rows = []
    net = 0.0
    for _ in range(between(rng, 2, 7)):
        count, price = between(rng, 1, 40), between(rng, 500, 50000) / 100
        rows.append((pick(rng, names), str(count), f"{price:.2f}", f"{count * price:.2f}"))
        net += count * price
    return rows, net


def _totals(sheet: Sheet, y: float, sums: tuple[tuple[str, float], ...], style: Style, *, comma: bool = False) -> None:
    for row, (name, value) in enumerate(sums):
        sheet.text(125, y + 7 * row, name, style)
        text = f"{value:.2f}"
        sheet.text(189, y + 7 * row, text.replace(".", ",") if comma else text, style, "right")


def _lines(sheet: Sheet, x: float, y: float, lines: tuple[str, ...], style: Style) -> None:
    sheet.paragraph(x, y, lines, style.size_mm * 1.8, style)
