"""`doctypes.taxi_receipt`: values that slid against their labels, values without labels, and what must not be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.cues import CUES, THRESHOLD
from piaoju.doctypes.taxi_receipt.extract import extract
from piaoju.model.field import FieldReading
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.ladder import fit
from tests.text_lines import line, line_in, located, run, width_of

PITCH = 40.0
FIRST_ROW = 400.0
RIGHT = 400.0
NORTH = {
    "plate": ("车号", "B·T1234"),
    "certificate": ("证号", "123456"),
    "date": ("日期", "2021-03-04"),
    "time": ("时间", "09:08-09:31"),
    "unit_price": ("单价", "2.30"),
    "distance": ("里程", "7.9"),
    "waiting_time": ("等候", "00:03:12"),
    "state": ("状态", "1"),
    "fare": ("金额", "¥31.60"),
    "fuel_surcharge": ("燃油附加费", "¥1.00"),
    "call_fee": ("预约叫车服务费", "¥0.00"),
    "total_paid": ("实收金额", "¥33.00"),
    "card": ("卡号", ""),
}
SOUTH = {
    "plate": ("车号：", "BD12345"),
    "certificate": ("证号：", "9000123456"),
    "date": ("日期：", "2021年03月04日"),
    "board_time": ("上车：", "23:50"),
    "alight_time": ("下车：", "00:11"),
    "unit_price": ("单价：", "2.70元"),
    "distance": ("里程：", "5.25KM"),
    "waiting_time": ("等候：", "00:08:30"),
    "fare": ("金额：", "¥26.00元"),
    "fuel_surcharge": ("另收附加费：", "¥1.50元"),
    "call_fee": ("另收电召费：", "¥0.00元"),
    "card": ("卡号：", ""),
    "card_balance": ("卡余额：", ""),
}
HEAD = (
    ("某某市出租汽车专用发票", 60.0, 40.0),
    ("发票代码144032170119", 40.0, 120.0),
    ("发票号码00123456", 40.0, 160.0),
)


def slip(
    rows: Mapping[str, tuple[str, str]],
    *,
    slide: float = 0.0,
    without_labels: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> list[TextLine]:
    """Return the lines of a made-up receipt, its values set that many rows lower than their labels."""
    lines = [line(text, x, y) for text, x, y in HEAD]
    for index, (name, (label, value)) in enumerate(rows.items()):
        y = FIRST_ROW + index * PITCH
        text = (values or {}).get(name, value)
        if name not in without_labels:
            lines.append(line(label, 60, y))
        if text:
            lines.append(line(text, RIGHT - width_of(text), y + slide * PITCH))
    return lines


def fields(lines: Sequence[TextLine]) -> Mapping[str, FieldReading]:
    return extract(located(lines)).fields


def values(lines: Sequence[TextLine]) -> dict[str, str]:
    return {name: str(reading.value) for name, reading in fields(lines).items()}


NORTH_VALUES = {
    "title": "某某市出租汽车专用发票",
    "location": "深圳市",
    "invoice_code": "144032170119",
    "invoice_number": "00123456",
    "plate": "BT1234",
    "date": "2021-03-04",
    "board_time": "09:08",
    "alight_time": "09:31",
    "unit_price": "2.30",
    "distance": "7.9",
    "waiting_time": "00:03:12",
    "fare": "31.60",
    "fuel_surcharge": "1.00",
    "call_fee": "0.00",
    "total_paid": "33.00",
    "amount_paid": "33.00",
}
SOUTH_VALUES = {
    **{name: NORTH_VALUES[name] for name in ("title", "location", "invoice_code", "invoice_number", "date")},
    "plate": "BD12345",
    "board_time": "23:50",
    "alight_time": "00:11",
    "unit_price": "2.70",
    "distance": "5.25",
    "waiting_time": "00:08:30",
    "fare": "26.00",
    "fuel_surcharge": "1.50",
    "call_fee": "0.00",
    "amount_paid": "27.50",
}
SLIDES = pytest.mark.parametrize("slide", [-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5])


@SLIDES
def test_reads_a_slip_with_a_range_of_times(slide: float) -> None:
    assert values(slip(NORTH, slide=slide)) == NORTH_VALUES


@SLIDES
def test_reads_a_slip_with_two_times(slide: float) -> None:
    assert values(slip(SOUTH, slide=slide)) == SOUTH_VALUES


@SLIDES
@pytest.mark.parametrize("label", ["plate", "date", "board_time", "alight_time", "distance", "waiting_time"])
def test_a_label_that_was_not_read_costs_no_value(label: str, slide: float) -> None:
    assert values(slip(SOUTH, slide=slide, without_labels=[label])) == SOUTH_VALUES


@SLIDES
@pytest.mark.parametrize("name", ["plate", "date", "board_time", "unit_price", "distance", "waiting_time", "call_fee"])
def test_what_is_not_printed_is_not_read(name: str, slide: float) -> None:
    assert values(slip(SOUTH, slide=slide, values={name: ""})) == {
        key: value for key, value in SOUTH_VALUES.items() if key != name
    }


def test_labels_printed_by_the_machine() -> None:
    lines = [line(text, x, y) for text, x, y in HEAD]
    for index, (label, value) in enumerate(SOUTH.values()):
        lines.append(line(label + value, 60, FIRST_ROW + index * PITCH))
    assert values(lines) == SOUTH_VALUES


def test_a_form_in_another_order() -> None:
    order = ("certificate", "plate", "date", "board_time", "alight_time", "distance", "unit_price", "fare")
    rows = {name: SOUTH[name] for name in order}
    found = values(slip(rows, slide=0.8, values={"certificate": "A123456", "distance": "5.25", "unit_price": "2.70"}))
    assert (found["plate"], found["distance"], found["unit_price"]) == ("BD12345", "5.25", "2.70")


def test_text_of_a_neighbour_at_the_edge_changes_nothing() -> None:
    beside = [("车号：", 520, 380), ("证号：", 520, 420), ("单价：", 520, 560), ("元", 0, 600), ("8:40", -30, 520)]
    assert values([*slip(SOUTH), *(line(text, x, y) for text, x, y in beside)]) == SOUTH_VALUES


def test_a_preprinted_province_is_no_part_of_the_plate() -> None:
    beside = line("粤", RIGHT - width_of("BD12345") - 32, FIRST_ROW)
    assert values([*slip(SOUTH), beside])["plate"] == "BD12345"


def test_a_province_that_the_machine_prints_is() -> None:
    assert values(slip(SOUTH, values={"plate": "粤B·D12345"}))["plate"] == "粤BD12345"


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


def test_a_plate_that_cannot_be_is_less_sure() -> None:
    assert (fields(slip(SOUTH, values={"plate": "BL12345"}))["plate"].confidence or 1) < 0.5


def test_looks_again_beside_a_label() -> None:
    def look(quads: Sequence[Quad], *, without_red: bool = False) -> list[TextLine]:
        return [line_in(quad, "" if without_red else "¥33.00") for quad in quads]

    lines = slip(NORTH, slide=0.5, values={"total_paid": "00"})
    found = extract(located(lines, look=look)).fields
    assert found["total_paid"].value == "33.00"
    assert found["total_paid"].raw_text == ""
    assert found["amount_paid"].value == "33.00"
    place = found["total_paid"].quad
    assert place is not None
    row = FIRST_ROW + (list(NORTH).index("total_paid") + 0.5) * PITCH
    assert (place[0][1] + place[2][1]) / 2 == pytest.approx(row, abs=0.25 * PITCH)


def test_a_second_look_that_is_unsure_counts_for_nothing() -> None:
    def look(quads: Sequence[Quad], *, without_red: bool = False) -> list[TextLine]:
        del without_red
        return [line_in(quad, "¥33.00", confidence=0.7) for quad in quads]

    found = extract(located(slip(NORTH, values={"total_paid": ""}), look=look)).fields
    assert "total_paid" not in found


def test_the_first_digit_of_the_code_is_looked_for() -> None:
    def look(quads: Sequence[Quad], *, without_red: bool = False) -> list[TextLine]:
        del without_red
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


def test_a_title_with_a_hole_is_no_title() -> None:
    lines = [made for made in slip(SOUTH) if "出租" not in "".join(char.text for char in made.chars)]
    holed = [line("某", 60, 40), line("市出租汽车专用发票", 160, 40)]
    assert "title" not in values([*lines, *holed])


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("board_time", "112:17", "12:17"),
        ("board_time", "K0970)15:40", "15:40"),
        ("unit_price", "3.758/km", "3.75"),
        ("unit_price", "2.30元/公里", "2.30"),
        ("distance", "15.7km", "15.7"),
        ("date", "21-03-04", "2021-03-04"),
        ("date", "20210304", "2021-03-04"),
        ("waiting_time", "00:05.56", "00:05.56"),
        ("fare", "¥ 26.00元", "26.00"),
        ("call_fee", "0元", "0"),
        ("unit_price", "2-70元", "2.70"),
        ("distance", "5·25KM", "5.25"),
        ("fare", "26,00元", "26.00"),
    ],
)
def test_printed_forms_of_values(name: str, text: str, value: str) -> None:
    assert values(slip(SOUTH, values={name: text}))[name] == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("distance", "¥26.00"),
        ("unit_price", "5.25KM"),
        ("fare", "914403001921792355"),
        ("fare", "某00元"),
        ("fare", "2600元"),
        ("fare", "2019.02号"),
        ("waiting_time", "00:03107"),
        ("board_time", "25:10"),
        ("plate", "K0970"),
        ("plate", "TAXRECE"),
    ],
)
def test_texts_that_are_no_value(name: str, text: str) -> None:
    found = fit(run(text, 0, 0), grammar.GRAMMARS[name])
    assert found is None or found[1] >= 0.5


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


def test_unrelated_text_has_no_fields() -> None:
    assert values([line("某某饭店", 50, 50), line("今日菜单", 50, 100)]) == {}
    assert values([]) == {}


def test_faint_print_is_less_sure() -> None:
    lines = slip(SOUTH)
    faint = [
        replace(made, chars=tuple(replace(char, confidence=0.6) for char in made.chars))
        if "26.00" in "".join(char.text for char in made.chars)
        else made
        for made in lines
    ]
    assert (fields(faint)["amount_paid"].confidence or 1) < 0.5


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


def test_beijing_rounds_what_was_paid() -> None:
    lines = [*slip(SOUTH)[len(HEAD) :], line("发票代码111002170119", 40, 120)]
    assert "amount_paid" not in values(lines)


def test_a_value_that_the_detection_cut_is_read_anew() -> None:
    def look(quads: Sequence[Quad], *, without_red: bool = False) -> list[TextLine]:
        del without_red
        return [line_in(quad, "59.50元") for quad in quads]

    rows = {name: row for name, row in SOUTH.items() if name not in ("fuel_surcharge", "call_fee")}
    y = FIRST_ROW + list(rows).index("fare") * PITCH
    cut = [line("59", 285, y), line("9.50元", 303, y)]
    fare = extract(located([*slip(rows, values={"fare": ""}), *cut], look=look)).fields["fare"]
    assert (fare.value, fare.raw_text) == ("59.50", "599.50元")


@pytest.mark.parametrize(("printed", "plate"), [("粵B·D12345", "粤BD12345"), ("门B·D12345", "BD12345")])
def test_a_province_is_one_that_exists(printed: str, plate: str) -> None:
    lines = slip(SOUTH, values={"plate": ""})
    lines.append(
        line(printed, RIGHT - width_of(printed), FIRST_ROW, also={0: [("粤", 0.1)]} if plate[0] == "粤" else None)
    )
    assert values(lines)["plate"] == plate


@pytest.mark.parametrize("label", ["unit_price", "distance"])
@pytest.mark.parametrize("first", ["unit_price", "distance"])
def test_price_and_distance_stand_either_way(label: str, first: str) -> None:
    second = "distance" if first == "unit_price" else "unit_price"
    order = ("plate", "date", "board_time", "alight_time", first, second, "waiting_time", "fare")
    found = values(slip({name: SOUTH[name] for name in order}, without_labels=[label]))
    assert (found["unit_price"], found["distance"]) == ("2.70", "5.25")
