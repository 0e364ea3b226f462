"""Every design of taxi receipts draws, and what its label says holds together."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

import numpy as np
import pytest
from stdnum import numdb

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts import taxi_receipt
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.taxi_designs import taxi_designs
from piaoju.lab.synth.layouts.taxi_pins import PinStyle, pin_width, print_pins
from piaoju.lab.synth.split import Split, generator
from piaoju.numbers import invoice_code, plate

DESIGNS = tuple(taxi_designs())
FIELDS = [
    *("title", "location", "invoice_code", "invoice_number", "plate", "date", "board_time", "alight_time"),
    *("unit_price", "distance", "waiting_time", "fare", "fuel_surcharge", "call_fee", "total", "total_paid"),
    "amount_paid",
]
PLATE = re.compile(r"[京粤]?[A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{5}|[A-HJK][A-HJ-NP-Z0-9]\d{4})")
WAITING = re.compile(r"(\d\d):(\d\d)[:.](\d\d)")
SEEDS = range(12)


@cache
def form(design: str, seed: int) -> PrintedForm:
    return taxi_receipt.draw_design(taxi_designs()[design], np.random.default_rng(seed))


def fields(design: str, seed: int) -> dict[str, str]:
    return {name: value for name, value in form(design, seed).fields.items() if isinstance(value, str)}


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


@pytest.mark.parametrize("design", DESIGNS)
def test_label_has_every_field_and_every_value_a_place_on_the_slip(design: str) -> None:
    for seed in SEEDS:
        printed = form(design, seed)
        assert list(printed.fields) == FIELDS
        assert {name for name, value in printed.fields.items() if value} == set(printed.sheet.marks)
        for name, rects in printed.sheet.marks.items():
            for left, top, right, bottom in rects:
                assert 0 <= left < right <= printed.sheet.width_mm, (name, seed)
                assert 0 <= top < bottom <= printed.sheet.height_mm, (name, seed)


@pytest.mark.parametrize("design", DESIGNS)
def test_code_names_the_place_and_a_year_before_the_ride(design: str) -> None:
    for seed in SEEDS:
        values = fields(design, seed)
        code = values["invoice_code"]
        assert re.fullmatch(r"[12]\d{11}", code)
        assert invoice_code.is_valid(code)
        assert 0 <= date.fromisoformat(values["date"]).year - invoice_code.split(code).year <= 5
        places = numdb.get("cn/loc")
        found = [name for region in (code[1:3] + "0000", code[1:5] + "00") for _, name in places.info(region)]
        assert values["location"] in str(found)
        assert re.sub("[省市]$|自治区$", "", values["location"]) in values["title"]
        assert re.fullmatch(r"\d{8}", values["invoice_number"])
        assert values["invoice_number"] != "00000000"


@pytest.mark.parametrize("design", DESIGNS)
def test_ride_holds_together(design: str) -> None:
    for seed in SEEDS:
        values = fields(design, seed)
        assert PLATE.fullmatch(values["plate"]), values["plate"]
        assert plate.is_valid(values["plate"])
        waited = WAITING.fullmatch(values["waiting_time"])
        assert waited
        hours, whole_minutes, seconds = (int(part) for part in waited.groups())
        lasted = (minutes(values["alight_time"]) - minutes(values["board_time"])) % (24 * 60)
        assert 0 < lasted < 6 * 60
        assert 3600 * hours + 60 * whole_minutes + seconds <= 60 * lasted
        assert Decimal(values["distance"]) / lasted < 2, "faster than 120 km/h"
        assert re.fullmatch(r"\d{1,2}\.\d{2}", values["unit_price"])
        assert re.fullmatch(r"\d{1,3}\.\d{1,2}", values["distance"])


@pytest.mark.parametrize("design", DESIGNS)
def test_charges_add_up(design: str) -> None:
    for seed in SEEDS:
        values = fields(design, seed)
        charges = sum(Decimal(values[name] or 0) for name in ("fare", "fuel_surcharge", "call_fee"))
        assert Decimal(values["fare"]) >= Decimal(8)
        total = values["total_paid"] or values["total"]
        assert Decimal(values["amount_paid"]) == (Decimal(total) if total else charges)
        rounding = Decimal("0.50") if values["total_paid"] else Decimal(0)
        assert abs(Decimal(values["amount_paid"]) - charges) <= rounding


@pytest.mark.parametrize("design", DESIGNS)
def test_what_is_printed_is_what_is_labelled(design: str) -> None:
    for seed in SEEDS:
        printed = form(design, seed)
        lines = [text for text, _ in printed.sheet.lines]
        values = fields(design, seed)
        assert values["invoice_code"] in lines
        assert values["invoice_number"] in lines
        assert values["plate"] in ["".join(sign for sign in line if sign.isalnum()) for line in lines]
        day = date.fromisoformat(values["date"])
        forms = {f"{day:{pattern}}" for pattern in ("%Y-%m-%d", "%Y年%m月%d日", "%Y%m%d", "%y-%m-%d")}
        assert forms & set(lines)
        for name in ("board_time", "alight_time", "unit_price", "distance", "waiting_time", "fare"):
            assert any(values[name] in line for line in lines), name


def test_same_seed_gives_the_same_slip() -> None:
    for design in DESIGNS:
        first, second = form(design, 5), form.__wrapped__(design, 5)
        assert first.fields == second.fields
        assert first.sheet.operations == second.sheet.operations
        assert first.fields != form(design, 6).fields


def test_values_lie_up_to_a_row_and_a_half_off_their_labels_both_ways() -> None:
    off = []
    for design, seed in product(DESIGNS, SEEDS):
        spec = taxi_designs()[design]
        row = next(place for place, line in enumerate(spec.rows) if line.value == "date")
        _, top, _, bottom = form(design, seed).sheet.marks["date"][0]
        off.append((top + bottom) / 2 / spec.first_row[1] - spec.first_row[0] / spec.first_row[1] - row)
    assert -1.8 < min(off) < -1.0
    assert 1.0 < max(off) < 1.8
    assert np.mean(np.abs(off) < 0.6) > 0.5


def test_halves_share_no_design() -> None:
    titles: dict[Split, set[object]] = {}
    for split in Split:
        drawn = [taxi_receipt.draw("paper", generator([seed], split)) for seed in range(30)]
        titles[split] = {one.fields["title"] for one in drawn}
    assert titles[Split.DEV].isdisjoint(titles[Split.TEST])
    assert all(len(found) >= 4 for found in titles.values())


def test_pins_print_right_to_the_width_they_claim() -> None:
    sheet = Sheet(60.0, 20.0)
    style = PinStyle(2.0, 3.0, (0, 0, 0))
    left, top, right, bottom = print_pins(sheet, 5.0, 10.0, "10:38元", style, ("board_time",))
    assert pin_width("10:38元", style) == 14.0
    assert 5.0 <= left < right <= 19.0
    assert 8.0 < top < bottom < 12.0
    assert sheet.lines == [("10:38元", (left, top, right, bottom))]
    assert sheet.marks == {"board_time": [(left, top, right, bottom)]}


def test_pins_print_nothing_for_blanks() -> None:
    sheet = Sheet(60.0, 20.0)
    print_pins(sheet, 5.0, 10.0, "  ", PinStyle(2.0, 3.0, (0, 0, 0)), ("fare",))
    assert not sheet.operations
    assert not sheet.marks


def test_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="no layout"):
        taxi_receipt.draw("shenzhen", np.random.default_rng(0))
