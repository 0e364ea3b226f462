"""Every design of fixed-amount invoices draws, and what its label says holds together."""

import re
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from stdnum import numdb

from piaoju.lab.synth.layouts import quota_invoice
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.quota_designs import quota_designs, without_stub
from piaoju.lab.synth.split import Split, generator
from piaoju.numbers import amount_in_words, invoice_code

DESIGNS = tuple(quota_designs())
WITH_STUB = [name for name, design in quota_designs().items() if design.perforation]
FIELDS = ["title", "invoice_code", "invoice_number", "amount_in_words", "amount_in_figures", "location"]
DENOMINATIONS = {Decimal(value) for value in (1, 2, 5, 10, 20, 50, 100, 200, 500)}
SEEDS = range(12)


@cache
def form(design: str, seed: int) -> PrintedForm:
    return quota_invoice.draw_design(quota_designs()[design], np.random.default_rng(seed))


def fields(design: str, seed: int) -> dict[str, str]:
    return {name: value for name, value in form(design, seed).fields.items() if isinstance(value, str)}


def region_names(code: str) -> str:
    """Return the names that a province and a prefecture have had."""
    places = numdb.get("cn/loc")
    return str(
        [found for _, found in places.info(code[1:3] + "0000")] + [found for _, found in places.info(code[1:5] + "00")]
    )


@pytest.mark.parametrize("design", DESIGNS)
def test_label_has_every_field_and_every_value_a_place_on_the_paper(design: str) -> None:
    for seed in SEEDS:
        printed = form(design, seed)
        assert list(printed.fields) == FIELDS
        assert all(printed.fields.values())
        assert set(printed.sheet.marks) == set(FIELDS)
        for name, rects in printed.sheet.marks.items():
            assert len(rects) == 1, "the stub's print is not the field's"
            left, top, right, bottom = rects[0]
            assert 0 <= left < right <= printed.sheet.width_mm, (name, seed)
            assert 0 <= top < bottom <= printed.sheet.height_mm, (name, seed)


@pytest.mark.parametrize("design", DESIGNS)
def test_words_are_figures_and_a_denomination(design: str) -> None:
    for seed in SEEDS:
        values = fields(design, seed)
        assert Decimal(values["amount_in_figures"]) in DENOMINATIONS
        assert amount_in_words.parse(values["amount_in_words"]) == Decimal(values["amount_in_figures"])


@pytest.mark.parametrize("design", DESIGNS)
def test_code_agrees_with_title_and_place(design: str) -> None:
    for seed in SEEDS:
        values = fields(design, seed)
        code, title = values["invoice_code"], values["title"]
        assert re.fullmatch(r"[12]\d{11}", code)
        assert invoice_code.is_valid(code)
        parts = invoice_code.split(code)
        if "国家税务局" in title or "地方税务局" in title:
            assert parts.bureau == ("1" if "国家税务局" in title else "2")
            assert parts.year <= 2018
        if "国家税务总局" in title:
            assert parts.year >= 2018
        assert code[7] in ("123456" if parts.bureau == "1" else "0123456789")
        province, _, city = values["location"].rpartition("省")
        assert (province or city) in region_names(code)
        assert not city or city in region_names(code) or city in title
        assert re.fullmatch(r"\d{8}", values["invoice_number"])


@pytest.mark.parametrize("design", DESIGNS)
def test_what_is_printed_is_what_is_labelled(design: str) -> None:
    spec = quota_designs()[design]
    amounts = {line.name for line in spec.prints} & {"amount_in_words", "amount_in_figures"}
    assert amounts
    for seed in SEEDS:
        printed, values = form(design, seed), fields(design, seed)
        lines = [text for text, _ in printed.sheet.lines]
        for name in {"title", "invoice_code", "invoice_number"} | amounts:
            assert any(values[name] in line for line in lines), name


@pytest.mark.parametrize("design", WITH_STUB)
def test_torn_off_stub_takes_its_code_along(design: str) -> None:
    spec = quota_designs()[design]
    torn = without_stub(spec)
    assert torn.size_mm[0] * torn.size_mm[1] < spec.size_mm[0] * spec.size_mm[1]
    for whole, count in ((spec, 2), (torn, 1)):
        assert sum("{code}" in line.text for line in whole.prints) == count
    sizes = {(form(design, seed).sheet.width_mm, form(design, seed).sheet.height_mm) for seed in SEEDS}
    assert sizes == {spec.size_mm, torn.size_mm}


def test_a_design_without_words_or_figures_labels_both() -> None:
    printed = form("sichuan", 1)
    assert printed.sheet.marks["amount_in_words"] == printed.sheet.marks["amount_in_figures"]
    assert printed.fields["amount_in_words"] not in [text for text, _ in printed.sheet.lines]


def test_same_seed_gives_the_same_invoice() -> None:
    for design in DESIGNS:
        first, second = form(design, 5), form.__wrapped__(design, 5)
        assert first.fields == second.fields
        assert first.sheet.operations == second.sheet.operations
        assert first.fields != form(design, 6).fields


def test_halves_share_no_design() -> None:
    titles: dict[Split, set[object]] = {}
    for split in Split:
        drawn = [quota_invoice.draw("paper", generator([seed], split)) for seed in range(30)]
        titles[split] = {one.fields["title"] for one in drawn}
    assert titles[Split.DEV]
    assert titles[Split.DEV].isdisjoint(titles[Split.TEST])


def test_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="no layout"):
        quota_invoice.draw("yunnan", np.random.default_rng(0))
