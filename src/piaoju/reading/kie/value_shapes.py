"""Shapes of values that several forms print in cells of their own."""

from piaoju.numbers import vin
from piaoju.reading.kie.shapes import Shape

YUAN = "[¥￥YVWXv]"
"""The sign before an amount, and what its bars make it look like."""

MONEY = Shape((rf"{YUAN}-?[\d,]+\.\d{{2}}", r"-?[\d,]+\.\d{2}"), alphabet="¥￥-0123456789.,")
STATED_MONEY = Shape((*MONEY.patterns, r"\*{2,}"), alphabet=MONEY.alphabet + "*")
"""With the stars that stand where no tax is reckoned."""
_NUMERALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_SIGN = r"([（(]负数?[）)]|负)?"
WORDS = Shape(
    (rf"^[^{_NUMERALS}]*?(?P<own>{_SIGN}[{_NUMERALS}]+[圆元][{_NUMERALS}角分整正]*)",),
    (
        rf"^[^{_NUMERALS}]*?(?P<own>{_SIGN}[{_NUMERALS}]+.{{1,2}}[{_NUMERALS}]*[圆元][{_NUMERALS}角分整正]*)",
        rf"[（(负{_NUMERALS}圆元角分整正数）)]{{3,}}",
    ),
    alphabet=f"（(负数）){_NUMERALS}圆元角分整正",
    spread=_NUMERALS,
)
"""From its first numeral on; loosely with characters within that were misread, or without an end."""
RATE = Shape((r"\d{1,2}(\.\d+)?[%％]|免税|不征税|零税率",))
DATE = Shape((r"20\d\d年\d{1,2}月\d{1,2}日?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}",), (r"20\d\d.?\d\d.?\d\d日?",))
INVOICE_CODE = Shape((r"\d{12}",), (r"\d{10,13}",))
INVOICE_NUMBER = Shape((r"\d{20}|\d{8}",), (r"\d{7,21}",))
STOCK_NUMBER = Shape((r"\d{8}",), (r"\d{7,9}",))
MACHINE_NUMBER = Shape((r"\d{12}",), (r"\d{10,13}",))
CODE = Shape((r"[0-9A-Za-z][0-9A-Za-z\-.]{4,}",))
ACCOUNT = Shape((r"\d[\d\-]{5,}",))
PHONE = Shape((r"[（(]?\d[\d\-）)（(转、/,，]{4,}\d",))
TAX_ID = Shape((r"[0-9A-Z]{18}|[0-9A-Z]{15}|[0-9A-Z]{20}",), (r"[0-9A-Za-z*]{13,21}",))
OWN_NUMBER = Shape(
    (r"[0-9A-Za-z*]{18}|[0-9A-Za-z*]{15}|[0-9A-Za-z*]{20}|[0-9A-Za-z]{8}-?[0-9Xx]",),
    (r"[0-9A-Za-z*]*\d[\d*]{5,}[0-9A-Za-z*]*",),
)
"""Of a person or an organisation: identity number, credit code, older tax number or organisation code."""
VIN = Shape((r"[0-9A-Za-z]{17}",), (r"[0-9A-Za-z]{8,20}",), vin.ALPHABET)
