"""`doctypes.taxi_receipt`: what is no part of the two columns: head, amount paid, and what tells a receipt."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.taxi_receipt.cues import CUES, THRESHOLD
from piaoju.doctypes.taxi_receipt.extract import extract
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in, located
from tests.unit.doctypes.taxi_slips import HEAD, NORTH, SOUTH, fields, slip, values


def test_what_was_paid_is_derived() -> None:
    found = fields(slip(SOUTH))
    paid, fare = found["amount_paid"], found["fare"]
    assert (paid.source, paid.quad, paid.page) == ("derived", None, None)
    assert fare.quad is not None
    assert paid.confidence == min(reading.confidence or 0 for reading in (fare, found["fuel_surcharge"]))


def test_a_total_that_was_not_read_is_not_summed_up() -> None:
    # 31.60 and 1.00 were rounded to 33.00 when paid: the sum would be wrong.
    assert "amount_paid" not in values(slip(NORTH, values={"total_paid": ""}))


def test_a_surcharge_that_was_not_read_makes_the_sum_less_sure() -> None:
    whole, without = fields(slip(SOUTH)), fields(slip(SOUTH, values={"call_fee": ""}))
    assert without["amount_paid"].value == "27.50"
    assert (without["amount_paid"].confidence or 0) < (whole["amount_paid"].confidence or 0)


def test_a_surcharge_that_the_form_has_makes_the_sum_less_sure_also_without_its_label() -> None:
    whole, without = (
        fields(slip({name: SOUTH[name] for name in rows}))["amount_paid"]
        for rows in (SOUTH, [name for name in SOUTH if name != "fuel_surcharge"])
    )
    assert (without.value, whole.value) == ("26.00", "27.50")
    assert (without.confidence or 0) < (whole.confidence or 0)


def test_beijing_rounds_what_was_paid() -> None:
    lines = [*slip(SOUTH)[len(HEAD) :], line("发票代码111002170119", 40, 120)]
    assert "amount_paid" not in values(lines)


def test_faint_print_is_less_sure() -> None:
    lines = slip(SOUTH)
    faint = [
        replace(made, chars=tuple(replace(char, confidence=0.6) for char in made.chars))
        if "26.00" in "".join(char.text for char in made.chars)
        else made
        for made in lines
    ]
    assert (fields(faint)["amount_paid"].confidence or 1) < 0.5


def test_the_first_digit_of_the_code_is_looked_for() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "144032170119") for quad in quads]

    lines = [made for made in slip(SOUTH) if "代码" not in "".join(char.text for char in made.chars)]
    found = extract(located([*lines, line("44032170119", 90, 120)], look=look)).fields
    assert found["invoice_code"].value == "144032170119"
    assert found["invoice_code"].raw_text == "44032170119"


def test_code_and_number_without_labels() -> None:
    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    head = [line("144032170119", 40, 120), line("00123456", 40, 150), line("12345678", 300, 300)]
    found = values([*lines, *head])
    assert (found["invoice_code"], found["invoice_number"]) == ("144032170119", "00123456")


@pytest.mark.parametrize(
    ("again", "number"),
    [
        ("00123456", "00123456"),
        ("01237456", "01237456"),
        ("00129456", None),
        ("01278345", None),
        ("02731456", None),
        ("密码00123456", None),
        ("0012345", None),
        ("", None),
    ],
)
def test_a_number_found_in_pieces_is_looked_at_again(again: str, number: str | None) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, again) for quad in quads]

    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    head = [line("144032170119", 40, 120), line("A", 40, 150), line("123456", 62, 150)]
    found = extract(located([*lines, *head], look=look)).fields
    assert (found["invoice_number"].value if "invoice_number" in found else None) == number
    assert number is None or found["invoice_number"].raw_text == "123456"
    assert found["plate"].value == "BT1234"


def test_a_date_is_no_number_found_in_pieces() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, "20210304") for quad in quads]

    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    head = [line("144032170119", 40, 120), line("02103", 62, 150)]
    assert "invoice_number" not in extract(located([*lines, *head], look=look)).fields


@pytest.mark.parametrize(
    "label",
    [
        "信息码:",
        "密码",
        "密码号",
        "服务证号：",
        "资格证号码",
        "卡号码",
        "投诉电话：",
        "电话号码",
        "单位编号",
        "司机编号：",
    ],
)
def test_what_stands_behind_another_label_is_no_number(label: str) -> None:
    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    head = [line("144032170119", 40, 120), line(f"{label}00123457", 40, 150)]
    assert "invoice_number" not in values([*lines, *head])
    true = line("00123456", 40, 180)
    assert values([*lines, *head, true])["invoice_number"] == "00123456"


@pytest.mark.parametrize(
    "text",
    [
        "发票号码00123456",
        "号码：00123456",
        "发票编号00123456",
        "票据编号:00123456",
        "编号：00123456",
        "密码号码00123456",
        "证号号码00123456",
        "电话87654321号码00123456",
    ],
)
def test_labels_of_the_number(text: str) -> None:
    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    assert values([*lines, line("144032170119", 40, 120), line(text, 40, 150)])["invoice_number"] == "00123456"


def test_a_few_digits_below_the_code_are_no_piece_of_a_number() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, "电话020-12345678") for quad in quads]

    lines = [made for made in slip(NORTH) if "发票" not in "".join(char.text for char in made.chars)]
    found = extract(located([*lines, line("144032170119", 40, 120), line("020", 40, 150)], look=look)).fields
    assert "invoice_number" not in found


def test_a_title_with_a_hole_is_no_title() -> None:
    lines = [made for made in slip(SOUTH) if "出租" not in "".join(char.text for char in made.chars)]
    holed = [line("某", 60, 40), line("市出租汽车专用发票", 160, 40)]
    assert "title" not in values([*lines, *holed])


@pytest.mark.parametrize(
    ("code", "title", "place"),
    [
        ("144032170119", "某某市出租汽车专用发票", "深圳市"),
        ("144012170119", "广州市出租汽车统一发票", "广州市"),
        ("144012170119", "某某市出租汽车统一发票", "广东省"),
        ("136002170119", "江西通用机打发票", "江西省"),
        ("150002170119", "重庆市出租汽车专用发票", "重庆市"),
        ("199002170119", "某某市出租汽车专用发票", None),
    ],
)
def test_location_is_where_code_and_title_agree(code: str, title: str, place: str | None) -> None:
    head = [line(title, 60, 40), line(f"发票代码{code}", 40, 120)]
    assert values([*slip(SOUTH)[len(HEAD) :], *head]).get("location") == place


def test_unrelated_text_has_no_fields() -> None:
    assert values([line("某某饭店", 50, 50), line("今日菜单", 50, 100)]) == {}
    assert values([]) == {}


def weight(lines: Sequence[str]) -> float:
    text = "\n".join(lines)
    return sum(cue.weight for cue in CUES if re.search(cue.pattern, text))


def words(lines: Sequence[TextLine]) -> list[str]:
    return ["".join(char.text for char in made.chars) for made in lines]


@pytest.mark.parametrize("rows", [NORTH, SOUTH], ids=["north", "south"])
def test_cues_tell_a_receipt(rows: Mapping[str, tuple[str, str]]) -> None:
    assert weight(words(slip(rows))) >= THRESHOLD
    torn = [text for text in words(slip(rows)) if "出租" not in text]
    assert weight(torn) >= THRESHOLD


@pytest.mark.parametrize(
    "other",
    [
        ["2020年03月04日08:15开", "05车12A号", "¥123.5元", "二等座", "限乘当日当次车", "上车地点", "检票口"],
        [
            "某某增值税电子普通发票",
            "发票代码",
            "单价",
            "金额",
            "价税合计",
            "*运输服务*出租汽车客运",
            "纳税人识别号：91",
        ],
        ["道路汽车客票", "发票代码", "上车站", "车次", "里程", "票价", "发票联", "乘车日期", "座位号"],
        ["某某出行-行程单", "上车时间", "里程[公里]", "起点", "终点", "金额[元]", "共2笔行程", "合计52.80元"],
        ["机动车销售统一发票", "车辆识别代号", "发动机号码", "价税合计", "机打代码", "发票联"],
        ["某某停车场", "车号", "入场10:20", "出场11:35", "金额", "5.00元", "发票代码", "停车费"],
        ["某某商场", "日期", "2020-03-04", "时间", "单价", "数量", "金额", "12.50", "合计", "15:40"],
    ],
    ids=["train", "vat", "road", "itinerary", "vehicle", "parking", "shop"],
)
def test_other_papers_are_no_receipt(other: list[str]) -> None:
    assert weight(other) < THRESHOLD
