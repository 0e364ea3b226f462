"""Counting of repairs."""

import pytest

from benchmarks.repairs import Change, Measured, Outcome, changes, field_table, table
from piaoju.lab.evaluate.judge import Judgement


def judged(field: str, read: str | None, *, expected: str = "1", is_counted: bool = True) -> Judgement:
    return Judgement(field, expected, read, 0.9, is_right=read == expected, is_counted=is_counted)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("7", "1", Outcome.RIGHT),
        ("1", "7", Outcome.WRONG),
        ("7", "2", Outcome.WRONG),
        (None, "1", Outcome.RIGHT),
        ("1", None, Outcome.WRONG),
    ],
)
def test_a_change_is_judged_by_what_it_was_and_is(before: str | None, after: str | None, outcome: Outcome) -> None:
    (change,) = changes([judged("vin", before)], [judged("vin", after)])
    assert change == Change("vin", "1", before, after, outcome)


def test_a_change_from_right_to_right_is_needless() -> None:
    old = Judgement("tax_rate", "13%", "13", 0.9, is_right=True)
    new = Judgement("tax_rate", "13%", "13%", 0.9, is_right=True)
    assert [change.outcome for change in changes([old], [new])] == [Outcome.NEEDLESS]


def test_what_stays_or_does_not_count_is_no_change() -> None:
    before = [judged("vin", "1"), judged("title", "7", is_counted=False)]
    after = [judged("vin", "1"), judged("title", "1", is_counted=False), judged("remark", "1")]
    assert list(changes(before, after)) == []


def test_the_table_has_a_line_a_folder() -> None:
    change = Change("vin", "1", "7", "1", Outcome.RIGHT)
    lines = table([("photo", Measured(2, 100, 90, 91, (("a.jpg", change),), 2.0, 2.5))]).splitlines()
    assert lines[2] == "| photo | 2 | 90.00% | 91.00% | 1 | 1 | 0 | 0 | 1.00 → 1.25 |"


def test_cells_of_all_rows_count_together_by_field() -> None:
    found = [
        Change("vin", "1", "7", "1", Outcome.RIGHT),
        Change("items[0].tax", "1", "7", "1", Outcome.RIGHT),
        Change("items[4].tax", "1", "1", "7", Outcome.WRONG),
    ]
    assert field_table(found).splitlines()[2:] == ["| tax | 1 | 1 | 0 |", "| vin | 1 | 0 | 0 |"]
