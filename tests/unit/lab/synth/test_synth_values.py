"""Values agree with each other: sums, words, check digits, codes, dates."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from stdnum.cn import ric, uscc

from piaoju.lab.synth import VARIANTS
from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.split import Split, generator
from piaoju.lab.synth.values import codes, parties
from piaoju.lab.synth.values.amounts import in_words, quotient
from piaoju.lab.synth.values.lexicon import apart, pick, sign
from piaoju.lab.synth.values.vat import FieldValue
from tests.unit.lab.synth.forms import rows, text

SEEDS = range(30)
VAT = [variant for variant in VARIANTS["vat_invoice"] if variant != "vat_roll"]
"""Rolls show neither tax nor its rate."""


@cache
def fields(document_type: str, variant: str, seed: int) -> dict[str, FieldValue]:
    return dict(layout(document_type, variant, seed).fields)


def money(value: FieldValue) -> Decimal:
    assert isinstance(value, str)
    return Decimal(0) if value == "***" else Decimal(value)


def words_to_decimal(words: str) -> Decimal:
    """An independent reader of amounts in words."""
    figures = "零壹贰叁肆伍陆柒捌玖"
    units = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = 0
    cents = Decimal(0)
    factor = -1 if words.startswith("（负数）") else 1
    for char in words.removeprefix("（负数）").removesuffix("整"):
        if char in figures:
            digit = figures.index(char)
        elif char in units:
            section, digit = section + digit * units[char], 0
        elif char in "万亿":
            total, section, digit = total + (section + digit) * (10**4 if char == "万" else 10**8), 0, 0
        elif char == "圆":
            total, section, digit = total + section + digit, 0, 0
        else:
            cents, digit = cents + digit * (Decimal("0.1") if char == "角" else Decimal("0.01")), 0
    return factor * (total + cents)


@pytest.mark.parametrize("variant", VAT)
def test_sums_add_up(variant: str) -> None:
    for seed in SEEDS:
        values = fields("vat_invoice", variant, seed)
        items = rows(values)
        assert items
        net, tax = money(values["total_excluding_tax"]), money(values["total_tax"])
        assert sum(money(item["amount"]) for item in items) == net
        assert sum(money(item["tax"]) for item in items) == tax
        assert net + tax == money(values["total_including_tax"]) == words_to_decimal(text(values["total_in_words"]))


@pytest.mark.parametrize("variant", VAT)
def test_lines_follow_from_price_and_rate(variant: str) -> None:
    for seed in SEEDS:
        for item in rows(fields("vat_invoice", variant, seed)):
            amount = money(item["amount"])
            assert bool(item.get("quantity")) == bool(item.get("unit_price"))
            if item.get("quantity"):
                assert abs(Decimal(item["quantity"]) * Decimal(item["unit_price"]) - amount) <= Decimal("0.01")
            if item["tax_rate"] in {"免税", "不征税"}:
                assert item["tax"] == "***"
            elif item["tax_rate"] != "***":
                rate = Decimal(item["tax_rate"].removesuffix("%")) / 100
                assert abs(amount * rate - money(item["tax"])) <= Decimal("0.01")


def test_the_cases_that_readers_trip_over_occur() -> None:
    values = [fields("vat_invoice", "digital_general", seed) for seed in range(80)]
    items = [item for value in values for item in rows(value)]
    assert any(money(item["amount"]) < 0 for item in items)
    assert any(value["total_tax"] == "***" for value in values)
    assert any(item.get("quantity") == "" for item in items)
    assert any(len(item.get("quantity", "")) > 12 and len(item["unit_price"]) > 12 for item in items)
    assert any(len(item["name"]) > 24 for item in items)
    assert any(value["buyer_tax_id"] == "" for value in values)
    assert any("银行账号" in text(value["remark"]) for value in values)


@pytest.mark.parametrize("variant", VAT)
def test_numbers_have_their_structure(variant: str) -> None:
    for seed in SEEDS:
        values = fields("vat_invoice", variant, seed)
        issued = date.fromisoformat(text(values["issue_date"]))
        aged = issued.year < 2016
        for party in ("buyer", "seller"):
            tax_id = text(values[f"{party}_tax_id"])
            assert tax_id == "" or (len(tax_id) in {15, 20} if aged else uscc.is_valid(tax_id))
        number, code = text(values["invoice_number"]), text(values["invoice_code"])
        if variant in {"digital_special", "digital_general"}:
            assert (code, values["cipher_area"], values["check_code"]) == ("", [], "")
            assert re.fullmatch(rf"{issued:%y}\d{{18}}", number)
            continue
        assert re.fullmatch(r"\d{8}", number)
        year = code[5:7] if len(code) == 12 else code[4:6]
        assert year == f"{issued:%y}"
        assert len({len(line) for line in values["cipher_area"]}) == (0 if variant.startswith("digital") else 1)
        has_check_code = variant in {"vat_general_paper", "vat_general_electronic", "vat_toll_electronic"} and not aged
        assert len(text(values["check_code"])) == (20 if has_check_code else 0)


def test_invoice_codes_name_their_kind() -> None:
    rng = np.random.default_rng(1)
    for _ in range(50):
        assert codes.paper_code(rng, "3200", 2017, special=True)[7] in "15"
        assert codes.paper_code(rng, "3200", 2017, special=False)[7] in "36"
        assert codes.electronic_code(rng, "3200", 2020).endswith("11")
        assert codes.folded_code(rng, "3200", 2020)[-2:] in {"04", "05"}


def test_identity_numbers_check() -> None:
    rng = np.random.default_rng(2)
    for _ in range(200):
        place = parties.place(rng)
        district = next(iter(place.districts))
        identity = codes.resident_id(rng, district)
        assert ric.calc_check_digit(identity) == identity[-1]


@pytest.mark.parametrize("variant", ["magnetic", "paper"])
def test_ticket_numbers_agree(variant: str) -> None:
    for seed in SEEDS:
        values = fields("train_ticket", variant, seed)
        match = re.fullmatch(r"(\d{5})(\d{2})(\d{3})(\d{2})(\d{2})([A-HJ-NP-Z]\d{6})", text(values["ticket_code"]))
        assert match
        number = text(values["ticket_number"])
        assert number.endswith(match[6])
        prefix = number.removesuffix(match[6]).replace("Z", "0")
        assert prefix in {"", match[3]}
        assert date(2024, int(match[4]), int(match[5]))
        assert values["departure_station"] != values["arrival_station"]
        assert re.fullmatch(r"\d+\.\d", text(values["fare"]))


def test_e_tickets_agree() -> None:
    shown = 0
    for seed in SEEDS:
        values = fields("train_ticket", "rail_e_ticket", seed)
        assert re.fullmatch(r"\d{4}91\d{14}", text(values["invoice_number"]))
        assert text(values["e_ticket_number"]).endswith(text(values["departure_time"])[:4])
        assert values["buyer_tax_id"] == "" or uscc.is_valid(text(values["buyer_tax_id"]))
        if "tax" in values:
            shown += 1
            assert money(values["total_excluding_tax"]) + money(values["tax"]) == money(values["fare"])
    assert shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4940.00", "肆仟玖佰肆拾圆整"),
        ("0.05", "伍分"),
        ("100.45", "壹佰圆肆角伍分"),
        ("1000.07", "壹仟圆零柒分"),
        ("100500.00", "壹拾万零伍佰圆整"),
        ("10000000.00", "壹仟万圆整"),
        ("100000001.10", "壹亿零壹圆壹角整"),
    ],
)
def test_amounts_in_words(value: str, words: str) -> None:
    assert in_words(Decimal(value)) == words


def test_words_can_be_read_back() -> None:
    rng = np.random.default_rng(3)
    for exponent in rng.uniform(0, 9, 400):
        value = Decimal(f"{10**exponent:.2f}")
        for zero in (False, True):
            assert words_to_decimal(in_words(value, zero_before_jiao=zero)) == value


def test_quotients_are_cut_as_systems_cut_them() -> None:
    assert quotient(Decimal(1), Decimal(3)) == "0.3333333333333"
    assert quotient(Decimal(265), Decimal("7.35")) == "36.0544217687075"
    assert quotient(Decimal(30), Decimal(3)) == "10"


def test_randomness_apart_disturbs_nothing_and_keeps_its_half() -> None:
    plain, asked = (generator([4, 2], Split.DEV) for _ in range(2))
    own = apart(asked)
    assert own.random() != apart(asked).random()
    assert plain.random() == asked.random()
    words = [str(number) for number in range(40)]
    seen = {pick(own, words) for _ in range(400)}
    assert seen == {pick(plain, words) for _ in range(400)}
    assert len(seen) == 20


def test_no_half_lacks_characters() -> None:
    for split in Split:
        rng = generator([1], split)
        assert {sign(rng, "0123456789ABCDEF") for _ in range(800)} == set("0123456789ABCDEF")
        assert len(set("".join(codes.cipher_area(rng, 28)))) == 16
