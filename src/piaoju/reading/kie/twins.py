"""Values that a form prints twice: what was not read in one place, or hardly, follows from the other."""

from collections.abc import Mapping
from dataclasses import replace

from piaoju.model.field import FieldReading, Fields
from piaoju.numbers import amount_in_words, money
from piaoju.reading.kie.readings import less_sure
from piaoju.reading.kie.shapes import Shape, has_shape

DOUBTFUL, SURE = 0.5, 0.9
"""A reading below the first gives way to a twin above the second."""
LEFT = 0.5
"""Of an amount, share of its characters that are left of it at least where others were lost."""
WITHOUT_ONE = "拾"
"""What no amount in words begins with: 拾 is written 壹拾, so that its 壹 was lost.

Source: 正确填写票据和结算凭证的基本规定, 2 (People's Bank of China).
"""
SIGN_MISREAD = "7"
"""The digit that a ¥ looks like."""


def from_twins(fields: Fields, twins: Mapping[str, str], shapes: Mapping[str, Shape]) -> dict[str, FieldReading]:
    """Return what follows for fields that were not read, or read with doubt, as derived readings.

    Args:
        fields: that were read.
        twins: field -> the one that prints the same value. If the first was not read, it is taken to be there; the
            second only if something was read of it.
        shapes: of the values; a twin that has only a loose shape was misread.
    """
    found = {}
    for one, other in twins.items():
        if _follows(fields, one, other, shapes):
            found[one] = _derived(other, fields[other], fields.get(one))
        elif one in fields and other in fields and _follows(fields, other, one, shapes):
            found[other] = _derived(one, fields[one], fields[other])
    return found


def _follows(fields: Fields, name: str, twin: str, shapes: Mapping[str, Shape]) -> bool:
    if twin not in fields or not has_shape(fields[twin].text, shapes[twin]):
        return False
    if name not in fields:
        return True
    return (fields[name].confidence or 0.0) < DOUBTFUL and (fields[twin].confidence or 0.0) > SURE


def _derived(name: str, twin: FieldReading, doubtful: FieldReading | None) -> FieldReading:
    first = doubtful.text if doubtful is not None else None
    return replace(twin, page=None, quad=None, raw_text=first, source="derived", origins=(name,))


def without_sign(fields: Fields, words: str, figures: str) -> dict[str, FieldReading]:
    """Return an amount in figures without the 7 that its sign of currency was taken for, if the words tell so.

    Args:
        fields: that were read.
        words: name of the field that has it in words.
        figures: likewise in figures.
    """
    if words not in fields or figures not in fields:
        return {}
    reading, said = fields[figures], amount_in_words.parse(fields[words].text)
    text = reading.text.strip()
    value = money.normalise(text[1:])
    if said is None or value is None or not text.startswith(SIGN_MISREAD) or money.parse(value) != said:
        return {}
    return {figures: replace(reading, value=value, text=text[1:], raw_text=reading.raw_text or reading.text)}


def from_amounts(fields: Fields, words: str, figures: str) -> dict[str, FieldReading]:
    """Return an amount that was not read in words or in figures, or read with doubt, as it follows from the other.

    Args:
        fields: that were read.
        words: name of the field that has it in words.
        figures: likewise in figures.
    """
    in_words, in_figures = fields.get(words), fields.get(figures)
    said = amount_in_words.parse(in_words.text) if in_words is not None else None
    shown = money.parse(in_figures.text) if in_figures is not None else None
    shown = shown if shown is None or amount_in_words.is_writable(shown) else None
    if (
        in_figures is not None
        and shown is not None
        and (
            _gives_way(in_words, in_figures, is_same=said == shown, is_none=said is None)
            or _is_left_of(in_words, amount_in_words.write(shown), in_figures, is_same=said == shown)
        )
    ):
        value = amount_in_words.write(shown)
        derived = replace(_derived(figures, in_figures, in_words), value=value, text=value)
        return {words: _in_doubt(derived, in_words, is_contradicted=said not in (None, shown))}
    if (
        in_words is not None
        and said is not None
        and (
            _gives_way(in_figures, in_words, is_same=said == shown, is_none=shown is None)
            or _is_left_of(in_figures, f"{said:.2f}", in_words, is_same=said == shown)
        )
    ):
        value = f"{said:.2f}"
        derived = replace(_derived(words, in_words, in_figures), value=value, text=value)
        return {figures: _in_doubt(derived, in_figures, is_contradicted=shown not in (None, said))}
    return {}


def _gives_way(first: FieldReading | None, other: FieldReading, *, is_same: bool, is_none: bool) -> bool:
    """Tell whether a reading gives way to another of the same amount: there is none, or it is no amount or doubtful."""
    if first is None or is_same:
        return first is None
    is_sure = (other.confidence or 0.0) > SURE
    return is_sure and (is_none or (first.confidence or 0.0) < DOUBTFUL)


def _is_left_of(reading: FieldReading | None, whole: str, other: FieldReading, *, is_same: bool) -> bool:
    """Tell whether a reading is what is left of an amount that a surer reading has whole, and without much doubt.

    One in words that is the same but for the 壹 before its first 拾 has lost that.
    """
    if reading is None or (other.confidence or 0.0) < DOUBTFUL:
        return False
    text = str(reading.value).replace("元", "圆")
    if is_same:
        return text.startswith(WITHOUT_ONE)
    is_surer = (other.confidence or 0.0) > (reading.confidence or 0.0)
    return is_surer and len(whole) > len(text) >= LEFT * len(whole) and is_rest(text, whole)


def _in_doubt(derived: FieldReading, first: FieldReading | None, *, is_contradicted: bool) -> FieldReading:
    """Return a derived amount less sure if what was not in much doubt itself reads as another amount."""
    is_doubt = is_contradicted and first is not None and (first.confidence or 0.0) >= DOUBTFUL
    return less_sure(derived) if is_doubt else derived


def is_rest(text: str, whole: str) -> bool:
    """Tell whether a text is what is left of another when characters of it are lost.

    >>> is_rest("车票", "一车一票"), is_rest("", "一车一票"), is_rest("票车", "一车一票")
    (True, True, False)
    """
    left = iter(whole)
    return all(char in left for char in text)
