"""Decoding with a grammar."""

import pytest

from piaoju.numbers.grammar import Grammar
from piaoju.reading.ocr.beam import CONFUSED, well_formed, with_lookalikes
from tests.lattices import lattice

DIGITS = Grammar(("[0-9]{3}",))


def texts(*args: object, **kwargs: object) -> list[str]:
    return [decoded.text for decoded in well_formed(*args, **kwargs)]  # type: ignore[arg-type]


def test_the_best_candidate_within_the_grammar_stands_for_one_outside() -> None:
    steps = lattice("1O3", {1: [("O", 0.9), ("0", 0.08)]})
    (only,) = well_formed(steps, DIGITS)
    assert only.text == "103"
    assert only.probability == pytest.approx(0.98 * 0.08 * 0.98)


def test_a_character_hidden_in_blank_steps_is_found_where_the_length_asks_for_it() -> None:
    steps = (*lattice("1"), (("", 0.9), ("2", 0.1)), *lattice("3"))
    assert texts(steps, DIGITS) == ["123"]


def test_a_spurious_character_is_left_out_where_the_length_asks_for_it() -> None:
    assert texts(lattice("1273", {2: [("7", 0.6), ("", 0.4)]}), DIGITS) == ["123"]


def test_repeated_steps_are_one_character_unless_a_blank_parts_them() -> None:
    step = (("1", 1.0),)
    assert texts((step, step), Grammar(("1", "11"))) == ["1"]
    assert texts((step, (("", 1.0),), step), Grammar(("1", "11"))) == ["11"]


def test_paths_of_one_text_add_up() -> None:
    steps = ((("1", 0.5), ("", 0.5)), (("1", 0.5), ("", 0.5)))
    (only,) = well_formed(steps, Grammar(("1",)))
    assert only.probability == pytest.approx(0.75)


def test_printed_blanks_and_widths_do_not_matter() -> None:
    assert texts(lattice("1 ２3"), DIGITS) == ["123"]


def test_small_letters_are_capitals_where_there_are_only_those() -> None:
    assert texts(lattice("x1"), Grammar(("[A-Z][0-9]",))) == ["X1"]


def test_texts_that_cannot_be_are_left_out() -> None:
    even = Grammar(("[0-9]{2}",), lambda text: int(text) % 2 == 0)
    assert texts(lattice("13", {1: [("3", 0.9), ("8", 0.1)]}), even) == ["18"]


def test_nothing_is_read_where_nothing_is_well_formed() -> None:
    assert well_formed(lattice("AB"), DIGITS) == ()
    assert well_formed((), DIGITS) == ()


def test_lookalikes_have_a_small_share() -> None:
    steps = with_lookalikes(lattice("8"))
    shares = dict(steps[0])
    assert shares["B"] == pytest.approx(0.98 * CONFUSED)
    assert steps[1] == (("", 1.0),)
