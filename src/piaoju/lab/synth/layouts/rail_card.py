"""The blue magnetic ticket and the red paper ticket: a card of 85.6 x 54 mm, printed alike.

Source: positions measured on photographed tickets, as fractions of the card; they vary by 0.02.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from piaoju.lab.synth.draw import Fill, QrCode, Sheet
from piaoju.lab.synth.fonts import Face
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.guilloche import guilloche
from piaoju.lab.synth.typeset import BLACK, Colour, Rect, Style, width
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.rail import Journey, Station, TicketCodes, journey, ticket_codes
from piaoju.lab.synth.values.vat import FieldValue, plain

_WIDTH_MM, _HEIGHT_MM = 85.6, 54.0
_TEXT_MM = 3.2
"""Em of the smaller texts, which must stay readable."""
_NUMBER_FACES: tuple[Face, ...] = ("sans", "sans", "serif")
_RED_NUMBER: tuple[Colour, ...] = ((206, 70, 92), (222, 60, 70), (196, 84, 110))


@dataclass(frozen=True, slots=True)
class _Look:
    """Faces and sizes: figures in a grotesque, words in a roman, as ticket printers have them."""

    figure: Style
    word: Style
    small: Style


def draw(rng: np.random.Generator, *, magnetic: bool) -> PrintedForm:
    """Fill and lay out a ticket."""
    trip = journey(rng, date(2013, 1, 1), date(2024, 10, 31), refunds=0.06)
    sold = trip.leaves.date() - timedelta(days=between(rng, 0, 14)) if chance(rng, 0.8) else trip.leaves.date()
    codes = ticket_codes(rng, sold)
    sheet = _card(rng, magnetic=magnetic)
    ink: Colour = (26, 28, 34) if magnetic else (44, 40, 44)
    strength = float(rng.uniform(0.85, 1.0))
    figure = Style(4.3, "sans", ink, weight_mm=0.04, strength=strength, stretch=0.92)
    look = _Look(figure, Style(3.9, "serif", ink, weight_mm=0.05, strength=strength), replace(figure, size_mm=2.5))
    _stations(sheet, trip, look)
    _middle(sheet, trip, look, rng)
    _passenger(sheet, trip, look)
    _foot(sheet, trip, codes, look, rng)
    red = Style(4.9, pick(rng, _NUMBER_FACES), pick(rng, _RED_NUMBER), latin_em=0.53)
    sheet.text(5.2, 4.4 + float(rng.uniform(-0.6, 1.0)), codes.ticket_number, red, name="ticket_number")
    return PrintedForm(sheet, _fields(trip, codes), _TEXT_MM)


def _card(rng: np.random.Generator, *, magnetic: bool) -> Sheet:
    """Return the empty card: tint, band at the foot, hint of a train."""
    if not magnetic:
        sheet = Sheet(_WIDTH_MM, _HEIGHT_MM, (251, 229, 226))
        guilloche(sheet, (0.0, 0.0, _WIDTH_MM, _HEIGHT_MM), (248, 214, 213), 1.0, rng)
        return sheet
    sheet = Sheet(_WIDTH_MM, _HEIGHT_MM, (226, 240, 246), corner_radius_mm=3.0)
    sheet.add(Fill(_box(0, 0, _WIDTH_MM, 16.0), (228, 243, 250), softness_mm=4.0))
    curve = np.linspace(0.0, 1.0, 24)
    heights = 36.0 - 18.0 * np.sin(np.pi * curve**0.6) ** 0.7
    nose = tuple((30.0 + 55.6 * float(t), float(y)) for t, y in zip(curve, heights, strict=True))
    sheet.add(Fill((*nose, (85.6, 41.0), (34.0, 41.0)), (236, 245, 250), softness_mm=0.8))
    window = ((36.0, 24.6), (43.0, 20.4), (50.0, 19.0), (52.0, 21.0), (44.0, 24.4))
    sheet.add(Fill(window, (226, 241, 249), softness_mm=0.7))
    sheet.add(Fill(_box(60.0, 23.0, _WIDTH_MM, 25.2), (230, 242, 249), softness_mm=0.6))
    sheet.add(Fill(_box(0, 47.0, _WIDTH_MM, _HEIGHT_MM), (160, 208, 234)))
    sheet.ornament(_WIDTH_MM / 2, 46.3, "CR" * 58, Style(1.2, "sans", (160, 205, 232)))
    return sheet


def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[tuple[float, float], ...]:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def _stations(sheet: Sheet, trip: Journey, look: _Look) -> None:
    for center, station, role in ((18.4, trip.departure, "departure"), (64.4, trip.arrival, "arrival")):
        _station(sheet, center, station, look, role)
    number = Style(4.9, "serif", look.word.colour, latin_em=0.56, weight_mm=0.05)
    rect = sheet.text(41.5, 9.6, trip.train_number, number, "center", "train_number")
    y = 12.6
    sheet.rule(rect[0], y, rect[2] + 0.8, y, look.word.colour, 0.25)
    sheet.rule(rect[2] + 0.8, y, rect[2] - 0.8, y - 0.7, look.word.colour, 0.25)


def _station(sheet: Sheet, center: float, station: Station, look: _Look, role: str) -> None:
    """Print a name, two characters spread to the room of three, with 站 small behind it."""
    name = Style(5.3, "sans", look.figure.colour, weight_mm=0.1)
    room = max(3, len(station.name)) * 5.6
    left = center - (room + 3.6) / 2
    if len(station.name) > 4:
        name = replace(name, stretch=4 / len(station.name))
        room = 22.4
        left = center - 13.0
    rect = sheet.spread(left, left + room - 0.6, 9.4, station.name, name, name=f"{role}_station")
    suffix = sheet.text(left + room + 0.2, 9.9, "站", replace(look.word, size_mm=3.4), name=f"{role}_station")
    middle = (rect[0] + suffix[2]) / 2
    pinyin = Style(3.1, "serif", look.word.colour, latin_em=0.0, spacing_mm=0.25, weight_mm=0.04)
    sheet.text(middle, 13.6, station.pinyin, pinyin, "center", f"{role}_pinyin")


def _middle(sheet: Sheet, trip: Journey, look: _Look, rng: np.random.Generator) -> None:
    marks = table("rail")
    if chance(rng, 0.75):
        gate = f"{between(rng, 1, 28)}{pick(rng, ('', 'A', 'B'))}" if chance(rng, 0.7) else f"A{between(rng, 1, 20)}"
        text = pick(rng, (f"检票:{gate}", f"检票口:{gate}", f"候车:{pick(rng, '一二三')}层候车室"))
        sheet.text(58.0 if len(text) < 8 else 52.0, 4.4, text, replace(look.word, size_mm=3.7))
    leaves = trip.leaves
    parts = (f"{leaves:%Y}", "年", f"{leaves:%m}", "月", f"{leaves:%d}", "日", f"{leaves:%H:%M}", "开")
    _mixed(sheet, 5.8, 18.2, parts, look, "departure_time")
    _mixed(sheet, 53.0, 18.2, _seat_parts(trip.seat_number), look, "seat_number")
    label = sheet.text(6.0, 22.4, "退票费:" if trip.is_refund else "", look.word)
    left = label[2] + 0.8 if trip.is_refund else 6.0
    sign = sheet.text(left, 22.6, "¥", replace(look.figure, size_mm=3.9))
    fare = sheet.text(sign[2] + 0.7, 22.4, f"{trip.fare_jiao / 10:.1f}", look.figure, name="fare")
    sheet.text(fare[2] + 0.3, 22.6, "元", look.small)
    sheet.text(37.0, 22.4, "" if trip.is_refund else pick(rng, marks["sale_mark"]), look.word)
    sheet.text(57.5, 22.4, trip.seat_class, look.word, name="seat_class")
    notes = ["限乘当日当次车"] if chance(rng, 0.85) else ["在3日内到有效"]
    if chance(rng, 0.25):
        notes.append(pick(rng, ("始发改签", "变更到站", "始发改签 网", "折扣票")))
    if trip.change:
        notes = [notes[0], trip.change]
    sheet.paragraph(5.8, 26.8, notes, 4.2, look.word)


def _seat_parts(seat: str) -> tuple[str, ...]:
    coach, _, place = seat.partition("车")
    if "号" not in place:
        return coach, "车", place
    number, _, berth = place.partition("号")
    return coach, "车", number, "号", berth


def _mixed(sheet: Sheet, x: float, y: float, parts: tuple[str, ...], look: _Look, name: str) -> None:
    """Print figures large and the words between them small."""
    text = ""
    first = len(sheet.lines)
    for part in parts:
        if not part:
            continue
        is_unit = len(part) == 1 and not part.isascii()
        style = look.small if is_unit else look.figure if part.isascii() else look.word
        sheet.text(x, y + (0.4 if is_unit else 0.0), part, style, name=name)
        x += width(part, style) + (0.9 if part in "日年月车" else 0.35)
        text += part
    rects = [rect for _, rect in sheet.lines[first:]]
    sheet.lines[first:] = [(text, _around(rects))]


def _around(rects: list[Rect]) -> Rect:
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _passenger(sheet: Sheet, trip: Journey, look: _Look) -> None:
    style = replace(look.figure, size_mm=4.0)
    rect = sheet.text(5.8, 36.0, trip.passenger_id, style, name="passenger_id")
    sheet.text(rect[2] + 0.8, 36.0, trip.passenger_name, replace(look.word, size_mm=4.0), name="passenger_name")


def _foot(sheet: Sheet, trip: Journey, codes: TicketCodes, look: _Look, rng: np.random.Generator) -> None:
    sheet.frame((10.5, 38.6, 59.5, 45.8), look.word.colour, 0.2, dash_mm=0.8)
    for y, line in zip((40.6, 43.8), pick(rng, table("rail")["advertisement"]), strict=True):
        sheet.text(35.0, y, line, replace(look.word, size_mm=3.2), "center")
    if chance(rng, 0.9):
        sheet.add(QrCode(66.6, 31.8, 13.6, digits(rng, 90), BLACK))
    code = Style(3.4, "serif", look.word.colour, latin_em=0.5, weight_mm=0.07)
    rect = sheet.text(6.2, 50.2, codes.ticket_code, code, name="ticket_code")
    office = trip.departure.name if chance(rng, 0.7) else pick(rng, table("rail")["station"])[0]
    sheet.text(rect[2] + 2.6, 50.2, f"{office}售", replace(look.word, size_mm=3.6))


def _fields(trip: Journey, codes: TicketCodes) -> dict[str, FieldValue]:
    return {
        "ticket_number": codes.ticket_number,
        "departure_station": trip.departure.name,
        "arrival_station": trip.arrival.name,
        "departure_pinyin": trip.departure.pinyin,
        "arrival_pinyin": trip.arrival.pinyin,
        "train_number": trip.train_number,
        "departure_time": f"{trip.leaves:%Y-%m-%d %H:%M}",
        "seat_number": trip.seat_number,
        "seat_class": trip.seat_class,
        "fare": f"{trip.fare_jiao / 10:.1f}",
        "passenger_id": trip.passenger_id,
        "passenger_name": plain(trip.passenger_name),
        "ticket_code": codes.ticket_code,
    }
