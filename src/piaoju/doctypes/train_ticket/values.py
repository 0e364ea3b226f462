"""A ticket's printed text to its values: the small signs between the figures say nothing that their places don't.

年, 月, 日, 车 and 号 are set half as high as the figures, and the stars of a mask so close that some are lost; blur
makes other marks of them. What they separate is read or the value stays as it was read.
"""

import re
from dataclasses import replace

from piaoju.doctypes.train_ticket.pinyin import spelt
from piaoju.doctypes.train_ticket.schema import VALUE_TYPES
from piaoju.model.field import FieldReading, ValueType
from piaoju.numbers.values import normalise
from piaoju.reading.kie.readings import less_sure, read_cell, score_of
from piaoju.reading.kie.runs import Run, restricted

TIME = re.compile(r"(20\d\d)\D{0,2}(\d\d)\D{0,2}(\d\d)\D{0,3}(\d\d)[:：.·]?(\d\d)\D?")
SEAT = re.compile(r"(\d\d)[^0-9A-Z]?(\d\d[A-DF]|\d{3}|无座)[^0-9A-Z]?")
NUMBER_OF_WINDOW = re.compile(r"(\d{3})[A-Z]\d{6}")
MOST_WINDOW, SELF_SERVICE = 255, "Z"
MASKED = re.compile(r"(\d{10})\**(\d{3}[0-9Xx])")


def read_value(name: str, run: Run | None, page: int) -> FieldReading | None:
    """Return the reading of a field; None if there is none.

    Args:
        name: of the field.
        run: what was read of it.
        page: 1-based.
    """
    if run is not None and name.endswith("_pinyin"):
        run = spelt(run)
    if run is not None and name == "ticket_number":
        run = _of_machine(run)
    reading = read_cell([run] if run is not None else [], VALUE_TYPES[name], page)
    if reading is None or run is None:
        return None
    if name == "ticket_number" and _has_no_window(run.compact):
        return less_sure(reading)
    if name == "departure_time" and (match := TIME.fullmatch(run.compact)):
        year, month, day, hour, minute = match.groups()
        value = normalise(ValueType.DATE_TIME, f"{year}年{month}月{day}日{hour}:{minute}")
        return reading if value is None else _with(reading, value, run, ValueType.DATE_TIME)
    if name == "seat_number" and (match := SEAT.fullmatch(run.compact)):
        return replace(reading, value=f"{match[1]}车{match[2]}{'' if match[2] == '无座' else '号'}")
    if name == "passenger_id" and (match := MASKED.fullmatch(run.compact)):
        return replace(reading, value=f"{match[1]}****{match[2]}".upper())
    return reading


def _with(reading: FieldReading, value: str, run: Run, value_type: ValueType) -> FieldReading:
    """Return a reading with another value, as sure as the characters that it is made of."""
    return replace(reading, value=value, confidence=score_of(run.glyphs, value_type))


def _of_machine(number: Run) -> Run:
    """Return the number of a window that there is not as that of a machine, if its Z may have been taken for a digit.

    Source: printed tickets; windows are numbered up to 255, machines up to 99 behind a Z.
    """
    if not _has_no_window(number.compact):
        return number
    first, *others = number.solid().glyphs
    machine = restricted(Run((first,)), SELF_SERVICE)
    return Run((*machine.glyphs, *others), number.text) if machine.text == SELF_SERVICE else number


def _has_no_window(number: str) -> bool:
    match = NUMBER_OF_WINDOW.fullmatch(number)
    return match is not None and int(match[1]) > MOST_WINDOW
