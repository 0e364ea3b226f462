"""`lab.evaluate.pairing`: which document read is which labelled."""

from dataclasses import replace

from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.pairing import DocumentOutcome, in_reading_order, pair
from piaoju.model.geometry import quad_from_rect
from tests.unit.lab.evaluate.readings import document


def taxi(fare: str) -> LabelledDocument:
    return LabelledDocument("taxi_receipt", {"fare": fare})


def right(outcomes: tuple[DocumentOutcome, ...]) -> list[bool]:
    return [outcome.found and outcome.judgements[0].is_right for outcome in outcomes]


def test_the_largest_of_the_type_is_judged() -> None:
    readings = [
        document({"fare": "1"}, quad=quad_from_rect(0, 0, 10, 10)),
        document({"fare": "2"}, quad=quad_from_rect(50, 0, 20, 20)),
        document({"fare": "1"}, type="train_ticket", quad=quad_from_rect(0, 50, 90, 90)),
    ]
    outcomes, false_documents = pair([taxi("1")], readings, KEY_FIELDS)
    assert right(outcomes) == [False]
    assert false_documents == 2


def test_a_document_without_place_is_the_whole_file() -> None:
    readings = [document({"fare": "1"}), document({"fare": "2"}, quad=None)]
    outcomes, _ = pair([taxi("2")], readings, KEY_FIELDS)
    assert right(outcomes) == [True]


def test_a_type_not_read_is_not_found() -> None:
    outcomes, false_documents = pair([taxi("1")], [document({"fare": "1"}, type="train_ticket")], KEY_FIELDS)
    assert [outcome.found for outcome in outcomes] == [False]
    assert false_documents == 1


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
    outcomes, false_documents = pair(labels, readings, KEY_FIELDS)
    assert right(outcomes) == [True, True, True]
    assert false_documents == 0


def test_a_missed_document_does_not_shift_the_others() -> None:
    readings = [
        document({"fare": "2"}, quad=quad_from_rect(60, 0, 50, 40)),
        document({"fare": "3"}, quad=quad_from_rect(120, 0, 50, 40)),
    ]
    outcomes, _ = pair([taxi("1"), taxi("2"), taxi("3")], readings, KEY_FIELDS)
    assert right(outcomes) == [False, True, True]


def test_documents_read_on_a_negative_are_false() -> None:
    assert pair([], [document({}), document({})], KEY_FIELDS) == ((), 2)
    assert pair([LabelledDocument("other", {})], [document({})], KEY_FIELDS) == ((), 1)


def test_reading_order_is_by_page_row_and_column() -> None:
    places = {"a": (0, 0), "b": (60, 15), "c": (120, 0), "d": (10, 60), "e": (70, 50)}
    readings = [document({"x": name}, quad=quad_from_rect(*place, 50, 40)) for name, place in places.items()]
    nowhere = document({"x": "f"}, quad=None)
    next_page = replace(document({"x": "g"}, quad=quad_from_rect(0, 0, 50, 40)), pages=(2,))
    ordered = in_reading_order([next_page, nowhere, *reversed(readings)])
    assert "".join(str(reading.fields["x"].value) for reading in ordered) == "abcdefg"
