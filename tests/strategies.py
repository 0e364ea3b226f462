"""Hypothesis strategies that several tests share."""

from collections.abc import Sequence

from hypothesis import strategies as st

from piaoju.model.geometry import Matrix, Quad, quad_from_rect, transform_quad
from piaoju.model.page import TextChar, TextLine
from piaoju.reading.kie.registration import Form
from piaoju.reading.locate import rotation_about
from tests.text_lines import line_in, width_of

PAGE_WIDTH, PAGE_HEIGHT = 1400.0, 900.0

WORDS = (
    *("增值税专用发票", "电子发票（普通发票）", "价税合计（大写）", "（小写）", "名称：", "纳税人识别号:", "开票日期"),
    *("货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金　额", "税率", "税额", "合计", "校验码"),
    *("收款人:", "复核:", "开票人:", "开户行及账号：", "地址、电话：", "发票代码", "发票号码", "机器编号："),
    *("铁路电子客票", "电子客票号：", "限乘当日当次车", "二等座", "05车12A号", "G1234", "甲东站", "乙丙站", "Jiadong"),
    *(
        "2020年03月04日08:15开",
        "2020年03月04日",
        "¥123.45",
        "￥1,234.5",
        "12.",
        "-3.00",
        "***",
        "13%",
        "免税",
        "壹佰圆整",
    ),
    *(
        "91110000MA00000000",
        "1101011990****0011某某",
        "12345678901234A012345",
        "A012345",
        "03<8/+45*6-7>890",
        "12345678",
    ),
)
Spot = tuple[str, float, float]
"""A text with its left edge and the middle of its height."""

printed_text = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join),
    st.text("0123456789.¥￥%-+*/<>:： ,", max_size=24),
    st.text("税额合计名称发票车站号元甲乙圆整AZ019.:（）() 　", max_size=16),
    st.text(max_size=8),
)
confidences = st.floats(0.0, 1.0)
inks = st.tuples(*[st.integers(0, 255)] * 3)
candidates = st.lists(st.tuples(st.sampled_from(("", "0", "1", "年", "税", ".", "B")), confidences), max_size=3)


@st.composite
def quads(draw: st.DrawFn) -> Quad:
    """Return rectangles anywhere on or near a page, at any angle; a few without extent."""
    x, y = draw(st.floats(-100, PAGE_WIDTH)), draw(st.floats(-100, PAGE_HEIGHT))
    width, height = draw(st.floats(0, 800)), draw(st.floats(0, 120))
    turn = rotation_about(x, y, draw(st.one_of(st.just(0.0), st.floats(-5, 5), st.floats(-180, 180))))
    return transform_quad(turn, quad_from_rect(x, y, width, height))


@st.composite
def text_lines(draw: st.DrawFn) -> TextLine:
    """Return lines of made-up text; most as long as their text, some of any shape with places anywhere."""
    text = draw(printed_text)
    if draw(st.booleans()):
        height = draw(st.floats(8, 60))
        x, y = draw(st.floats(0, PAGE_WIDTH)), draw(st.floats(0, PAGE_HEIGHT))
        quad = quad_from_rect(x, y, max(1.0, width_of(text, height)), height)
        return line_in(quad, text, confidence=draw(confidences), ink=draw(inks))
    edges = sorted(draw(st.lists(st.floats(0, 1), min_size=2 * len(text), max_size=2 * len(text))))
    chars = tuple(
        TextChar(char, draw(confidences), edges[2 * step], edges[2 * step + 1], step, draw(inks))
        for step, char in enumerate(text)
    )
    steps = tuple(tuple(draw(candidates)) for _ in text)
    return TextLine(draw(quads()), chars, draw(confidences), steps)


@st.composite
def form_labels(draw: st.DrawFn, form: Form, height: float) -> list[Spot]:
    """Return most of a form's labels, each with its left edge and the middle of its height, in millimetres."""
    spots: list[Spot] = []
    for spec in form.labels:
        for x, y in spec.places:
            if draw(st.integers(0, 4)):
                text = draw(st.from_regex(spec.pattern, fullmatch=True))
                width = width_of(text, height)
                spots.append((text, {"left": x, "middle": x - width / 2, "right": x - width}[spec.align], y))
    return spots


def placed(texts: Sequence[Spot], to_page: Matrix, height: float) -> list[TextLine]:
    """Return texts printed at places of a form, mapped from millimetres to page pixels."""
    return [
        line_in(transform_quad(to_page, quad_from_rect(x, y - height / 2, width_of(text, height), height)), text)
        for text, x, y in texts
    ]
