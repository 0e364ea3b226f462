"""`doctypes.vat_invoice.roll`: slips, whose values are told by labels and order alone."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.doctypes.vat_invoice.roll import read_roll
from piaoju.doctypes.vat_invoice.roll_form import ROLL, TEXT_MM, is_roll
from piaoju.doctypes.vat_invoice.roll_items import read_roll_items
from piaoju.model.document import Extraction, Look
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.sheet import lay_by_text
from tests.text_lines import SEAL_RED, line, line_in, located, read_nothing

PITCH = 30.0
HEAD = (
    "发票代码 012001700106",
    "发票号码 12345678",
    "机打号码:12345678",
    "机器编号:499000000001",
    "收款员:某某",
    "开票日期:2019-03-05",
    "销售方名称:甲乙丙商贸有限公",
    "司",
    "纳税人识别号:911201160000000001",
    "购买方名称:丁戊己（天津）文化传播中",
    "心",
    "纳税人识别号:911201160000000002",
)
FOOT = ("合计金额(小写):￥120.50", "合计金额(大写):壹佰贰拾圆伍角", "校验码:11111 22222 33333 44444")


def slip(
    head: Sequence[str] = HEAD, items: Sequence[TextLine] = (), foot: Sequence[str] = FOOT, look: Look = read_nothing
) -> Extraction:
    """Return what is read of a slip: its head, its items as they are laid out, its foot."""
    lines = [line("天津增值税普通发票(卷票)", 40, 40)]
    lines += [line(text, 40, 100 + PITCH * row) for row, text in enumerate(head)]
    lines += items
    lines += [line(text, 40, 900 + PITCH * row) for row, text in enumerate(foot)]
    return extract(located(lines, look=look))


def heads(y: float = 500) -> list[TextLine]:
    return [line("项目", 40, y), line("单价", 190, y), line("数量", 280, y), line("金额", 400, y)]


def figures(y: float, price: str, quantity: str, amount: str) -> list[TextLine]:
    """Return figures that end where their heads do."""
    ends = ((price, 230), (quantity, 320), (amount, 440))
    return [line(text, end - 10 * len(text), y) for text, end in ends if text]


def cells(extraction: Extraction) -> list[dict[str, object]]:
    return [{name: reading.value for name, reading in row.items()} for row in extraction.items]


def values(extraction: Extraction) -> dict[str, object]:
    return {name: reading.value for name, reading in extraction.fields.items()}


def test_each_value_is_read_behind_its_label() -> None:
    extraction = slip(items=heads())
    assert extraction.variant == "vat_roll"
    assert values(extraction) == {
        "title": "天津增值税普通发票（卷票）",
        "invoice_code": "012001700106",
        "invoice_number": "12345678",
        "machine_number": "499000000001",
        "payee": "某某",
        "issue_date": "2019-03-05",
        "seller_name": "甲乙丙商贸有限公司",
        "seller_tax_id": "911201160000000001",
        "buyer_name": "丁戊己（天津）文化传播中心",
        "buyer_tax_id": "911201160000000002",
        "total_including_tax": "120.50",
        "total_in_words": "壹佰贰拾圆伍角",
        "check_code": "11111222223333344444",
    }


def test_names_above_their_figures() -> None:
    items = [
        *heads(),
        line("*乳制品*纯牛奶250ml量贩装", 40, 530),
        line("十二盒", 40, 560),
        *figures(590, "60.25", "2", "120.50"),
        line("*乳制品*酸奶", 40, 620),
        *figures(650, "", "", "-1.00"),
    ]
    assert cells(slip(items=items)) == [
        {"name": "*乳制品*纯牛奶250ml量贩装十二盒", "unit_price": "60.25", "quantity": "2", "amount": "120.50"},
        {"name": "*乳制品*酸奶", "amount": "-1.00"},
    ]


def test_names_beside_their_figures() -> None:
    items = [
        *heads(),
        line("停车服务", 40, 530),
        *figures(530, "5.00", "3", "15.00"),
        line("费", 40, 560),
        line("洗车", 40, 590),
        *figures(590, "20.00", "1", "20.00"),
    ]
    assert [row["name"] for row in cells(slip(items=items))] == ["停车服务费", "洗车"]


def test_a_head_of_which_a_character_is_lost_is_one() -> None:
    head, _, *others = heads()
    items = [head, line("单", 190, 500), *others, line("洗车", 40, 530), *figures(560, "20.00", "2", "40.00")]
    assert cells(slip(items=items)) == [{"name": "洗车", "unit_price": "20.00", "quantity": "2", "amount": "40.00"}]


@pytest.mark.parametrize("name", ["POS单", "A4单", "单", "检测项目单"])
def test_a_name_that_ends_like_a_head_is_whole(name: str) -> None:
    (item,) = cells(slip(items=[*heads(), line(name, 40, 530), *figures(560, "20.00", "2", "40.00")]))
    assert item["name"] == name


@pytest.mark.parametrize("texts", [("发票代码", "销售方名称"), ("发票代码", "销售方名称", "合计金额(小写)", "项目")])
def test_a_slip_of_nothing_but_labels_has_no_fields(texts: Sequence[str]) -> None:
    lines = [line(text, 40, 100 + PITCH * row) for row, text in enumerate(texts)]
    assert read_roll(located(lines)) == Extraction({}, (), "vat_roll")


def test_a_slip_on_which_looks_find_nothing_but_labels_has_no_fields() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, "购买方名称") for quad in quads]

    lines = [line(text, 40, 100 + PITCH * row) for row, text in enumerate(("发票代码", "", "项目", "合计金额(小写)"))]
    lines.append(line("章", 40, 130, ink=SEAL_RED))
    assert read_roll(located(lines, look=look)) == Extraction({}, (), "vat_roll")


def test_lost_labels_are_looked_for_at_once_and_near_red_first() -> None:
    asked: list[list[float]] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        if without_seals and len(quads) > 1:
            asked.append([(quad[0][1] + quad[2][1]) / 2 for quad in quads])
        return [line_in(quad, "") for quad in quads]

    head = [HEAD[0], *(f"甲乙丙丁{row}" for row in range(11))]
    lines = [line(text, 40, 100 + PITCH * row) for row, text in enumerate(head)]
    last = 100 + PITCH * 11
    read_roll(located([*lines, *heads(), line("章", 240, last, ink=SEAL_RED)], look=look))
    (levels,) = asked
    assert len(levels) == 6
    assert max(levels) == pytest.approx(last, abs=1.0)


@pytest.mark.parametrize(("quantity", "amount", "rows"), [("73.95", "", 1), ("", "73.95", 2)])
def test_what_has_neither_name_nor_amount_is_no_item(quantity: str, amount: str, rows: int) -> None:
    items = [*heads(), line("洗车", 40, 530), *figures(560, "20.00", "2", "40.00"), *figures(640, "", quantity, amount)]
    assert len(slip(items=items).items) == rows


def test_no_heads_no_items() -> None:
    assert slip(items=figures(590, "60.25", "2", "120.50")).items == ()


def test_the_number_that_the_till_repeats_stands_for_a_covered_one() -> None:
    head = [text for text in HEAD if not text.startswith("发票号码")]
    assert values(slip(head))["invoice_number"] == "12345678"


@pytest.mark.parametrize("lost", ["销售方名称", "购买方名称"])
def test_tax_numbers_keep_their_order_where_a_name_is_lost(lost: str) -> None:
    read = values(slip([text for text in HEAD if not text.startswith(lost) and len(text) > 1]))
    assert (read["seller_tax_id"], read["buyer_tax_id"]) == ("911201160000000001", "911201160000000002")


def test_print_of_seals_is_no_value() -> None:
    stamp = line("发票专用章", 200, 100 + PITCH * 7)
    red = line("己庚有限公司", 200, 100 + PITCH * 10, ink=SEAL_RED)
    read = values(slip(items=[*heads(), stamp, red]))
    assert read["seller_name"] == "甲乙丙商贸有限公司"
    assert read["buyer_name"] == "丁戊己（天津）文化传播中心"


@pytest.mark.parametrize(
    ("seen", "expected"), [("11111 22222 33333 44444", "11111222223333344444"), ("11111 2222", None)]
)
def test_a_covered_check_code_is_read_again(seen: str, expected: str | None) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, seen if without_seals else "") for quad in quads]

    assert values(slip(foot=[*FOOT[:2], "校验码:111"], look=look)).get("check_code") == expected


def test_the_foot_of_which_a_seal_covers_the_labels_is_read_through_it() -> None:
    levels = {900 + PITCH * row: text for row, text in enumerate(FOOT)}

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        nearest = [min(levels, key=lambda y: abs((quad[0][1] + quad[2][1]) / 2 - y)) for quad in quads]
        return [line_in(quad, levels[y] if without_seals else "") for quad, y in zip(quads, nearest, strict=True)]

    stamp = line("章", 200, 900 + 1.5 * PITCH, ink=SEAL_RED)
    covered = values(slip(items=[*heads(), stamp], foot=[FOOT[0], "角", ""], look=look))
    assert (covered["total_in_words"], covered["check_code"]) == ("壹佰贰拾圆伍角", "11111222223333344444")


def test_what_is_no_slip() -> None:
    assert not is_roll(located([line("天津增值税普通发票", 40, 40), line("购买方名称", 40, 80)]))
    assert is_roll(located([line(text, 40, 100 + PITCH * row) for row, text in enumerate(HEAD)]))


@pytest.mark.parametrize("words", [("项目",), ("项目", "单价"), ("项目", "单价", "12.00")])
def test_of_hardly_more_than_heads_no_items_are_read(words: Sequence[str]) -> None:
    sheet = lay_by_text(located([line(text, 40 + 150 * i, 500) for i, text in enumerate(words)]), ROLL, TEXT_MM)
    assert sheet is not None
    assert read_roll_items(sheet) == ()
