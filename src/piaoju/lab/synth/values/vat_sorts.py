"""The sorts of VAT invoice that are not plain sales: what their items, marks and remarks are like.

Source: specimens of the tax administration; the marks at the top left are those of 数电票.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto

import numpy as np

from piaoju.lab.synth.values.amounts import cents, quotient
from piaoju.lab.synth.values.codes import long_number, short_number
from piaoju.lab.synth.values.goods import (
    EXEMPT,
    NO_TAX,
    Bill,
    BillOptions,
    Item,
    bill,
    billed,
    fraction,
)
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick
from piaoju.lab.synth.values.parties import Place
from piaoju.lab.synth.values.vat import GOODS_CELLS, SecondTable, VatKind


class Sort(StrEnum):
    """What makes an invoice differ from a plain sale."""

    PLAIN = auto()
    OLD = auto()
    """On paper of before the QR code and the unified social credit code."""
    UNUSUAL = auto()
    """Long names, simple rates, no tax."""
    NEGATIVE = auto()
    """红字: takes back an earlier invoice."""
    LISTED = auto()
    """One line, which refers to a list on a sheet of its own."""
    MARGIN = auto()
    """差额征税: only the difference to a deduction is taxed, and no rate is shown."""
    TOLL = auto()
    ROLL = auto()
    LONG = auto()
    """More items than one page holds."""
    FARM = auto()
    """A farmer, who has no tax number, sells what he grew."""
    ON_BEHALF = auto()
    """代开: the tax office issues for a person, who has no tax number."""
    PASSENGERS = auto()
    FREIGHT = auto()
    CONSTRUCTION = auto()
    RENTAL = auto()


_DEVICE: Mapping[Sort, float] = {Sort.UNUSUAL: 0.1, Sort.NEGATIVE: 0.07, Sort.LISTED: 0.07, Sort.MARGIN: 0.05}
_PLATFORM: Mapping[Sort, float] = {
    Sort.UNUSUAL: 0.1,
    Sort.NEGATIVE: 0.06,
    Sort.MARGIN: 0.04,
    Sort.TOLL: 0.04,
    Sort.LONG: 0.06,
    Sort.FARM: 0.03,
    Sort.ON_BEHALF: 0.03,
    Sort.PASSENGERS: 0.05,
    Sort.FREIGHT: 0.04,
    Sort.CONSTRUCTION: 0.04,
    Sort.RENTAL: 0.04,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the contents of an invoice depend on.

    Attributes:
        kind: of the variant.
        place: where the seller is.
        issued: day of issue.
        name_width: full-width characters in a line of the name column.
        lines: printed lines in the item area.
    """

    kind: VatKind
    place: Place
    issued: date
    name_width: float
    lines: int

    @property
    def options(self) -> BillOptions:
        """What the form allows; names carry a category since 2018, and on the platform always."""
        with_category = self.kind.numbering != "device" or self.issued >= date(2018, 1, 1)
        return BillOptions(
            self.issued, self.name_width, self.lines, with_category=with_category, special=self.kind.special
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What an invoice is about.

    Attributes:
        bill: items and sums.
        cells: of an item that the form has columns for.
        mark: at the top left.
        remark: begins the remark cell.
        second_table: below the items.
    """

    bill: Bill
    cells: tuple[str, ...] = GOODS_CELLS
    mark: str = ""
    remark: tuple[str, ...] = ()
    second_table: SecondTable | None = None


PERSONAL = {Sort.FARM, Sort.ON_BEHALF}
"""Sorts whose seller is a person; what they sell cannot be deducted."""


def sort_of(rng: np.random.Generator, kind: VatKind) -> Sort:
    """Return what sort an invoice of a variant is."""
    if kind.roll or kind.toll:
        return Sort.ROLL if kind.roll else Sort.TOLL
    shares = _PLATFORM if kind.numbering == "platform" else _DEVICE
    left = float(rng.random())
    for sort, share in shares.items():
        left -= share
        if left < 0:
            return Sort.PLAIN if sort in PERSONAL and kind.special else sort
    return Sort.PLAIN


def plainly(rng: np.random.Generator, context: Context) -> Content:
    """Return common goods or services."""
    return Content(bill(rng, context.options))


def on_behalf(rng: np.random.Generator, context: Context) -> Content:
    """Return what a person sells through the tax office."""
    where = context.place
    office = f"代开税务机关：国家税务总局{where.city}{pick(rng, tuple(where.districts.values()))}税务局"
    return replace(plainly(rng, context), mark="代开", remark=(office,))


def unusual(rng: np.random.Generator, context: Context) -> Content:
    """Return goods of long names, or services of simple rates or none."""
    return Content(bill(rng, replace(context.options, goods="goods_unusual")))


def long(rng: np.random.Generator, context: Context) -> Content:
    """Return more items than one page holds."""
    goods = pick(rng, ("goods", "goods", "goods_unusual"))
    lines = between(rng, 2 * context.lines, 4 * context.lines)
    return Content(bill(rng, replace(context.options, count=lines, lines=lines, goods=goods)))


def negative(rng: np.random.Generator, context: Context) -> Content:
    """Return what was sold before with all sums and quantities below zero, and the number of that sale."""
    taken = billed([negated(item) for item in bill(rng, context.options).items])
    code, number = digits(rng, 12 if context.kind.numbering == "device" else 0), short_number(rng)
    if context.kind.numbering == "platform":
        sold = context.issued - timedelta(days=between(rng, 0, 90))
        remark = (
            f"被红冲蓝字数电发票号码：{long_number(rng, context.place.region, sold)} "
            f"红字发票信息确认单编号：{context.place.region[:2]}{digits(rng, 18)}"
        )
    elif context.kind.special:
        remark = f"开具红字增值税专用发票信息表编号{context.place.region}{digits(rng, 12)}"
    else:
        remark = f"对应正数发票代码:{code}号码:{number}"
    return Content(taken, remark=(remark,))


def negated(item: Item) -> Item:
    """Return an item line taken back: quantity and sums below zero, the price not."""
    return replace(
        item,
        quantity=f"-{item.quantity}" if item.quantity else "",
        amount=-item.amount,
        tax=None if item.tax is None else -item.tax,
    )


def listed(rng: np.random.Generator, context: Context) -> Content:
    """Return the one line of an invoice whose items stand on a list."""
    (rate, *_) = (item.tax_rate for item in bill(rng, context.options).items)
    gross = Decimal(between(rng, 20_000, 9_900_000)) / 100
    net = cents(gross / (1 + fraction(rate)))
    name = pick(rng, ("(详见销货清单)", "（详见销货清单）"))
    return Content(billed([Item(name, "", "", "", "", net, rate, None if rate == EXEMPT else gross - net)]))


def margin(rng: np.random.Generator, context: Context) -> Content:
    """Return one line of which only the part above a deduction is taxed.

    Source: tax = (total - deduction) * rate / (1 + rate); forms show no rate.
    """
    category, name, rate = pick(
        rng,
        (
            ("人力资源服务", "劳务派遣服务", "5%"),
            ("旅游服务", "旅游服务费", "6%"),
            ("经纪代理服务", "代理服务费", "6%"),
        ),
    )
    gross = Decimal(between(rng, 100_000, 9_000_000)) / 100
    deduction = cents(gross * Decimal(between(rng, 55, 97)) / 100)
    factor = fraction(rate)
    tax = cents((gross - deduction) * factor / (1 + factor))
    printed = f"*{category}*{name}" if context.options.with_category else name
    is_counted = chance(rng, 0.5)
    unit, quantity, price = (
        (pick(rng, ("项", "月", "")), "1", quotient(gross - tax, Decimal(1))) if is_counted else ("",) * 3
    )
    item = Item(printed, "", unit, quantity, price, gross - tax, NO_TAX, tax)
    is_platform = context.kind.numbering == "platform"
    mark = "差额征税-差额开票" if is_platform else ""
    return Content(billed([item]), mark=mark, remark=(f"差额征税：{deduction:.2f}。",))


def farm(rng: np.random.Generator, context: Context) -> Content:
    """Return what a farmer sells, which is not taxed."""
    items = []
    for _ in range(between(rng, 1, 4)):
        category, name, unit = pick(
            rng,
            (
                ("蔬菜", "大白菜", "斤"),
                ("水果", "脐橙", "公斤"),
                ("谷物", "玉米", "吨"),
                ("活禽", "土鸡", "只"),
                ("茶叶", "鲜茶叶", "斤"),
            ),
        )
        price = Decimal(between(rng, 80, 9000)) / 100
        quantity = between(rng, 10, 900)
        items.append(
            Item(f"*{category}*{name}", "", unit, str(quantity), f"{price:f}", cents(price * quantity), EXEMPT, None)
        )
    return Content(billed(items), mark=pick(rng, ("自产农产品销售", "农产品收购")))
