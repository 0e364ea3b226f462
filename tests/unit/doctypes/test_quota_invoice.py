"""`doctypes.quota_invoice`: face and stub, words and figures, second looks and place."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.quota_invoice.amount import is_rest
from piaoju.doctypes.quota_invoice.location import locate_issuer
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in
from tests.unit.doctypes.quota_slips import (
    CODE,
    FIGURES,
    NUMBER,
    SLIP,
    TITLE,
    VALUES,
    WORDS,
    fields,
    sees,
    values,
    without,
)


def test_reads_a_slip() -> None:
    assert values(SLIP) == VALUES


def test_every_value_but_the_place_has_a_place() -> None:
    found = fields(SLIP)
    assert {name for name, reading in found.items() if reading.quad is None} == {"location"}
    assert found["location"].source == "derived"
    assert found["location"].confidence == found["invoice_code"].confidence


def test_the_face_is_taken_not_the_stub() -> None:
    stub = [
        line("云南省国家税务局通用定额发票", 10, 40, 14),
        line("存根联", 60, 80),
        line("发票代码 153001864058", 10, 160, 16),
        line("发票号码 00345854", 10, 200, 16),
        line("伍拾元整", 40, 280, 30),
    ]
    found = fields([*stub, *SLIP])
    assert {name: str(one.value).replace("元", "圆") for name, one in found.items()} == VALUES
    lefts = [one.quad[0][0] for one in found.values() if one.quad is not None]
    assert min(lefts) > 300


def test_a_stub_as_large_as_the_face_is_still_none() -> None:
    below = [line("副券", 480, 470), line("153001864058", 560, 520, 24), line("№00345854", 560, 560, 24)]
    found = fields([*SLIP, *below])
    for name in ("invoice_code", "invoice_number"):
        quad = found[name].quad
        assert quad is not None
        assert quad[0][1] < 300


def test_the_stub_helps_where_the_face_is_maimed() -> None:
    stub = [line("存根联", 60, 80), line("发票代码 153001864058", 10, 160, 16)]
    assert values([*stub, *without(CODE), line("发票代码 1530018640", 420, 160)])["invoice_code"] == "153001864058"


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("153001864058", "№00345854"),
        ("代码：153001864058", "No00345854"),
        ("153001864058", "Ne00345854"),
        ("发票代码153001864058", "00345854"),
        ("发票代码153001864058", "发京号00345854"),
    ],
)
def test_labels_beside_or_none(code: str, number: str) -> None:
    head = [line(code, 420, 160), line(number, 420, 200)]
    assert values([*without(CODE, NUMBER), *head]) == VALUES


def test_labels_above() -> None:
    head = [
        line("发票代码", 360, 140),
        line("发票号码", 640, 140),
        line("153001864058", 360, 175),
        line("00345854", 640, 175),
    ]
    assert values([*without(CODE, NUMBER), *head]) == VALUES


@pytest.mark.parametrize("other", ["监督电话：51901262", "兑奖查询51901262", "4507 7422", "密码：45077422"])
def test_other_numbers_are_not_the_number(other: str) -> None:
    assert "invoice_number" not in values([*without(NUMBER), line(other, 420, 210)])


@pytest.mark.parametrize("printed", ["伍拾元整", "伍拾元", "伍拾圆整", "人民币（大写）伍拾元整", "面额伍拾元整"])
def test_words_alone(printed: str) -> None:
    found = fields([*without(WORDS, FIGURES), line(printed, 100, 280, 60)])
    assert str(found["amount_in_words"].value).replace("元", "圆").rstrip("整") == "伍拾圆"
    assert found["amount_in_words"].source == "ocr"
    figures = found["amount_in_figures"]
    assert (figures.value, figures.source, figures.quad) == ("50.00", "derived", None)
    assert figures.confidence == found["amount_in_words"].confidence


@pytest.mark.parametrize("printed", ["¥50元", "50.00元", "￥50", "V50.00", "Y50元", "50元"])
def test_figures_alone(printed: str) -> None:
    found = fields([*without(WORDS, FIGURES), line(printed, 360, 280, 60)])
    assert str(found["amount_in_figures"].value) in ("50", "50.00")
    words = found["amount_in_words"]
    assert (words.value, words.source, words.page) == ("伍拾圆整", "derived", None)


def test_words_that_forms_print_in_two_ways_are_less_sure_than_their_figures() -> None:
    ten, fifty = (fields([*without(WORDS, FIGURES), line(text, 360, 280, 60)]) for text in ("¥10元", "¥50元"))
    assert ten["amount_in_words"].value == "壹拾圆整"
    assert (ten["amount_in_words"].confidence or 1.0) <= (ten["amount_in_figures"].confidence or 0.0) / 2
    assert fifty["amount_in_words"].confidence == fifty["amount_in_figures"].confidence


def test_words_set_apart() -> None:
    pieces = [line(char, x, 280, 60) for char, x in zip("伍拾元整", (300, 440, 580, 720), strict=True)]
    assert values([*without(WORDS), *pieces]) == VALUES


def test_a_character_that_was_lost_is_looked_for() -> None:
    found = fields([*without(WORDS), line("拾元整", 420, 280, 60)], sees("伍拾元整"))
    assert (found["amount_in_words"].value, found["amount_in_words"].raw_text) == ("伍拾元整", "拾元整")
    assert found["amount_in_figures"].value == "50.00"


def test_the_second_look_goes_through_the_seal() -> None:
    found = fields([*without(WORDS), line("拾元", 420, 280, 60)], sees("某某拾", "伍拾元整"))
    assert found["amount_in_words"].value == "伍拾元整"


def test_ten_may_lack_its_first_character_in_print() -> None:
    lines = [*without(WORDS, FIGURES), line("拾元整", 420, 280, 60), line("¥10.00", 360, 350, 30)]
    assert values(lines, sees("拾元整"))["amount_in_words"] == "拾圆整"
    assert values(lines, sees("壹拾元整"))["amount_in_words"] == "壹拾圆整"


@pytest.mark.parametrize(
    ("words", "figures", "read"),
    [
        ("拾元整", "¥50.00", ("伍拾圆整", "50.00")),
        ("元整", "¥50.00", ("伍拾圆整", "50.00")),
        ("壹佰元整", "0元", ("壹佰圆整", "100.00")),
        ("壹佰元整", "17.00元", ("壹佰圆整", "100.00")),
        ("贰佰元整", "20元", ("贰佰圆整", "200.00")),
    ],
)
def test_what_can_only_be_a_rest_gives_way(words: str, figures: str, read: tuple[str, str]) -> None:
    lines = [*without(WORDS, FIGURES), line(words, 420, 280, 60), line(figures, 360, 350, 30)]
    found = values(lines)
    assert (found["amount_in_words"], found["amount_in_figures"]) == read


def test_a_contradiction_is_told_by_low_confidence() -> None:
    found = fields([*without(FIGURES), line("¥20.00", 360, 350, 30)])
    assert (found["amount_in_words"].value, found["amount_in_figures"].value) == ("伍拾元整", "20.00")
    assert all((found[name].confidence or 1) < 0.5 for name in ("amount_in_words", "amount_in_figures"))


def test_an_unusual_face_value_is_less_sure() -> None:
    found = fields([*without(WORDS, FIGURES), line("肆拾元整", 360, 280, 60)])
    assert found["amount_in_words"].value == "肆拾元整"
    assert (found["amount_in_figures"].confidence or 1) < 0.5


@pytest.mark.parametrize("label", ["人民币", "（小写）", "面值：", "金额"])
def test_figures_without_a_sign_behind_their_label(label: str) -> None:
    figures = [line(label, 300, 350, 30), line("10.00", 300 + 32 * len(label), 350, 30)]
    assert values([*without(WORDS, FIGURES), *figures])["amount_in_figures"] == "10.00"


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        ("153001864058", "00345854", 0),
        ("00345854", "153001864058", 0),
        ("153001864058", "11300123", 12),
        ("11300123", "153001864058", 12),
        ("15300186", "153001864058", 12),
    ],
)
def test_code_and_number_in_one_row_without_labels(first: str, second: str, gap: float) -> None:
    start = line(first, 400, 160)
    found = values([*without(CODE, NUMBER), start, line(second, start.quad[1][0] + gap, 160)])
    number = second if len(second) == 8 else first
    assert (found["invoice_code"], found["invoice_number"]) == ("153001864058", number)


@pytest.mark.parametrize("label", ["中奖金额：", "奖励金额", "罚款金额："])
def test_the_amount_of_a_prize_is_no_face_value(label: str) -> None:
    assert "amount_in_figures" not in fields([*without(WORDS, FIGURES), line(f"{label}1000", 300, 350, 30)])


def test_a_code_for_queries_is_neither_code_nor_number() -> None:
    assert values([*SLIP, line("防伪查询码 14403136279912345678", 300, 460)]) == VALUES
    found = values([*without(CODE, NUMBER), line("防伪查询码    14403136279912345678", 300, 460)])
    assert not {"invoice_code", "invoice_number"} & set(found)


@pytest.mark.parametrize(
    "twenty",
    ["99999999999999999999", "88153001864058003458", "25532000000012345678", "15300186153001864058"],
    ids=["no_region", "no_cut", "year_of_a_digital_invoice", "either_cut"],
)
def test_other_rows_of_twenty_digits_are_neither(twenty: str) -> None:
    found = values([*without(CODE, NUMBER), line(twenty, 400, 160)])
    assert not {"invoice_code", "invoice_number"} & set(found)


@pytest.mark.parametrize(
    ("read", "sure", "value"), [("345854", 0.99, "00345854"), ("300345854", 0.99, "00345854"), ("345854", 0.95, None)]
)
def test_a_number_that_lacks_digits_is_read_anew(read: str, sure: float, value: str | None) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "号码 00345854", confidence=sure) for quad in quads]

    found = fields([*without(NUMBER), line(read, 500, 200)], look)
    assert (found["invoice_number"].value if "invoice_number" in found else None) == value


@pytest.mark.parametrize("seen", ["¥47元", "某某公司", "0元"])
def test_only_usual_values_are_believed_there(seen: str) -> None:
    assert not {"amount_in_words", "amount_in_figures"} & set(fields(without(WORDS, FIGURES), sees(seen)))


def test_a_code_that_lacks_digits_is_read_anew() -> None:
    found = fields([*without(CODE), line("发票代码 15300186405", 420, 160)], sees("发票代码153001864058"))
    assert (found["invoice_code"].value, found["invoice_code"].raw_text) == ("153001864058", "15300186405")


def test_a_code_is_read_anew_through_a_seal() -> None:
    look = sees("发票代码 某3001864058", "发票代码153001864058")
    found = fields([*without(CODE), line("发票代码 53001864058", 420, 160)], look)
    assert (found["invoice_code"].value, found["invoice_code"].raw_text) == ("153001864058", "53001864058")


def test_a_code_that_still_lacks_digits_is_less_sure() -> None:
    found = fields([*without(CODE, NUMBER), line("发票代码 1530018640", 420, 160), line("发票号码 0034585", 420, 200)])
    assert (found["invoice_code"].value, found["invoice_number"].value) == ("1530018640", "0034585")
    assert all((found[name].confidence or 1) < 0.5 for name in ("invoice_code", "invoice_number"))


def test_a_title_in_two_lines() -> None:
    lines = [line("国家税务总局云南省税务局", 320, 40, 24), line("通用定额发票", 390, 75, 24)]
    assert values([*without(TITLE), *lines])["title"] == "国家税务总局云南省税务局通用定额发票"


def test_a_title_under_the_seal_is_read_anew() -> None:
    faint = line("云南者通用定额发票", 320, 60, 30, confidence=0.7)
    found = fields([*without(TITLE), faint], sees("某某", "云南省通用定额发票"))
    assert (found["title"].value, found["title"].raw_text) == ("云南省通用定额发票", "云南者通用定额发票")


@pytest.mark.parametrize(
    ("code", "title", "place"),
    [
        ("144031900011", "深圳市定额发票", "广东省深圳市"),
        ("144031900011", None, "广东省深圳市"),
        ("244001900011", "广州市停车收费定额专用发票", "广东省广州市"),
        ("244001900011", "广东省广州市停车定额发票", "广东省广州市"),
        ("244031900011", "广州市停车收费定额专用发票", "广东省广州市"),
        ("244001900011", "成都市定额发票", "广东省"),
        ("131001900011", "上海市通用定额发票", "上海市"),
        ("150001900011", "国家税务总局重庆市税务局通用定额发票", "重庆市"),
        ("165001900011", "新疆通用定额发票", "新疆维吾尔自治区"),
        ("142901900011", "湖北省通用定额发票", "湖北省"),
        ("141031900011", "国家税务总局河南省税务局通用定额发票", "河南省洛阳市"),
        (None, "国家税务总局云南省税务局通用定额发票", "云南省"),
        (None, "深圳市定额发票", "广东省深圳市"),
        ("199001900011", "云南通用定额发票", "云南省"),
        ("1530018640", "某某定额发票", None),
        (None, None, None),
    ],
)
def test_location(code: str | None, title: str | None, place: str | None) -> None:
    assert locate_issuer(code, title) == place


def test_rests() -> None:
    assert is_rest("元整", "壹佰圆整")
    assert not is_rest("整圆", "壹佰圆整")


def test_unrelated_text_has_no_fields() -> None:
    assert values([line("某某饭店", 50, 50), line("今日菜单", 50, 100)]) == {}
    assert values([]) == {}
