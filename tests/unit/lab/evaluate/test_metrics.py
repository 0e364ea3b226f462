"""`lab.evaluate.metrics`."""

from dataclasses import replace

import pytest

from piaoju.lab.evaluate import metrics
from piaoju.lab.evaluate.bootstrap import with_interval
from piaoju.lab.evaluate.dataset import Place
from piaoju.lab.evaluate.distance import edit_distance, similarity
from piaoju.lab.evaluate.judge import Judgement, Trace
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.model.geometry import quad_from_rect


def judgement(
    expected: str,
    read: str | None,
    confidence: float | None = None,
    *,
    key: bool = False,
    flagged: bool = False,
) -> Judgement:
    return Judgement(
        "payee", expected, read, confidence, is_right=expected == (read or ""), is_key=key, is_flagged=flagged
    )


RIGHT = judgement("甲", "甲", 0.8, key=True)
WRONG = judgement("甲乙", "甲丙", 0.95)
MISSED = judgement("甲", None)
EMPTY = judgement("", None)
INVENTED = judgement("", "丁", 0.5, flagged=True)
ALL = [RIGHT, WRONG, MISSED, EMPTY, INVENTED]


def test_field_measures() -> None:
    assert metrics.field_accuracy(ALL) == Ratio(2, 5)
    assert metrics.precision(ALL) == Ratio(1, 3)
    assert metrics.recall(ALL) == Ratio(1, 3)
    assert metrics.f1(ALL) == pytest.approx(1 / 3)
    assert metrics.f1([EMPTY]) is None
    assert metrics.flagged_errors(ALL) == Ratio(1, 2)
    assert metrics.character_error_rate(ALL) == Ratio(2, 4)


def test_documents_are_right_by_their_key_fields() -> None:
    assert metrics.is_document_right([RIGHT, WRONG], found=True) is True
    assert metrics.is_document_right([RIGHT, judgement("甲", "乙", key=True)], found=True) is False
    assert metrics.is_document_right([judgement("", None, key=True)], found=False) is False
    assert metrics.is_document_right([WRONG], found=True) is None


def test_silent_errors_are_sure_wrong_and_unflagged() -> None:
    assert metrics.silent_errors(ALL) == Ratio(1, 5)
    assert metrics.is_silent_error(judgement("甲", "乙", 0.9))
    assert not metrics.is_silent_error(judgement("甲", "乙", 0.899))
    assert not metrics.is_silent_error(judgement("甲", "乙", None))
    assert not metrics.is_silent_error(judgement("甲", "乙", 0.99, flagged=True))
    assert not metrics.is_silent_error(judgement("甲", None, 0.99))


def test_calibration_error_is_weighted_by_bin() -> None:
    judged = [judgement("甲", "甲", 0.95), judgement("甲", "乙", 0.95), judgement("甲", "甲", 0.0), MISSED]
    assert metrics.expected_calibration_error(judged) == pytest.approx((2 * 0.45 + 1.0) / 3)
    assert metrics.expected_calibration_error([judgement("甲", "甲", 1.0)]) == 0
    assert metrics.expected_calibration_error([MISSED]) is None


def test_reliability_bins_are_closed_on_the_right() -> None:
    judged = [judgement("甲", "甲", 0.1), judgement("甲", "乙", 0.11), judgement("甲", "甲", 0.0), MISSED]
    first, second, *others = metrics.reliability(judged)
    assert (first.values, first.right, first.accuracy) == (2, 2, 1.0)
    assert first.confidence == pytest.approx(0.05)
    assert (second.low, second.high, second.values, second.right) == (0.1, 0.2, 1, 0)
    assert len(others) == 8
    assert {(one.values, one.accuracy, one.confidence) for one in others} == {(0, None, None)}


def placed(labelled: Place | None, read: Place | None) -> Judgement:
    return replace(RIGHT, trace=Trace("甲", None, read, labelled))


def test_overlap_of_places_is_a_mean_over_those_known_on_both_sides() -> None:
    place, half = (1, quad_from_rect(0, 0, 10, 10)), (1, quad_from_rect(0, 0, 10, 5))
    known = [placed(place, place), placed(place, half), placed(place, (2, place[1]))]
    assert metrics.mean_overlap([*known, placed(None, place), placed(place, None)]) == pytest.approx(1.5 / 3)
    assert metrics.mean_overlap([RIGHT]) is None


def test_intervals_enclose_the_ratio_and_repeat() -> None:
    ratios = [Ratio(right, 10) for right in (10, 9, 5, 10, 8, 10, 7)]
    drawn = with_interval(ratios, seed=7)
    assert (drawn.count, drawn.total) == (59, 70)
    assert drawn.low is not None
    assert drawn.high is not None
    assert 0.5 <= drawn.low < 59 / 70 < drawn.high <= 1
    assert with_interval(ratios, seed=7) == drawn


def test_no_interval_for_too_little() -> None:
    assert with_interval([], seed=0) == Ratio(0, 0)
    assert with_interval([Ratio(1, 2)], seed=0) == Ratio(1, 2)
    assert with_interval([Ratio(0, 0), Ratio(0, 0)], seed=0) == Ratio(0, 0)


def test_documents_without_fields_do_not_upset_the_interval() -> None:
    drawn = with_interval([Ratio(0, 0), Ratio(1, 1)], seed=0)
    assert (drawn.low, drawn.high) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("", "", 0),
        ("甲乙", "甲乙", 0),
        ("", "甲乙", 2),
        ("甲乙", "", 2),
        ("甲乙丙", "甲丙", 1),
        ("甲乙", "乙甲", 2),
    ],
)
def test_edit_distance(first: str, second: str, distance: int) -> None:
    assert edit_distance(first, second) == distance


def test_similarity_of_empty_texts() -> None:
    assert similarity("", "") == 1
    assert similarity("", "甲") == 0
