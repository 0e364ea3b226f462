"""What failed checks take from confidences."""

import pytest

from piaoju.doctypes import type_ids
from piaoju.engine.types import load_types
from piaoju.model.document import Finding
from piaoju.reading.checks.confidence import FACTORS, FLOOR, heed
from tests.unit.reading.checks.evidence import field, fields

WORDS = "total_matches_words"
TAXES = "item_taxes_match"


def test_a_failure_lowers_what_it_names_and_changes_no_value() -> None:
    read = fields({"total": "1", "words": "壹圆整", "other": "2"})
    heeded = heed(read, [], 0.8, [Finding(WORDS, "fail", ("total", "words"), "")])
    assert heeded.fields["total"].confidence == pytest.approx(0.9 * FACTORS[WORDS])
    assert heeded.fields["other"].confidence == 0.9
    assert {name: one.value for name, one in heeded.fields.items()} == {name: one.value for name, one in read.items()}
    assert heeded.confidence == pytest.approx(0.8 * FACTORS[WORDS])


def test_cells_are_lowered_by_row() -> None:
    rows = [fields({"tax": "1"}), fields({"tax": "1", "name": "x"})]
    heeded = heed({}, rows, None, [Finding(TAXES, "fail", ("items[1].tax",), "")])
    assert heeded.items[0]["tax"].confidence == 0.9
    assert heeded.items[1]["tax"].confidence == pytest.approx(0.9 * FACTORS[TAXES])
    assert heeded.items[1]["name"].confidence == 0.9
    assert heeded.confidence is None


def test_failures_add_up_to_the_floor() -> None:
    findings = [Finding(WORDS, "fail", ("total",), "")] * 8
    heeded = heed({"total": field("1")}, [], 0.9, findings)
    assert (heeded.fields["total"].confidence, heeded.confidence) == (FLOOR, FLOOR)


def test_what_is_below_the_floor_is_not_raised() -> None:
    heeded = heed({"total": field("1", confidence=0.01)}, [], 0.01, [Finding(WORDS, "fail", ("total",), "")])
    assert (heeded.fields["total"].confidence, heeded.confidence) == (0.01, 0.01)


def test_unknown_confidences_stay_unknown() -> None:
    heeded = heed({"total": field("1", confidence=None)}, [], None, [Finding(WORDS, "fail", ("total",), "")])
    assert heeded.fields["total"].confidence is None


@pytest.mark.parametrize("status", ["pass", "not_applicable"])
def test_other_findings_take_nothing(status: str) -> None:
    finding = Finding(WORDS, "pass" if status == "pass" else "not_applicable", ("total",), "")
    heeded = heed({"total": field("1")}, [], 0.9, [finding])
    assert (heeded.fields["total"].confidence, heeded.confidence) == (0.9, 0.9)


def test_every_check_has_a_factor_and_every_factor_a_check() -> None:
    names = {rule.name for kind in load_types() for rule in kind.rules}
    assert type_ids()
    assert names == set(FACTORS)
    assert all(0 < factor < 1 for factor in FACTORS.values())
