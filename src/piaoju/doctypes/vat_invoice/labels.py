"""The labels of the flat forms, in millimetres on a page of 210 x 140 (paper forms are scaled to it).

Source: positions measured on issued electronic files; the paper forms carry the same table.
"""

from dataclasses import replace

from piaoju.reading.kie.registration import Form, LabelSpec

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
        LabelSpec("specification", "规格型号", "middle", ((69.0, 55.2),)),
        LabelSpec("unit", "单位", "middle", ((88.5, 55.2),)),
        LabelSpec("quantity", "数量", "middle", ((104.5, 55.2),)),
        LabelSpec("unit_price", "单价", "middle", ((124.0, 55.2),)),
        LabelSpec("plate_number", "车牌号", "middle", ((69.0, 55.2),)),
        LabelSpec("vehicle_type", "类型", "middle", ((88.5, 55.2),)),
        LabelSpec("start_date", "通行日期起", "middle", ((104.5, 55.2),)),
        LabelSpec("end_date", "通行日期止", "middle", ((124.0, 55.2),)),
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
        LabelSpec("unit", "面积单位|单位", "middle", ((71.8, 54.9), (79.0, 54.9))),
        LabelSpec("quantity", "数量", "right", ((102.3, 54.9), (115.2, 54.9))),
        LabelSpec("unit_price", "单价", "right", ((127.5, 54.9), (79.2, 54.9))),
        LabelSpec("plate_number", "车牌号", "middle", ((51.5, 54.9),)),
        LabelSpec("vehicle_type", "类型", "middle", ((72.0, 54.9),)),
        LabelSpec("start_date", "通行日期起", "middle", ((92.5, 54.9),)),
        LabelSpec("end_date", "通行日期止", "middle", ((117.5, 54.9),)),
        LabelSpec("certificate", "产权证书/?不?动?产?权?证?号?", "middle", ((53.8, 54.9),)),
        LabelSpec("site", "建筑服务发生地", "middle", ((55.5, 54.9),)),
        LabelSpec("project", "建筑项目名称", "middle", ((102.0, 54.9),)),
        LabelSpec("amount", "金[额額领]", "right", ((152.9, 54.9),)),
        LabelSpec("tax_rate", "税率/?征收率", "middle", ((166.3, 54.9),)),
        LabelSpec("tax", "税[额額领]", "right", ((203.7, 54.9),)),
        LabelSpec("subtotal", "小计", "middle", ((30.1, 94.0),), is_floating=True),
        LabelSpec("sum", "合计", "middle", ((30.1, 94.0),), is_floating=True),
        LabelSpec("total_words", "价税合计[（(]?大.?写[）)]?", "left", ((17.0, 100.3),), is_floating=True),
        LabelSpec("total_figures", "[（(]?小.?写[）)]?", "left", ((145.4, 100.3),), is_floating=True),
        LabelSpec("issuer", "开票人", "left", ((19.7, 131.5),), is_floating=True),
    ),
    is_stamped=False,
)

WORDS: dict[str, str] = {
    "code": "发票代码",
    "number": "发票号码",
    "date": "开票日期",
    "check": "校验码",
    "machine": "机器编号",
    "party_tax_id": "纳税人识别号",
    "party_address": "地址、电话",
    "party_bank": "开户行及账号",
    "item_name": "货物或应税劳务、服务名称",
    "specification": "规格型号",
    "start_date": "通行日期起",
    "end_date": "通行日期止",
    "total_words": "价税合计（大写）",
    "total_figures": "（小写）",
    "payee": "收款人",
    "issuer": "开票人",
}
DIGITAL_WORDS: dict[str, str] = {
    "party_tax_id": "统一社会信用代码/纳税人识别号",
    "item_name": "项目名称",
    "tax_rate": "税率/征收率",
}
"""How labels are printed that can be surmised in blurred print, and which of them the digital form prints otherwise."""


def blurred(form: Form) -> Form:
    """Return a form whose labels are surmised too: for a document that those read leave without a place on any form.

    Where some labels were read, surmises place a form no better.
    """
    words = WORDS | (DIGITAL_WORDS if form is DIGITAL else {})
    labels = (replace(spec, words=(words[spec.name],)) if spec.name in words else spec for spec in form.labels)
    return replace(form, labels=tuple(labels))
