"""`lab.evaluate.scoring` and `report`: what is counted of which documents; all figures worked out by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.pairing import pair
from piaoju.lab.evaluate.report import Confusion, DocumentCounts, FieldScore, Group, Report
from piaoju.lab.evaluate.scoring import SampleOutcome, build_report
from piaoju.lab.evaluate.writing import to_markdown
from piaoju.model.document import DocumentReading
from piaoju.model.geometry import quad_from_rect
from tests.unit.lab.evaluate.readings import document, sample

PLACES = {"fare": (1, quad_from_rect(0, 0, 50, 25))}


def outcome(
    name: str, labels: Sequence[LabelledDocument], readings: Sequence[DocumentReading], kind: str = "photo"
) -> SampleOutcome:
    type_ = labels[0].type if len(labels) == 1 else "multi" if labels else "negative"
    return SampleOutcome(sample(Path(name), *labels, type=type_, kind=kind), pairing=pair(labels, readings, KEY_FIELDS))


def taxi(variant: str = "", **values: str) -> LabelledDocument:
    return LabelledDocument("taxi_receipt", values, variant=variant, places=PLACES)


def read(values: Mapping[str, str], type: str = "taxi_receipt") -> DocumentReading:
    return document(values, type=type)


@pytest.fixture(scope="module")
def report() -> Report:
    """Three receipts of which one is read as a ticket, a negative on which one is read, a synthetic receipt."""
    return build_report(
        [
            outcome("a.jpg", [taxi("shanghai", fare="10.00", plate="")], [read({"fare": "10.00"})]),
            outcome("b.jpg", [taxi("shanghai", fare="20.00", plate="")], [read({"fare": "25.00", "plate": "A1"})]),
            outcome("c.jpg", [taxi(fare="30.00", plate="B2")], [read({}, "train_ticket")]),
            outcome("d.jpg", [], [read({"fare": "1.00"})]),
            outcome("e.png", [taxi(fare="40.00")], [read({"fare": "40.00"})], kind="synthetic"),
            outcome("f.png", [], [], kind="synthetic"),
        ],
        seed=0,
    )


def field_of(report: Report, origin: str, name: str) -> FieldScore:
    return next(one for one in report.fields if (one.origin, one.field) == (origin, name))


def counted(
    type_: str, origin: str, file_type: str, *, found: int = 0, missed: int = 0, false: int = 0
) -> DocumentCounts:
    return DocumentCounts(type_, origin, file_type, found + missed, found, 0, missed, false, overlap=None)


def test_documents_are_counted_by_type_and_origin(report: Report) -> None:
    assert report.documents == (
        counted("taxi_receipt", "real", "negative", false=1),
        counted("taxi_receipt", "real", "taxi_receipt", found=2, missed=1),
        counted("taxi_receipt", "synthetic", "taxi_receipt", found=1),
        counted("train_ticket", "real", "taxi_receipt", false=1),
    )


def test_types_are_confused_by_origin(report: Report) -> None:
    assert report.confusions == (
        Confusion("real", "none", "taxi_receipt", 1),
        Confusion("real", "taxi_receipt", "taxi_receipt", 2),
        Confusion("real", "taxi_receipt", "train_ticket", 1),
        Confusion("synthetic", "none", "none", 1),
        Confusion("synthetic", "taxi_receipt", "taxi_receipt", 1),
    )
    text = to_markdown(report)
    assert "## Types as labelled (rows) and as read (columns): real" in text
    assert "| taxi_receipt | 2 | 1 | 0 |" in text
    assert "| none | 1 | 0 | 0 |" in text


def test_measures_of_a_field(report: Report) -> None:
    fare = field_of(report, "real", "fare")
    # 10.00 right, 25.00 for 20.00 wrong, 30.00 not read; compared without needless zeros: 10, 25 for 20, "" for 30.
    assert (fare.accuracy.count, fare.accuracy.total) == (1, 3)
    assert fare.accuracy.low == 0.0
    assert fare.accuracy.high == 1.0
    assert (fare.precision, fare.recall) == (Ratio(1, 2), Ratio(1, 3))
    assert fare.f1 == pytest.approx(2 / 5)
    assert fare.cer == Ratio(1 + 2, 6)
    plate = field_of(report, "real", "plate")
    assert (plate.accuracy.count, plate.accuracy.total) == (1, 3)  # empty right, invented, missed
    assert (plate.precision, plate.recall, plate.f1) == (Ratio(0, 1), Ratio(0, 1), 0.0)


def test_cells_of_all_rows_are_one_field() -> None:
    label = LabelledDocument("vat_invoice", {}, items=({"tax": "1.00"}, {"tax": "2.00"}))
    one = build_report([outcome("a.jpg", [label], [document({}, [{"tax": "1.00"}], type="vat_invoice")])], seed=0)
    assert [(field.field, field.accuracy) for field in one.fields] == [("items[].tax", Ratio(1, 2))]


def test_scores_by_variant(report: Report) -> None:
    (shanghai,) = report.variants
    assert shanghai.group == Group("taxi_receipt", "photo", "", "shanghai")
    assert (shanghai.fields.count, shanghai.fields.total) == (2, 4)
    assert "| taxi_receipt | photo | shanghai |" in to_markdown(report)


def test_reliability_is_by_origin(report: Report) -> None:
    real, synthetic = report.reliability
    assert (real.origin, synthetic.origin) == ("real", "synthetic")
    # Three values were read, all with 0.99, one of them right; those of the missed document were not.
    assert [one.values for one in real.bins] == [0] * 9 + [3]
    assert real.bins[9].right == 1
    assert real.bins[9].confidence == pytest.approx(0.99)
    assert "| 0.9–1.0 | 3 | 0.990 | 0.333 |" in to_markdown(report)


def test_a_misplaced_document_is_judged_but_not_found() -> None:
    place, elsewhere = quad_from_rect(0, 0, 100, 100), quad_from_rect(0, 0, 100, 60)
    label = LabelledDocument("taxi_receipt", {"fare": "1"}, quad=place)
    other = LabelledDocument("train_ticket", {"fare": "2"}, quad=quad_from_rect(200, 0, 100, 100))
    one = build_report([outcome("a.jpg", [label, other], [document({"fare": "1"}, quad=elsewhere)])], seed=0)
    (total,) = [score for score in one.totals if score.group == Group("taxi_receipt", "real")]
    assert (total.found, total.fields, total.documents) == (Ratio(0, 1), Ratio(1, 1), Ratio(0, 0))
    on_sheets = one.totals[2]
    assert (on_sheets.group, on_sheets.fields) == (Group("multi", "real"), Ratio(1, 2, 0.0, 1.0))
    assert one.documents[0].file_type == "multi"
    assert one.documents[0].misplaced == 1
    assert one.documents[0].overlap == pytest.approx(0.6)
    assert [judged.name for judged in one.judged] == ["a.jpg#1", "a.jpg#2"]


def test_places_of_fields_are_compared() -> None:
    readings = [document({"fare": "10.00"})]
    assert build_report([outcome("a.jpg", [taxi(fare="10.00")], readings)], 0).totals[0].overlap is None


def test_documents_that_went_wrong_are_named_on_demand(report: Report) -> None:
    text = to_markdown(report)
    assert "## Wrong documents: 3" in text
    for row in (
        "| c.jpg | missed | taxi_receipt |",
        "| c.jpg | false | train_ticket |",
        "| d.jpg | false | taxi_receipt |",
    ):
        assert row in text
    assert "c.jpg" not in to_markdown(report, with_errors=False)
