"""A taxi receipt on its slip: what is preprinted, what the meter prints out of register over it, and the seals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from piaoju.lab.synth.draw import Fill, QrCode, Seal, Sheet
from piaoju.lab.synth.fonts import LABEL_FACES, Face
from piaoju.lab.synth.layouts.guilloche import guilloche
from piaoju.lab.synth.layouts.taxi_designs import Line, Row, TaxiDesign
from piaoju.lab.synth.layouts.taxi_pins import PinStyle, pin_width, print_pins
from piaoju.lab.synth.typeset import BLACK, Colour, Rect, Style, fitted, width
from piaoju.lab.synth.values.codes import uscc
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.taxi import Ride

_INKS: dict[str, tuple[Colour, ...]] = {
    "brown": ((176, 106, 70), (166, 92, 62), (186, 118, 84)),
    "red_brown": ((184, 64, 46), (170, 58, 46), (196, 84, 60)),
    "dark": ((92, 44, 34), (72, 44, 40), (120, 52, 40)),
    "blue": ((62, 84, 140), (70, 70, 120), (48, 96, 150)),
    "green": ((60, 110, 88), (74, 104, 70), (50, 96, 100)),
    "black": ((44, 42, 46), (60, 58, 62)),
    "red": ((214, 62, 52), (222, 84, 66), (200, 52, 60)),
}
_RIBBONS: tuple[Colour, ...] = ((66, 54, 132), (78, 70, 150), (46, 44, 50), (34, 32, 40))
_PAPERS: tuple[Colour, ...] = ((252, 251, 250), (248, 247, 246), (246, 244, 250), (250, 248, 242))
_SEAL_INKS: tuple[Colour, ...] = ((226, 74, 58), (214, 52, 48), (232, 100, 80))
_NUMBER_FACES: tuple[Face, ...] = ("sans", "sans", "serif")
"""Faces of numbering machines."""
_DIGIT_EM = 0.74
"""Height of digits of both faces."""

Ink = PinStyle | Style


@dataclass(frozen=True, slots=True)
class Meter:
    """How the meter prints on this slip.

    Attributes:
        ink: of values, and of labels that it prints.
        dx: by how much its print lies right of where it should.
        dy: by how much it lies below.
        pitch: of its rows, as a share of that of the labels.
    """

    ink: Ink
    dx: float
    dy: float
    pitch: float

    @property
    def em_mm(self) -> float:
        """Em of a face whose digits are as high."""
        return self.ink.height_mm / _DIGIT_EM if isinstance(self.ink, PinStyle) else self.ink.size_mm


def draw_form(sheet: Sheet, design: TaxiDesign, ride: Ride, rng: np.random.Generator) -> None:
    """Print what the slip carries: tint, marks, title, code and number, notices, labels, seals."""
    style = Style(3.0, pick(rng, LABEL_FACES), pick(rng, _INKS[design.ink]), strength=float(rng.uniform(0.8, 1.0)))
    if chance(rng, 0.45):
        pale: Colour = pick(rng, ((250, 232, 230), (234, 242, 250), (238, 246, 236), (250, 244, 226)))
        area = (0.0, 3.0, sheet.width_mm, sheet.height_mm - 3.0)
        guilloche(sheet, area, pale, float(rng.uniform(3.0, 6.0)), rng)
    for bar in design.bars:
        sheet.add(Fill(_corners(bar), (22, 20, 22)))
    if design.scratch:
        x0, y0, x1, y1 = design.scratch
        sheet.add(Fill(_corners((x0, y0, x1, y1)), (168, 166, 162)))
    firm = f"{ride.city.location.removesuffix('省')}{_brand(rng)}出租汽车有限公司"
    facts = _facts(rng, ride, firm)
    for line in design.title:
        _line(sheet, line, facts, style, sheet.width_mm, ("title", "location"))
    if design.title_underline:
        line = design.title[-1]
        sheet.rule(line.x, line.y + 2.8, line.x + line.spread, line.y + 2.8, style.colour, 0.3)
    for line in design.lines:
        _line(sheet, line, facts, style, sheet.width_mm)
    _codes(sheet, design, ride, style, rng)
    _notice(sheet, design, style)
    if design.qr:
        x, y, size = design.qr
        sheet.add(QrCode(x, y, size, f"https://fp.tax.example/{ride.code}{ride.number}", BLACK))
    if not design.machine_labels:
        _labels(sheet, design, style)
    _seals(sheet, design, ride, firm, rng)


def meter(design: TaxiDesign, rng: np.random.Generator) -> Meter:
    """Return a meter: its kind, how worn its ribbon is, how far off its paper lies."""
    kind = pick(rng, design.machines)
    cell = design.cell_mm * float(rng.uniform(0.94, 1.02))
    colour, strength = pick(rng, _RIBBONS), float(rng.uniform(0.6, 1.0))
    ink: Ink
    if kind == "pins":
        weak = between(rng, 0, 6) if chance(rng, 0.2) else -1
        ink = PinStyle(cell, cell * float(rng.uniform(1.15, 1.45)), colour, strength, weak)
    elif kind == "dots":
        ink = Style(cell / 0.56, "sans", colour, latin_em=0.56, dots=True, strength=strength)
    else:
        heavy = float(rng.uniform(0.0, 0.06))
        ink = Style(cell / 0.58, "sans", (40, 38, 40), latin_em=0.58, weight_mm=heavy, strength=strength)
    pitch = design.first_row[1]
    # Most slips are a little out of register, some by up to a row and a half, upwards or downwards.
    rows = float(rng.uniform(-1.5, 1.5)) if chance(rng, 0.35) else float(np.clip(rng.normal(0, 0.2), -0.5, 0.5))
    dx = float(np.clip(rng.normal(0, 1.2), -3.0, min(3.0, design.size_mm[0] - design.right - 0.8)))
    return Meter(ink, dx, rows * pitch, float(rng.uniform(0.985, 1.012)))


def print_row(sheet: Sheet, design: TaxiDesign, row: int, text: str, how: Meter, names: Sequence[str]) -> None:
    """Print a row of the design for the fields named: the value right-aligned, the label if the meter prints it."""
    spec = design.rows[row]
    y = design.first_row[0] + row * design.first_row[1] * how.pitch + how.dy
    if design.machine_labels:
        _put(sheet, design.label[0] + how.dx, y, spec.label, how.ink)
    _put(sheet, design.right + how.dx - _width(text, how.ink), y, text, how.ink, names)


def _put(sheet: Sheet, x: float, y: float, text: str, ink: Ink, names: Sequence[str] = ()) -> None:
    if isinstance(ink, PinStyle):
        print_pins(sheet, x, y, text, ink, names)
        return
    rect = sheet.text(x, y, text, ink, name="".join(names[:1]))
    _mark(sheet, names[1:], rect)


def _mark(sheet: Sheet, names: Sequence[str], rect: Rect) -> None:
    """Say where fields are; print that is named while it is drawn counts as the machine's and fades with it."""
    for name in names:
        sheet.marks.setdefault(name, []).append(rect)


def _width(text: str, ink: Ink) -> float:
    return pin_width(text, ink) if isinstance(ink, PinStyle) else width(text, ink)


def _corners(rect: Rect) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = rect
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def _brand(rng: np.random.Generator) -> str:
    return "".join(pick(rng, table("words")["brand"]) for _ in range(2))


def _facts(rng: np.random.Generator, ride: Ride, firm: str) -> dict[str, str]:
    city = ride.city.location.removesuffix("省").removesuffix("市").removesuffix("自治区")
    order = f"{city}税印〔20{ride.code[5:7]}〕{between(rng, 1, 90)}号 {between(rng, 1, 90)}万卷"
    imprint = f"{order} {city}{_brand(rng)}印务有限公司"
    phone = pick(rng, ("12328", "12358", f"{between(rng, 2, 8)}{digits(rng, 7)}"))
    return {"phone": phone, "firm": firm, "print": imprint, "info": digits(rng, 8)}


def _line(
    sheet: Sheet, line: Line, facts: dict[str, str], style: Style, room: float, names: Sequence[str] = ()
) -> None:
    text = line.text.format(**facts)
    style = replace(style, size_mm=line.size_mm)
    if line.spread:
        rect = sheet.spread(line.x, line.x + line.spread, line.y, text, style)
    else:
        reach = room - 2.0 - line.x if line.align == "left" else room - 4.0
        rect = sheet.text(line.x, line.y, text, fitted(text, style, reach), line.align)
    _mark(sheet, names, rect)


def _codes(sheet: Sheet, design: TaxiDesign, ride: Ride, style: Style, rng: np.random.Generator) -> None:
    block = design.codes
    label = replace(style, size_mm=block.label_mm)
    face = pick(rng, _NUMBER_FACES)
    places = (block.code, block.number)
    for row, (text, name) in enumerate(((ride.code, "invoice_code"), (ride.number, "invoice_number"))):
        (x, y), cell = places[row], block.cells_mm[row]
        raised = block.raised_mm if row == 0 else 0.0
        if block.labels[row]:
            sheet.text(block.label_x, y - raised, block.labels[row], label)
        size = min(cell / 0.62, 5.4)
        ink = pick(rng, _INKS[block.colours[row]])
        digits_style = Style(size, face, ink, latin_em=cell / size, weight_mm=0.06)
        _mark(sheet, (name,), sheet.text(x, y, text, digits_style))


def _notice(sheet: Sheet, design: TaxiDesign, style: Style) -> None:
    x0, y0, x1, y1 = design.notice.frame
    if design.notice.framed:
        sheet.frame(design.notice.frame, style.colour, 0.3)
    if y1 - y0 > x1 - x0:
        text = design.notice.text.replace(" ", "")
        size = min(0.62 * (x1 - x0), 0.9 * (y1 - y0) / len(text))
        sheet.column((x0 + x1) / 2, y0 + 0.6, y1 - 0.6, text, replace(style, size_mm=size))
        return
    fit = fitted(design.notice.text, replace(style, size_mm=0.62 * (y1 - y0)), x1 - x0 - 1.6)
    sheet.text((x0 + x1) / 2, (y0 + y1) / 2, design.notice.text, fit, "center")


def _labels(sheet: Sheet, design: TaxiDesign, style: Style) -> None:
    x, size, spread = design.label
    label, english = replace(style, size_mm=size), Style(size * 0.66, "sans", style.colour, strength=style.strength)
    for row, spec in enumerate(design.rows):
        y = design.first_row[0] + row * design.first_row[1]
        if spec.english:
            y -= 0.42 * size
            sheet.text(x, y + 0.86 * size, spec.english, english)
        rect = _label(sheet, spec, x, y, label, spread)
        if spec.value == "plate" and design.province:
            sheet.text(rect[2] + 1.4, y, design.province, label)


def _label(sheet: Sheet, spec: Row, x: float, y: float, label: Style, spread: float) -> Rect:
    if spread > width(spec.label, label):
        return sheet.spread(x, x + spread, y, spec.label, label)
    return sheet.text(x, y, spec.label, label)


def _seals(sheet: Sheet, design: TaxiDesign, ride: Ride, firm: str, rng: np.random.Generator) -> None:
    colour, seed = pick(rng, _SEAL_INKS), between(rng, 0, 2**31)
    x, y, across, down = design.seal
    # The tax bureaus were merged in 2018; rolls printed before carry the old seal.
    is_merged = int(ride.code[5:7]) >= 18
    place = ride.city.bureau.removesuffix("税务局")
    middle, lower = ("国家税务总局", ride.city.bureau) if is_merged else (place, "国家税务局监制")
    center = (x + float(rng.uniform(-1, 1)), y + float(rng.uniform(-1, 1)))
    lines = ((middle, 0.0, 0.12 * down, 1.0),)
    wear = float(rng.uniform(0.0, 0.6))
    sheet.add(
        Seal(center, across, down, "全国统一发票监制章", lines, lower, 0.11 * down, True, colour, 0.0, wear, seed)
    )
    x, y, across, down = design.firm_seal
    number = (uscc(rng, f"{ride.city.region}03"), 0.0, 0.13 * down, 0.7)
    title = ("发票专用章", 0.46, 0.16 * down, 0.95)
    lines_across = (number, title) if chance(rng, 0.5) else (title,)
    center = (x + float(rng.uniform(-2, 2)), y + float(rng.uniform(-2, 2)))
    tilt, wear = float(rng.normal(0, 4)), float(rng.uniform(0.1, 0.8))
    sheet.add(Seal(center, across, down, firm, lines_across, "", 0.14 * down, False, colour, tilt, wear, seed + 1))


def slip(design: TaxiDesign, rng: np.random.Generator) -> Sheet:
    """Return the blank slip."""
    return Sheet(*design.size_mm, pick(rng, _PAPERS))
