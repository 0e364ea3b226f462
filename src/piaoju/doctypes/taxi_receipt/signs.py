"""Signs that dots make: points and colons taken for something else, and digits that no clock and no plate can have."""

import re
from dataclasses import replace

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.model.field import ValueType
from piaoju.numbers.plate import PROVINCES
from piaoju.reading.kie.runs import Glyph, Run, restricted

HOUR_TENS, SIXTY_TENS, DIGITS = "012", "012345", "0123456789"
ENDS = ("board_time", "alight_time")
HOUR = 60  # minutes
STRUCK, LIKE_ZERO, HARDLY_ZERO = "89", 0.08, 0.01
"""What a zero with a stroke or a dot in it is taken for, and how likely beside that it was a zero: of the eights that
drawn receipts print, one in fifty was as likely, of the zeros taken for them two in three. Less is enough beside
another zero that was taken for one."""
ZERO_AFTER_ALL = 0.67


def with_signs(name: str, value: Run) -> Run | None:
    """Return a value with the signs and digits that its form leaves no choice about; None if it cannot be one then."""
    value = with_struck_zeros(value)
    if name in grammar.CLOCK_LIKE:
        return _as_clock(name, value)
    if name == "date":
        return _as_date(value)
    if name == "plate":
        return _with_mark(_with_known_province(value))
    if VALUE_TYPES.get(name) not in (ValueType.MONEY, ValueType.DECIMAL):
        return value
    return _in_tenths(_with_point(value)) if VALUE_TYPES[name] is ValueType.MONEY else _with_point(value)


def with_struck_zeros(value: Run) -> Run:
    """Return a value with the zeros that were taken for another digit because meters strike or dot them."""
    glyphs = tuple(_struck_zero(glyph) for glyph in value.glyphs)
    return value if glyphs == value.glyphs else Run(glyphs, value.first_text or value.text)


def _struck_zero(glyph: Glyph) -> Glyph:
    """Return the zero that a digit more likely is, as sure as that."""
    is_zero = glyph.text in STRUCK and _is_like_zero(glyph, LIKE_ZERO)
    return replace(glyph, text="0", confidence=glyph.confidence * ZERO_AFTER_ALL) if is_zero else glyph


def _is_like_zero(glyph: Glyph, share: float) -> bool:
    return dict(glyph.candidates).get("0", 0.0) >= share * glyph.confidence


def _as_date(value: Run) -> Run:
    """Return a date whose digits are possible where others were read: the year's second, the tens of month and day."""
    solid = value.solid()
    if not grammar.DATE_LIKE.fullmatch(solid.text):
        return value
    possible = {1: "0", 5: "01", 8: "0123"}
    glyphs = [
        restricted(Run((glyph,)), possible[place]).glyphs[0] if place in possible else glyph
        for place, glyph in enumerate(solid.glyphs)
    ]
    date = Run(tuple(glyphs), value.first_text or value.text)
    return date if date.text != solid.text else value


def _as_clock(name: str, value: Run) -> Run | None:
    """Return hours and minutes, and seconds or a second time, with colons and possible digits."""
    solid = value.solid()
    if not grammar.CLOCK_LIKE[name].fullmatch(solid.text):
        return value
    glyphs = [_clock_glyph(glyph, place, name) for place, glyph in enumerate(solid.glyphs)]
    # What an impossible digit was taken for, another of its kind was taken for too.
    changed = [(old.text, new.text) for old, new in zip(solid.glyphs, glyphs, strict=True) if new.text != old.text]
    misread = {old for old, new in changed if new in DIGITS}
    digits = "".join(digit for digit in DIGITS if digit not in misread)
    glyphs = [
        restricted(Run((glyph,)), digits).glyphs[0]
        if glyph.text in misread and (glyph.text not in STRUCK or _is_like_zero(glyph, HARDLY_ZERO))
        else glyph
        for glyph in glyphs
    ]
    clock = Run(tuple(glyphs), value.first_text or value.text)
    if not grammar.CLOCK.fullmatch(clock.text):
        return None
    return clock if clock.text != solid.text else value


def _clock_glyph(glyph: Glyph, place: int, name: str) -> Glyph:
    if place % 3 == 2:
        return glyph if glyph.text in ".-" else replace(glyph, text=":")
    if place % 3 == 1:
        return glyph
    is_hour = place == 0 or (place == 6 and name == "time")
    return restricted(Run((glyph,)), HOUR_TENS if is_hour else SIXTY_TENS).glyphs[0]


def within_ride(values: dict[str, Run]) -> dict[str, Run]:
    """Return the values, a time waited that is longer than the ride with zeros that were taken for another digit.

    Args:
        values: name -> what was read; without the time waited if no zeros make it possible.
    """
    waiting, ride = values.get("waiting_time"), _ride_minutes(values)
    if waiting is None or ride is None or _minutes_waited(waiting) <= ride:
        return values
    for places in ((0, 1), (0, 1, 3, 4)):
        glyphs = [
            restricted(Run((glyph,)), "0").glyphs[0] if place in places else glyph
            for place, glyph in enumerate(waiting.glyphs)
        ]
        possible = Run(tuple(glyphs), waiting.first_text or waiting.text)
        if _minutes_waited(possible) <= ride:
            return values | {"waiting_time": possible}
    return {name: run for name, run in values.items() if name != "waiting_time"}


def _minutes_waited(waiting: Run) -> int:
    """Return the hours and minutes of a time waited in minutes, 0 of one that is printed in another way."""
    match = re.fullmatch(r"(\d\d)[:.](\d\d)[:.]\d\d", waiting.text)
    return int(match[1]) * HOUR + int(match[2]) if match is not None else 0


def _ride_minutes(values: dict[str, Run]) -> int | None:
    """Return how long the ride took; None if that is not known."""
    ends = [re.fullmatch(r"(\d{1,2}):(\d\d)", values[name].text) for name in ENDS if name in values]
    if len(ends) < len(ENDS) or None in ends:
        return None
    board, alight = (int(end[1]) * 60 + int(end[2]) for end in ends if end is not None)
    return (alight - board) % (24 * HOUR)


def _with_point(value: Run) -> Run:
    """Return a decimal with a point where something like it was read."""
    solid = value.solid()
    sign = grammar.POINT.search(solid.text)
    if sign is None:
        return value
    point = replace(solid.glyphs[sign.start()], text=".")
    return Run((*solid.glyphs[: sign.start()], point, *solid.glyphs[sign.end() :]), value.first_text or value.text)


def _in_tenths(amount: Run) -> Run:
    """Return an amount whose last digit is 0 if the recogniser considered that: meters count by the tenth of a yuan."""
    cents = re.search(r"(?<=\.\d)[1-9]", amount.text)
    if cents is None:
        return amount
    place = cents.start()
    digit = restricted(Run(amount.glyphs[place : place + 1]), "0").glyphs
    whole = Run((*amount.glyphs[:place], *digit, *amount.glyphs[place + 1 :]), amount.first_text or amount.text)
    return whole if whole.text != amount.text else amount


def _with_known_province(plate: Run) -> Run:
    """Return the plate with its province read as one that exists, or without what is none."""
    first, rest = plate.part(0, 1), plate.part(1)
    if first is None or rest is None or first.text < "一":
        return plate
    province = restricted(first, PROVINCES)
    return Run((*province.glyphs, *rest.glyphs), plate.first_text) if province.text in PROVINCES else rest


def _with_mark(plate: Run) -> Run:
    """Return the plate with the mark behind its office's letter, whatever that was read as."""
    solid = plate.solid()
    mark = re.search(grammar.PLATE_MARK, solid.text)
    if mark is None:
        return plate
    place = mark.start()
    glyphs = (*solid.glyphs[:place], replace(solid.glyphs[place], text="·"), *solid.glyphs[place + 1 :])
    return Run(glyphs, plate.first_text or plate.text)


def times_apart(values: dict[str, Run]) -> dict[str, Run]:
    """Return the values with a range of times as its two ends."""
    span = values.pop("time", None)
    ends = re.fullmatch(r"(\d{1,2}:\d\d)\D?(\d{1,2}:\d\d)", span.text) if span is not None else None
    if span is not None and ends is not None:
        values["board_time"] = Run(span.glyphs[: ends.end(1)], span.first_text)
        values["alight_time"] = Run(span.glyphs[ends.start(2) :], span.first_text)
    return values
