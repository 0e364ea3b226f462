"""What speaks for and against each value."""

from dataclasses import replace

import pytest

from piaoju.engine.types import load_types
from piaoju.model.document import DocumentReading, FindingStatus
from piaoju.model.field import Fields, FieldSpec, ValueType
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import COMPARED, State, signs_of
from piaoju.reading.repair.verdicts import ROW_CHECKS, Verdict, Verdicts
from tests.unit.reading.checks.evidence import field, fields

SPECS = (
    FieldSpec("total", "", ValueType.MONEY),
    FieldSpec("words", "", ValueType.WORDS),
    FieldSpec("code", "", ValueType.DIGITS),
    *(FieldSpec(name, "", ValueType.DECIMAL) for name in ("quantity", "unit_price")),
    *(FieldSpec(name, "", ValueType.MONEY) for name in ("amount", "tax")),
)
WORDS, ROWS, COLUMN = "total_matches_words", "item_prices_match", "amounts_make_total"


def reading(values: Fields, *rows: Fields) -> DocumentReading:
    return DocumentReading("made_up", None, (1,), None, 0.0, None, "image", values, rows)


def verdicts(*found: tuple[str, FindingStatus, tuple[str, ...]]) -> Verdicts:
    return {key: Verdict(key.partition("[")[0], status, names) for key, status, names in found}


def states(document: DocumentReading, found: Verdicts) -> dict[str, State]:
    return {name: signs.state for name, signs in signs_of(document, SPECS, found).items()}


def test_kinds_are_told_by_source_and_value_type() -> None:
    values = {**fields({"total": "1"}), "code": field("1", source="qr"), "words": field("壹", source="derived")}
    found = signs_of(reading(values, fields({"amount": "1"})), SPECS, {})
    assert {name: signs.kind for name, signs in found.items()} == {
        "total": "ocr.money",
        "code": "qr",
        "items[0].amount": "ocr.items.money",
    }


def test_the_score_is_the_recognisers() -> None:
    assert signs_of(reading({"total": field("1", confidence=0.2)}), SPECS, {})["total"].score == 0.2


def test_the_legibility_of_a_value_is_the_mean_score_of_the_others() -> None:
    names = {"total": 0.9, "words": 0.5, "code": 0.1}
    values = {name: field("1", confidence=score) for name, score in names.items()}
    found = signs_of(reading({**values, "tax": field("1", source="derived", confidence=1.0)}), SPECS, {})
    assert {name: signs.legibility for name, signs in found.items()} == pytest.approx(
        {"total": 0.3, "words": 0.5, "code": 0.7}
    )
    (alone,) = signs_of(reading({"total": field("1", confidence=0.2)}), SPECS, {}).values()
    assert alone.legibility == 0.2


def test_fields_are_told_by_document_type_and_cells_apart() -> None:
    found = signs_of(reading(fields({"total": "1"}), fields({"amount": "1"}), fields({"amount": "1"})), SPECS, {})
    assert [signs.field for signs in found.values()] == ["made_up.total", *["made_up.items.amount"] * 2]


def test_only_what_was_recognised_is_judged_by_its_form() -> None:
    specs = (FieldSpec("seller_name", "", ValueType.TEXT),)
    read = {source: {"seller_name": field("限公司", source=source)} for source in ("ocr", "qr")}
    found = {source: signs_of(reading(values), specs, {})["seller_name"].form for source, values in read.items()}
    assert found == {"ocr": Form.BROKEN, "qr": Form.WHOLE}


def test_values_without_a_score_have_no_signs() -> None:
    assert signs_of(reading({"total": field("1", confidence=None)}), SPECS, {}) == {}


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (verdicts(), State.UNCHECKED),
        (verdicts((WORDS, "not_applicable", ("total",))), State.UNCHECKED),
        (verdicts(("seat_class_fits_train", "pass", ("total",))), State.UNCHECKED),
        (verdicts(("invoice_code_is_well_formed", "pass", ("total",))), State.CONSISTENT),
        (verdicts((WORDS, "pass", ("total", "words"))), State.CONFIRMED),
        (verdicts((WORDS, "pass", ("total",)), ("net_matches_rate", "fail", ("total",))), State.CONTRADICTED),
        (verdicts((WORDS, "pass", ("words",))), State.UNCHECKED),
    ],
    ids=["none", "not applicable", "not telling", "weak", "telling", "fails beside a pass", "of another"],
)
def test_checks_decide_the_state(found: Verdicts, state: State) -> None:
    assert states(reading(fields({"total": "1"})), found) == {"total": state}


def test_what_agrees_with_a_contradicted_value_is_not_confirmed_by_it() -> None:
    found = verdicts((WORDS, "pass", ("total", "words")), ("total_is_net_plus_tax", "fail", ("net", "total")))
    assert states(reading(fields({"total": "1", "words": "1"})), found) == {
        "total": State.CONTRADICTED,
        "words": State.UNCHECKED,
    }


def test_weak_checks_together_are_telling() -> None:
    weak = ("invoice_code_is_well_formed", "invoice_code_fits_title")
    found = verdicts(*((check, "pass", ("code",)) for check in weak))
    assert states(reading(fields({"code": "1"})), found) == {"code": State.CONFIRMED}


def test_a_check_of_rows_speaks_of_the_cells_that_it_compares_in_its_row() -> None:
    row = fields({"quantity": "1", "unit_price": "2", "amount": "2", "tax": "1"})
    found = verdicts((f"{ROWS}[1]", "pass", ("items",)), (f"{ROWS}[0]", "fail", ("items[0].amount",)))
    assert {name: state for name, state in states(reading({}, row, row), found).items() if state != "unchecked"} == {
        "items[0].amount": State.CONTRADICTED,
        "items[1].quantity": State.CONFIRMED,
        "items[1].unit_price": State.CONFIRMED,
        "items[1].amount": State.CONFIRMED,
    }


def test_a_check_of_a_column_speaks_of_its_cells_in_all_rows() -> None:
    row = fields({"amount": "2", "tax": "1"})
    found = verdicts((COLUMN, "pass", ("items", "total")))
    assert {name for name, state in states(reading({}, row, row), found).items() if state == State.CONFIRMED} == {
        "items[0].amount",
        "items[1].amount",
    }


def test_checks_of_rows_say_which_cells_they_compare() -> None:
    cells = {spec.name for kind in load_types() for spec in kind.item_schema}
    of_rows = {rule.name for kind in load_types() for rule in kind.rules if "items" in rule.fields}
    assert set(COMPARED) == of_rows - {"rate_is_in_force"}
    assert set(COMPARED) >= ROW_CHECKS
    assert {name for names in COMPARED.values() for name in names} <= cells


def test_a_sum_says_nothing_of_a_nought_in_it() -> None:
    document = reading(fields({"total": "12.00", "tax": "0.00"}))
    found = verdicts((WORDS, "pass", ("total", "tax")))
    assert states(document, found) == {"total": State.CONFIRMED, "tax": State.UNCHECKED}
    failed = verdicts((WORDS, "fail", ("total", "tax")))
    assert states(document, failed)["tax"] is State.CONTRADICTED


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("seller_name", "云岭山庄 商贸公司", Form.SHORT),
        ("seller_name", "云岭山庄商贸公司", Form.WHOLE),
        ("items.name", "*乳制品*伊利 纯牛奶", Form.WHOLE),
    ],
)
def test_a_gap_in_a_name_may_have_held_something(name: str, text: str, form: Form) -> None:
    value = replace(field("".join(text.split())), text=text)
    fields_, rows = ({}, ({"name": value},)) if "." in name else ({name: value}, ())
    (found,) = signs_of(reading(fields_, *rows), (FieldSpec(name.split(".")[-1], "", ValueType.TEXT),), {}).values()
    assert found.form is form


@pytest.mark.parametrize(
    ("quantity", "unit_price", "sure"),
    [
        ("12", "3.54", {"quantity", "unit_price"}),
        ("12", "3.5398230088496", {"quantity"}),
        ("1396.22641509434", "0.53", {"unit_price"}),
        ("100000", "0.0053", {"unit_price"}),
    ],
)
def test_a_product_says_little_of_decimals_that_do_not_move_it(quantity: str, unit_price: str, sure: set[str]) -> None:
    row = fields({"quantity": quantity, "unit_price": unit_price, "amount": "42.48"})
    found = states(reading({}, row), verdicts((f"{ROWS}[0]", "pass", ("items",))))
    confirmed = {name.partition(".")[2] for name, state in found.items() if state is State.CONFIRMED}
    assert confirmed == sure | {"amount"}
    assert set(found.values()) <= {State.CONFIRMED, State.CONSISTENT}
