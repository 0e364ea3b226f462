"""The railway e-ticket (电子发票（铁路电子客票）), on a page of 210 x 140 mm.

Source: positions of an issued file; the tinted page is its older form, the white one the form since 2024-11.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.draw import Fill, QrCode, Seal, Sheet
from piaoju.lab.synth.fonts import FACES
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.typeset import BLACK, RED, Colour, Style
from piaoju.lab.synth.values import codes, parties
from piaoju.lab.synth.values.amounts import cents
from piaoju.lab.synth.values.lexicon import apart, chance, pick
from piaoju.lab.synth.values.parties import Party, Place
from piaoju.lab.synth.values.rail import Journey, electronic_ticket_number, journey
from piaoju.lab.synth.values.vat import FieldValue, plain

_TITLE = "电子发票（铁路电子客票）"
_REFUND_RATE = Decimal("0.06")
_FARE_RATE = Decimal("0.09")
_BLUES: tuple[Colour, Colour] = ((219, 241, 245), (161, 220, 233))


@dataclass(frozen=True, slots=True)
class _ETicket:
    """The values of an e-ticket, as printed; amounts in yuan."""

    trip: Journey
    place: Place
    number: str
    issued: date
    e_ticket_number: str
    buyer: Party
    fare: Decimal
    shows_tax: bool

    @property
    def rate(self) -> Decimal:
        """Rate of the tax within the fare."""
        return _REFUND_RATE if self.trip.is_refund else _FARE_RATE

    @property
    def net(self) -> Decimal:
        """Fare without tax."""
        return cents(self.fare / (1 + self.rate))


def draw(rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out an e-ticket."""
    ticket = _values(rng)
    sheet = Sheet(210.0, 140.0)
    is_tinted = chance(rng, 0.25)
    if is_tinted:
        sheet.add(Fill(((0, 0), (210, 0), (210, 105), (0, 105)), _BLUES[0]))
        sheet.add(Fill(((0, 105), (210, 105), (210, 140), (0, 140)), _BLUES[1]))
    text = Style(4.2, pick(rng, FACES), BLACK, latin_em=0.5)
    _head(sheet, ticket, text, f"{ticket.issued}" if is_tinted else f"{ticket.issued:%Y年%m月%d日}")
    _stations(sheet, ticket.trip, text)
    _middle(sheet, ticket, text, rng)
    _foot(sheet, ticket, text, rng)
    return PrintedForm(sheet, _fields(ticket), text.size_mm)


def _values(rng: np.random.Generator) -> _ETicket:
    trip = journey(rng, date(2024, 11, 1), date(2026, 5, 31), refunds=0.15)
    where = parties.place(rng)
    day = trip.leaves.date()
    issued = day + timedelta(days=int(rng.integers(-3, 60)))
    serial = f"{int(rng.integers(10000, 69999))}{int(rng.integers(0, 10**9)):09d}"
    person_buys = chance(rng, 0.25)
    return _ETicket(
        trip=trip,
        place=where,
        number=f"{issued:%y}{where.region[:2]}91{serial}",
        issued=issued,
        e_ticket_number=electronic_ticket_number(rng, day),
        buyer=Party(trip.passenger_name) if person_buys else parties.firm(rng, where),
        fare=cents(Decimal(trip.fare_jiao) / 10),
        shows_tax=chance(rng, 0.6 if trip.is_refund else 0.12),
    )


def _head(sheet: Sheet, ticket: _ETicket, text: Style, issued: str) -> None:
    sheet.text(105.0, 8.5, _TITLE, replace(text, face="serif", size_mm=6.8), "center")
    sheet.add(
        Seal(
            center=(105.0, 12.0),
            width_mm=30.0,
            height_mm=20.0,
            upper="全国统一发票监制章",
            lines=(("国家税务总局", 0.02, 2.1, 1.0),),
            lower=ticket.place.bureau,
            arc_size_mm=2.4,
            double=True,
        )
    )
    label = sheet.text(9.0, 18.6, "发票号码:", text)
    sheet.text(label[2] + 0.8, 18.6, ticket.number, text, name="invoice_number")
    label = sheet.text(150.0, 18.6, "开票日期:", text)
    sheet.text(label[2] + 0.8, 18.6, issued, text, name="issue_date")


def _stations(sheet: Sheet, trip: Journey, text: Style) -> None:
    for center, station, role in ((45.0, trip.departure, "departure"), (158.0, trip.arrival, "arrival")):
        name = Style(7.0, "sans", text.colour)
        half = (len(station.name) * 7.0 + 4.2) / 2
        sheet.text(center - half, 32.6, station.name, name, name=f"{role}_station")
        sheet.text(center - half + len(station.name) * 7.0 + 0.4, 33.4, "站", text, name=f"{role}_station")
        pinyin = Style(4.2, "serif", text.colour, latin_em=0.5, weight_mm=0.06)
        sheet.text(center, 39.8, station.pinyin, pinyin, "center", f"{role}_pinyin")
    number = Style(4.8, "serif", text.colour, latin_em=0.5)
    sheet.text(100.5, 31.8, trip.train_number, number, "center", "train_number")
    sheet.rule(88.0, 36.2, 113.0, 36.2, text.colour, 0.3)
    for y in (34.6, 37.8):
        sheet.rule(109.5, y, 113.0, 36.2, text.colour, 0.3)


def _middle(sheet: Sheet, ticket: _ETicket, text: Style, rng: np.random.Generator) -> None:
    trip = ticket.trip
    y = 49.0
    sheet.text(9.0, y, f"{trip.leaves:%Y年%m月%d日}", text, name="departure_time")
    sheet.text(46.0, y, f"{trip.leaves:%H:%M}开", text, name="departure_time")
    sheet.text(75.0, y, trip.seat_number, text, name="seat_number")
    class_y = y if chance(rng, 0.75) else 60.5
    sheet.text(106.0, class_y, trip.seat_class, text, name="seat_class")
    label = sheet.text(9.0, 60.5, "退票费:" if ticket.trip.is_refund else "票价:", text)
    price = Style(6.0, "sans", text.colour) if chance(rng, 0.5) else replace(text, face="sans")
    sheet.text(label[2] + 0.8, 60.3, f"￥{ticket.fare:.2f}", price, name="fare")
    if ticket.shows_tax:
        cells = (
            (9.0, "金  额:", f"￥{ticket.net:.2f}", "total_excluding_tax"),
            (75.0, "税率:", f"{ticket.rate:.0%}", "tax_rate"),
            (106.0, "税额:", f"￥{ticket.fare - ticket.net:.2f}", "tax"),
        )
        for x, name, value, mark in cells:
            label = sheet.text(x, 70.5, name, text)
            sheet.text(label[2] + 0.8, 70.5, value, text, name=mark)
    sheet.text(9.0, 81.0, trip.passenger_id, text, name="passenger_id")
    sheet.text(75.0, 81.0, trip.passenger_name, text, name="passenger_name")
    if chance(rng, 0.2) and not ticket.trip.is_refund and not trip.change:
        sheet.text(106.0, 81.0, "始发改签", text)


def _foot(sheet: Sheet, ticket: _ETicket, text: Style, rng: np.random.Generator) -> None:
    payload = codes.rail_payload(ticket.number, ticket.fare, ticket.issued)
    sheet.add(QrCode(165.0, 56.0, 25.0, payload, BLACK))
    label = sheet.text(9.0, 95.5, "电子客票号:", text)
    rect = sheet.text(label[2] + 0.8, 95.5, ticket.e_ticket_number, text, name="e_ticket_number")
    change = "退票" if ticket.trip.is_refund else ticket.trip.change
    is_red = chance(apart(rng), 0.6)
    sheet.text(rect[2] + 4.0, 95.5, change, Style(4.9, "serif", RED if is_red else text.colour, weight_mm=0.1))
    label = sheet.text(9.0, 108.5, "购买方名称:", text)
    sheet.text(label[2] + 0.8, 108.5, ticket.buyer.name, text, name="buyer_name")
    label = sheet.text(118.0, 108.5, "统一社会信用代码:", text)
    sheet.text(label[2] + 0.8, 108.5, ticket.buyer.tax_id, text, name="buyer_tax_id")
    sheet.frame((10.0, 119.5, 200.0, 133.0), text.colour, 0.3, dash_mm=2.4)
    sheet.text(105.0, 123.8, "买票请到12306 发货请到95306", text, "center")
    sheet.text(105.0, 129.2, "中国铁路祝您旅途愉快", text, "center")


def _fields(ticket: _ETicket) -> dict[str, FieldValue]:
    trip = ticket.trip
    fields: dict[str, FieldValue] = {
        "departure_station": trip.departure.name,
        "arrival_station": trip.arrival.name,
        "departure_pinyin": trip.departure.pinyin,
        "arrival_pinyin": trip.arrival.pinyin,
        "train_number": trip.train_number,
        "departure_time": f"{trip.leaves:%Y-%m-%d %H:%M}",
        "seat_number": trip.seat_number,
        "seat_class": trip.seat_class,
        "fare": f"{ticket.fare:.2f}",
        "passenger_id": trip.passenger_id,
        "passenger_name": plain(trip.passenger_name),
        "invoice_number": ticket.number,
        "issue_date": ticket.issued.isoformat(),
        "e_ticket_number": ticket.e_ticket_number,
        "buyer_name": plain(ticket.buyer.name),
        "buyer_tax_id": ticket.buyer.tax_id,
    }
    if ticket.shows_tax:
        fields["total_excluding_tax"] = f"{ticket.net:.2f}"
        fields["tax_rate"] = f"{ticket.rate:.0%}"
        fields["tax"] = f"{ticket.fare - ticket.net:.2f}"
    return fields
