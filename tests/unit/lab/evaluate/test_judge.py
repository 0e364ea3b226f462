"""`lab.evaluate.judge`: fields, cells and rows of one document."""

from dataclasses import replace

from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.judge import EXTRA_ROW, Judgement, judge
from piaoju.model.document import DocumentReading
from tests.unit.lab.evaluate.readings import document, fields

ROWS = ({"name": "甲", "amount": "1.00", "unit": ""}, {"name": "乙", "amount": "2.00", "unit": "个"})


def verdicts(label: LabelledDocument, reading: DocumentReading | None) -> dict[str, bool]:
    return {judgement.field: judgement.is_right for judgement in judge(label, reading, ())}


def by_name(judgements: tuple[Judgement, ...]) -> dict[str, Judgement]:
    return {judgement.field: judgement for judgement in judgements}


def test_labelled_fields_are_judged_and_others_passed_over() -> None:
    label = LabelledDocument("taxi_receipt", {"fare": "10.00", "plate": "", "date": "2020-01-02"})
    reading = document({"fare": "10.0", "plate": "B12345", "distance": "3"})
    assert verdicts(label, reading) == {"fare": True, "plate": False, "date": False}


def test_illegible_fields_are_skipped() -> None:
    label = LabelledDocument(
        "vat_invoice",
        {"payee": "某"},
        items=ROWS,
        illegible=frozenset({"payee", "items[].amount", "items[0].name"}),
    )
    assert verdicts(label, None) == {"items[0].unit": True, "items[1].name": False, "items[1].unit": False}
    assert verdicts(replace(label, illegible=frozenset({"payee", "items"})), None) == {}


def test_a_document_not_found_has_only_its_empty_fields_right() -> None:
    label = LabelledDocument("taxi_receipt", {"fare": "10.00", "plate": ""})
    assert verdicts(label, None) == {"fare": False, "plate": True}


def test_key_uncounted_and_flagged_fields_are_marked() -> None:
    label = LabelledDocument("taxi_receipt", {"title": "某", "fare": "1", "date": "2020-01-02"})
    judged = by_name(judge(label, document({"fare": "2"}, failed=["fare"]), {"fare", "date"}))
    assert [judged[name].is_key for name in ("title", "fare", "date")] == [False, True, True]
    assert [judged[name].is_counted for name in ("title", "fare", "date")] == [False, True, True]
    assert [judged[name].is_flagged for name in ("title", "fare", "date")] == [False, True, False]


def test_rows_are_aligned_for_the_most_right_cells() -> None:
    label = LabelledDocument("vat_invoice", {}, items=ROWS)
    reading = document({}, [{"name": "乙", "amount": "2.00", "unit": "个"}])
    assert verdicts(label, reading) == {
        "items[0].name": False,
        "items[0].amount": False,
        "items[0].unit": True,
        "items[1].name": True,
        "items[1].amount": True,
        "items[1].unit": True,
    }


def test_a_row_too_many_is_one_wrong_field() -> None:
    label = LabelledDocument("vat_invoice", {}, items=ROWS[:1])
    reading = document({}, [{"name": "小计"}, {"name": "甲", "amount": "1.00"}], failed=["items[0]"])
    extra, *cells = judge(label, reading, ())
    assert all(judgement.is_right for judgement in cells)
    assert extra == Judgement(EXTRA_ROW, "", "小计", 0.99, is_right=False, is_flagged=True)


def test_no_rows_labelled_but_rows_read() -> None:
    reading = replace(document({}), items=(fields({"name": "甲"}, None),))
    (extra,) = judge(LabelledDocument("vat_invoice", {}, items=()), reading, ())
    assert extra.confidence is None
    assert judge(LabelledDocument("vat_invoice", {}), reading, ()) == ()


def test_findings_flag_rows_and_cells() -> None:
    label = LabelledDocument("vat_invoice", {}, items=({"name": "甲", "amount": "9.00"},))
    rows = [{"name": "某"}, {"name": "甲", "amount": "1.00"}]

    def flagged(*names: str) -> list[str]:
        judged = judge(label, document({}, rows, failed=names), ())
        return [judgement.field for judgement in judged if judgement.is_flagged]

    assert flagged("items") == [EXTRA_ROW, "items[0].name", "items[0].amount"]
    assert flagged("items[1].amount") == ["items[0].amount"]
    assert flagged("items[].amount") == ["items[0].amount"]
    assert flagged("items[0].amount") == []


def test_names_and_forms_of_cells() -> None:
    judgement = Judgement("items[3].tax", "1.50", "1.5", None, is_right=True)
    assert (judgement.name, judgement.truth, judgement.found) == ("tax", "1.5", "1.5")
