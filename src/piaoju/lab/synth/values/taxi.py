"""A taxi ride and the receipt of its meter: plate, times, distance, waiting, tariff, surcharges, code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import numpy as np

from piaoju.lab.synth.values.codes import short_number
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import day

_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""I and O are never used (GA 36)."""
_ELECTRIC_LETTERS = "DFABCGHJK"
_FIRST, _LAST = date(2013, 1, 1), date(2025, 6, 30)
_NIGHT = (23, 6)
"""Hours in which the night price holds: from, until."""
_PRICE_OF_A_WAITED_MINUTE = Decimal("0.80")


@dataclass(frozen=True, slots=True)
class City:
    """A city with its tariff, a row of the data file.

    Attributes:
        id: of the city and of the design that it prints.
        location: province or city that the title names.
        region: four digits, as in invoice codes.
        bureau: its tax bureau, as in the supervision seal.
        letters: that its plates begin with.
        electric: share of taxis with a plate of six signs after the letter.
        family: what the local digits of its invoice codes may begin with.
        base: what the first kilometres cost, and how many they are.
        price: of a kilometre by day and by night.
        step: the fare is a multiple of it.
        decimals: of the distance.
        fuel_surcharge: what may be charged for fuel; "" if the cell is left empty.
        call_fee: what may be charged for ordering, likewise.
        to_yuan: what is paid is rounded to the yuan.
    """

    id: str
    location: str
    region: str
    bureau: str
    letters: str
    electric: float
    family: Sequence[str]
    base: Sequence[str]
    price: Sequence[str]
    step: str
    decimals: int
    fuel_surcharge: Sequence[str] = ("",)
    call_fee: Sequence[str] = ("",)
    to_yuan: bool = False


@dataclass(frozen=True, slots=True)
class Ride:
    """What a receipt says; money and distance as digits, "" where the meter prints nothing.

    Attributes:
        city: whose taxi.
        code: invoice code.
        number: invoice number.
        plate: without the province, dot and hyphen.
        certificate: number of the driver.
        board: when the ride began.
        alight: when it ended.
        unit_price: of a kilometre.
        distance: in kilometres.
        waiting_s: seconds waited.
        fare: of the meter.
        fuel_surcharge: for fuel.
        call_fee: for ordering by telephone.
        total: of fare and surcharges, rounded as the city does.
    """

    city: City
    code: str
    number: str
    plate: str
    certificate: str
    board: datetime
    alight: datetime
    unit_price: str
    distance: str
    waiting_s: int
    fare: str
    fuel_surcharge: str
    call_fee: str
    total: str


def city(name: str) -> City:
    """Return a city of the data file by its id.

    >>> city("beijing").location
    '北京市'
    """
    return next(City(**row) for row in table("taxi")["city"] if row["id"] == name)


def ride(rng: np.random.Generator, where: City) -> Ride:
    """Return a ride with times, waiting and fare that agree."""
    on = day(rng, _FIRST, _LAST)
    board = datetime.combine(on, time(between(rng, 0, 23), between(rng, 0, 59)))
    scale = 10**where.decimals
    distance = Decimal(between(rng, scale // 2, 8 * scale if chance(rng, 0.6) else 45 * scale)) / scale
    waiting_s = between(rng, 0, 60 * between(rng, 1, 32))
    minutes = ceil(waiting_s / 60 + float(distance) / float(rng.uniform(0.35, 0.9)))
    price = Decimal(where.price[board.hour >= _NIGHT[0] or board.hour < _NIGHT[1]])
    fare = _fare(where, distance, price, waiting_s // 60)
    fuel, call = pick(rng, where.fuel_surcharge), pick(rng, where.call_fee)
    total = fare + Decimal(fuel or 0) + Decimal(call or 0)
    return Ride(
        city=where,
        code=_code(rng, where, on),
        number=short_number(rng),
        plate=_plate(rng, where),
        certificate=digits(rng, pick(rng, (4, 6, 6, 8, 10))),
        board=board,
        alight=board + timedelta(minutes=max(1, minutes)),
        unit_price=f"{price}",
        distance=f"{distance:.{where.decimals}f}",
        waiting_s=waiting_s,
        fare=f"{fare}",
        fuel_surcharge=fuel,
        call_fee=call,
        total=f"{_multiple(total, Decimal(1)) if where.to_yuan else total:.2f}",
    )


def _fare(where: City, distance: Decimal, price: Decimal, waited_minutes: int) -> Decimal:
    base, included = (Decimal(value) for value in where.base)
    beyond = max(Decimal(0), distance - included) * price
    total = base + beyond + waited_minutes * _PRICE_OF_A_WAITED_MINUTE
    return _multiple(total, Decimal(where.step)).quantize(Decimal("0.01"))


def _multiple(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _code(rng: np.random.Generator, where: City, on: date) -> str:
    """Return a local code: bureau, region, year of the print, five local digits."""
    year = max(2012, on.year - pick(rng, (0, 0, 0, 1, 1, 2)))
    return f"1{where.region}{year % 100:02d}{pick(rng, where.family)}{digits(rng, 4)}"


def _plate(rng: np.random.Generator, where: City) -> str:
    """Return a plate: five signs after the letter, or six of a new energy vehicle.

    Source: GA 36.
    """
    letter = where.letters[between(rng, 0, len(where.letters) - 1)]
    if chance(rng, where.electric):
        second = _letter(rng) if chance(rng, 0.5) else digits(rng, 1)
        return f"{letter}{pick(rng, _ELECTRIC_LETTERS)}{second}{digits(rng, 4)}"
    first = _letter(rng) if chance(rng, 0.7) else digits(rng, 1)
    second = _letter(rng) if chance(rng, 0.2) else digits(rng, 1)
    return f"{letter}{first}{second}{digits(rng, 3)}"


def _letter(rng: np.random.Generator) -> str:
    return _PLATE_LETTERS[between(rng, 0, len(_PLATE_LETTERS) - 1)]
