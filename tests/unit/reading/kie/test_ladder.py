"""`reading.kie.ladder`: what belongs together when two columns slid against each other."""

import pytest

from piaoju.reading.kie.ladder import Grammar, Rung, climb, fit
from piaoju.reading.kie.runs import Run
from tests.text_lines import run, width_of

PITCH = 30.0
NUMBER = (Grammar(r"\d+\.\d", 0.0),)
CLOCK = (Grammar(r"\d\d:\d\d", 0.0),)
LOOSE = (Grammar(r"\d+kg", 0.0), Grammar(r"\d+", 0.4))


def at(text: str, row: float, right: float = 300.0) -> Run:
    return run(text, right - width_of(text), row * PITCH)


@pytest.mark.parametrize("slide", [-1.4, -0.7, 0.0, 0.7, 1.4])
def test_values_of_one_grammar_are_told_by_order_and_common_slide(slide: float) -> None:
    rungs = [Rung(name, NUMBER, index * PITCH) for index, name in enumerate("abcd")]
    texts = ["1.0", "2.0", "3.0", "4.0"]
    ladder = climb(rungs, [at(text, index + slide) for index, text in enumerate(texts)])
    assert ladder is not None
    assert {name: value.text for name, value in ladder.values.items()} == dict(zip("abcd", texts, strict=True))
    assert ladder.slide == pytest.approx(slide * PITCH, abs=1)
    assert ladder.edge == 300
    assert ladder.height == 20


def test_grammar_tells_a_slide_that_distance_would_hide() -> None:
    rungs = [Rung("clock", CLOCK, 0.0), Rung("a", NUMBER, PITCH), Rung("b", NUMBER, 2 * PITCH)]
    ladder = climb(rungs, [at("08:15", 1), at("1.0", 2), at("2.0", 3)])
    assert ladder is not None
    assert {name: value.text for name, value in ladder.values.items()} == {"clock": "08:15", "a": "1.0", "b": "2.0"}


def test_a_missing_value_leaves_its_label_empty() -> None:
    rungs = [Rung(name, NUMBER, index * PITCH) for index, name in enumerate("abc")]
    ladder = climb(rungs, [at("1.0", 0.3), at("3.0", 2.3)])
    assert ladder is not None
    assert {name: value.text for name, value in ladder.values.items()} == {"a": "1.0", "c": "3.0"}


def test_a_label_that_was_not_read_keeps_its_place_in_the_order() -> None:
    rungs = [Rung("a", NUMBER, 0.0), Rung("clock", CLOCK, None), Rung("b", NUMBER, 2 * PITCH)]
    ladder = climb(rungs, [at("1.0", 0), at("08:15", 1), at("2.0", 2)])
    assert ladder is not None
    assert ladder.values["clock"].text == "08:15"


def test_far_from_its_label_and_from_the_edge_nothing_is_a_value() -> None:
    rungs = [Rung("a", NUMBER, 0.0), Rung("b", NUMBER, PITCH), Rung("c", NUMBER, 2 * PITCH)]
    ladder = climb(rungs, [at("1.0", 0), at("2.0", 1), at("9.9", 8)])
    assert ladder is not None
    assert set(ladder.values) == {"a", "b"}


def test_nothing_fits() -> None:
    assert climb([Rung("clock", CLOCK, 0.0)], [at("1.0", 0)]) is None
    assert climb([], [at("1.0", 0)]) is None
    assert climb([Rung("clock", CLOCK, 0.0)], []) is None


@pytest.mark.parametrize(
    ("text", "found", "cost"),
    [("12kg", "12kg", 0.0), ("12", "12", 0.4), ("x 12kg", None, None), ("- 12kg", "12kg", 0.3), ("kg", None, None)],
)
def test_fit(text: str, found: str | None, cost: float | None) -> None:
    result = fit(run(text, 0, 0), LOOSE)
    assert (result[0].text if result else None) == found
    assert (result[1] if result else None) == cost


def test_fit_returns_the_named_group_only() -> None:
    result = fit(run("7.5x", 0, 0), [Grammar(r"(?P<value>\d\.\d)x", 0.1)])
    assert result is not None
    assert (result[0].text, result[1]) == ("7.5", 0.1)
