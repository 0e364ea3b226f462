"""What holds of decoding with a grammar and of repair for any steps and amounts."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import groupby, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piaoju.doctypes.vat_invoice import rules, schema
from piaoju.model.document import look_nowhere
from piaoju.model.field import FieldReading
from piaoju.model.page import Candidate, Steps
from piaoju.numbers import amount_in_words
from piaoju.numbers.grammar import Grammar
from piaoju.reading.checks.rule import Evidence, run
from piaoju.reading.ocr.beam import well_formed
from piaoju.reading.repair import RepairOptions, repaired
from tests.lattices import lattice

GRAMMARS = (Grammar(("[ab]{0,3}",)), Grammar(("a?b{1,2}", "c")), Grammar(("[abc]{2}",)))
SPECS = (*schema.SCHEMA, *schema.ITEM_SCHEMA)

weights = st.integers(0, 4)
cents = st.integers(0, 10**7).map(lambda amount: Decimal(amount) / 100)


@st.composite
def steps_of_three_signs(draw: st.DrawFn) -> Steps:
    steps = []
    for _ in range(draw(st.integers(0, 5))):
        shares = draw(st.lists(weights, min_size=4, max_size=4).filter(any))
        found: list[Candidate] = [(sign, share / sum(shares)) for sign, share in zip(("", *"abc"), shares, strict=True)]
        steps.append(tuple(sorted((one for one in found if one[1]), key=lambda one: -one[1])))
    return tuple(steps)


def by_brute_force(steps: Steps, grammar: Grammar) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for path in product(*steps):
        text = "".join(sign for sign, _ in groupby(sign for sign, _ in path))
        if grammar.accepts(text):
            shares[text] += prod(share for _, share in path)
    return shares


@given(steps_of_three_signs(), st.sampled_from(GRAMMARS))
def test_a_wide_beam_finds_what_all_paths_give(steps: Steps, grammar: Grammar) -> None:
    found = {decoded.text: decoded.probability for decoded in well_formed(steps, grammar, width=500)}
    assert found == pytest.approx(by_brute_force(steps, grammar))


@given(steps_of_three_signs(), st.sampled_from(GRAMMARS), st.integers(1, 6))
def test_a_narrow_beam_claims_no_more_than_there_is(steps: Steps, grammar: Grammar, width: int) -> None:
    whole = by_brute_force(steps, grammar)
    found = well_formed(steps, grammar, width)
    assert all(decoded.probability <= whole[decoded.text] + 1e-9 for decoded in found)
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def reading(text: str, doubt: Candidate | None = None) -> FieldReading:
    doubts = {index: [(char, 0.5), doubt] for index, char in enumerate(text)} if doubt else {}
    return FieldReading(text, text, 0.9, 1, None, steps=lattice(text, doubts))


def totals(net: Decimal, tax: Decimal, doubt: Candidate | None = None) -> Evidence:
    printed = {
        "total_excluding_tax": f"{net:.2f}",
        "total_tax": f"{tax:.2f}",
        "total_including_tax": f"{net + tax:.2f}",
        "total_in_words": amount_in_words.write(net + tax),
    }
    return Evidence({name: reading(text, doubt) for name, text in printed.items()}, date(2026, 7, 1))


@settings(deadline=None)
@given(cents, cents, st.sampled_from("0123456789."))
def test_what_agrees_is_never_changed_however_doubtful(net: Decimal, tax: Decimal, other: str) -> None:
    evidence = totals(net, tax, (other, 0.45))
    assert repaired(evidence, rules.RULES, SPECS, look_nowhere, RepairOptions()).fields == evidence.fields


@settings(max_examples=40, deadline=None)
@given(cents, cents, st.sampled_from(["total_excluding_tax", "total_tax", "total_including_tax"]), st.data())
def test_one_misread_amount_among_four_comes_right(net: Decimal, tax: Decimal, name: str, data: st.DataObject) -> None:
    right = totals(net, tax)
    printed = str(right.fields[name].value)
    index = data.draw(st.sampled_from([index for index, char in enumerate(printed) if char.isdecimal()]))
    wrong = data.draw(st.sampled_from([digit for digit in "123456789" if digit != printed[index]]))
    text = printed[:index] + wrong + printed[index + 1 :]
    misread = FieldReading(
        text, text, 0.7, 1, None, steps=lattice(text, {index: [(wrong, 0.7), (printed[index], 0.2)]})
    )
    evidence = Evidence({**right.fields, name: misread}, right.today)
    whole = repaired(evidence, rules.RULES, SPECS, look_nowhere, RepairOptions())
    assert {one: field.value for one, field in whole.fields.items()} == {
        one: field.value for one, field in right.fields.items()
    }
    assert whole.fields[name].raw_text == text
    assert not [finding for finding in run(rules.RULES, whole) if finding.status == "fail"]
