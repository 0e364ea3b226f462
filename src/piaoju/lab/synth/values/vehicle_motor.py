"""A sale of a new vehicle as values: numbers, buyer, vehicle, price and tax, dealer, tax office."""

from datetime import date
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values import codes, parties, vehicle, vehicle_codes
from piaoju.lab.synth.values.amounts import cents, in_words
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick
from piaoju.lab.synth.values.parties import Party, Place
from piaoju.lab.synth.values.vehicle import Vehicle
from piaoju.lab.synth.values.vehicle_sale import Printed, Sale, SaleKind, numbers

PREPRINTED_REMARK = "一车一票"

_STANDARD_RATES = ((date(2019, 4, 1), "13%"), (date(2018, 5, 1), "16%"), (date.min, "17%"))

_REDUCED_SINCE = date(2020, 3, 1)
"""Small firms pay 1% instead of 3% from this day on."""


def motor_sale(rng: np.random.Generator, kind: SaleKind) -> Sale:
    """Return the values of a motor vehicle invoice."""
    where = parties.place(rng)
    issued = parties.day(rng, kind.first, kind.last)
    brackets = pick(rng, ("（）", "()"))
    seller = vehicle.dealer(rng, where, "trade", brackets=brackets)
    car = vehicle.vehicle(rng, issued.year - between(rng, 0, 1))
    numbered = numbers(rng, kind, where.region, issued, vehicle_codes.motor_code)
    money = _money(rng, car, issued)
    office, office_code = vehicle.tax_office(rng, where, seller.tax_id, issued)
    values: dict[str, Printed] = {
        **numbered.values,
        **_buyer(rng, where, kind, brackets),
        **_vehicle(rng, car),
        **money,
        "seller_name": seller.name,
        "seller_phone": seller.phone,
        "seller_tax_id": seller.tax_id,
        "seller_account": seller.account,
        "seller_address": seller.address,
        "seller_bank": seller.bank,
        "tax_authority": office,
        "tax_authority_code": office_code,
        "tax_receipt_number": digits(rng, 18) if chance(rng, 0.06) else "",
        "issuer": vehicle.clerk(rng),
        "remark": _remark(rng, kind),
    }
    amount = money["total_including_tax"] if kind.carrier == "digital" else money["price_excluding_tax"]
    code = (numbered.qr_code, numbered.qr_number)
    qr = codes.qr_payload("33" if code[0] else "31", *code, Decimal(str(amount)), issued, numbered.qr_check)
    return Sale(where, issued, values, seller, "" if kind.carrier == "paper" else qr)


def _buyer(rng: np.random.Generator, where: Place, kind: SaleKind, brackets: str) -> dict[str, Printed]:
    """Return who buys; persons and firms have their number in different cells of the older form."""
    home = where if chance(rng, 0.7) else parties.place(rng)
    values: dict[str, Printed] = {"buyer_id_number": "", "buyer_tax_id": ""}
    if chance(rng, 0.55):
        district = pick(rng, tuple(home.districts))
        return {"buyer_name": parties.person(rng), **values, "buyer_id_number": codes.resident_id(rng, district)}
    firm: Party = parties.firm(rng, home, brackets=brackets)
    values |= {"buyer_name": firm.name, "buyer_tax_id": firm.tax_id}
    if not kind.id_in_tax_cell:
        values["buyer_id_number"] = pick(rng, (firm.tax_id, vehicle_codes.organisation_code(rng), ""))
    return values


def _vehicle(rng: np.random.Generator, car: Vehicle) -> dict[str, Printed]:
    nothing = pick(rng, ("", "", "", "-", "/", "***"))
    return {
        "vehicle_type": car.type_name,
        "brand_model": car.brand_model,
        "origin": car.origin,
        "certificate_number": car.certificate or nothing,
        "import_certificate_number": car.import_certificate or nothing,
        "inspection_number": car.inspection or nothing,
        "engine_number": car.engine,
        "vin": car.vin,
        "tonnage": car.tonnage or ("" if chance(rng, 0.8) else str(between(rng, 980, 2300))),
        "seating_capacity": car.seats if chance(rng, 0.93) else "",
    }


def _money(rng: np.random.Generator, car: Vehicle, issued: date) -> dict[str, Printed]:
    total = Decimal(between(rng, car.price_range[0] // 100, car.price_range[1] // 100) * 100)
    if chance(rng, 0.15):
        total += Decimal(between(rng, 1, 9999)) / 100
    standard = next(rate for since, rate in _STANDARD_RATES if issued >= since)
    rate = standard
    if chance(rng, 0.12):
        rate = pick(rng, ("3%", "1%" if issued >= _REDUCED_SINCE else "3%", "免税"))
    is_exempt = rate == "免税"
    net = total if is_exempt else cents(total / (1 + Decimal(rate.removesuffix("%")) / 100))
    return {
        "tax_rate": rate,
        "tax": "***" if is_exempt else f"{total - net:.2f}",
        "price_excluding_tax": f"{net:.2f}",
        "total_including_tax": f"{total:.2f}",
        "total_in_words": in_words(cents(total), whole_after_jiao=chance(rng, 0.7), zero_before_jiao=chance(rng, 0.3)),
    }


def _remark(rng: np.random.Generator, kind: SaleKind) -> str:
    if kind.carrier != "digital" and chance(rng, 0.85):
        return PREPRINTED_REMARK
    return vehicle.remark(rng, "motor_remark") if chance(rng, 0.7) else ""
