"""A fixed-amount invoice on its paper: tint, every line of text, scratch area, QR code, perforations, seals."""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import Fill, QrCode, Seal, Sheet
from piaoju.lab.synth.fonts import FACES, LABEL_FACES
from piaoju.lab.synth.layouts.guilloche import guilloche, rosette
from piaoju.lab.synth.layouts.quota_designs import Print, QuotaDesign
from piaoju.lab.synth.typeset import BLACK, Colour, Rect, Style, fitted
from piaoju.lab.synth.values.codes import uscc
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.quota import Quota

_INKS: dict[str, tuple[Colour, ...]] = {
    "green": ((52, 112, 84), (64, 124, 96), (44, 96, 74)),
    "brown": ((150, 92, 50), (164, 102, 58), (134, 84, 52)),
    "purple": ((112, 72, 124), (124, 76, 112), (98, 66, 130)),
    "blue": ((62, 84, 146), (52, 104, 150), (74, 80, 132)),
    "red_brown": ((168, 62, 52), (150, 58, 44), (184, 80, 62)),
    "black": ((44, 42, 46), (58, 56, 60)),
    "red": ((208, 52, 48), (220, 70, 60), (196, 44, 54)),
}
_PAPERS: tuple[Colour, ...] = ((252, 251, 247), (249, 247, 240), (250, 249, 250))
_SEAL_INKS: tuple[Colour, ...] = ((216, 52, 48), (228, 78, 62), (204, 44, 58))
_WIDEST_PITCH_EM = 2.2
"""Of characters that are set apart."""
_SCRATCH: Colour = (176, 176, 174)


def draw_form(design: QuotaDesign, invoice: Quota, rng: np.random.Generator) -> Sheet:
    """Print an invoice."""
    sheet = Sheet(*design.size_mm, pick(rng, _PAPERS))
    inks = {name: pick(rng, colours) for name, colours in _INKS.items()}
    inks["form"] = inks[pick(rng, design.inks)]
    _ground(sheet, design, inks["form"], rng)
    firm = _firm(rng, invoice)
    facts = _facts(design, invoice, firm, rng)
    style = Style(3.0, pick(rng, LABEL_FACES), inks["form"], strength=float(rng.uniform(0.85, 1.0)))
    numbers = pick(rng, FACES)
    # Numbers are struck into the printed form, a little off their labels.
    dx, dy = (float(np.clip(rng.normal(0, 0.5), -1.2, 1.2)) for _ in range(2))
    for line in design.prints:
        is_number = bool(line.cell_em)
        face = line.face or (numbers if is_number else style.face)
        moved = replace(line, x=line.x + dx, y=line.y + dy) if is_number else line
        _print(sheet, moved, line.text.format(**facts), replace(style, face=face, colour=inks[line.ink]))
    for frame in design.frames:
        sheet.frame(frame, inks["form"], 0.35)
    if design.perforation:
        x0, y0, x1, y1 = design.perforation
        sheet.rule(x0, y0, x1, y1, (150, 150, 150), 0.3, dash_mm=1.0)
    _scratch(sheet, design, rng)
    if design.qr:
        x, y, size = design.qr
        sheet.add(QrCode(x, y, size, f"https://fp.tax.example/{invoice.code}{invoice.number}", BLACK))
    _seals(sheet, design, invoice, firm, rng)
    return sheet


def _ground(sheet: Sheet, design: QuotaDesign, ink: Colour, rng: np.random.Generator) -> None:
    """Tint the paper: a wash, waves and a flower, all paler than the form's ink."""
    if design.tint:
        x0, y0, x1, y1 = design.tint
        sheet.add(Fill(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), _paler(ink, 0.1)))
        guilloche(sheet, (x0, y0, x1, y1), _paler(ink, 0.26), float(rng.uniform(1.8, 4.0)), rng)
        for inset in (0.0, 1.0):
            sheet.frame((x0 + inset, y0 + inset, x1 - inset, y1 - inset), _paler(ink, 0.5), 0.3)
    elif chance(rng, 0.7):
        guilloche(sheet, (2.0, 2.0, sheet.width_mm - 2, sheet.height_mm - 2), _paler(ink, 0.18), 4.0, rng)
    if design.rosette:
        x, y, wide, high = design.rosette
        for share in (1.0, 0.6):
            petals = between(rng, 9, 24)
            rosette(sheet, (x, y), (wide * share, high * share), _paler(ink, 0.3), petals)


def _paler(ink: Colour, share: float) -> Colour:
    red, green, blue = (round(255 - (255 - part) * share) for part in ink)
    return red, green, blue


def _print(sheet: Sheet, line: Print, text: str, style: Style) -> None:
    style = replace(style, size_mm=line.size_mm, weight_mm=line.bold, latin_em=line.cell_em)
    if line.down:
        rect = sheet.column(line.x, line.y, line.y + line.down, text, replace(style, size_mm=_pitch(line, text)))
    elif line.spread:
        # Few characters do not fill the place, many are set smaller.
        fit = fitted(text, style, line.spread)
        room = min(line.spread, _WIDEST_PITCH_EM * fit.size_mm * len(text))
        left = line.x + (line.spread - room) / 2
        rect = sheet.spread(left, left + room, line.y, text, fit)
    else:
        fit = fitted(text, style, line.room) if line.room else style
        rect = sheet.text(line.x, line.y, text, fit, line.align)
    if line.name:
        # Print that is named while it is drawn counts as a machine's and fades with it; nothing here is.
        sheet.marks.setdefault(line.name, []).append(rect)


def _pitch(line: Print, text: str) -> float:
    """Return the size at which characters below each other do not touch."""
    return min(line.size_mm, 0.95 * line.down / len(text))


def _firm(rng: np.random.Generator, invoice: Quota) -> str:
    words = table("words")
    place = invoice.title.location.split("省")[-1] or invoice.title.location
    brand = "".join(pick(rng, words["brand"]) for _ in range(2))
    trade = ("停车服务", "餐饮管理", "公园管理", "酒店管理", "洗涤服务", "旅游客运")[between(rng, 0, 5)]
    return f"{place}{brand}{trade}有限公司"


def _facts(design: QuotaDesign, invoice: Quota, firm: str, rng: np.random.Generator) -> dict[str, str]:
    place = design.bureau.removesuffix("税务局").removesuffix("省").removesuffix("市")
    maker = "".join(pick(rng, table("words")["brand"]) for _ in range(2))
    order = f"{place}税印〔20{invoice.code[5:7]}〕{between(rng, 1, 90)}号"
    return {
        "title": invoice.title.text,
        "code": invoice.code,
        "number": invoice.number,
        "words": invoice.words,
        "figures": invoice.figures,
        "firm": firm,
        "phone": pick(rng, ("12366", f"{between(rng, 2, 8)}{digits(rng, 7)}")),
        "imprint": f"{order}{place}{maker}印务有限公司{between(rng, 1, 90)}万份",
    }


def _scratch(sheet: Sheet, design: QuotaDesign, rng: np.random.Generator) -> None:
    """Cover the scratch area with silver, or show what was below it."""
    if not design.scratch:
        return
    x0, y0, x1, y1 = design.scratch
    if chance(rng, 0.75):
        sheet.add(Fill(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), _SCRATCH))
        guilloche(sheet, (x0, y0, x1, y1), (206, 206, 206), 1.2, rng)
        return
    text = "谢谢" if chance(rng, 0.6) else f"{digits(rng, 4)} {digits(rng, 4)}"
    sheet.text((x0 + x1) / 2, (y0 + y1) / 2, text, Style(0.5 * (y1 - y0), "sans", (90, 90, 92)), "center")


def _seals(sheet: Sheet, design: QuotaDesign, invoice: Quota, firm: str, rng: np.random.Generator) -> None:
    x, y, across, down = design.seal
    place = design.bureau.removesuffix("税务局")
    is_merged = invoice.title.years[0] >= 2018 or int(invoice.code[5:7]) >= 19
    office = "国家税务局监制" if invoice.title.bureau == "1" else "地方税务局监制"
    middle, lower = ("国家税务总局", design.bureau) if is_merged else (place, office)
    seed = between(rng, 0, 2**31)
    colour = pick(rng, _SEAL_INKS)
    center = (x + float(rng.uniform(-0.8, 0.8)), y + float(rng.uniform(-0.8, 0.8)))
    wear = float(rng.uniform(0.0, 0.6))
    lines = ((middle, 0.0, 0.13 * down, 1.0),)
    sheet.add(
        Seal(center, across, down, "全国统一发票监制章", lines, lower, 0.12 * down, True, colour, 0.0, wear, seed)
    )
    if chance(rng, 0.9):
        sheet.add(_firm_seal(design.firm_seal, firm, f"{invoice.title.region}02", rng))


def _firm_seal(place: Rect, firm: str, district: str, rng: np.random.Generator) -> Seal:
    x, y, across, down = place
    center = (x + float(rng.uniform(-8, 8)), y + float(rng.uniform(-3, 3)))
    lines = ((uscc(rng, district), 0.0, 0.12 * down, 0.7), ("发票专用章", 0.46, 0.14 * down, 0.95))
    colour, tilt = pick(rng, _SEAL_INKS), float(rng.normal(0, 8))
    wear, seed = float(rng.uniform(0.1, 0.8)), between(rng, 0, 2**31)
    return Seal(center, across, down, firm, lines, "", 0.13 * down, False, colour, tilt, wear, seed)
