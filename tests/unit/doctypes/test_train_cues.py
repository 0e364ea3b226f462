"""`doctypes.train_ticket.cues`: what blur leaves of a ticket tells it, and other papers do not pass for one."""

import re
from collections.abc import Sequence

import pytest

from piaoju.doctypes.train_ticket.cues import CUES, THRESHOLD


def weight(texts: Sequence[str]) -> float:
    text = "\n".join("".join(one.split()) for one in texts)
    return sum(cue.weight for cue in CUES if re.search(cue.pattern, text))


@pytest.mark.parametrize(
    "texts",
    [
        ["G1234 乙丙南站", "17≈02A#", "¥12.5元", "08:15开"],
        ["017A012345", "甲东站", "¥12.5元", "二等座", "1101011990**0011甲乙"],
        ["限乘当日", "到95306", "12345678901234A012345"],
        ["优选一等座", "D1234甲乙站", "09:19开"],
        ["果5日当次车", "空调饮座", "G1234"],
    ],
)
def test_a_blurred_ticket_is_told(texts: list[str]) -> None:
    assert weight(texts) >= THRESHOLD


@pytest.mark.parametrize(
    "texts",
    [
        ["汽车客票", "甲乙站", "丙丁站", "2020年03月04日 08:15", "座号12", "票价¥12.50元"],
        ["某某超市", "2020-03-04 08:15:30", "合计¥12.5元", "单号A012345"],
        ["登机牌", "CA1234", "座位12A", "08:15", "登机口B12"],
        ["火车票订单", "G1234", "甲乙站", "05车12A号", "二等座", "¥123.5"],
    ],
)
def test_other_papers_are_none(texts: list[str]) -> None:
    assert weight(texts) < THRESHOLD
