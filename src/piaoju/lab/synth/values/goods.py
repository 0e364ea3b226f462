"""Item lines whose quantities, prices, amounts, rates and taxes agree, and their sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

import numpy as np

from piaoju.lab.synth.values.amounts import cents, quotient
from piaoju.lab.synth.values.lexicon import between, chance, pick, sign, table

NO_TAX = "***"
EXEMPT = "免税"
NOT_TAXABLE = "不征税"
_FIXED_RATES = {"exempt": EXEMPT, "not_taxable": NOT_TAXABLE, "simple3": "3%", "simple5": "5%"}
_LEAST_LINE = Decimal(4)
"""Smallest sum of a line, so that its tax is not nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item line as printed; empty strings where nothing is.

    Attributes:
        name: of what is sold, with its category.
        specification: or model.
        unit: of the quantity.
        quantity: a number.
        unit_price: without tax, but on rolls with it.
        amount: likewise.
        tax_rate: in percent, or in words.
        tax: None if it is not taxed.
        details: cells that only the forms of particular businesses have, such as plate_number, as printed.
    """

    name: str
    specification: str
    unit: str
    quantity: str
    unit_price: str
    amount: Decimal
    tax_rate: str
    tax: Decimal | None
    details: Mapping[str, str] = field(default_factory=dict)

    def printed(self, cell: str) -> str:
        """Return what stands in a cell, by its name."""
        if cell in self.details:
            return self.details[cell]
        texts = {
            "name": self.name,
            "specification": self.specification,
            "unit": self.unit,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "amount": f"{self.amount:.2f}",
            "tax_rate": self.tax_rate,
            "tax": self.printed_tax,
        }
        return texts.get(cell, "")

    @property
    def printed_tax(self) -> str:
        """The tax as printed: three stars where there is none."""
        return _printed(self.tax)


@dataclass(frozen=True, slots=True)
class Bill:
    """Item lines and their sums.

    Attributes:
        items: in printed order.
        net: sum of the amounts.
        tax: sum of the taxes; None if every line is exempt.
    """

    items: tuple[Item, ...]
    net: Decimal
    tax: Decimal | None

    @property
    def printed_tax(self) -> str:
        """The sum of the taxes as printed, without sign of currency."""
        return _printed(self.tax)

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.net + (self.tax or Decimal(0))


def _printed(tax: Decimal | None) -> str:
    return NO_TAX if tax is None else f"{tax:.2f}"


def billed(items: Sequence[Item]) -> Bill:
    """Return item lines with their sums."""
    taxes = [item.tax for item in items if item.tax is not None]
    net = sum((item.amount for item in items), Decimal(0))
    return Bill(tuple(items), net, sum(taxes, Decimal(0)) if taxes else None)


def fraction(rate: str) -> Decimal:
    """Return a printed rate as a factor of the amount.

    >>> fraction("13%"), fraction("免税")
    (Decimal('0.13'), Decimal('0'))
    """
    return Decimal(rate.removesuffix("%")) / 100 if rate.endswith("%") else Decimal(0)


@dataclass(frozen=True, slots=True)
class BillOptions:
    """What the form allows.

    Attributes:
        issued: decides the rates.
        name_width: full-width characters in a line of the name column.
        lines: printed lines in the item area.
        with_category: names begin with *category*.
        special: on special invoices nothing is exempt.
        goods: data file of what is sold.
        count: of item lines; 0 for one to eight.
    """

    issued: date
    name_width: float
    lines: int
    with_category: bool = True
    special: bool = False
    goods: str = "goods"
    count: int = 0


def bill(rng: np.random.Generator, options: BillOptions) -> Bill:
    """Return item lines that fit the form, and their sums."""
    untaxed = {"exempt", "not_taxable"}
    kinds = [k for k in table(options.goods)["goods"] if not (options.special and k["rate"] in untaxed)]
    kind = pick(rng, kinds)
    wanted = options.count or (1 if chance(rng, 0.3) else between(rng, 1, 8))
    small_trader = chance(rng, 0.15)
    items: list[Item] = []
    used = 0
    while len(items) < wanted:
        if chance(rng, 0.25) and kind["rate"] not in untaxed:
            kind = pick(rng, [k for k in kinds if k["rate"] not in untaxed])
        new = _lines(rng, kind, _rate(kind["rate"], options.issued, small_trader=small_trader), options)
        used += sum(_printed_lines(item, options.name_width) for item in new)
        most = max(wanted, 8)
        if items and (used > options.lines or len(items) + len(new) > most):
            break
        items += new
    return billed(items)


def text_width(text: str) -> float:
    """Return the width of a text in full-width characters.

    >>> text_width("A4复印纸")
    4.0
    """
    return sum(1.0 if ord(sign) > 0x2000 else 0.5 for sign in text)


def _printed_lines(item: Item, width: float) -> int:
    return max(ceil(text_width(item.name) / width), ceil(text_width(item.specification) / (width * 0.55)))


def _rate(key: str, issued: date, *, small_trader: bool) -> str:
    """Return a rate that was in force. Source: rates of 2018-05-01, 2019-04-01 and 2020-03-01."""
    if key in _FIXED_RATES:
        return _FIXED_RATES[key]
    if small_trader:
        return "1%" if issued >= date(2020, 3, 1) else "3%"
    if key == "service":
        return "6%"
    era = 0 if issued < date(2018, 5, 1) else 1 if issued < date(2019, 4, 1) else 2
    standard, transport = (("17%", "11%"), ("16%", "10%"), ("13%", "9%"))[era]
    return standard if key == "standard" else transport


def _lines(rng: np.random.Generator, kind: Mapping[str, Any], rate: str, options: BillOptions) -> list[Item]:
    category = f"*{kind['category']}*" if options.with_category else ""
    factor = Decimal(1) + fraction(rate)
    item = _fuel(rng, kind, factor) if kind.get("fuel") else _counted(rng, kind, factor)
    quantity, price, gross = item
    net = cents(gross / factor)
    bare = chance(rng, 0.1)
    goods = kind["rate"] in {"standard", "reduced"} and not kind.get("fuel") and not kind.get("plain")
    line = Item(
        name=category + pick(rng, kind["names"]) + (_model(rng) if goods and chance(rng, 0.22) else ""),
        specification=pick(rng, kind["specs"]) + (_model(rng) if goods and chance(rng, 0.15) else ""),
        unit=pick(rng, kind["units"]),
        quantity="" if bare else quantity,
        unit_price="" if bare else price,
        amount=net,
        tax_rate=rate,
        tax=None if rate in {EXEMPT, NOT_TAXABLE} else gross - net,
    )
    return [line, _discount(rng, line, factor)] if gross > 20 and chance(rng, 0.1) else [line]


def _counted(rng: np.random.Generator, kind: Mapping[str, Any], factor: Decimal) -> tuple[str, str, Decimal]:
    """Return quantity, unit price and gross amount of goods sold by the piece."""
    low, high = kind["price"]
    gross_price = Decimal(f"{np.exp(rng.uniform(np.log(low), np.log(high))):.2f}")
    gross_price = max(gross_price, Decimal("0.05"))
    most = max(1, int(Decimal(kind.get("most", 90_000)) / gross_price))
    least = ceil(_LEAST_LINE / gross_price)
    wanted = 1 if chance(rng, 0.4) else pick(rng, (2, 3, 5, 10, 12, 20, 24, 50, 100, 200, 1000))
    quantity = max(least, min(most, wanted))
    significant = pick(rng, (15, 15, 11, 8))
    return str(quantity), quotient(gross_price, factor, significant), cents(gross_price * quantity)


def _fuel(rng: np.random.Generator, kind: Mapping[str, Any], factor: Decimal) -> tuple[str, str, Decimal]:
    """Return the same of goods sold by the yuan, whose quantity is a long quotient."""
    low, high = kind["price"]
    gross_price = Decimal(f"{rng.uniform(low, high):.2f}")
    gross = Decimal(between(rng, 5, 80) * 10)
    return quotient(gross, gross_price), quotient(gross_price, factor), cents(gross)


def _model(rng: np.random.Generator) -> str:
    """Return what is put behind a name or specification: a model, sometimes with words."""
    letters = "".join(sign(rng, "ABCDEFGHJKLMNPQRSTUWXYZ") for _ in range(between(rng, 1, 3)))
    model = f"{letters}{pick(rng, ('-', '', '-'))}{between(rng, 10, 9999)}"
    return model + pick(rng, ("", "", "(标准型)", "/加厚", " 白色 通用款", "（含运费及安装调试）"))


def _discount(rng: np.random.Generator, line: Item, factor: Decimal) -> Item:
    percent = between(rng, 2, 30)
    net = -cents(line.amount * Decimal(percent) / 100)
    tax = None if line.tax is None else cents(net * (factor - 1))
    # Before names carried their category, the line was named by its share.
    name = line.name if line.name.startswith("*") or percent % 2 else f"折扣({percent}%)"
    return Item(name, "", "", "", "", net, line.tax_rate, tax)
