"""Amounts that follow from others: a total and a rate give the price without tax and the tax, to the cent.

Total in words, total, price, tax and rate are five readings of what two numbers determine, so that most of them tell
which was misread. What follows is derived, and as sure as what it follows from.

Source: 国税函〔2006〕479号: 不含税价 is 价税合计 ÷ (1 + 增值税税率或征收率), 增值税税额 is 价税合计 - 不含税价.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from piaoju.model.field import FieldReading, Fields
from piaoju.numbers import amount_in_words, money, rate

TOTAL, NET, TAX, RATE, WORDS = "total_including_tax", "price_excluding_tax", "tax", "tax_rate", "total_in_words"
RATES = ("17%", "16%", "13%", "3%", "1%")
"""Of vehicles in these years; one that was not read must be one of them."""
CENT = Decimal("0.01")
NEEDED, NEEDED_BESIDE = 3, 2
"""Readings that must agree to outvote another, and those among them beside the total, which is printed twice."""
SURE = 0.9
"""Confidence of fewer, so that what was not read follows from them."""

Amounts = Mapping[str, Decimal]


def following(fields: Fields) -> dict[str, FieldReading]:
    """Return the amounts, all but that in words, that were not read, or misread, as they follow from those that agree.

    Args:
        fields: that were read.
    """
    read = _read(fields)
    votes = {tuple(sale.items()): _agreeing(sale, read) for sale in _sales(read)}
    ranked = sorted(votes, key=lambda sale: -len(votes[sale]))
    if not ranked or (len(ranked) > 1 and len(votes[ranked[0]]) == len(votes[ranked[1]])):
        return {}
    best, agreeing = dict(ranked[0]), votes[ranked[0]]
    beside = agreeing & {NET, TAX, RATE}
    is_outvoting = len(agreeing) >= NEEDED and len(beside) >= NEEDED_BESIDE
    if not beside or not (is_outvoting or _are_sure(agreeing, read, fields)):
        return {}
    if NET in agreeing:
        best[TAX] = best[TOTAL] - read[NET]
    elif TAX in agreeing:
        best[NET] = best[TOTAL] - read[TAX]
    lacking = [name for name in best if name not in agreeing and _is_open(name, fields, is_outvoting=is_outvoting)]
    return {name: _derived(name, best[name], fields, sorted(agreeing)) for name in lacking}


def _read(fields: Fields) -> dict[str, Decimal]:
    """Return the amounts and the rate that were read, as numbers; no amount is one of 10^12 or with part of a cent."""
    parsers = {TOTAL: money.parse, NET: money.parse, TAX: money.parse, RATE: rate.parse, WORDS: amount_in_words.parse}
    found = {name: parse(fields[name].text) for name, parse in parsers.items() if name in fields}
    return {
        name: value
        for name, value in found.items()
        if value is not None and (name == RATE or amount_in_words.is_writable(value))
    }


def _is_open(name: str, fields: Fields, *, is_outvoting: bool) -> bool:
    """Tell whether a value may be derived: it was not read, or is outvoted and does not state that there is none."""
    return name not in fields or (is_outvoting and fields[name].value not in rate.EXEMPTIONS)


def _sales(read: Amounts) -> Iterator[Amounts]:
    """Yield what a sale may be, by each total and each rate that was read or is possible."""
    totals = {read[name] for name in (TOTAL, WORDS) if name in read}
    if NET in read and TAX in read:
        totals.add(read[NET] + read[TAX])
    for total in sorted(totals):
        for share in sorted({*(Decimal(each.rstrip("%")) / 100 for each in RATES), read.get(RATE, Decimal("0.17"))}):
            net = round(total / (1 + share), 2)
            yield {TOTAL: total, NET: net, TAX: total - net, RATE: share}


def _agreeing(sale: Amounts, read: Amounts) -> set[str]:
    """Return the names of what was read and is so, give or take a cent of rounding."""
    agreeing = {name for name in (NET, TAX) if name in read and abs(read[name] - sale[name]) <= CENT}
    agreeing |= {RATE} if read.get(RATE) == sale[RATE] else set()
    return agreeing | {name for name in (TOTAL, WORDS) if read.get(name) == sale[TOTAL]}


def _are_sure(agreeing: set[str], read: Amounts, fields: Fields) -> bool:
    """Tell whether no reading contradicts those that agree, and they are sure.

    A total told twice and a price or tax that fits it confirm each other; a rate fits every total.
    """
    doubtable = agreeing if len(agreeing) < NEEDED else agreeing & {RATE}
    return len(agreeing) == len(read) and all((fields[name].confidence or 0.0) > SURE for name in doubtable)


def _derived(name: str, value: Decimal, fields: Fields, origins: list[str]) -> FieldReading:
    text = f"{(100 * value).normalize():f}%" if name == RATE else f"{value:.2f}"
    known = [fields[origin].confidence for origin in origins]
    confidence = min((one for one in known if one is not None), default=None)
    first = fields[name].text if name in fields else None
    return FieldReading(text, text, confidence, None, None, raw_text=first, source="derived", origins=tuple(origins))
