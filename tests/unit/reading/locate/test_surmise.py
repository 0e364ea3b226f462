"""`reading.locate.surmise`: the type of a form on which hardly a label was read right."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from piaoju.model.cues import DocumentCues
from piaoju.model.page import TextLine
from piaoju.reading.locate.surmise import surmised_kind
from tests.text_lines import line

MOTOR = DocumentCues("motor", (), 9, labels=("发票代码", "合格证号", "商检单号：", "价税合计", "税额"))
USED = DocumentCues("used", (), 9, labels=("发票代码", "车牌照号", "登记证号", "车价合计"))


def blurred(*texts: str) -> list[TextLine]:
    return [line(text, 0, 40 * row, confidence=0.3) for row, text in enumerate(texts)]


def surmised(lines: Sequence[TextLine], *kinds: DocumentCues) -> str | None:
    kind = surmised_kind(lines, kinds)
    return kind.type if kind is not None else None


def test_many_labels_that_are_nearly_read_tell_the_type() -> None:
    assert surmised(blurred("合易证号", "商检草号X", "价机合计", "发惠代码"), MOTOR, USED) == "motor"


@pytest.mark.parametrize("order", list(permutations(("合格证号", "发票代码", "发票号码", "开票日期", "价税合计")))[::7])
def test_in_whatever_order_the_labels_are_weighed(order: Sequence[str]) -> None:
    shared = ("发票代码", "发票号码", "开票日期")
    motor = DocumentCues("motor", (), 9, labels=tuple(order))
    others = [DocumentCues(name, (), 9, labels=(*shared, *more)) for name, more in (("a", ()), ("b", ("价税合计",)))]
    assert surmised(blurred(*order), motor, *others) == "motor", "one, a half and three thirds are enough and ahead"


def test_few_do_not() -> None:
    assert surmised(blurred("合易证号", "价机合计"), MOTOR, USED) is None
    assert surmised([], MOTOR, USED) is None
    assert surmised(blurred("合易证号")) is None


def test_nor_do_those_of_several_types() -> None:
    texts = ("合易证号", "商检草号", "价机合计", "车牌照号", "登记证号", "车价合计")
    assert surmised(blurred(*texts), MOTOR, USED) is None


def test_what_was_considered_counts_too() -> None:
    considered = line("合某证某", 0, 0, also={1: [("格", 0.1)], 3: [("号", 0.1)]})
    lines = [considered, *blurred("商检草号", "价机合计")]
    assert surmised(lines, MOTOR, USED) == "motor"
