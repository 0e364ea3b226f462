"""Sums of money as they are printed: in figures, in words, as quotients cut by issuing systems."""

from decimal import ROUND_HALF_UP, Context, Decimal

_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")
CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    """Round half up to two decimals.

    >>> cents(Decimal("11.505"))
    Decimal('11.51')
    """
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def quotient(value: Decimal, divisor: Decimal, significant: int = 15, decimals: int = 13) -> str:
    """Return value / divisor as issuing systems print it: no exponent, no trailing zeros.

    >>> quotient(Decimal(200), Decimal("1.03"))
    '194.174757281553'
    """
    result = Context(prec=significant, rounding=ROUND_HALF_UP).divide(value, divisor)
    if -int(result.as_tuple().exponent) > decimals:
        result = result.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{result:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_words(value: Decimal, *, whole_after_jiao: bool = True, zero_before_jiao: bool = False) -> str:
    """Write an amount in words.

    Args:
        value: in yuan, two decimals, not negative, below 10**12.
        whole_after_jiao: write 整 after a closing 角; both ways are issued.
        zero_before_jiao: write 零 between 圆 and 角 when the yuan end in zero; both ways are issued.

    Source: 正确填写票据和结算凭证的基本规定 (People's Bank of China).

    >>> in_words(Decimal("10100500.05"))
    '壹仟零壹拾万零伍佰圆零伍分'
    >>> in_words(Decimal("11.20"), whole_after_jiao=False)
    '壹拾壹圆贰角'
    """
    yuan, fraction = divmod(int(value * 100), 100)
    jiao, fen = divmod(fraction, 10)
    words = _integer(yuan) + "圆" if yuan else ""
    if not fraction:
        return (words or "零圆") + "整"
    if jiao:
        gap = "零" if yuan and yuan % 10 == 0 and zero_before_jiao else ""
        words += gap + _FIGURES[jiao] + "角"
        if not fen:
            return words + ("整" if whole_after_jiao else "")
    elif yuan:
        words += "零"
    return words + _FIGURES[fen] + "分"


def _integer(value: int) -> str:
    sections = []
    while value:
        value, section = divmod(value, 10_000)
        sections.append(section)
    words = ""
    gap = False
    for place in range(len(sections) - 1, -1, -1):
        section = sections[place]
        if not section:
            gap = bool(words)
            continue
        if words and (gap or section < 1000):
            words += "零"
        words += _section(section) + _SECTIONS[place]
        gap = False
    return words


def _section(value: int) -> str:
    words = ""
    gap = False
    for place in (3, 2, 1, 0):
        figure = value // 10**place % 10
        if figure:
            words += ("零" if gap and words else "") + _FIGURES[figure] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
