"""`doctypes.taxi_receipt.cues`: what blur leaves of a receipt tells it, and other papers do not pass for one."""

import re
from collections.abc import Sequence

import pytest

from piaoju.doctypes.quota_invoice import cues as quota
from piaoju.doctypes.taxi_receipt.cues import CUES, THRESHOLD
from piaoju.model.cues import Cue


def weight(texts: Sequence[str], cues: Sequence[Cue] = CUES) -> float:
    text = "\n".join("".join(one.split()) for one in texts)
    return sum(cue.weight for cue in cues if re.search(cue.pattern, text))


PRINTED = [
    ["111001879254", "97357221", "B-T1234", "2021-03-04", "09:08-09:31", "2.30", "7.9", "00:03:12", "¥31.60"],
    ["144032170119", "00123456", "BD12345", "2021年03月04日", "23:50", "00:11", "2.70元", "00:08:30", "¥26.00元"],
    ["K-T1234", "2021-03-04", "09108", "09131", "2.40", "00103112", "¥31.00"],
    ["111001879254", "97357221", "09:08", "09131", "7.9", "00:03112", "¥31.00"],
]


@pytest.mark.parametrize("texts", PRINTED)
def test_a_receipt_is_told_without_any_of_its_words(texts: list[str]) -> None:
    assert weight(texts) >= THRESHOLD
    assert weight(texts, quota.CUES) < quota.THRESHOLD


@pytest.mark.parametrize(
    "texts",
    [
        ["某某市停车费定额发票", "144032170119", "00123456", "入场10:20", "出场11:35", "5元"],
        ["通行费", "144032170119", "00123456", "2021-03-04 10:20:30", "10.00元"],
        ["道路汽车客票", "144032170119", "00123456", "2021-03-04", "10:20", "票价", "10.00元", "车次"],
        ["某某饭店", "2021-03-04", "10:20", "11:35", "5.00元"],
        ["增值税普通发票", "144032170119", "00123456", "2021年03月04日", "校验码", "价税合计"],
    ],
    ids=["parking", "toll", "bus", "restaurant", "vat"],
)
def test_other_papers_are_none(texts: list[str]) -> None:
    assert weight(texts) < THRESHOLD
