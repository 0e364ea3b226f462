"""Runs to field readings: text, normalised value, confidence and place."""

from collections.abc import Sequence
from dataclasses import replace
from math import hypot, prod

from piaoju.model.field import FieldReading, LineReading, ValueType
from piaoju.model.geometry import Point, Quad
from piaoju.model.page import BLANK_STEP, Steps
from piaoju.numbers.text import to_halfwidth
from piaoju.numbers.values import normalise
from piaoju.reading.kie.doubles import without_doubles
from piaoju.reading.kie.runs import Glyph, Run, in_lines, restricted, spaced, trimmed

ALPHABETS: dict[ValueType, str] = {
    ValueType.MONEY: "0123456789.-*¥￥",
    ValueType.DECIMAL: "0123456789.-",
    ValueType.DIGITS: "0123456789",
    ValueType.RATE: "0123456789.%免税不征零率普通出口*",
    ValueType.DATE: "0123456789年月日",
    ValueType.WORDS: "零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整负数（）",
}
ASCII_VALUES = frozenset({ValueType.MONEY, ValueType.DECIMAL, ValueType.DATE, ValueType.DATE_TIME})
ASCII_SIGNS = "0123456789.-*"
CONTESTED_FACTOR = 0.9  # of a character that another recogniser read otherwise
STAMPED_FACTOR = 0.8  # of a value that a seal lies on, and that no look through it confirmed
MALFORMED_FACTOR = 0.3  # a value that lacks the grammar of its field was misread somewhere


def read_cell(runs: Sequence[Run], value_type: ValueType, page: int) -> FieldReading | None:
    """Make a field's reading of all runs in its cell; None if there are none.

    Args:
        runs: in any order; lines are joined without a mark, pieces of one line by a blank.
        value_type: how the text becomes a value.
        page: 1-based.

    A text without the grammar of its type is read again within the characters that the type allows, from what the
    recogniser had considered; if that does not help, it is kept as it was read, at a lower confidence.
    """
    if not runs:
        return None
    runs = without_doubles(runs)
    if value_type is ValueType.TEXT_AND_NUMBER:
        runs = [spaced(run) for run in runs]
    text = _text(runs)
    value = normalise(value_type, text)
    if value is None and value_type in ALPHABETS:
        repaired = [restricted(run, ALPHABETS[value_type]) for run in runs]
        value = normalise(value_type, _text(repaired))
        if value is not None:
            confidence = score_of([glyph for run in repaired for glyph in run.glyphs], value_type)
            steps = steps_of(runs)
            return FieldReading(value, _text(repaired), confidence, page, quad_of(runs), raw_text=text, steps=steps)
    confidence = score_of([glyph for run in runs for glyph in run.glyphs], value_type)
    if value is None:
        value, confidence = "".join(text.split()), confidence * MALFORMED_FACTOR
    if not value:
        return None
    first = " ".join(run.text if run.first_text is None else run.first_text for run in runs)
    was_read_anew = any(run.first_text is not None for run in runs)
    raw_text = first if was_read_anew else None
    return FieldReading(value, text, confidence, page, quad_of(runs), raw_text=raw_text, steps=steps_of(runs))


def less_sure(reading: FieldReading) -> FieldReading:
    """Return a reading that was misread somewhere, at the confidence of such."""
    if reading.confidence is None:
        return reading
    return replace(reading, confidence=reading.confidence * MALFORMED_FACTOR)


def read_lines(runs: Sequence[Run], page: int, alphabet: str = "") -> FieldReading | None:
    """Make the reading of a field of several lines, one run a line; None if there are none.

    Args:
        runs: from the top down.
        page: 1-based.
        alphabet: the only characters that can be printed, if that is known.
    """
    if not runs:
        return None
    finally_read = [trimmed(restricted(run, alphabet), alphabet) or run if alphabet else run for run in runs]
    lines = tuple(
        LineReading(run.compact, run.text, score_of(run.glyphs), page, quad_of([run])) for run in finally_read
    )
    first = "\n".join(run.text for run in runs)
    text = "\n".join(line.text for line in lines)
    return FieldReading(
        value=tuple(line.value for line in lines),
        text=text,
        confidence=prod(line.confidence or 0.0 for line in lines),
        page=page,
        quad=quad_of(runs),
        raw_text=first if first != text else None,
        lines=lines,
    )


def steps_of(runs: Sequence[Run]) -> Steps:
    """Return the recogniser's steps along runs, in reading order, a blank between runs."""
    ordered = [run for line in in_lines(runs) for run in line]
    return tuple(
        step for run in ordered for step in (*(step for glyph in run.glyphs for step in glyph.steps), BLANK_STEP)
    )


def _text(runs: Sequence[Run]) -> str:
    return "".join(" ".join(run.text.strip() for run in line) for line in in_lines(runs))


def confidence_of(glyphs: Sequence[Glyph], value_type: ValueType = ValueType.TEXT) -> float:
    """Return the probability that all glyphs are right, were they independent: the product over them.

    Of numbers and dates only those count that make the value: neither the sign of currency nor 年月日.
    """
    return prod(glyph.confidence for glyph in _counted(glyphs, value_type))


def score_of(glyphs: Sequence[Glyph], value_type: ValueType = ValueType.TEXT) -> float:
    """Return how sure a value is whose glyphs these are: their confidence, less if contested or stamped.

    Whether a glyph is legible at all is told by its confidence alone.
    """
    counted = _counted(glyphs, value_type)
    contested = sum(glyph.is_contested for glyph in counted)
    stamped = any(glyph.is_stamped for glyph in counted)
    return confidence_of(glyphs, value_type) * CONTESTED_FACTOR**contested * STAMPED_FACTOR**stamped


def _counted(glyphs: Sequence[Glyph], value_type: ValueType) -> Sequence[Glyph]:
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    signs = [glyph for glyph in printed if to_halfwidth(glyph.text) in ASCII_SIGNS]
    return signs if signs and value_type in ASCII_VALUES else printed


def quad_of(runs: Sequence[Run]) -> Quad:
    """Return the smallest quad around the runs that runs along the longest of them, in page pixels."""
    longest = max(runs, key=lambda run: len(run.glyphs))
    begin, end = longest.glyphs[0].quad, longest.glyphs[-1].quad
    across = (
        end[1][0] - begin[0][0] + end[2][0] - begin[3][0],
        end[1][1] - begin[0][1] + end[2][1] - begin[3][1],
    )
    length = hypot(*across) or 1.0
    cos, sin = across[0] / length, across[1] / length
    points = [point for run in runs for glyph in (run.glyphs[0], run.glyphs[-1]) for point in glyph.quad]
    along = [x * cos + y * sin for x, y in points]
    down = [y * cos - x * sin for x, y in points]

    def back(u: float, v: float) -> Point:
        return u * cos - v * sin, u * sin + v * cos

    return (
        back(min(along), min(down)),
        back(max(along), min(down)),
        back(max(along), max(down)),
        back(min(along), max(down)),
    )
