"""`invoiceSerial`: what the code of a local invoice says, digit by digit.

Source: 国税函〔2004〕521号 for digits 1 to 8. What the last four mean is for each province to say; the batch is read
from 9 and 10 and the edition from 12, as in the vendor's example.
"""

from collections.abc import Callable, Mapping

from piaoju.dialects.wire.rows import Row, absent, derived
from piaoju.numbers import invoice_code, region

_DIGITS = 12
_BUREAUS: Mapping[str, str] = {"0": "总局", "1": "国税", "2": "地税"}
_INDUSTRIES: Mapping[str, Mapping[str, str]] = {
    "1": {
        "1": "工业",
        "2": "商业",
        "3": "加工修理修配业",
        "4": "收购业",
        "5": "水电业",
        "6": "其他",
    },
    "2": {
        "1": "交通运输业",
        "2": "建筑业",
        "3": "金融保险业",
        "4": "邮电通信业",
        "5": "文化体育业",
        "6": "娱乐业",
        "7": "服务业",
        "8": "转让无形资产",
        "9": "销售不动产",
        "0": "其他",
    },
}
_NO_INDUSTRY = "None"
"""As in the vendor's example, of a digit that its bureau does not use."""
_EDITIONS: Mapping[str, str] = {
    "0": "电脑版",
    "1": "万元版",
    "2": "十万元版",
    "3": "百万元版",
    "4": "千万元版",
}


def _part(name: str, decode: Callable[[str], str]) -> Row:
    """Show what a code of twelve digits says; any other code says nothing."""

    def of_valid(code: str) -> str:
        code = invoice_code.compact(code)
        return decode(code) if len(code) == _DIGITS and invoice_code.is_valid(code) else ""

    return derived(name, "invoice_code", of_valid)


def _place(code: str) -> str:
    digits = invoice_code.split(code).region
    return region.city(digits) or region.province(digits)


def _industry(code: str) -> str:
    return _INDUSTRIES.get(code[0], {}).get(code[7], _NO_INDUSTRY)


SERIAL_ROWS = (
    _part("amountVersion", lambda code: _EDITIONS.get(code[11], "")),
    _part("year", lambda code: str(invoice_code.split(code).year)),
    absent("invoiceCategoryCode"),  # each province has a table of its own; none is published
    _part("taxBureauCode", lambda code: _BUREAUS.get(code[0], "")),
    _part("invoiceIndustryCode", _industry),
    _part("regionalismCode", _place),
    _part("batchNumber", lambda code: code[8:10]),
)
