"""How rules are run."""

from datetime import date
from decimal import Decimal

from piaoju.model.document import Finding
from piaoju.model.field import FieldReading
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed, run
from tests.unit.reading.checks.evidence import TODAY, evidence


def rule(outcome: Outcome, *names: str, optional: tuple[str, ...] = ()) -> Rule:
    return Rule("name", names, lambda seen: outcome, "nothing", optional=optional)


def test_a_finding_names_the_rules_fields() -> None:
    rules = [rule(passed("fine"), "a", optional=("b", "c"))]
    assert run(rules, evidence({"a": "1", "b": "2"})) == (Finding("name", "pass", ("a", "b"), "fine"),)


def test_a_failure_names_what_is_concerned() -> None:
    rules = [rule(failed("wrong", "a"), "a", "b"), rule(failed("wrong"), "a", "b")]
    found = run(rules, evidence({"a": "1", "b": "2"}))
    assert [(finding.status, finding.fields) for finding in found] == [("fail", ("a",)), ("fail", ("a", "b"))]


def test_what_was_not_read_cannot_be_compared() -> None:
    rules = [rule(failed("wrong"), "a", "b"), rule(failed("wrong"), "b", "c"), rule(failed("wrong"), "items")]
    found = run(rules, evidence({"a": "1"}))
    assert {finding.status for finding in found} == {"not_applicable"}
    assert [finding.message for finding in found] == ["b was not read", "b, c were not read", "items was not read"]


def test_an_outcome_may_be_not_applicable() -> None:
    (found,) = run([rule(not_applicable("masked"), "a")], evidence({"a": "1"}))
    assert (found.status, found.message) == ("not_applicable", "masked")


def test_values() -> None:
    seen = evidence({"total": "1,200.50", "day": "2024-03-05 08:00", "name": "某某"})
    assert (seen.amount("total"), seen.day("day")) == (Decimal("1200.50"), date(2024, 3, 5))
    assert (seen.text("none"), seen.amount("name"), seen.day("name")) == ("", None, None)


def test_fields_of_several_lines_have_no_text() -> None:
    lines = FieldReading(("a", "b"), "a b", 0.9, 1, None)
    assert Evidence({"cipher_area": lines}, TODAY).text("cipher_area") == ""
