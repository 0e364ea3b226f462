"""A made-up form with its labels, and how it is printed on a page."""

from collections.abc import Callable, Collection

from piaoju.model.geometry import Matrix
from piaoju.model.page import TextLine
from piaoju.reading.kie.registration import Form, LabelSpec
from tests.text_lines import line, moved_line, width_of

TEXT_MM = 3.5

FORM = Form(
    "small",
    200,
    130,
    (
        LabelSpec("code", "代码", "left", ((150.0, 10.0),)),
        LabelSpec("date", "日期", "left", ((150.0, 20.0),)),
        LabelSpec("party_name", "名称", "left", ((10.0, 35.0), (10.0, 100.0))),
        LabelSpec("party_tax_id", "纳税人识别号", "left", ((10.0, 45.0), (10.0, 110.0))),
        LabelSpec("item", "项目", "middle", ((30.0, 55.0),)),
        LabelSpec("quantity", "数量", "right", ((100.0, 55.0),)),
        LabelSpec("amount", "金额", "middle", ((150.0, 55.0),)),
        LabelSpec("tax", "税额", "middle", ((185.0, 55.0),)),
        LabelSpec("sum", "合计", "middle", ((30.0, 90.0),)),
        LabelSpec("figures", "小写", "left", ((140.0, 96.0),)),
        LabelSpec("payee", "收款人", "left", ((10.0, 122.0),)),
        LabelSpec("issuer", "开票人", "left", ((110.0, 122.0),)),
    ),
)


def printed_labels(
    to_page: Matrix,
    form: Form = FORM,
    *,
    without: Collection[str] = (),
    colon: str = "",
    text_of: Callable[[LabelSpec], str] = lambda spec: spec.pattern,
) -> list[TextLine]:
    """Return the labels of a form as printed, mapped from millimetres to page pixels."""
    lines = []
    for spec in form.labels:
        for x, y in spec.places if spec.name not in without else ():
            width = width_of(text_of(spec), TEXT_MM)
            left = {"left": x, "middle": x - width / 2, "right": x - width}[spec.align]
            lines.append(moved_line(line(text_of(spec) + colon, left, y, TEXT_MM), to_page))
    return lines
