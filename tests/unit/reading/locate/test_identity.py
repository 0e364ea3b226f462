"""`reading.locate.identity`: codes and numbers that tell one invoice from another."""

from collections.abc import Sequence

import pytest

from piaoju.reading.locate.identity import are_of_several, are_unlike, codes_of
from tests.text_lines import line

MORE = ("某某定额发票", "伍元整", "收款单位", "监督电话", "手写无效")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("144031362799", {"144031362799"}),
        ("发票代码：044001900104", {"044001900104"}),
        ("代 码 2440 3136 2799", {"244031362799"}),
        ("机器编号：144031362799", set()),
        ("661031362799", set()),
        ("144039962799", set()),
        ("91440300MA5EXAMPLE", set()),
        ("14403136279900001111", set()),
        ("票据144031362799作废", set()),
    ],
)
def test_a_code_stands_on_a_line_of_its_own(text: str, codes: set[str]) -> None:
    assert codes_of([line(text, 0, 0)]) == codes


@pytest.mark.parametrize(
    ("codes", "others", "unlike"),
    [
        (["144031362799"], ["144002255402"], True),
        (["144031362799"], ["144031352798"], False),
        (["144031362799"], ["144002255402", "144031362799"], False),
        ([], ["144002255402"], False),
    ],
)
def test_codes_that_differ_in_a_digit_or_two_may_be_one(codes: list[str], others: list[str], unlike: bool) -> None:
    assert are_unlike(codes, others) == are_unlike(others, codes) == unlike


def test_a_code_that_may_be_misread_is_none() -> None:
    assert not codes_of([line("144031362799", 0, 0, confidence=0.8)])


@pytest.mark.parametrize(
    ("texts", "are_several"),
    [
        (("144031362799", "99016561", "144031362799", "99016561"), False),
        (("144031362799", "144002255402"), True),
        (("144031362799", "144031352798"), False),
        (("144031362799", "99016561", *MORE, "144031362799", "99016562"), True),
        (("代码144031362799", "号码：99016561", *MORE, "144031362799", "No03176784"), True),
        (("144031362799", "99016561", "85012345"), False),
        (("144031362799", "99016561", *MORE, "144031362799", *MORE, "85012345"), False),
        ((), False),
    ],
    ids=["a stub", "codes", "a misread code", "of one pad", "labelled", "a telephone", "far from a code", "nothing"],
)
def test_two_codes_or_numbers_are_of_several(texts: Sequence[str], are_several: bool) -> None:
    assert are_of_several([line(text, 0, 40 * row) for row, text in enumerate(texts)]) == are_several
