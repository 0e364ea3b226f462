"""Businesses whose forms carry cells or a table of their own: tolls, tills, passengers, freight, building, rental.

Source: the columns that the platform's forms of these businesses print.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values.amounts import cents, quotient
from piaoju.lab.synth.values.codes import resident_id
from piaoju.lab.synth.values.goods import NOT_TAXABLE, Item, bill, billed, fraction
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import Place, person, place
from piaoju.lab.synth.values.vat import (
    CONSTRUCTION_CELLS,
    PASSENGER_CELLS,
    RENTAL_CELLS,
    ROLL_CELLS,
    TOLL_CELLS,
    SecondTable,
)
from piaoju.lab.synth.values.vat_sorts import Content, Context, negated
from piaoju.lab.synth.values.vehicle_codes import plate

_PASSENGER_HEADS = ("出行人", "有效身份证件号", "出行日期", "出发地", "到达地", "等级", "交通工具类型")
_PASSENGER_SHARES = (0.1, 0.2, 0.13, 0.17, 0.17, 0.09, 0.14)
_FREIGHT_HEADS = ("运输工具种类", "运输工具牌号", "起运地", "到达地", "运输货物名称")
_FREIGHT_SHARES = (0.16, 0.18, 0.24, 0.24, 0.18)


def toll(rng: np.random.Generator, context: Context) -> Content:
    """Return passages of one vehicle, or money that was paid into its account beforehand."""
    number = local_plate(rng, context.place)
    if chance(rng, 0.2):
        amount = cents(Decimal(between(rng, 1, 40) * 50))
        item = Item("*预付卡销售*通行费", "", "", "", "", amount, NOT_TAXABLE, None)
        return Content(billed([item]), TOLL_CELLS, "通行费")
    vehicle = pick(rng, ("客车", "客车", "货车", "专项作业车"))
    rate = pick(rng, ("3%", "5%", "9%")) if context.issued >= date(2019, 4, 1) else pick(rng, ("3%", "5%"))
    items = []
    day = context.issued - timedelta(days=between(rng, 3, 40))
    for _ in range(1 if chance(rng, 0.6) else between(rng, 2, 5)):
        gross = Decimal(between(rng, 95, 60_000)) / 100
        net = cents(gross / (1 + fraction(rate)))
        end = day + timedelta(days=0 if chance(rng, 0.85) else 1)
        details = {
            "plate_number": number,
            "vehicle_type": vehicle,
            "start_date": f"{day:%Y%m%d}",
            "end_date": f"{end:%Y%m%d}",
        }
        items.append(Item("*经营租赁*通行费", "", "", "", "", net, rate, gross - net, details))
        day = min(day + timedelta(days=between(rng, 0, 3)), context.issued - timedelta(days=2))
    return Content(billed(items), TOLL_CELLS, "通行费")


def local_plate(rng: np.random.Generator, where: Place) -> str:
    """Return the number plate of a vehicle that is registered in a city."""
    return plate(rng, table("vehicle")["plates"][where.city], electric=chance(rng, 0.2))


def roll(rng: np.random.Generator, context: Context) -> Content:
    """Return what a till sells: prices with their tax, which the slip does not show."""
    items = []
    for item in bill(rng, replace(context.options, goods="goods_retail")).items:
        if item.amount <= 0:
            continue
        gross = item.amount + (item.tax or 0)
        quantity = item.quantity or "1"
        price = f"{cents(gross / Decimal(quantity)):f}"
        items.append(replace(item, quantity=quantity, unit_price=price, amount=gross, tax_rate="", tax=None))
    signed = [negated(item) for item in items] if chance(rng, 0.05) else items
    return Content(billed(signed), ROLL_CELLS)


def passengers(rng: np.random.Generator, context: Context) -> Content:
    """Return rides, often with a discount, and who travelled where."""
    item = _service(rng, "*运输服务*客运服务费", pick(rng, ("3%", "9%", "3%")), (900, 90_000))
    items = [item]
    if chance(rng, 0.4):
        net = -cents(item.amount * Decimal(between(rng, 1, 20)) / 100)
        items.append(Item(item.name, "", "", "", "", net, item.tax_rate, cents(net * fraction(item.tax_rate))))
    rows = []
    for _ in range(pick(rng, (0, 1, 1, 2))):
        identity = resident_id(rng, pick(rng, tuple(context.place.districts)))
        day = context.issued - timedelta(days=between(rng, 0, 40))
        vehicle, grade = pick(rng, (("飞机", "经济舱"), ("公路客车", ""), ("轮船", "二等舱"), ("出租车", "")))
        towns = (context.place.city, place(rng).city)
        rows.append((person(rng), f"{identity[:6]}********{identity[14:]}", f"{day}", *towns, grade, vehicle))
    second = SecondTable(_PASSENGER_HEADS, _PASSENGER_SHARES, tuple(rows))
    return Content(billed(items), PASSENGER_CELLS, "旅客运输服务", second_table=second)


def freight(rng: np.random.Generator, context: Context) -> Content:
    """Return carriage of goods, and by which vehicle from where to where."""
    item = _service(
        rng,
        pick(rng, ("*运输服务*陆路货物运输服务", "*运输服务*运费")),
        pick(rng, ("9%", "3%", "1%")),
        (30_000, 900_000),
    )
    goods = pick(rng, ("钢材", "日用百货", "瓷砖", "化肥", "电子元件", "建筑材料一批"))
    rows = []
    for _ in range(pick(rng, (1, 1, 2))):
        home, far = context.place, place(rng)
        districts = (pick(rng, tuple(home.districts.values())), pick(rng, tuple(far.districts.values())))
        rows.append(("公路运输", local_plate(rng, home), home.city + districts[0], far.city + districts[1], goods))
    second = SecondTable(_FREIGHT_HEADS, _FREIGHT_SHARES, tuple(rows))
    return Content(billed([item]), mark="货物运输服务", second_table=second)


def construction(rng: np.random.Generator, context: Context) -> Content:
    """Return work on a building, and where it stands."""
    name = pick(rng, ("工程款", "工程服务", "安装服务", "装饰服务", "其他建筑服务"))
    item = _service(rng, f"*建筑服务*{name}", pick(rng, ("9%", "3%", "1%")), (100_000, 9_000_000))
    district = pick(rng, tuple(context.place.districts.values()))
    project = pick(rng, ("住宅小区一期", "道路改造", "厂房新建", "综合楼装修", "老旧管网更新")) + pick(
        rng, ("工程", "项目")
    )
    details = {"site": context.place.city + district, "project": district + project}
    plainly = Item(item.name, "", "", "", "", item.amount, item.tax_rate, item.tax, details)
    crosses = pick(rng, ("否", "是"))
    remark = (f"土地增值税项目编号：{digits(rng, 16)}" if chance(rng, 0.4) else "", f"跨地（市）标志：{crosses}")
    return Content(billed([plainly]), CONSTRUCTION_CELLS, "建筑服务", tuple(line for line in remark if line))


def rental(rng: np.random.Generator, context: Context) -> Content:
    """Return the rent of a building for some months, and its deed."""
    rate = pick(rng, ("9%", "5%", "5%"))
    area = Decimal(between(rng, 1_500, 60_000)) / 100
    gross = Decimal(between(rng, 100_000, 6_000_000)) / 100
    net = cents(gross / (1 + fraction(rate)))
    district = pick(rng, tuple(context.place.districts.values()))
    year = context.issued.year
    has_deed = chance(rng, 0.7)
    details = {
        "certificate": f"{year - between(rng, 1, 6)}{district}不动产权第{digits(rng, 7)}号" if has_deed else "无"
    }
    name = "*经营租赁*" + pick(rng, ("房屋租金", "写字楼租赁", "厂房租金", "不动产租赁"))
    item = Item(name, "", "平方米", f"{area:f}", quotient(net, area), net, rate, gross - net, details)
    road = pick(rng, table("words")["road"])
    month = between(rng, 1, 6)
    remark = (
        f"不动产地址：{context.place.city}{district}{road}{between(rng, 1, 900)}号",
        f"租赁期起止：{year}-{month:02d}-01 {date(year, month + 6, 1) - timedelta(days=1)} 跨地（市）标志：否",
    )
    return Content(billed([item]), RENTAL_CELLS, "不动产经营租赁服务", remark)


def _service(rng: np.random.Generator, name: str, rate: str, gross_cents: tuple[int, int]) -> Item:
    gross = Decimal(between(rng, *gross_cents)) / 100
    net = cents(gross / (1 + fraction(rate)))
    unit = pick(rng, ("次", "项", "", ""))
    quantity = str(pick(rng, (1, 1, 2, 3, 12)))
    return Item(name, "", unit, quantity, quotient(net, Decimal(quantity)), net, rate, gross - net)
