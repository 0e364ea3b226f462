"""`lab.evaluate.pairing`: which document read is which labelled."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.pairing import DocumentOutcome, in_reading_order, pair
from piaoju.model.geometry import quad_from_rect
from tests.unit.lab.evaluate.readings import document


def taxi(fare: str) -> LabelledDocument:
    return LabelledDocument("taxi_receipt", {"fare": fare})


def right(outcomes: Sequence[DocumentOutcome]) -> list[bool]:
    return [outcome.status == "found" and outcome.judgements[0].is_right for outcome in outcomes]


def test_the_largest_of_the_type_is_judged() -> None:
    readings = [
        document({"fare": "1"}, quad=quad_from_rect(0, 0, 10, 10)),
        document({"fare": "2"}, quad=quad_from_rect(50, 0, 20, 20)),
        document({"fare": "1"}, type="train_ticket", quad=quad_from_rect(0, 50, 90, 90)),
    ]
    paired = pair([taxi("1")], readings, KEY_FIELDS)
    assert right(paired.documents) == [False]
    assert paired.false_types == ("taxi_receipt", "train_ticket")


def test_a_document_without_place_is_the_whole_file() -> None:
    readings = [document({"fare": "1"}), document({"fare": "2"}, quad=None)]
    paired = pair([taxi("2")], readings, KEY_FIELDS)
    assert right(paired.documents) == [True]


def test_a_type_not_read_is_not_found() -> None:
    paired = pair([taxi("1")], [document({"fare": "1"}, type="train_ticket")], KEY_FIELDS)
    assert [outcome.status for outcome in paired.documents] == ["missed"]
    assert paired.confusions == (("taxi_receipt", "train_ticket"),)
    assert paired.false_types == ("train_ticket",)


def test_several_are_aligned_in_reading_order_by_type() -> None:
    labels = [
        taxi("1"),
        LabelledDocument("other", {}),
        LabelledDocument("train_ticket", {"fare": "2"}),
        taxi("3"),
    ]
    readings = [
        document({"fare": "3"}, quad=quad_from_rect(0, 100, 50, 40)),
        document({"fare": "2"}, type="train_ticket", quad=quad_from_rect(120, 4, 50, 40)),
        document({"fare": "1"}, quad=quad_from_rect(0, 8, 50, 40)),
    ]
    paired = pair(labels, readings, KEY_FIELDS)
    assert right(paired.documents) == [True, True, True]
    assert paired.false_types == ()


def test_a_missed_document_does_not_shift_the_others() -> None:
    readings = [
        document({"fare": "2"}, quad=quad_from_rect(60, 0, 50, 40)),
        document({"fare": "3"}, quad=quad_from_rect(120, 0, 50, 40)),
    ]
    paired = pair([taxi("1"), taxi("2"), taxi("3")], readings, KEY_FIELDS)
    assert right(paired.documents) == [False, True, True]


def test_documents_read_on_a_negative_are_false() -> None:
    for labels in ([], [LabelledDocument("other", {})]):
        paired = pair(labels, [document({}), document({}, type="train_ticket")], KEY_FIELDS)
        assert paired.documents == ()
        assert paired.false_types == ("taxi_receipt", "train_ticket")
        assert sorted(paired.confusions) == [("none", "taxi_receipt"), ("none", "train_ticket")]


def test_nothing_read_on_a_negative_is_as_labelled() -> None:
    assert pair([], [], KEY_FIELDS).confusions == (("none", "none"),)


def test_a_lone_document_read_as_another_type_is_confused_with_the_largest() -> None:
    readings = [
        document({}, type="train_ticket", quad=quad_from_rect(0, 0, 10, 10)),
        document({}, type="vat_invoice", quad=quad_from_rect(0, 0, 20, 20)),
    ]
    paired = pair([taxi("1")], readings, KEY_FIELDS)
    assert paired.confusions == (("taxi_receipt", "vat_invoice"), ("none", "train_ticket"))


def on_sheet(fare: str, x: float, type: str = "taxi_receipt") -> LabelledDocument:
    return LabelledDocument(type, {"fare": fare}, quad=quad_from_rect(x, 0, 100, 100))


def test_documents_on_a_sheet_are_paired_by_type_and_place() -> None:
    labels = [on_sheet("1", 0), on_sheet("2", 200), on_sheet("3", 400)]
    readings = [
        document({"fare": "3"}, quad=quad_from_rect(400, 0, 100, 90)),  # IoU 0.9
        document({"fare": "2"}, quad=quad_from_rect(200, 0, 100, 70)),  # IoU 0.7
        document({"fare": "1"}, quad=quad_from_rect(0, 0, 100, 40)),  # IoU 0.4
    ]
    paired = pair(labels, readings, KEY_FIELDS)
    assert [one.status for one in paired.documents] == ["missed", "misplaced", "found"]
    assert [one.overlap for one in paired.documents] == [None, pytest.approx(0.7), pytest.approx(0.9)]
    assert [one.judgements[0].is_right for one in paired.documents] == [False, True, True]
    assert paired.false_types == ("taxi_receipt",)


def test_the_better_of_two_readings_at_a_place_is_taken() -> None:
    readings = [
        document({"fare": "2"}, quad=quad_from_rect(0, 0, 100, 85)),
        document({"fare": "1"}, quad=quad_from_rect(0, 0, 100, 100)),
    ]
    paired = pair([on_sheet("1", 0), on_sheet("9", 200)], readings, KEY_FIELDS)
    assert right(paired.documents) == [True, False]
    assert paired.false_types == ("taxi_receipt",)


def test_a_document_on_a_sheet_read_as_another_type_is_confused_at_its_place() -> None:
    labels = [on_sheet("1", 0), on_sheet("2", 200, "train_ticket")]
    readings = [document({}, type="vat_invoice", quad=quad_from_rect(200, 0, 100, 100))]
    paired = pair(labels, readings, KEY_FIELDS)
    assert set(paired.confusions) == {("taxi_receipt", "none"), ("train_ticket", "vat_invoice")}
    assert paired.false_types == ("vat_invoice",)


def test_a_place_on_another_page_is_another_place() -> None:
    reading = replace(document({"fare": "1"}, quad=quad_from_rect(0, 0, 100, 100)), pages=(2,))
    paired = pair([on_sheet("1", 0), on_sheet("2", 200)], [reading], KEY_FIELDS)
    assert [one.status for one in paired.documents] == ["missed", "missed"]


def test_a_lone_document_counts_wherever_its_outline_is() -> None:
    paired = pair([on_sheet("1", 0)], [document({"fare": "1"}, quad=quad_from_rect(0, 0, 100, 40))], KEY_FIELDS)
    assert [one.status for one in paired.documents] == ["found"]
    assert [one.overlap for one in paired.documents] == [pytest.approx(0.4)]


def test_reading_order_is_by_page_row_and_column() -> None:
    places = {"a": (0, 0), "b": (60, 15), "c": (120, 0), "d": (10, 60), "e": (70, 50)}
    readings = [document({"x": name}, quad=quad_from_rect(*place, 50, 40)) for name, place in places.items()]
    nowhere = document({"x": "f"}, quad=None)
    next_page = replace(document({"x": "g"}, quad=quad_from_rect(0, 0, 50, 40)), pages=(2,))
    ordered = in_reading_order([next_page, nowhere, *reversed(readings)])
    assert "".join(str(reading.fields["x"].value) for reading in ordered) == "abcdefg"
