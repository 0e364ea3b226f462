"""The words of a VAT invoice on a roll (卷票): a slip of 57 or 76 mm that a till prints, labels and values alike.

Source: 税务总局公告 2016 年第 82 号 names what a slip carries; where it stands each till decides.
"""

import re

from piaoju.model.document import LocatedDocument
from piaoju.reading.kie.registration import Form, LabelSpec

TEXT_MM = 2.9

PATTERNS = {
    "code": r"发票代码|发票代.(?=\d{12})|发票.码(?=\d{12})",
    "number": r"发票号码|发票号.(?=\d{8})|发票.码(?=\d{8}(?!\d))",
    "printed_number": "机打号码",
    "printed_code": "机打代码",
    "machine": "机器编[号码]",
    "payee": "收[款银]员|收款人",
    "date": "开票日期",
    "seller_name": "销[售货]方名称|收款单位",
    "buyer_name": "购[买货]方名称|付款单位",
    "tax_id": "(统一社会信用代码/)?纳税人识别号|纳税人.{1,2}号(?=[:：])|税人识别号?|识别号(?=[:：])",
    "item": "项目(名称)?|品名",
    "unit_price": r"单价|(?<![一-龥A-Za-z0-9])单(?=数量)|(?<=项目|名称|品名)单(?=数量|$)",
    "quantity": "数量",
    "amount": "金[额额領]",
    "total_figures": "合?计?金?[额额領]?[（(]小(写[）)]?)?",
    "total_words": "合?计?金?[额额領]?[（(]大(写[）)]?)?",
    "check": "校验码?",
}

ROLL = Form("roll", 57, 177.8, tuple(LabelSpec(name, pattern, "left", ()) for name, pattern in PATTERNS.items()))

HEADS = ("item", "unit_price", "quantity", "amount")
"""Labels of the item table."""
MARKS = (r"增值税|[（(]卷[票式][）)]", "销售方名称", "购买方名称", "收款员", "机打号码", r"合计金额[（(][大小]写")
MIN_MARKS = 3


def is_roll(document: LocatedDocument) -> bool:
    """Tell whether a document is a slip: flat forms print only the first of its words."""
    text = "\n".join("".join(line.text.split()) for line in document.lines)
    return sum(re.search(mark, text) is not None for mark in MARKS) >= MIN_MARKS
