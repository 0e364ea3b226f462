"""`reading.locate.identity`: codes and numbers that tell one invoice from another."""

from collections.abc import Sequence

import pytest

from piaoju.reading.locate import rotation_about
from piaoju.reading.locate.identity import are_of_several, are_unlike, codes_by_line, codes_of
from tests.text_lines import line, moved_line

MORE = ("某某定额发票", "伍元整", "收款单位", "监督电话", "手写无效")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("144031362799", {"144031362799"}),
        ("发票代码：044001900104", {"044001900104"}),
        ("代 码 2440 3136 2799", {"244031362799"}),
        ("机器编号：144031362799", set()),
        ("登记证号218851627942", set()),
        ("订单号：144031362799", set()),
        ("661031362799", set()),
        ("144039962799", set()),
        ("147031362799", set()),
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


def test_a_registration_number_that_looks_like_a_code_is_none() -> None:
    lines = [
        line("021002400517", 0, 0),
        line("50012345", 0, 40),
        line("登记证号", 0, 400),
        line("218851627942", 300, 400),
    ]
    assert codes_of(lines) == {"021002400517"}
    assert codes_by_line(lines) == [frozenset({"021002400517"}), frozenset(), frozenset(), frozenset()]
    assert not are_of_several(lines)


@pytest.mark.parametrize(
    ("label", "y", "is_code"),
    [("密 码", 0, False), ("卡号", 8, False), ("Tel", 0, False), ("密 码", 60, True), ("代码", 0, True)],
)
def test_a_number_on_the_row_of_another_label_is_no_code(label: str, y: float, is_code: bool) -> None:
    lines = [line(label, 0, y), line("241131123456", 300, 0)]
    assert bool(codes_of(lines)) == is_code
    turn = rotation_about(100, 100, 130)
    assert bool(codes_of([moved_line(one, turn) for one in lines])) == is_code
    assert codes_of([*lines, line("99016561", 300, 40)])  # a number beside it tells more


def test_a_label_behind_a_code_is_not_its_own() -> None:
    assert codes_of([line("144031362799", 0, 0), line("密码", 300, 0)])


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
