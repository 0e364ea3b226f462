"""Vehicles, who deals in them, and the offices that vehicle invoices name. All invented."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from piaoju.lab.synth.values import parties, vehicle_codes
from piaoju.lab.synth.values.codes import uscc
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import Party, Place

_OFFICES_MERGED = date(2018, 6, 15)
"""Since then the offices of state and local taxes are one."""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle as its papers describe it; empty where they say nothing.

    Attributes:
        type_name: kind of vehicle, in the words of the invoice for new ones.
        used_type_name: in the words of vehicle registers.
        brand_model: brand and model number.
        origin: where it was made.
        vin: vehicle identification number.
        engine: number of its engine or motor.
        certificate: of conformity; of vehicles made at home.
        import_certificate: of imported vehicles.
        inspection: number of the import inspection.
        tonnage: of lorries, tonnes; some print kilogrammes.
        seats: how many people it carries.
        price_range: lowest and highest price when new, in yuan.
        electric: has a plate for new energy.
    """

    type_name: str
    used_type_name: str
    brand_model: str
    origin: str
    vin: str
    engine: str
    certificate: str
    import_certificate: str
    inspection: str
    tonnage: str
    seats: str
    price_range: tuple[int, int]
    electric: bool


def vehicle(rng: np.random.Generator, year: int) -> Vehicle:
    """Return a vehicle of a model year."""
    kinds = table("vehicle")["kind"]
    # By number, not by `pick`: every set of documents needs every kind.
    kind = kinds[between(rng, 0, 3 if chance(rng, 0.72) else len(kinds) - 1)]
    maker = pick(rng, [one for one in table("vehicle")["maker"] if one["makes"] == kind["makes"]])
    imported, electric = kind["makes"] == "import", "fuel" in kind
    tonnage = ""
    if "tonnage" in kind:
        tonnage = f"{rng.uniform(0.4, 18):.3f}" if chance(rng, 0.6) else str(between(rng, 490, 19_900))
    return Vehicle(
        type_name=pick(rng, kind["names"]),
        used_type_name=pick(rng, kind["used_names"]),
        brand_model=_brand_model(rng, maker, kind),
        origin=maker["origin"],
        vin=vehicle_codes.vin(rng, maker["wmi"], year),
        engine=vehicle_codes.engine_number(rng, electric=electric),
        certificate="" if imported else vehicle_codes.certificate_number(rng),
        import_certificate=vehicle_codes.import_certificate_number(rng) if imported else "",
        inspection=digits(rng, between(rng, 15, 18)) if imported and chance(rng, 0.8) else "",
        tonnage=tonnage,
        seats=pick(rng, kind["seats"]),
        price_range=(kind["price"][0], kind["price"][1]),
        electric=electric,
    )


def dealer(rng: np.random.Generator, where: Place, trade: str, *, brackets: str = "（）") -> Party:
    """Return a firm that deals in vehicles.

    Args:
        rng: source of randomness.
        where: its city.
        trade: key of the list of what such firms are called.
        brackets: the pair that this form prints, full or half width.
    """
    words = table("words")
    brand = "".join(pick(rng, words["brand"]) for _ in range(between(rng, 2, 3)))
    ending = pick(rng, table("vehicle")["words"][trade])
    name = f"{pick(rng, (where.city, where.city.removesuffix('市')))}{brand}{ending}"
    firm = parties.firm(rng, where)
    tax_id = uscc(rng, firm.tax_id[2:8])
    return replace(firm, name=name.replace("（", brackets[0]).replace("）", brackets[1]), tax_id=tax_id)


def tax_office(rng: np.random.Generator, where: Place, tax_id: str, issued: date) -> tuple[str, str]:
    """Return name and code of the tax office of a firm."""
    words = table("vehicle")["words"]
    district = tax_id[2:8]
    pattern = pick(rng, words["new_office" if issued >= _OFFICES_MERGED else "old_office"])
    name = pattern.format(city=where.city, district=where.districts[district], n=pick(rng, words["numeral"]))
    return name, f"1{district}{digits(rng, between(rng, 2, 4))}"


def registry(rng: np.random.Generator, where: Place) -> str:
    """Return the vehicle registry of a city."""
    return str(pick(rng, table("vehicle")["words"]["registry"])).format(city=where.city)


def clerk(rng: np.random.Generator) -> str:
    """Return who issues: mostly a name, else a role."""
    return pick(rng, table("vehicle")["words"]["clerk"]) if chance(rng, 0.12) else parties.person(rng)


def remark(rng: np.random.Generator, words: str) -> str:
    """Return a remark out of a list of patterns."""
    pattern = str(pick(rng, table("vehicle")["words"][words]))
    return pattern.format(n=digits(rng, between(rng, 8, 12)), k=between(rng, 80, 2500))


def _brand_model(rng: np.random.Generator, maker: dict[str, str], kind: dict[str, str]) -> str:
    if kind["makes"] == "import":
        return (
            f"{maker['brand']}{pick(rng, (' ', ''))}{maker['prefix']}{pick(rng, ('350', '450', '60', '40I', '300H'))}"
        )
    if kind["makes"] == "motorcycle":
        return (
            f"{maker['brand']}{maker['prefix']}{between(rng, 100, 250)}-{digits(rng, 1)}{vehicle_codes.letters(rng, 1)}"
        )
    suffix = vehicle_codes.letters(rng, between(rng, 1, 3))
    ending = suffix[:1] + pick(rng, kind["fuel"]) + pick(rng, ("", "1", "5")) if "fuel" in kind else suffix
    return f"{maker['brand']}{maker['prefix']}{kind['sign']}{digits(rng, between(rng, 3, 4))}{ending}"
