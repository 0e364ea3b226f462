"""`reading.locate.divide`: coupons side by side, which say no more than one with its stub."""

import pytest

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.page import TextLine
from piaoju.reading.locate import split
from tests.unit.reading.locate.test_divide import around, desk
from tests.unit.reading.locate.tickets import PAGE, column, texts

COUPON = DocumentCues("coupon", (Cue("定额发票", 4, times=2), Cue(r"(?m)^[壹贰叁伍]元整$", 3, times=2)), 6)
"""A stub repeats its words, so that of two without stubs no word occurs too often."""


def coupon(x: float, y: float, code: str, number: str) -> list[TextLine]:
    return column(["某某定额发票", f"发票代码：{code}", number, "伍元整", "收款单位"], x, y)


def test_two_coupons_are_told_apart_by_their_codes() -> None:
    left, right = coupon(60, 100, "144031362799", "99016561"), coupon(460, 110, "144002255402", "03176784")
    parts = split(PAGE, [*left, *right], [COUPON])
    assert [texts(part.lines) for part in parts] == [texts(left), texts(right)]


@pytest.mark.parametrize(
    "more", [coupon(460, 110, "144031362799", "99016561"), column(["17528159"], 60, 300)], ids=["a stub", "digits"]
)
def test_one_coupon_is_not_divided(more: list[TextLine]) -> None:
    assert split(PAGE, [*coupon(60, 100, "144031362799", "99016561"), *more], [COUPON]) == []


def test_two_coupons_of_one_pad_are_told_apart_by_their_numbers() -> None:
    left, right = coupon(60, 150, "144031362799", "99016561"), coupon(460, 150, "144031362799", "99016562")
    outlines = around(left), around(right)
    parts = split(desk(*outlines), [*left, *right], [COUPON])
    assert [part.is_paper for part in parts] == [True, True]
