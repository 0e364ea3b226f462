"""Train tickets: values have the grammars that are printed, seldom ones occur, and labels are what is on the paper."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.train_ticket import VARIANTS
from piaoju.lab.synth.split import Split
from tests.unit.lab.synth.forms import marked, named, outside, payload, printed, text

SEEDS = range(40)
CARDS = ("magnetic", "paper")
ENDS = ("departure_station", "arrival_station")
SEAT = r"(\d{2}|加\d)车((\d{2}[ABCDF]|\d{3})号|无座|\d{3}号[上中下]铺)"
PATTERNS = {
    "train_number": r"[GDCZTKYLS]\d{1,4}|\d{4}",
    "departure_station": r"[\u4e00-\u9fff]{2,5}",
    "arrival_station": r"[\u4e00-\u9fff]{2,5}",
    "departure_pinyin": r"[A-Z][a-z]+",
    "arrival_pinyin": r"[A-Z][a-z]+",
    "departure_time": r"20\d\d-\d\d-\d\d [012]\d:[0-5]\d",
    "seat_number": SEAT,
    "passenger_id": r"\d{10}\*{4}\d{3}[\dX]|[A-Z]\d\d\*{4}\d\d",
    "passenger_name": r"[\u4e00-\u9fff]{2,4}|[A-Z]+",
}


@cache
def drawn(variant: str, seed: int) -> PrintedForm:
    return layout("train_ticket", variant, seed)


def forms(*variants: str) -> Iterator[PrintedForm]:
    for variant in variants:
        for seed in SEEDS:
            yield drawn(variant, seed)


@pytest.mark.parametrize("split", [None, *Split])
@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_printed_is_labelled_and_on_the_paper(variant: str, split: Split | None) -> None:
    for seed in range(20):
        form = layout("train_ticket", variant, seed, split)
        assert marked(form) == named(form.fields)
        assert outside(form.sheet) == []


def test_halves_share_no_station() -> None:
    seen = [
        {
            str(form.fields[end])
            for form in (layout("train_ticket", "paper", seed, split) for seed in SEEDS)
            for end in ENDS
        }
        for split in Split
    ]
    assert seen[0].isdisjoint(seen[1])
    assert min(len(half) for half in seen) > 10


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_seed_same_form(variant: str) -> None:
    first, second, other = (layout("train_ticket", variant, seed) for seed in (4, 4, 5))
    assert first == second
    assert first != other


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", PATTERNS)
def test_values_have_their_grammar(variant: str, name: str) -> None:
    for form in forms(variant):
        assert re.fullmatch(PATTERNS[name], text(form.fields[name])), form.fields[name]


def test_fast_trains_have_no_hard_seats() -> None:
    for form in forms(*VARIANTS):
        if text(form.fields["train_number"])[0] in "GC":
            assert re.search(r"等座|商务|特等", text(form.fields["seat_class"]))
        if "卧" in text(form.fields["seat_class"]) and "代" not in text(form.fields["seat_class"]):
            assert text(form.fields["seat_number"]).endswith("铺")


def test_what_is_seldom_occurs() -> None:
    fields = [form.fields for form in forms(*VARIANTS)]
    seats = {text(one["seat_number"])[-2:] for one in fields}
    classes = {text(one["seat_class"]) for one in fields}
    assert {"无座", "上铺", "中铺", "下铺"} <= seats
    assert {"商务座", "特等座", "新空调硬卧", "动卧"} <= classes
    assert classes & {"高级软卧", "软卧代软座", "硬卧代硬座", "新空调软座", "新空调高级软卧"}
    assert any(text(one["passenger_name"]).isascii() for one in fields)
    assert {len(text(one["departure_station"])) for one in fields} == {2, 3, 4, 5}
    letters = {text(one["train_number"])[0] for one in fields}
    assert set("GDCZTKYLS") <= letters
    assert letters & set("12345678")


def test_marks_of_sale_and_change_occur() -> None:
    lines = {line for form in forms(*CARDS) for line in printed(form.sheet)}
    assert {"网", "折", "孩", "学", "始发改签", "变更到站", "退票费:"} <= lines
    assert any(line.endswith("售") for line in lines)


def test_refunds_show_the_fee_and_say_so() -> None:
    refunded = changed = 0
    for form in forms("rail_e_ticket"):
        lines = printed(form.sheet)
        assert ("退票" in lines) == ("退票费:" in lines)
        refunded += "退票" in lines
        is_changed = bool({"改签", "始发改签", "变更到站"} & set(lines))
        assert not (is_changed and "退票" in lines)
        changed += is_changed
    assert refunded
    assert changed


def test_tax_is_within_the_fare() -> None:
    shown = 0
    for form in forms("rail_e_ticket"):
        fields = form.fields
        if "tax" not in fields:
            continue
        shown += 1
        is_refund = "退票费:" in printed(form.sheet)
        assert fields["tax_rate"] == ("6%" if is_refund else "9%")
        net, tax, fare = (Decimal(text(fields[name])) for name in ("total_excluding_tax", "tax", "fare"))
        assert net + tax == fare
        assert abs(net * (106 if is_refund else 109) / 100 - fare) <= Decimal("0.01")
    assert shown


def test_qr_codes_of_e_tickets_have_their_own_checksum() -> None:
    for form in forms("rail_e_ticket"):
        code = payload(form.sheet)
        fields = code.split(",")
        assert fields[:3] == ["01", "51", ""]
        assert fields[3:5] == [form.fields["invoice_number"], form.fields["fare"]]
        assert fields[5] == text(form.fields["issue_date"]).replace("-", "")
        assert fields[7] == f"{modbus(code[: -len(fields[7]) - 1].encode()):04x}"


def modbus(data: bytes) -> int:
    """CRC-16/MODBUS by its table of bytes."""
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 * (value & 1))
        table.append(value)
    value = 0xFFFF
    for byte in data:
        value = value >> 8 ^ table[(value ^ byte) & 0xFF]
    return value


def test_the_checksum_is_the_one_of_the_standard() -> None:
    assert modbus(b"123456789") == 0x4B37
