"""A sale of a used vehicle as values: numbers, buyer, seller, vehicle, price, dealer or market."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values import codes, parties, vehicle, vehicle_codes
from piaoju.lab.synth.values.amounts import cents, in_words
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import Party, Place
from piaoju.lab.synth.values.vehicle import Vehicle
from piaoju.lab.synth.values.vehicle_sale import Printed, Sale, SaleKind, numbers

_OLDEST_MODEL_YEAR = 2010
_MOST_AGE = 9


@dataclass(frozen=True, slots=True)
class _Agents:
    """Who brokers the sale: a dealer or an auctioneer, a market, seldom both."""

    dealer: Party
    market: Party

    @property
    def stamping(self) -> Party:
        """Who seals the invoice."""
        return self.market if self.market.name else self.dealer


def used_sale(rng: np.random.Generator, kind: SaleKind) -> Sale:
    """Return the values of a used vehicle invoice."""
    where = parties.place(rng)
    issued = parties.day(rng, kind.first, kind.last)
    brackets = pick(rng, ("（）", "()"))
    new_home = where if chance(rng, 0.75) else parties.place(rng)
    agents = _agents(rng, where, brackets)
    car = vehicle.vehicle(rng, between(rng, max(_OLDEST_MODEL_YEAR, issued.year - _MOST_AGE), issued.year))
    numbered = numbers(rng, kind, where.region, issued, vehicle_codes.used_code)
    total = _price(rng, car)
    values: dict[str, Printed] = {
        **numbered.values,
        **_owner(rng, "buyer", new_home, brackets),
        **_owner(rng, "seller", where, brackets),
        **_vehicle(rng, car, where, new_home),
        "total_in_words": in_words(total, zero_before_jiao=chance(rng, 0.3)),
        "total_including_tax": f"{total:.2f}",
        **_agent(rng, "dealer", agents.dealer),
        **_agent(rng, "market", agents.market),
        "remark": vehicle.remark(rng, "used_remark") if chance(rng, 0.6) else "",
        "issuer": vehicle.clerk(rng),
    }
    code = (numbered.qr_code, numbered.qr_number)
    qr = codes.qr_payload("34" if code[0] else "32", *code, total, issued, numbered.qr_check)
    return Sale(where, issued, values, agents.stamping, "" if kind.carrier == "paper" else qr)


def _owner(rng: np.random.Generator, role: str, home: Place, brackets: str) -> dict[str, Printed]:
    """Return a person or firm; addresses and telephone numbers are often left out or struck."""
    firm = parties.firm(rng, home, brackets=brackets)
    mobile = "1" + pick(rng, "3578") + digits(rng, 9)
    name, number, phone = firm.name, firm.tax_id, firm.phone
    if chance(rng, 0.75):
        name, number, phone = parties.person(rng), codes.resident_id(rng, pick(rng, tuple(home.districts))), mobile
    elif chance(rng, 0.15):
        number = vehicle_codes.organisation_code(rng)
    return {
        f"{role}_name": name,
        f"{role}_id_number": number,
        f"{role}_address": firm.address if chance(rng, 0.92) else "",
        f"{role}_phone": phone if chance(rng, 0.8) else pick(rng, ("", "/", "-")),
    }


def _vehicle(rng: np.random.Generator, car: Vehicle, where: Place, new_home: Place) -> dict[str, Printed]:
    plates = table("vehicle")["plates"]
    return {
        "plate": vehicle_codes.plate(rng, plates[where.city], electric=car.electric),
        "registration_number": where.region[:2] + digits(rng, 10),
        "vehicle_type": car.used_type_name,
        "vin": car.vin,
        "brand_model": car.brand_model,
        "destination_registry": vehicle.registry(rng, new_home),
    }


def _price(rng: np.random.Generator, car: Vehicle) -> Decimal:
    share = float(rng.uniform(0.12, 0.85))
    step = pick(rng, (100, 500, 1000))
    price = round(car.price_range[0] * share + (car.price_range[1] - car.price_range[0]) * share * rng.random())
    return cents(Decimal(max(step, price // step * step)))


def _agents(rng: np.random.Generator, where: Place, brackets: str) -> _Agents:
    dealer = vehicle.dealer(rng, where, "used_trade", brackets=brackets)
    market = vehicle.dealer(rng, where, "market", brackets=brackets)
    form = rng.random()
    if form < 0.06:
        return _Agents(dealer, market)
    return _Agents(Party(""), market) if form < 0.58 else _Agents(dealer, Party(""))


def _agent(rng: np.random.Generator, role: str, firm: Party) -> dict[str, Printed]:
    return {
        f"{role}_name": firm.name,
        f"{role}_address": firm.address,
        f"{role}_tax_id": firm.tax_id,
        f"{role}_bank_account": f"{firm.bank}{pick(rng, (' ', ''))}{firm.account}".strip(),
        f"{role}_phone": firm.phone,
    }
