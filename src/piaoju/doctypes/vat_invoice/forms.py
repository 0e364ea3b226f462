"""The printed forms, in millimetres on a page of 210 x 140 (paper forms are scaled to it).

Source: positions measured on issued electronic files; the paper forms carry the same table.
"""

from dataclasses import dataclass

from piaoju.reading.kie.columns import Column
from piaoju.reading.kie.registration import Form, LabelSpec
from piaoju.reading.kie.sheet import Rect

NUMBER = r"-?[\d,]+(\.\d+)?"
AMOUNT = r"-?[¥￥Y]?-?[\d,]+\.\d{1,2}|\*+"
RATE = r"\d{1,2}(\.\d+)?[%％]|免税|不征税|出口零税率|普通零税率|零税率|\*+"
SUM_LABEL: Rect = (0.0, 80.0, 80.0, 100.0)
"""Where 合计 of the totals row is looked for; 合计 is also part of 价税合计."""
UNIT = r"[^\d.]{1,4}[^.]{0,8}"

CLASSIC = Form(
    "classic",
    210,
    140,
    (
        LabelSpec("code", "发票代码", "left", ((149.9, 7.3),)),
        LabelSpec("number", "发票号码", "left", ((149.9, 13.4),)),
        LabelSpec("date", "开票日期", "left", ((149.9, 19.4), (152.8, 25.7))),
        LabelSpec("check", "校验码", "left", ((149.9, 25.8), (34.0, 26.5), (128.0, 107.5))),
        LabelSpec("machine", "机器编[号码]", "left", ((10.7, 25.8),)),
        LabelSpec("party_name", "名称|称(?=[:：])", "left", ((16.6, 33.6), (16.6, 107.6))),
        LabelSpec(
            "party_tax_id", "(统一社会信用代码/)?纳税人识别号|识别号(?=[:：])", "left", ((16.6, 38.8), (16.6, 112.7))
        ),
        LabelSpec(
            "party_address", "地址[、,，·.]?电话|址?[、,，·.]?电话(?=[:：])", "left", ((16.6, 44.0), (16.6, 117.6))
        ),
        LabelSpec("party_bank", "开户行及[账帐]号|行及[账帐]号(?=[:：])", "left", ((16.6, 49.5), (16.6, 122.5))),
        LabelSpec(
            "item_name",
            "货物.?应税劳务[、,，·.]?(服务)?名称|应税劳务[、,，·.]?服务名称|项目名称",
            "middle",
            ((33.5, 55.2),),
        ),
        LabelSpec("specification", "规格型号|车牌号", "middle", ((69.0, 55.2),)),
        LabelSpec("unit", "单位|类型", "middle", ((88.5, 55.2),)),
        LabelSpec("quantity", "数量|通行日期起", "middle", ((104.5, 55.2),)),
        LabelSpec("unit_price", "单价|通行日期止", "middle", ((124.0, 55.2),)),
        LabelSpec("amount", "金[额額领]", "middle", ((150.3, 55.2),)),
        LabelSpec("tax_rate", "税率(/征收率)?", "middle", ((169.9, 55.2),)),
        LabelSpec("tax", "税[额額领]", "middle", ((190.0, 55.2),)),
        LabelSpec("sum", "合计", "middle", ((29.6, 94.3),)),
        LabelSpec("total_words", "价税合计[（(]?大.?写[）)]?", "middle", ((31.5, 100.7),)),
        LabelSpec("total_figures", "[（(]?小.?写[）)]?", "left", ((154.8, 100.5),)),
        LabelSpec("payee", "收款人", "left", ((11.4, 129.2),)),
        LabelSpec("reviewer", "复核人?", "left", ((66.0, 129.4),)),
        LabelSpec("issuer", "开票人", "left", ((108.2, 129.4),)),
        LabelSpec("seller_seal", "销售?方?[:：]?([（(]?章[）)]?)?", "left", ((150.3, 129.4),)),
    ),
)

DIGITAL = Form(
    "digital",
    210,
    140,
    (
        LabelSpec("number", "发票号码", "left", ((154.8, 12.8),)),
        LabelSpec("date", "开票日期", "left", ((154.7, 18.9),)),
        LabelSpec("party_name", "名称|称(?=[:：])", "left", ((11.7, 35.4), (112.2, 35.4))),
        LabelSpec(
            "party_tax_id", "统一社会信用代码/?纳税人识别号|识别号(?=[:：])", "left", ((11.7, 45.9), (112.2, 45.9))
        ),
        LabelSpec("item_name", "项目名称", "middle", ((22.4, 54.9),)),
        LabelSpec("specification", "规格型号", "left", ((42.2, 54.9),)),
        LabelSpec("unit", "单位", "middle", ((71.8, 54.9),)),
        LabelSpec("quantity", "数量", "right", ((102.3, 54.9),)),
        LabelSpec("unit_price", "单价", "right", ((127.5, 54.9),)),
        LabelSpec("amount", "金[额額领]", "right", ((152.9, 54.9),)),
        LabelSpec("tax_rate", "税率/?征收率", "middle", ((166.3, 54.9),)),
        LabelSpec("tax", "税[额額领]", "right", ((203.7, 54.9),)),
        LabelSpec("sum", "合计", "middle", ((30.1, 94.0),)),
        LabelSpec("total_words", "价税合计[（(]?大.?写[）)]?", "left", ((17.0, 100.3),)),
        LabelSpec("total_figures", "[（(]?小.?写[）)]?", "left", ((145.4, 100.3),)),
        LabelSpec("issuer", "开票人", "left", ((19.7, 131.5),)),
    ),
    is_stamped=False,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the values of a form are.

    Attributes:
        form: what registers it.
        columns: of the item table.
        items: between header row and totals row.
        sums: the totals row.
        totals: the row of words and figures.
        remark: the remark cell.
        print_reach_mm: how far print may be shifted against the form.
    """

    form: Form
    columns: tuple[Column, ...]
    items: Rect
    sums: Rect
    totals: Rect
    remark: Rect
    print_reach_mm: float


CLASSIC_LAYOUT = Layout(
    CLASSIC,
    (
        Column("name", 4.5, 56.5, "left", 6.0, is_text=True),
        Column("specification", 56.5, 82.5, "left", 58.0, is_text=True),
        Column("unit", 82.5, 94.5, "middle", 88.5, UNIT),
        Column("quantity", 94.5, 114.5, "right", 114.0, NUMBER),
        Column("unit_price", 114.5, 134.5, "right", 134.2, NUMBER),
        Column("amount", 134.5, 164.5, "right", 164.2, AMOUNT),
        Column("tax_rate", 164.5, 175.5, "middle", 170.0, RATE),
        Column("tax", 175.5, 205.5, "right", 205.0, AMOUNT),
    ),
    items=(7.5, 52.8, 212.0, 92.0),
    sums=(120.0, 90.0, 214.0, 98.2),
    totals=(40.0, 95.5, 214.0, 105.0),
    remark=(126.2, 104.0, 206.5, 125.0),
    print_reach_mm=12.0,
)

DIGITAL_LAYOUT = Layout(
    DIGITAL,
    (
        Column("name", 3.0, 41.5, "left", 4.6, is_text=True),
        Column("specification", 41.5, 64.0, "left", 42.1, is_text=True),
        Column("unit", 62.0, 82.0, "middle", 71.6, UNIT),
        Column("quantity", 80.0, 103.0, "right", 102.5, NUMBER),
        Column("unit_price", 103.0, 128.2, "right", 127.5, NUMBER),
        Column("amount", 128.2, 154.5, "right", 153.1, AMOUNT),
        Column("tax_rate", 154.5, 178.0, "middle", 166.5, RATE),
        Column("tax", 178.0, 206.5, "right", 205.3, AMOUNT),
    ),
    items=(2.0, 55.6, 209.0, 92.0),
    sums=(120.0, 91.0, 209.0, 96.5),
    totals=(50.0, 96.0, 209.0, 104.0),
    remark=(10.2, 104.0, 206.0, 125.0),
    print_reach_mm=0.0,
)

LAYOUTS: tuple[Layout, ...] = (CLASSIC_LAYOUT, DIGITAL_LAYOUT)
