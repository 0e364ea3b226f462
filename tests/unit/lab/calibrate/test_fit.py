"""From observations to a calibration."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from piaoju.lab.calibrate.fit import CAUTION, cross_validated, fit, unread_of
from piaoju.lab.calibrate.observe import Observation, ObservedDocument, ObservedFile, Record
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import Signs, State


def signs(own: float, state: State = State.UNCHECKED, form: Form = Form.WHOLE) -> Signs:
    return Signs("ocr.digits", "taxi_receipt.code", state, own, 0.9, form)


def value(
    own: float, *, is_right: bool, state: State = State.UNCHECKED, form: Form = Form.WHOLE, field: str = "code"
) -> Observation:
    found = replace(signs(own, state, form), field=f"taxi_receipt.{field}")
    return Observation(field, found, is_right, is_key=True)


def document(*values: Observation, file: str = "a", **unread: bool) -> ObservedDocument:
    is_right = all(one.is_right for one in values) and all(unread.values())
    return ObservedDocument(file, "taxi_receipt", "paper", values, unread, is_right)


def drawn(
    count: int, share: float, own: float, state: State = State.UNCHECKED, form: Form = Form.WHOLE, field: str = "code"
) -> list[Observation]:
    return [value(own, is_right=place < share * count, state=state, form=form, field=field) for place in range(count)]


def files(values: Sequence[Observation]) -> list[ObservedDocument]:
    """Return values on twenty files, which are alike."""
    return [document(*values[place::20], file=f"{place}") for place in range(20)]


def probability(documents: list[ObservedDocument], one: Signs) -> float:
    found = fit(documents).probability(one)
    assert found is not None
    return found


def cautious(share: float, count: int) -> float:
    return float(share - CAUTION * (share * (1 - share) / count) ** 0.5)


def test_a_probability_is_the_share_of_right_values_less_its_standard_errors() -> None:
    documents = files([*drawn(2000, 0.4, 0.5), *drawn(2000, 0.9, 0.95)])
    for share, own in ((0.4, 0.5), (0.9, 0.95)):
        assert probability(documents, signs(own)) == pytest.approx(cautious(share, 2000), abs=0.003)


def test_few_values_are_never_certain() -> None:
    assert 0.5 < probability([document(*drawn(3, 1.0, 0.95))], signs(0.95)) < 0.999


def test_what_contradicts_the_order_is_made_level() -> None:
    documents = files([*drawn(1000, 0.9, 0.5), *drawn(1000, 0.7, 0.95)])
    assert probability(documents, signs(0.5)) == pytest.approx(0.8, abs=0.02)
    assert probability(documents, signs(0.95)) == pytest.approx(0.8, abs=0.02)


def test_checks_order_the_values() -> None:
    values = [
        one for state, share in zip(State, (0.3, 0.6, 0.5, 0.99), strict=True) for one in drawn(500, share, 0.9, state)
    ]
    found = [probability(files(values), signs(0.9, state)) for state in State]
    assert all(worse <= better for worse, better in pairwise(found))
    assert found[1] == pytest.approx(cautious(0.55, 1000), abs=0.02) == found[2]


def test_forms_order_the_values() -> None:
    values = [
        one for form, share in zip(Form, (0.2, 0.6, 0.95), strict=True) for one in drawn(500, share, 0.9, form=form)
    ]
    found = [probability(files(values), signs(0.9, form=form)) for form in Form]
    assert found == pytest.approx([cautious(share, 500) for share in (0.2, 0.6, 0.95)], abs=0.03)


def test_fields_differ_as_far_as_there_are_values_to_tell() -> None:
    values = [*drawn(500, 0.99, 0.9), *drawn(500, 0.6, 0.9, field="remark"), *drawn(1, 0.0, 0.9, field="plate")]
    found = [
        probability(files(values), replace(signs(0.9), field=f"taxi_receipt.{field}"))
        for field in ("code", "remark", "plate")
    ]
    assert found[:2] == pytest.approx([cautious(share, 500) for share in (0.99, 0.6)], abs=0.03)
    assert 0.2 < found[2] < 0.8


def test_no_prediction_has_seen_its_own_file() -> None:
    # Each file is all right or all wrong: whoever had seen it would not be so far off.
    documents = [document(*drawn(50, float(place % 2), 0.9), file=f"{place}") for place in range(2)]
    values, wholes = cross_validated(documents, folds=2)
    assert all(one.probability < 0.3 if one.is_right else one.probability > 0.7 for one in values)
    assert len(wholes) == 2


def test_key_fields_that_were_not_read_are_counted_by_type_and_variant() -> None:
    documents = [document(code=False), document(code=True), document(code=True)]
    assert unread_of(documents) == {"taxi_receipt": {"code": 0.6}, "taxi_receipt/paper": {"code": pytest.approx(0.64)}}


def test_documents_are_as_right_as_they_were_found_to_be() -> None:
    right, wrong = document(*drawn(1, 1.0, 0.95)), document(*drawn(1, 0.0, 0.95))
    found = fit([right] * 300 + [wrong] * 100)
    assert found.document.at(0.75) == pytest.approx(0.75, abs=0.02)


def test_values_of_a_single_file_are_enough() -> None:
    found = fit([document(value(0.9, is_right=True)), document(file="b", code=False)])
    probability = found.probability(signs(0.9, State.UNCHECKED, Form.WHOLE))
    assert probability is not None
    assert 0.5 < probability < 1.0


def test_a_record_goes_on_where_it_was(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("calibrate") / "deep" / "record.jsonl"
    first = ObservedFile("b", (document(value(0.9, is_right=True), code=False),))
    Record(path).add(first)
    Record(path).add(ObservedFile("a", ()))
    assert Record(path).load() == [ObservedFile("a", ()), first]
    assert Record(path.with_name("none")).load() == []
