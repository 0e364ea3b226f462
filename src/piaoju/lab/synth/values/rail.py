"""A railway journey and the ticket sold for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np

from piaoju.lab.synth.split import part
from piaoju.lab.synth.values.codes import resident_id
from piaoju.lab.synth.values.lexicon import apart, between, chance, digits, pick, sign, table
from piaoju.lab.synth.values.parties import person, place

_TICKET_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_BERTHS = ("上铺", "中铺", "下铺")


@dataclass(frozen=True, slots=True)
class Station:
    """A station's printed name, without 站, and its printed pinyin."""

    name: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class Journey:
    """What a passenger bought, or gave back.

    Attributes:
        departure: where the journey begins.
        arrival: where it ends.
        train_number: with its letter.
        leaves: day and time.
        seat_number: coach and seat.
        seat_class: in words.
        fare_jiao: in tenths of a yuan; of a refund, the fee that was kept.
        passenger_id: masked.
        passenger_name: in full; of foreigners in capitals.
        is_refund: the ticket was given back.
        change: what was changed after it was sold, in words.
    """

    departure: Station
    arrival: Station
    train_number: str
    leaves: datetime
    seat_number: str
    seat_class: str
    fare_jiao: int
    passenger_id: str
    passenger_name: str
    is_refund: bool
    change: str = ""


@dataclass(frozen=True, slots=True)
class TicketCodes:
    """The red number and the code at the foot, which share their last seven characters."""

    ticket_number: str
    ticket_code: str


def journey(rng: np.random.Generator, first: date, last: date, refunds: float) -> Journey:
    """Return a journey that begins within the closed range of days; some share of them given back."""
    stations = part(rng, table("rail")["station"])
    start, end = rng.choice(len(stations), 2, replace=False)
    fast = chance(rng, 0.75)
    classes = table("rail")["high_speed_class" if fast else "conventional_class"]
    seat_class = pick(rng, classes)
    day = first + timedelta(days=between(rng, 0, (last - first).days))
    leaves = datetime.combine(day, time(between(rng, 0, 23), between(rng, 0, 59)))
    district = pick(rng, tuple(place(rng).districts))
    identity = resident_id(rng, district)
    is_refund = chance(rng, refunds)
    trip = Journey(
        departure=Station(*stations[int(start)]),
        arrival=Station(*stations[int(end)]),
        train_number=_train_number(rng, fast=fast),
        leaves=leaves,
        seat_number=_seat(rng, seat_class),
        seat_class="新空调硬座" if seat_class == "无座" else seat_class,
        fare_jiao=between(rng, 4, 700 if is_refund else 3600) * 5,
        passenger_id=f"{identity[:10]}****{identity[14:]}",
        passenger_name=person(rng),
        is_refund=is_refund,
    )
    return _varied(apart(rng), trip, fast=fast)


def _varied(rng: np.random.Generator, trip: Journey, *, fast: bool) -> Journey:
    """Return the journey, or sometimes one of what is seldom: foreigners, odd seats, changed tickets."""
    if chance(rng, 0.06):
        words = table("rail")
        name = f"{pick(rng, words['foreign_surname'])} {pick(rng, words['foreign_given'])}"
        document = f"{sign(rng, 'EGPKL')}{digits(rng, 2)}****{digits(rng, 2)}"
        trip = replace(trip, passenger_name=name, passenger_id=document)
    if chance(rng, 0.12):
        seat_class = pick(rng, table("rail")["rare_high_speed_class" if fast else "rare_conventional_class"])
        number = trip.train_number
        if fast and seat_class != "二等座":
            number = f"D{between(rng, 1, 9998)}"
        seat = _seat(rng, "无座" if fast and seat_class == "二等座" else seat_class)
        trip = replace(trip, train_number=number, seat_class=seat_class, seat_number=seat)
    if not trip.is_refund and chance(rng, 0.12):
        trip = replace(trip, change=pick(rng, ("始发改签", "变更到站", "改签")))
    return trip


def ticket_codes(rng: np.random.Generator, sold: date) -> TicketCodes:
    """Return the numbers of a paper ticket.

    Source: structure of the 21 characters: office 5, way of sale 2, window 3, MMDD 4, ticket 7.
    """
    tail = sign(rng, _TICKET_LETTERS) + digits(rng, 6)
    window = between(rng, 1, 255)
    form = rng.random()
    if form < 0.45:
        prefix, way = f"{window:03d}", between(rng, 0, 9)
    elif form < 0.75:
        window = between(rng, 1, 99)
        prefix, way = f"Z{window:02d}", between(rng, 30, 39)
    else:
        prefix, way = "", between(rng, 20, 39)
    office = f"{between(rng, 10000, 69999)}"
    return TicketCodes(prefix + tail, f"{office}{way:02d}{window:03d}{sold:%m%d}{tail}")


def electronic_ticket_number(rng: np.random.Generator, leaves: date) -> str:
    """Return the 25 characters of an e-ticket number; the last four are the year."""
    body = digits(rng, 5) + sign(rng, _TICKET_LETTERS) + digits(rng, 15)
    return f"{body}{leaves.year}"


def _train_number(rng: np.random.Generator, *, fast: bool) -> str:
    if fast:
        return f"{pick(rng, 'GGGDDC')}{between(rng, 1, 9998)}"
    if chance(rng, 0.12):
        return str(between(rng, 1001, 8998))
    return f"{pick(rng, 'ZTKKYLS')}{between(rng, 1, 9998)}"


def _seat(rng: np.random.Generator, seat_class: str) -> str:
    coach = f"加{between(rng, 1, 3)}" if chance(rng, 0.02) else f"{between(rng, 1, 17):02d}"
    if seat_class == "无座":
        return f"{coach}车无座"
    if "卧" in seat_class and "代" not in seat_class:
        berth = pick(rng, _BERTHS if "硬" in seat_class or seat_class == "二等卧" else ("上铺", "下铺"))
        return f"{coach}车{between(rng, 1, 22):03d}号{berth}"
    if "等座" in seat_class or "商务" in seat_class:
        letters = "ABCDF" if seat_class == "二等座" else "ACDF" if "一等" in seat_class else "ACF"
        return f"{coach}车{between(rng, 1, 19):02d}{pick(rng, letters)}号"
    return f"{coach}车{between(rng, 1, 118):03d}号"
