"""Values that lost a part: too small to be true, or shorter than the meter prints them.

The detection loses the first characters of a value most easily, at a seal or where the print is faint; what is left
looks like a value still (15.00 becomes 5.00). What the other values say of it leads to a wider look.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.signs import ENDS, with_signs
from piaoju.model.document import LocatedDocument
from piaoju.model.field import ValueType
from piaoju.numbers import money
from piaoju.reading.kie.ladder import fit
from piaoju.reading.kie.look import widened
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Glyph, Run

BASE_KM = 4  # what the least fare covers at most
CHARACTER = 0.6  # text heights that a character takes at most
LOST = {"time": 6, "waiting_time": 3, "fare": 4, "total": 6, "total_paid": 6}  # characters at most
LEGIBLE = 0.6  # confidence that a wider look must have
AMOUNTS = ("fare", "total", "total_paid")
TOTALS = ("total", "total_paid")
SURCHARGES = ("fuel_surcharge", "call_fee")
YUAN = "¥￥"
SURE = 0.9  # probability of a digit that is no sign
CENTS_ALONE = r"\d0元"
"""What is left of an amount without its yuan; others have decimals."""
LEAST_FARE = Decimal(5)
ROUNDING = 1  # yuan; less is what some cities round a total by


def with_whole_values(document: LocatedDocument, values: Mapping[str, Run], printed: Collection[str]) -> dict[str, Run]:
    """Return the values, those that lack a part read anew with more of the paper beside it.

    Args:
        document: to look at.
        values: name -> what was read.
        printed: names whose label was read.
    """
    found = _with_range(document, values) if "time" in printed else dict(values)
    waiting = found.get("waiting_time")
    if waiting is not None and re.fullmatch(r"\d\d[:.]\d\d", waiting.compact):
        found["waiting_time"] = _wider(document, "waiting_time", waiting, partial(_holds, waiting.compact))
    for name in AMOUNTS:
        least, amount = _least(name, found), number_in(found[name]) if name in found else None
        if amount is not None and amount < least:
            found[name] = _wider(document, name, found[name], partial(_is_at_least, least))
        elif name in found and re.fullmatch(CENTS_ALONE, found[name].compact):
            found[name] = _wider(document, name, found[name], partial(_is_whole, least, found[name].compact))
    return _without_signs(found)


def _without_signs(values: Mapping[str, Run]) -> dict[str, Run]:
    """Return the values, a total without its first digit if the others' sum lacks that: it was ¥, under a seal."""
    found = dict(values)
    fare = number_in(found["fare"]) if "fare" in found else None
    if fare is None or fare < _least("fare", {name: run for name, run in found.items() if name not in TOTALS}):
        return found
    paid = fare + sum((number_in(found[name]) or Decimal(0) for name in SURCHARGES if name in found), Decimal(0))
    for name in TOTALS:
        amount = number_in(found[name]) if name in found else None
        is_off = amount is not None and abs(amount - paid) > ROUNDING and _may_be_sign(found[name].solid().glyphs[0])
        rest = found[name].solid().part(1) if is_off else None
        match = re.fullmatch(r"\d+\.\d+", rest.text) if rest is not None else None
        if rest is not None and match is not None and abs(Decimal(match[0]) - paid) <= ROUNDING:
            found[name] = replace(rest, first_text=found[name].text)
    return found


def _may_be_sign(glyph: Glyph) -> bool:
    """Tell whether a digit may be the sign before an amount."""
    return glyph.confidence < SURE or any(text in YUAN for text, _ in glyph.candidates)


def _with_range(document: LocatedDocument, values: Mapping[str, Run]) -> dict[str, Run]:
    """Return the values of a form that prints both times in one: a single one is what is left of them, the end."""
    found = dict(values)
    ends = [name for name in ENDS if name in found]
    if "time" in found or len(ends) != 1:
        return found
    end = found.pop(ends[0])
    whole = _wider(document, "time", end, partial(_holds, end.compact))
    return found | ({"alight_time": end} if whole is end else {"time": whole})


def number_in(value: Run) -> Decimal | None:
    """Return the number that a value states; None if it states none."""
    match = re.search(r"\d+(?:\.\d+)?", value.compact)
    return money.parse(match[0]) if match is not None else None


def _holds(text: str, run: Run) -> bool:
    return text in run.compact


def _is_whole(least: Decimal, cents: str, run: Run) -> bool:
    return run.compact.endswith(f".{cents}") and _is_at_least(max(least, LEAST_FARE), run)


def _is_at_least(least: Decimal, run: Run) -> bool:
    return (number_in(run) or Decimal(0)) >= least


def _least(name: str, values: Mapping[str, Run]) -> Decimal:
    """Return what an amount is at least by the other values: a total its fare, a fare what they leave of the total."""

    def number(other: str) -> Decimal | None:
        return number_in(values[other]) if other in values else None

    if name != "fare":
        return number("fare") or Decimal(0)
    price, way, total = number("unit_price"), number("distance"), number("total_paid") or number("total")
    by_way = (way - BASE_KM) * price if price is not None and way is not None else Decimal(0)
    if total is None:
        return by_way
    return max(by_way, total - sum(number(other) or 0 for other in SURCHARGES) - ROUNDING)


def _wider(document: LocatedDocument, name: str, value: Run, is_whole: Callable[[Run], bool]) -> Run:
    """Return a value read anew with more beside it, as it is and through a seal, if that makes it whole."""
    beside = LOST[name] * CHARACTER
    for without_seals in (False, True):
        again = widened(document, value, beside, beside if name == "waiting_time" else 0.2, without_seals=without_seals)
        found = fit(again, grammar.GRAMMARS[name]) if again is not None else None
        whole = with_signs(name, found[0]) if found is not None else None
        if whole is None or len(whole.compact) <= len(value.compact) or not is_whole(whole):
            continue
        if confidence_of(whole.glyphs, ValueType.MONEY) >= LEGIBLE:
            return replace(whole, first_text=value.text)
    return value
