"""`reading.kie.scraps`: what a stamp adds behind a value is cut off, and nothing else."""

import pytest

from piaoju.reading.kie.scraps import (
    NAME_END,
    VEHICLE_END,
    only_accounts,
    with_model_letters,
    without_code,
    without_codes,
    without_repeats,
    without_scraps,
    without_stamp_words,
)
from tests.text_lines import SEAL_RED, run


@pytest.mark.parametrize(
    ("read", "end", "value"),
    [
        ("甲乙有限公司TA51GD", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司发票专用章", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司没旗专用", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司城北分公司", NAME_END, "甲乙有限公司城北分公司"),
        ("甲公司4S店", NAME_END, "甲公司4S店"),
        ("小型轿车有", VEHICLE_END, "小型轿车"),
        ("小型普通客车DB88EQ", VEHICLE_END, "小型普通客车"),
        ("多用途乘用车MPV", VEHICLE_END, "多用途乘用车MPV"),
        ("重型半挂牵引车", VEHICLE_END, "重型半挂牵引车"),
        ("轮式专用机械", VEHICLE_END, "轮式专用机械"),
    ],
)
def test_the_last_word_ends_the_value(read: str, end: str, value: str) -> None:
    (own,) = without_scraps([run(read, 0, 0)], end)
    assert (own.text, own.first_text) == (value, None if read == value else read)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("合同如附件0440940", "合同如附件"),
        ("合同如附件1050", "合同如附件1050"),
        ("合同编号：654321987", "合同编号：654321987"),
        ("0440940", "0440940"),
        ("纳税人识别号：0440940E", "纳税人识别号：0440940E"),
    ],
)
def test_a_code_that_is_printed_elsewhere_is_no_end_of_a_text(read: str, value: str) -> None:
    (own,) = without_code([run(read, 0, 0)], [run("91120111040440940E", 0, 40)])
    assert own.text == value


def test_a_scrap_apart_from_the_name_before_it_is_none() -> None:
    runs = [run("甲乙有限公司", 0, 0), run("2UETTOXBEPSY", 200, 0)]
    assert [own.text for own in without_scraps(runs, NAME_END)] == ["甲乙有限公司"]
    assert len(without_scraps([run("甲乙汽车", 0, 0), run("有限公司", 0, 30)], NAME_END)) == 2


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("用章", None),
        ("专用", None),
        ("张三合同专用章", "张三"),
        ("编号12345发票专用", "编号12345"),
        ("湖北甲乙专用", "湖北甲乙专用"),
        ("消防专用", "消防专用"),
        ("李文章", "李文章"),
        ("轮式专用机械", "轮式专用机械"),
    ],
)
def test_words_of_a_stamp_are_no_text(read: str, value: str | None) -> None:
    assert [own.text for own in without_stamp_words([run(read, 0, 0)])] == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("read", "is_one"),
    [
        ("甲银行乙支行 12345678", True),
        ("丙信用社", True),
        ("12345678", True),
        ("971320308T", False),
        ("旧机动车经", False),
    ],
)
def test_bank_or_account(read: str, *, is_one: bool) -> None:
    value = run(read, 0, 0)
    assert (list(only_accounts([value])) == [value]) is is_one
    assert bool(only_accounts([run(read, 0, 0, ink=SEAL_RED)])) is is_one
    assert only_accounts([]) == []


def test_what_names_no_bank_stays_in_doubt() -> None:
    (own,) = only_accounts([run("现金", 0, 0)])
    assert own.text == "现金"
    assert own.glyphs[0].confidence < 0.5


def test_words_of_a_stamp_are_cut_off_only_behind_the_last_line() -> None:
    runs = [run("湖北甲乙发票专用", 0, 0), run("汽车股份有限公司", 0, 30)]
    assert without_stamp_words(runs) == runs
    between = [run("湖北甲乙", 0, 0), run("专用", 0, 30), run("汽车股份有限公司", 0, 60)]
    assert without_stamp_words(between) == between
    assert len(without_stamp_words([between[0], run("专用", 0, 30, ink=SEAL_RED), between[2]])) == 2


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("甲牌BJ76日K", "甲牌BJ76HK"),
        ("甲牌DFL7日", "甲牌DFL7日"),
        ("日产牌DFL7", "日产牌DFL7"),
        ("X日野牌", "X日野牌"),
        ("甲日牌A1", "甲日牌A1"),
    ],
)
def test_letters_of_a_model(read: str, value: str) -> None:
    (own,) = with_model_letters([run(read, 0, 0)])
    assert own.text == value
    assert own.first_text == (read if read != value else None)
    assert min(glyph.confidence for glyph in own.glyphs) < 0.5 or read == value


def test_a_letter_is_as_sure_as_it_was_considered() -> None:
    (own,) = with_model_letters([run("BJ日K", 0, 0, also={2: [("H", 0.6)]})])
    assert [glyph.confidence for glyph in own.glyphs] == [0.99, 0.99, 0.6, 0.99]


def test_a_code_is_no_word() -> None:
    runs = [run("5EYGKT723RV", 0, 0), run("SUV", 0, 30), run("轿车", 0, 60)]
    assert [own.text for own in without_codes(runs)] == ["SUV", "轿车"]


def test_without_repeats() -> None:
    name = run("某某市甲乙汽车销售有限公司", 0, 0)
    runs = [run("乙汽车销售有", 0, 0), run("合同号12345", 0, 0), run("公司", 0, 0)]
    assert [kept.text for kept in without_repeats(runs, [name])] == ["合同号12345", "公司"]
