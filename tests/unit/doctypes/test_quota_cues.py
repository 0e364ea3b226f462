"""`doctypes.quota_invoice.cues`: which papers they tell for a quota invoice, and which not."""

import re
from collections.abc import Sequence

import pytest

from piaoju.doctypes.quota_invoice.cues import CUES, THRESHOLD

TITLE, FACE_WORD, FOOT = "云南省国家税务局通用定额发票", "发票联", "收款单位（盖章）："
WORDS, FIGURES = "伍拾元整", "¥50.00"
SLIP = (TITLE, FACE_WORD, "发票代码153001864058", "发票号码00345854", WORDS, FIGURES, FOOT)


def weight(texts: Sequence[str]) -> float:
    text = "\n".join("".join(one.split()) for one in texts)
    return sum(cue.weight for cue in CUES if re.search(cue.pattern, text))


@pytest.mark.parametrize("lost", [(), (TITLE,), (TITLE, FACE_WORD, FOOT), (WORDS, FIGURES)])
def test_cues_tell_an_invoice(lost: tuple[str, ...]) -> None:
    assert weight([text for text in SLIP if text not in lost]) >= THRESHOLD


@pytest.mark.parametrize(
    "left",
    [
        ["153001864058", "00345854"],
        ["四通用定", "153001864058", "Ne00345854", "西"],
        ["贰拾元整", "3001864058", "00345854"],
        ["代码153001864058号码00345854"],
        ["15300186405800345854", "¥50.00"],
        ["某某市停车收费定额", "专用发票", "153001864058", "00345854", "收款单位（盖章）", "MAGL3LJ34J"],
    ],
)
def test_code_number_and_words_alone_nearly_tell_an_invoice(left: list[str]) -> None:
    assert weight(left) >= 0.6 * THRESHOLD
    assert weight([*left, "2021-03-04", "09:08-09:31"]) < 0.3 * THRESHOLD


@pytest.mark.parametrize("number", ["26317000000420923887", "24112000000012345678"])
def test_the_number_of_a_digital_invoice_is_no_code_and_number(number: str) -> None:
    assert weight([f"发票号码：{number}"]) <= 0


@pytest.mark.parametrize(
    "other",
    [
        [
            "某某市出租汽车专用发票",
            "发票联",
            "发票代码144032170119",
            "发票号码00123456",
            "上车",
            "里程",
            "金额",
            "¥26元",
        ],
        ["某某增值税普通发票", "发票代码", "12345678", "价税合计", "壹佰圆整", "¥100.00", "收款人", "开票日期"],
        ["2020年03月04日08:15开", "05车12A号", "¥50.00元", "二等座", "限乘当日当次车", "检票口"],
        [
            "某某省通用机打发票",
            "发票联",
            "153001864058",
            "00345854",
            "付款方名称",
            "项目",
            "合计",
            "壹佰元整",
            "¥100.00",
        ],
        ["某某省通用手工发票", "发票联", "153001864058", "00345854", "客户名称", "品名", "金额", "壹佰元整"],
        ["道路汽车客票", "发票联", "153001864058", "00345854", "票价", "10.00元", "车次"],
        ["某某停车场", "入场10:20", "出场11:35", "5元", "收款单位"],
        ["某某饭店", "今日菜单", "20元", "50元"],
    ],
    ids=["taxi", "vat", "train", "printed", "handwritten", "bus", "parking", "menu"],
)
def test_other_papers_are_none(other: list[str]) -> None:
    assert weight(other) < THRESHOLD
