"""The journey: what tickets and e-tickets print alike, from stations to passenger."""

import re
from dataclasses import replace

from piaoju.doctypes.train_ticket import grammar
from piaoju.doctypes.train_ticket.spoilt import read_passenger
from piaoju.doctypes.train_ticket.values import read_value
from piaoju.model.document import LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labels import Chain, chains, without_labels
from piaoju.reading.kie.look import widened
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import less_sure
from piaoju.reading.kie.runs import Run, joined, split_at_gaps

NAME_GAP = 14.0  # text heights at most between id and name; further off stand other remarks
CLASS_WIDTH = 3.2  # text heights of 优选一 and 新空
LATE_CLASS = 1.45, 1.75  # widths of the time from where that begins: cards print the class at 1.2 to 1.4, pages at 1.9
SPREAD = 2.0  # text heights at most between the characters of a station's name
WORD_GAP = 1.5  # text heights at most between the words of a name in letters


def read_journey(document: LocatedDocument, runs: list[Run], strings: list[Chain]) -> dict[str, FieldReading]:
    """Read stations, pinyin, train, time, seat, fare and passenger.

    Args:
        document: to look at again where a thin character is missing.
        runs: all its text, in its upright frame.
        strings: the same as chains.
    """
    found: dict[str, Run | None] = {
        "departure_time": _first(find_pattern(strings, grammar.DEPARTURE_TIME)),
        "seat_number": _first(find_pattern(strings, grammar.SEAT_NUMBER)),
        "fare": _fare(strings),
        **_passenger(document, runs),
    }
    train = _train(strings, found["departure_time"])
    found["train_number"] = train
    if train is not None:
        departure, arrival = (_whole_station(document, run) for run in _stations(runs, train))
        found["departure_station"], found["arrival_station"] = departure, arrival
        found["departure_pinyin"], found["arrival_pinyin"] = _pinyin(strings, train, departure, arrival)
    fields = {}
    for name, run in found.items():
        reading = read_value(name, run, document.page)
        if reading is not None:
            fields[name] = reading
    seat_class = _seat_class(document, strings, found["departure_time"])
    return fields if seat_class is None else fields | {"seat_class": seat_class}


def _train(strings: list[Chain], time: Run | None) -> Run | None:
    """Return the train number: of its grammar's matches the largest print above the departure time."""
    candidates = [run for run in find_pattern(strings, grammar.TRAIN_NUMBER) if not run.is_red]
    if time is not None:
        candidates = [run for run in candidates if run.y < time.y - 0.5 * time.height]
    lettered = [run for run in candidates if not run.text.isdigit()]
    # Four bare digits may be the year, where the rest of the date was not read.
    known = lettered or (candidates if time is not None else [])
    return max(known, key=lambda run: run.height, default=None)


def _stations(runs: list[Run], train: Run) -> tuple[Run | None, Run | None]:
    """Return the stations left and right of the train number, on its line.

    Names of two characters are spread, and 站 is set small: the pieces of a name are joined up to 站.
    """
    beside = []
    for run in without_labels(runs, [train]):
        chinese = _chinese_part(run)
        if chinese is not None and abs(run.y - train.y) < 1.3 * train.height and run.height > 0.4 * train.height:
            beside.append(chinese)
    left = [run for run in beside if run.x < train.left]
    right = [run for run in beside if run.x > train.right]
    return _join_station(left, train), _join_station(right, train)


def _whole_station(document: LocatedDocument, station: Run | None) -> Run | None:
    """Return the station, read anew with what stands before it if it has lost all but one character.

    Names are spread, so that a thin first character (三, 二) stands alone and is easily overlooked.
    """
    if station is None or len(station.text.removesuffix("站")) > 1:
        return station
    again = widened(document, station, 2.6, 0.2)
    solid = again.solid() if again is not None else None
    if solid is None or not re.fullmatch(grammar.STATION, solid.text) or not solid.text.endswith(station.text):
        return station
    return solid


def _seat_class(document: LocatedDocument, strings: list[Chain], time: Run | None) -> FieldReading | None:
    """Return the seat class; where its beginning was overlooked, read anew, if need be through a seal.

    What is left of one is less sure if no look reads it whole: 调 before it is of 空调, or of a mark.
    """
    whole = _first(find_pattern(strings, grammar.SEAT_CLASS))
    cut = _first(find_pattern(strings, grammar.CLASS_CUT))
    left = cut or _first(find_pattern(strings, grammar.CLASS_LOST))
    if whole is None and left is not None:
        whole = _class_anew(document, left)
    elif whole is not None and _begins_late(whole, time):
        again = _class_anew(document, whole)
        whole = again if again is not None and again.text.endswith(whole.text) else whole
    if whole is not None or cut is None:
        return read_value("seat_class", whole, document.page)
    rest = read_value("seat_class", replace(cut, glyphs=cut.glyphs[1:], first_text=cut.text), document.page)
    return None if rest is None else less_sure(rest)


def _begins_late(seat_class: Run, time: Run | None) -> bool:
    """Tell whether a class begins so far right of the time that a part of it must stand before it."""
    if time is None or time.right <= time.left:
        return False
    least, most = LATE_CLASS
    return least < (seat_class.left - time.left) / (time.right - time.left) < most


def _class_anew(document: LocatedDocument, left: Run) -> Run | None:
    """Return the longest class that is read around what is left of one; None if none is."""
    seen: list[Run] = []
    for without_seals in (False, True):
        again = widened(document, left, CLASS_WIDTH, 0.2, without_seals=without_seals)
        seen += find_pattern([Chain(again.glyphs)], grammar.SEAT_CLASS) if again is not None else []
        if any(len(run.text) > len(left.text) for run in seen):
            break
    return max(seen, key=lambda run: len(run.text), default=None)


def _join_station(pieces: list[Run], train: Run) -> Run | None:
    """Join the pieces of a station's name that stand on one line, from left to right, up to 站."""
    if not pieces:
        return None
    ending = [run for run in pieces if run.text.endswith("站")]
    anchor = min(ending or pieces, key=lambda run: abs(run.y - train.y))
    level = sorted((run for run in pieces if abs(run.y - anchor.y) < 0.6 * anchor.height), key=lambda run: run.left)
    line = _around(anchor, level)
    glyphs = tuple(glyph for run in line for glyph in run.glyphs if glyph.text.strip())
    stop = next((index for index, glyph in enumerate(glyphs) if glyph.text == "站"), len(glyphs) - 1)
    return Run(glyphs[: stop + 1])


def _around(anchor: Run, level: list[Run]) -> list[Run]:
    """Return the pieces of a line that follow each other as the characters of one name do, with one of them among."""
    place = next(index for index, run in enumerate(level) if run is anchor)

    def is_apart(before: Run, after: Run) -> bool:
        return after.left - before.right > SPREAD * anchor.height

    starts = [index for index in range(1, place + 1) if is_apart(level[index - 1], level[index])]
    ends = [index for index in range(place + 1, len(level)) if is_apart(level[index - 1], level[index])]
    return level[max(starts, default=0) : min(ends, default=len(level))]


def _chinese_part(run: Run) -> Run | None:
    """Return the run up to 站 if it may be a station's name: only Chinese characters, and no words of the waiting room.

    What stands behind 站 is of a stamp.
    """
    solid = run.solid()
    end = solid.text.find("站") + 1
    own = solid.part(0, end) if end else solid
    if run.is_red or own is None or not re.fullmatch(grammar.STATION, own.text):
        return None
    return None if re.search(grammar.NO_STATION, own.text) else own


def _pinyin(
    strings: list[Chain], train: Run, departure: Run | None, arrival: Run | None
) -> tuple[Run | None, Run | None]:
    """Return the pinyin under each station."""
    words = [run for run in find_pattern(strings, grammar.PINYIN) if run.y > train.y]

    def under(station: Run | None, candidates: list[Run]) -> Run | None:
        height = station.height if station is not None else train.height
        level = station.y if station is not None else train.y
        near = [run for run in candidates if 0 < run.y - level < 2.5 * height]
        return min(near, key=lambda run: run.y, default=None)

    left = [run for run in words if run.x < train.x]
    right = [run for run in words if run.x > train.x]
    return under(departure, left), under(arrival, right)


def _passenger(document: LocatedDocument, runs: list[Run]) -> dict[str, Run | None]:
    """Return id and name: the name follows at once, or is the nearest piece to the right that may be a name."""
    pieces = [piece for run in runs if not run.is_red for piece in split_at_gaps(run, 1.0)]
    strings = chains(pieces, 1.0)
    number = _first(find_pattern(strings, grammar.PASSENGER, "id"))
    name = _first(find_pattern(strings, grammar.PASSENGER, "name"))
    if number is not None and name is None:
        name = _name_behind(number, pieces)
    if name is None:
        seen = read_passenger(document, pieces)
        number, name = (seen[0] or number, seen[1])
    return {"passenger_id": number, "passenger_name": name}


def _name_behind(number: Run, pieces: list[Run]) -> Run | None:
    """Return the nearest piece to the right that may be a name; of one in letters all its words."""
    beside = [
        piece
        for piece in pieces
        if 0 < piece.left - number.right < NAME_GAP * number.height
        and abs(piece.y - number.y) < 0.6 * number.height
        and re.fullmatch(grammar.NAME, piece.compact)
    ]
    words: list[Run] = []
    for piece in sorted(beside, key=lambda run: run.left):
        is_next = words and piece.compact.isascii() and words[-1].compact.isascii()
        if not words or (is_next and piece.left - words[-1].right < WORD_GAP * number.height):
            words.append(piece)
    return joined(words) if words else None


def _fare(strings: list[Chain]) -> Run | None:
    """Return the digits of the fare; on refund tickets those of the refund fee."""
    marked = find_pattern(strings, grammar.FARE_MARKED, "fare") + find_pattern(strings, grammar.FARE_MARKED, "fare2")
    return _first(marked)


def _first(runs: list[Run]) -> Run | None:
    return min(runs, key=lambda run: (run.y, run.left), default=None)
