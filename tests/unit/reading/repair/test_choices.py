"""What a value may be instead of what was read."""

import pytest

from piaoju.model.field import FieldReading, ValueType
from piaoju.numbers.grammars import grammar_of
from piaoju.reading.repair.choices import EDGE, Choice, Choices, choices_of
from tests.lattices import lattice


def of(first: str, *others: str) -> Choices:
    return Choices(Choice(first, first, 0.5), tuple(Choice(one, one, 0.1) for one in others))


@pytest.mark.parametrize(
    ("first", "others", "kept"),
    [
        ("1250..00", ("1250.00", "1260.00", "125.00"), ("1250.00",)),
        ("1250.0O", ("1250.00", "1250.06", "1256.00"), ("1250.00", "1250.06")),
        ("-12.50", ("12.50", "12.5"), ("12.50",)),
        ("V123.45", ("123.45", "7123.45"), ("123.45",)),
    ],
)
def test_of_the_same_digits_only_signs_and_letters_change(
    first: str, others: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    found = of(first, *others).of_same_digits()
    assert found is not None
    assert tuple(one.value for one in found.others) == kept


def test_other_digits_are_no_choice() -> None:
    assert of("12.50", "12.60").of_same_digits() is None


def test_digits_may_have_to_make_a_form() -> None:
    assert of("63", "6.3").of_same_digits(r"\d+\.\d{2}") is None
    assert of("684", "6.84", "68.4").of_same_digits(r"\d+\.\d{2}") == of("684", "6.84")


@pytest.mark.parametrize(("seen", "is_hardly"), [("430106200", True), ("91350102621645872A", False)])
def test_what_is_left_of_a_number_is_hardly_a_shorter_one(seen: str, *, is_hardly: bool) -> None:
    grammar = grammar_of("buyer_id_number", ValueType.TAX_ID)
    assert grammar is not None
    left = seen[:3] + seen[4:]
    reading = FieldReading(left, left, 0.5, 1, None, steps=lattice(left))
    found = choices_of(reading, ValueType.TAX_ID, grammar, [lattice(seen)])
    assert found is not None
    assert (found.others[0].share <= EDGE) is is_hardly


@pytest.mark.parametrize(
    ("name", "value_type", "seen", "part", "is_hardly"),
    [
        ("invoice_code", ValueType.CODE, "14401241028", "4401241028", True),
        ("invoice_code", ValueType.CODE, "7144012410280", "144012410280", False),
        ("buyer_tax_id", ValueType.TAX_ID, "330206816703913C", "330206816703913", True),
        ("buyer_tax_id", ValueType.TAX_ID, "911100006000373411L", "91110000600037341L", False),
    ],
)
def test_what_lacks_characters_of_a_long_form_is_hardly_a_short_one(
    name: str, value_type: ValueType, seen: str, part: str, *, is_hardly: bool
) -> None:
    grammar = grammar_of(name, value_type)
    assert grammar is not None
    lost = next(index for index in range(len(seen)) if seen[:index] + seen[index + 1 :] == part)
    reading = FieldReading(seen, seen, 0.9, 1, None, steps=lattice(seen, {lost: [(seen[lost], 0.8), ("", 0.2)]}))
    found = choices_of(reading, value_type, grammar)
    shares = {one.value: one.share for one in found.others} if found else {}
    assert (shares.get(part, 0.0) <= EDGE) is is_hardly


@pytest.mark.parametrize(("seen", "is_choice"), [("91420111486882727D", False), ("91110000600037341L", True)])
def test_what_has_little_in_common_with_the_first_reading_stands_beside_it(seen: str, *, is_choice: bool) -> None:
    grammar = grammar_of("seller_tax_id", ValueType.TAX_ID)
    assert grammar is not None
    cut = "0000600037341L"
    reading = FieldReading(cut, cut, 0.9, 1, None, steps=lattice(cut))
    assert (choices_of(reading, ValueType.TAX_ID, grammar, [lattice(seen)]) is not None) is is_choice


def test_a_minus_that_was_read_hardly_goes() -> None:
    grammar = grammar_of("tax", ValueType.MONEY)
    assert grammar is not None
    reading = FieldReading("-42.57", "-42.57", 0.9, 1, None, steps=lattice("-42.57"))
    found = choices_of(reading, ValueType.MONEY, grammar, [lattice("42.57")])
    assert found is not None
    assert {one.value: one.share for one in found.others}["42.57"] <= EDGE


@pytest.mark.parametrize(("seen", "is_hardly"), [("20180911", True), ("20180918", False)])
def test_a_one_more_at_an_end_is_a_rule(seen: str, *, is_hardly: bool) -> None:
    grammar = grammar_of("start_date", ValueType.DATE)
    assert grammar is not None
    reading = FieldReading("2018091", "2018091", 0.5, 1, None, steps=lattice("2018091"))
    found = choices_of(reading, ValueType.DATE, grammar, [lattice(seen)])
    assert found is not None
    assert (found.others[0].share <= EDGE) is is_hardly
