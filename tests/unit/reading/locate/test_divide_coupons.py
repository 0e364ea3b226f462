"""`reading.locate.divide`: coupons side by side, which say no more than one with its stub."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.geometry import quad_from_rect
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


def doubtful(lines: list[TextLine]) -> list[TextLine]:
    """Return a column of scraps beside lines, as many as there are of them."""
    return [
        replace(made, chars=tuple(replace(char, confidence=0.2) for char in made.chars))
        for made in column(["口曰"] * len(lines), lines[0].quad[1][0] + 20, lines[0].quad[0][1])
    ]


def test_papers_apart_that_hold_all_text_are_two_however_little_was_read() -> None:
    left = column(["某某定额发票", "伍元整", "03176784", "收款单位"], 60, 100)
    right = column(["70043", "刮开有奖"], 460, 110)
    left, right = [*left, *doubtful(left)], [*right, *doubtful(right)]
    parts = split(desk(around(left), around(right)), [*left, *right], [COUPON])
    assert {tuple(texts(part.lines)) for part in parts} == {tuple(texts(left)), tuple(texts(right))}
    assert all(part.is_paper for part in parts)


def test_bands_of_one_paper_are_not_apart() -> None:
    head, foot = (
        column(["某某定额发票", "伍元整", "03176784", "收款单位"], 60, 100),
        column(["70043", "有奖刮开"], 60, 300),
    )
    lines = [*head, *doubtful(head), *foot, *doubtful(foot)]
    band = quad_from_rect(30, 260, 320, 140)
    page = desk(quad_from_rect(30, 70, 320, 330))
    cv2.fillPoly(page.pixels, [np.array(band, np.int32)], (180, 200, 245))
    assert split(page, lines, [COUPON]) == []


def test_of_a_few_lines_that_speak_faintly_the_document_reaches_far() -> None:
    whole, rest = coupon(60, 60, "144031362799", "99016561"), column(["伍元整", "开票日期"], 460, 300)
    lines = [*whole, *rest, *coupon(60, 400, "144002255402", "03176784")]
    kind = replace(COUPON, cues=(*COUPON.cues[:1], replace(COUPON.cues[1], weight=4)))
    faint = [part for part in split(PAGE, lines, [kind]) if texts(part.lines) == texts(rest)]
    assert [round(part.quad[3][1] - part.quad[0][1]) > 100 for part in faint] == [True]
