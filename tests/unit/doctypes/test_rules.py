"""Every rule of every type: it passes on a right document, fails on a wrong one, and needs what it compares."""

from collections.abc import Mapping

import pytest

from piaoju.doctypes import type_ids
from tests.unit.doctypes import (
    rules_of_invoices,
    rules_of_tickets,
    rules_of_vehicles,
)
from tests.unit.doctypes.rule_cases import Change, RuleCases

CASES: Mapping[str, RuleCases] = rules_of_invoices.CASES | rules_of_tickets.CASES | rules_of_vehicles.CASES
RULES = [(type_id, name) for type_id, cases in CASES.items() for name in cases.names()]
CHANGES = [(type_id, *change) for type_id, cases in CASES.items() for change in cases.changes()]


def test_no_type_and_no_rule_is_left_out() -> None:
    assert set(CASES) >= set(type_ids())
    for cases in CASES.values():
        assert set(cases.failing) == set(cases.names())
        assert len(cases.names()) == len(set(cases.names()))


@pytest.mark.parametrize(("type_id", "name"), RULES)
def test_right_documents_pass(type_id: str, name: str) -> None:
    assert CASES[type_id].status(name) == "pass"


@pytest.mark.parametrize(("type_id", "name", "change", "status"), CHANGES)
def test_wrong_values_fail_and_unstated_ones_are_not_told(type_id: str, name: str, change: Change, status: str) -> None:
    assert CASES[type_id].status(name, change) == status


@pytest.mark.parametrize(("type_id", "name"), RULES)
def test_nothing_read_is_nothing_to_compare(type_id: str, name: str) -> None:
    assert CASES[type_id].status_without(name) == "not_applicable"
