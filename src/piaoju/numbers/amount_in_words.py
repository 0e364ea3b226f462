"""Amounts in Chinese financial numerals, read and written: 壹佰圆零伍分 is 100.05.

Reading takes the everyday and traditional variants, 圆 or 元, with or without 整, 零 before 角 or not, and
拾元 without 壹 at the very beginning only: elsewhere a bare 拾 is a lost digit.

Source: 正确填写票据和结算凭证的基本规定 (People's Bank of China), 会计基础工作规范.
"""

import re
from decimal import Decimal

from piaoju.numbers.text import without_blanks

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_SECTIONS = {"万": 10**4, "亿": 10**8}
_VARIANTS = str.maketrans(
    "元圓正萬億貳貮參参叄陸〇○一二三四五六七八九十百千",
    "圆圆整万亿贰贰叁叁叁陆零零壹贰叁肆伍陆柒捌玖拾佰仟",
)
_NEGATIVE = re.compile(r"\(负数?\)|负数?")
_TAIL = re.compile(r"(?:零?(?P<tenths>[零壹贰叁肆伍陆柒捌玖])角)?(?:零?(?P<cents>[零壹贰叁肆伍陆柒捌玖])分)?整?")
# What the circled cross in front of the amount is taken for: a letter or mark, 8, 0, or a framed character.
_CROSS = re.compile(r"[^\w\s()-]|[80xXoOⓧⓍ〇○区図图囚囗回因田困园国]")
_LIMIT = Decimal(10**12)


def parse(text: str) -> Decimal | None:
    """Return the amount, or None if the text is not wholly an amount in words.

    >>> parse("壹仟零壹拾万零伍佰元零伍分"), parse("（负数）壹佰元整"), parse("拾元整")
    (Decimal('10100500.05'), Decimal('-100'), Decimal('10'))
    >>> parse("壹佰拾圆整") is None
    True
    """
    words = _without_currency(without_blanks(text)).translate(_VARIANTS)
    sign = _NEGATIVE.match(words)
    size = _parse_size(words[sign.end() :] if sign else words)
    if size is None or sign is None:
        return size
    return -size


def normalise(text: str) -> str | None:
    """Return the amount as printed, without blanks and what stands in front, or None if it is none.

    In front may stand 人民币 and the circled cross, whatever it was taken for.

    >>> normalise("ⓧ 壹万 圆整"), normalise("⊗叁拾玖元伍角"), normalise("8壹佰圆"), normalise("壹佰")
    ('壹万圆整', '叁拾玖元伍角', '壹佰圆', None)
    """
    words = _without_currency(without_blanks(text))
    for start in (2, 1, 0):
        rest = _without_currency(words[start:])
        if all(_CROSS.fullmatch(char) for char in words[:start]) and parse(rest) is not None:
            return rest.replace("(", "（").replace(")", "）")
    return None


def is_writable(amount: Decimal) -> bool:
    """Tell whether an amount has words: it has whole cents and is below 10^12.

    >>> is_writable(Decimal("113.00")), is_writable(Decimal("0.005")), is_writable(Decimal(10**12))
    (True, False, False)
    """
    return abs(amount) < _LIMIT and amount * 100 % 1 == 0


def write(amount: Decimal) -> str:
    """Return an amount in words, in the form that invoices print.

    Raises:
        ValueError: fractions of a cent, or 10^12 and above.

    >>> write(Decimal("100.05")), write(Decimal("-39.50")), write(Decimal("10100500")), write(Decimal(0))
    ('壹佰圆零伍分', '（负数）叁拾玖圆伍角', '壹仟零壹拾万零伍佰圆整', '零圆整')
    """
    if not is_writable(amount):
        raise ValueError("an amount in words has whole cents and is below 10^12")
    yuan, rest = divmod(int(abs(amount) * 100), 100)
    sign = "（负数）" if amount < 0 else ""
    if not amount:
        return "零圆整"
    integer = f"{_write_integer(yuan)}圆" if yuan else ""
    return sign + integer + _write_tail(rest, after_yuan=yuan > 0)


def _without_currency(words: str) -> str:
    return words.removeprefix("人民币").lstrip(":¥")


def _parse_size(words: str) -> Decimal | None:
    integer, yuan, tail = words.rpartition("圆")
    whole = _parse_integer(integer) if yuan else 0
    match = _TAIL.fullmatch(tail)
    if whole is None or match is None or not (yuan or match["tenths"] or match["cents"]):
        return None
    tenths, cents = (_DIGITS.index(match[name] or "零") for name in ("tenths", "cents"))
    return whole + Decimal(10 * tenths + cents) / 100


def _parse_integer(words: str) -> int | None:
    """Read up to 仟亿; each section's units, and the sections themselves, must fall."""
    if words.startswith("拾"):
        words = f"壹{words}"
    total, largest = 0, 10**12
    for section in re.findall("[^万亿]*[万亿]|[^万亿]+$", words):
        factor = _SECTIONS.get(section[-1], 1)
        value = _parse_section(section.rstrip("万亿"))
        if value is None or factor >= largest:
            return None
        total, largest = total + value * factor, factor
    return total if words else None


def _parse_section(words: str) -> int | None:
    """Read a number below 10^4; None for two digits or two units in a row and for units that do not fall."""
    total, last_unit = 0, 10**4
    digit: int | None = None
    for char in words:
        if char in _UNITS:
            if digit is None or _UNITS[char] >= last_unit:
                return None
            last_unit = _UNITS[char]
            total, digit = total + digit * last_unit, None
        elif char in _DIGITS and not digit:
            digit = _DIGITS.index(char)
        else:
            return None
    return total + (digit or 0) if words else None


def _write_integer(yuan: int) -> str:
    words = ""
    gap = False
    for name, factor in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, yuan = divmod(yuan, factor)
        if section:
            joint = "零" if words and (gap or section < 1000) else ""
            words += joint + _write_section(section) + name
        gap = not section
    return words


def _write_section(number: int) -> str:
    words = ""
    gap = False
    for name, unit in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if words and gap else "") + _DIGITS[digit] + name
        gap = not digit
    return words


def _write_tail(cents: int, *, after_yuan: bool) -> str:
    tenths, single = divmod(cents, 10)
    if not cents:
        return "整"
    words = f"{_DIGITS[tenths]}角" if tenths else "零" * after_yuan
    return words + (f"{_DIGITS[single]}分" if single else "")
