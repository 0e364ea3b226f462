"""The grammar of every field that has one: by its canonical name, else by the type of its value.

Sources: those of the standards' own modules; amounts, dates and rates as forms print them.
"""

from collections.abc import Mapping

from piaoju.model.field import ValueType
from piaoju.numbers import (
    amount_in_words,
    date,
    organisation_code,
    plate,
    resident_id,
    tax_id,
    train_ticket_code,
)
from piaoju.numbers.grammar import Grammar
from piaoju.numbers.tax_id import TaxIdForm

_SIGN = "[¥Y]?-?"
_DAY = (
    r"20[0-4]\d年\d{1,2}月\d{1,2}日",
    r"20[0-4]\d年\d{1,2}月\d{2}",  # 日 may be lost; with one digit the day is cut
    r"20[0-4]\d[\-/.]\d{1,2}[\-/.]\d{1,2}",
    r"20[0-4]\d{5}",
)
_PLATE = r"[A-HJ-NP-Z][·.\-]?[0-9A-HJ-NP-Z]{5,6}[挂学警港澳领使]?"
_CREDIT_SIGN = "[0-9A-HJ-NPQRTUWXY]"
_NUMERALS = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]"
_CREDIT_CODE = rf"{_CREDIT_SIGN}{{2}}\d{{6}}{_CREDIT_SIGN}{{10}}"
_MONEY = (
    rf"{_SIGN}\d{{1,9}}\.\d{{1,2}}元?",
    rf"{_SIGN}\d{{1,3}},\d{{3}}\.\d{{2}}",
    rf"{_SIGN}\d{{1,3}},\d{{3}},\d{{3}}\.\d{{2}}",
    r"-[¥Y]\d{1,9}\.\d{2}",
    r"\*{2,3}",
)
_ROUND_MONEY = Grammar((*_MONEY, r"[¥Y]?\d{1,5}元?"))
"""Of forms that print whole yuan without a point."""
_WORDS = tuple(
    rf"{negative}{_NUMERALS}{{1,24}}{tail}"
    for negative in ("", r"[(（]?负数?[)）]?")
    for tail in ("[圆元][整正]?", "[圆元]?[零壹贰叁肆伍陆柒捌玖角分整正]{1,6}")
)
_CODE_OR_NUMBER = (r"\d{12}", r"\d{10}"), (r"\d{20}", r"\d{8}")


def _is_sound(number: str) -> bool:
    """Tell whether a credit code has the check character of the organisation code within it too."""
    if not tax_id.is_valid(number):
        return False
    return tax_id.form(number) is not TaxIdForm.CREDIT_CODE or organisation_code.is_valid(number[8:17])


def _is_own_number(number: str) -> bool:
    """Tell whether a number may be of a person or an organisation, whichever standard it is of."""
    if len(number) == 18 and resident_id.is_valid(number):
        return True
    return organisation_code.is_valid(number) or (len(number) == 18 and _is_sound(number)) or len(number) == 15


def _is_passenger(number: str) -> bool:
    return not number[0].isdecimal() or resident_id.is_valid(number)


BY_TYPE: Mapping[ValueType, Grammar] = {
    ValueType.MONEY: Grammar(_MONEY),
    ValueType.DECIMAL: Grammar((r"-?\d{1,8}", r"-?\d{1,9}\.\d{1,13}")),
    ValueType.RATE: Grammar((r"\d%", r"1\d%", r"[01]\.5%", "免税", "不征税", r"\*{3}")),
    ValueType.DATE: Grammar(_DAY, lambda text: date.parse(text) is not None),
    ValueType.DATE_TIME: Grammar(
        (r"20[0-4]\d年\d{2}月\d{2}日[0-2]\d:[0-5]\d开?", r"20[0-4]\d-\d{2}-\d{2} [0-2]\d:[0-5]\d"),
        lambda text: date.normalise_date_time(text) is not None,
    ),
    ValueType.TIME: Grammar((r"[0-2]?\d:[0-5]\d",), lambda text: date.normalise_time(text) is not None),
    ValueType.TAX_ID: Grammar((_CREDIT_CODE, "[0-9A-Z]{15}", r"\d{17}[0-9X]", r"\d{17}[0-9X]\d{2}"), _is_sound),
    ValueType.WORDS: Grammar(_WORDS, lambda text: amount_in_words.parse(text) is not None),
    ValueType.PLATE: Grammar((rf"[{plate.PROVINCES}]?{_PLATE}",), plate.is_valid),
}
"""Type of value -> what all of its values look like; the others may be any text."""

BY_NAME: Mapping[str, Grammar] = {
    **dict.fromkeys(("amount_in_figures", "fuel_surcharge", "call_fee", "total", "total_paid"), _ROUND_MONEY),
    **dict.fromkeys(("invoice_code", "printed_code"), Grammar(_CODE_OR_NUMBER[0])),
    **dict.fromkeys(("invoice_number", "printed_number"), Grammar(_CODE_OR_NUMBER[1])),
    # Only quota invoices print 拾 without 壹.
    "total_in_words": Grammar(
        _WORDS, lambda text: not text.startswith("拾") and amount_in_words.parse(text) is not None
    ),
    "check_code": Grammar((r"\d{20}",)),
    "machine_number": Grammar((r"\d{12}",)),
    "vin": Grammar(("[A-HJ-NPR-Z0-9]{17}",)),
    **dict.fromkeys(
        ("buyer_id_number", "seller_id_number"),
        Grammar((r"\d{17}[0-9X]", r"[0-9A-Z]{8}-?[0-9X]", _CREDIT_CODE, r"\d{15}"), _is_own_number),
    ),
    "passenger_id": Grammar((r"\d{10}\*{4}\d{3}[0-9X]", r"[A-Z]{1,2}\d{1,9}\*{2,6}\d{1,4}"), _is_passenger),
    "ticket_code": Grammar((r"\d{14}[A-HJ-NP-Z]\d{6}",), train_ticket_code.is_valid),
    "ticket_number": Grammar((r"[A-Z]?\d{0,3}[A-HJ-NP-Z]\d{6}",)),
    # Of toll invoices; taxi meters print no province.
    "plate_number": Grammar((rf"[{plate.PROVINCES}]{_PLATE}",), plate.is_valid),
    "train_number": Grammar((r"[GDCZTKYLSPX]?\d{1,4}",)),
    "registration_number": Grammar((r"\d{12}",)),
    "tax_authority_code": Grammar((r"1\d{8,10}",)),
}
"""Canonical name of a field -> its own grammar, which is narrower than that of its type."""


def grammar_of(name: str, value_type: ValueType) -> Grammar | None:
    """Return the grammar of a field; None if it may be any text.

    Args:
        name: canonical name.
        value_type: of the field.
    """
    return BY_NAME.get(name) or BY_TYPE.get(value_type)
