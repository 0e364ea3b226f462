"""Grammars: what they accept, how they are followed, and those of the fields."""

import pytest

from piaoju.doctypes import type_ids
from piaoju.engine.types import load_types
from piaoju.model.field import ValueType
from piaoju.numbers.grammar import Grammar
from piaoju.numbers.grammars import BY_NAME, grammar_of

PLATES = Grammar(("[A-Z]-?[0-9]{5}", "X{2,3}"))


@pytest.mark.parametrize("text", ["A12345", "A-12345", "XX", "XXX"])
def test_texts_of_a_form_are_accepted(text: str) -> None:
    assert PLATES.accepts(text)


@pytest.mark.parametrize("text", ["", "A1234", "A123456", "A--12345", "X", "XXXX", "a12345"])
def test_other_texts_are_not(text: str) -> None:
    assert not PLATES.accepts(text)


def test_a_beginning_that_leads_nowhere_has_no_state() -> None:
    assert PLATES.after(PLATES.start, "A")
    assert not PLATES.after(PLATES.after(PLATES.start, "1"), "2")


def test_a_form_alone_is_not_enough() -> None:
    even = Grammar(("[0-9]{2}",), lambda text: int(text) % 2 == 0)
    assert (even.accepts("12"), even.accepts("13")) == (True, False)


def test_it_tells_how_many_characters_are_missing() -> None:
    number = Grammar(("[0-9]{20}", "[0-9]{8}"))
    assert [number.lacking(length) for length in (7, 8, 11, 20, 21)] == [1, 0, 9, 0, 0]


def test_it_knows_its_characters() -> None:
    assert (PLATES.knows("7"), PLATES.knows("-"), PLATES.knows("a")) == (True, True, False)


@pytest.mark.parametrize("form", ["(a|b)", "a+", "a*", "[0-9", "a{2"])
def test_what_is_more_than_a_sequence_of_classes_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="no sequence"):
        Grammar((form,))


@pytest.mark.parametrize(
    ("name", "value_type", "text"),
    [
        ("total_including_tax", ValueType.MONEY, "¥1,234.50"),
        ("amount_in_figures", ValueType.MONEY, "10元"),
        ("tax_rate", ValueType.RATE, "13%"),
        ("issue_date", ValueType.DATE, "2023年1月12日"),
        ("issue_date", ValueType.DATE, "2023年07月3日"),
        ("issue_date", ValueType.DATE, "2023年07月31"),
        ("departure_time", ValueType.DATE_TIME, "2023年01月12日08:15开"),
        ("board_time", ValueType.TIME, "08:15"),
        ("seller_tax_id", ValueType.TAX_ID, "91110000600037341L"),
        ("buyer_id_number", ValueType.CODE, "11010519491231002X"),
        ("total_in_words", ValueType.WORDS, "（负数）壹拾圆伍角整"),
        ("amount_in_words", ValueType.WORDS, "拾元整"),
        ("plate", ValueType.PLATE, "粤A·12345"),
        ("vin", ValueType.CODE, "1M8GDM9AXKP042788"),
        ("ticket_code", ValueType.CODE, "12345300120229A000123"),
        ("passenger_id", ValueType.CODE, "1101051949****002X"),
        ("unit_price", ValueType.DECIMAL, "25.4716981132075"),
    ],
)
def test_fields_accept_what_is_printed_in_them(name: str, value_type: ValueType, text: str) -> None:
    grammar = grammar_of(name, value_type)
    assert grammar is not None
    assert grammar.accepts(text)


@pytest.mark.parametrize(
    ("name", "value_type", "text"),
    [
        ("issue_date", ValueType.DATE, "2023年07月3"),
        ("issue_date", ValueType.DATE, "2023年02月30日"),
        ("start_date", ValueType.DATE, "20920521"),
        ("seller_tax_id", ValueType.TAX_ID, "91110000600037341K"),
        ("buyer_id_number", ValueType.CODE, "110105194912310021"),
        ("total_in_words", ValueType.WORDS, "拾圆整"),
        ("tax_rate", ValueType.RATE, "33%"),
        ("vin", ValueType.CODE, "IM8GDM9AXKP042788"),
        ("plate", ValueType.PLATE, "粤I12345"),
    ],
)
def test_fields_refuse_what_cannot_be(name: str, value_type: ValueType, text: str) -> None:
    grammar = grammar_of(name, value_type)
    assert grammar is not None
    assert not grammar.accepts(text)


def test_names_have_no_grammar() -> None:
    assert grammar_of("buyer_name", ValueType.TEXT) is None


def test_every_named_grammar_is_of_a_field() -> None:
    names = {spec.name for kind in load_types() for spec in (*kind.schema, *kind.item_schema)}
    assert type_ids()
    assert set(BY_NAME) <= names
