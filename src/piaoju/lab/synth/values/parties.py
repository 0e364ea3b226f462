"""Firms, institutions and people who buy, sell and sign. All invented; equal names elsewhere are chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from piaoju.lab.synth.values.codes import uscc
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, sign, table


@dataclass(frozen=True, slots=True)
class Place:
    """A city that issues invoices.

    Attributes:
        title: province or separately planned city, as in an invoice's title.
        bureau: its tax bureau.
        city: with 市.
        region: four digits, as in invoice codes.
        area_code: of telephone numbers.
        districts: six-digit code -> name.
    """

    title: str
    bureau: str
    city: str
    region: str
    area_code: str
    districts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer or seller, as printed; empty strings where nothing is.

    Attributes:
        name: of the firm, institution or person.
        tax_id: unified social credit code.
        address: postal address.
        phone: telephone number.
        bank: bank and branch.
        account: bank account number.
    """

    name: str
    tax_id: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""


def place(rng: np.random.Generator) -> Place:
    """Return a city."""
    return Place(**pick(rng, table("places")["place"]))


def person(rng: np.random.Generator) -> str:
    """Return a person's name of two to four characters."""
    words = table("words")
    surname = pick(rng, words["compound_surname"]) if chance(rng, 0.02) else pick(rng, words["surname"])
    count = 1 if chance(rng, 0.25) else 2
    return str(surname) + "".join(pick(rng, words["given"]) for _ in range(count))


def firm_name(rng: np.random.Generator) -> str:
    """Return the name of a firm of no place in particular."""
    words = table("words")
    brand = "".join(pick(rng, words["brand"]) for _ in range(2))
    return f"{brand}{pick(rng, words['industry'])}有限公司"


def firm(rng: np.random.Generator, where: Place, *, brackets: str = "（）") -> Party:
    """Return a firm with address and bank.

    Args:
        rng: source of randomness.
        where: its city.
        brackets: the pair that this form prints, full or half width.
    """
    words = table("words")
    suffix = pick(rng, words["suffix"])
    name = _firm_name(rng, where, suffix).replace("（", brackets[0]).replace("）", brackets[1])
    district = pick(rng, tuple(where.districts))
    authority = "92" if suffix == "经营部" else "91"
    return Party(
        name=name,
        tax_id=uscc(rng, district, authority),
        address=_address(rng, where, where.districts[district]),
        phone=_phone(rng, where),
        bank=_bank(rng, where),
        account=digits(rng, between(rng, 12, 19)),
    )


def buyer(rng: np.random.Generator, where: Place, *, brackets: str = "（）", firms_only: bool = False) -> Party:
    """Return who buys: mostly a firm, else an institution or a person without a tax number."""
    kind = rng.random()
    if firms_only or kind < 0.75:
        return firm(rng, where, brackets=brackets)
    if kind < 0.88:
        district = pick(rng, tuple(where.districts))
        name = where.districts[district] + pick(rng, table("words")["institution"])
        return Party(name=where.city + name, tax_id=uscc(rng, district, "12"))
    return Party(name=pick(rng, ("个人", person(rng), f"{person(rng)}{brackets[0]}个人{brackets[1]}")))


def day(rng: np.random.Generator, first: date, last: date) -> date:
    """Return a day of the closed range."""
    return first + timedelta(days=between(rng, 0, (last - first).days))


def _firm_name(rng: np.random.Generator, where: Place, suffix: str) -> str:
    words = table("words")
    brand = "".join(pick(rng, words["brand"]) for _ in range(between(rng, 2, 4) if chance(rng, 0.3) else 2))
    industry = pick(rng, words["industry"])
    city = where.city.removesuffix("市")
    if suffix == "有限公司分公司":
        return f"{brand}{industry}有限公司{city}{pick(rng, ('', '高新区', '城东'))}分公司"
    form = rng.random()
    if form < 0.2 and suffix == "有限公司":
        return f"{brand}（{city}）{industry}{suffix}"
    prefix = where.city if form < 0.5 else where.title if form < 0.65 else city
    return f"{prefix}{brand}{industry}{suffix}"


def _address(rng: np.random.Generator, where: Place, district: str) -> str:
    words = table("words")
    parts = [where.city if chance(rng, 0.85) else "", district, pick(rng, words["road"])]
    parts.append(f"{between(rng, 1, 1999)}号")
    if chance(rng, 0.55):
        parts.append("".join(pick(rng, words["brand"]) for _ in range(2)) + pick(rng, words["building"]))
        if chance(rng, 0.6):
            parts.append(f"{sign(rng, '123456789ABCD')}座" if chance(rng, 0.3) else f"{between(rng, 1, 18)}幢")
        parts.append(f"{between(rng, 1, 32)}{between(rng, 1, 20):02d}{pick(rng, ('室', '号', '室-A'))}")
    return "".join(parts)


def _phone(rng: np.random.Generator, where: Place) -> str:
    length = 8 if where.area_code in {"010", "020", "021", "022", "023", "024", "025", "027", "028", "029"} else 7
    number = str(between(rng, 2, 8)) + digits(rng, length - 1)
    form = rng.random()
    if form < 0.7:
        return f"{where.area_code}-{number}"
    return number if form < 0.85 else "1" + pick(rng, "3578") + digits(rng, 9)


def _bank(rng: np.random.Generator, where: Place) -> str:
    words = table("words")
    city = where.city.removesuffix("市")
    return f"{pick(rng, words['bank'])}{city}{pick(rng, words['branch'])}"
