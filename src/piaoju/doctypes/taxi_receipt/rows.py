"""Rows whose value was overlooked: those whose label was read, and those that a form is known to have."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.derived import SURCHARGES
from piaoju.doctypes.taxi_receipt.lost import AMOUNTS, LEAST_FARE, number_in
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.doctypes.taxi_receipt.signs import with_struck_zeros
from piaoju.model.document import LocatedDocument
from piaoju.model.field import ValueType
from piaoju.model.geometry import quad_from_rect
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.ladder import Ladder, fit
from piaoju.reading.kie.look import look_at
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run

FORMS = {
    "11": ("fare", "fuel_surcharge", "call_fee", "total_paid"),
    "4403": ("fare", "fuel_surcharge", "call_fee"),
}
"""Region of the code -> the rows of its form that follow each other at the foot; from printed slips."""

TIMES = frozenset({"time", "board_time", "alight_time"})
SAME_ROW = 0.35  # share of the distance between rows
WHOLE, WHOLE_CONFIDENCE = 0.1, 0.4  # of an amount with its sign or unit and its cents: nothing of a seal is like it
SURE, SURE_CONFIDENCE = 0.3, 0.6  # cost of a value's grammar, and its confidence: there may be nothing but a seal
LOOSE, LOOSE_CONFIDENCE = 0.5, 0.85  # of a value without its sign or unit more is asked
VALUE_WIDTH, LONG_WIDTH, SHORT_WIDTH = 6.0, 9.0, 3.9  # text heights
SHORT = frozenset({*SURCHARGES, "distance", "total", "total_paid"})
"""Values that a closer look may tell from the words of a seal before them."""
MARGIN = 0.5  # text heights from where a closer look begins to a value that it has not cut
LONG = frozenset({"date", "time"})
ROWS_TO_FARE = (1, 2)  # below the time waited, where some forms have 状态 between
BELOW = ("total_paid", "total", "card_before", "card_balance")


def _form_of(region: str) -> tuple[str, ...]:
    return next((rows for prefix, rows in FORMS.items() if region.startswith(prefix)), ())


def surcharges_of(region: str) -> frozenset[str]:
    """Return the surcharges that a region's form has rows for, whether or not their labels were read."""
    return frozenset(_form_of(region)).intersection(SURCHARGES)


def with_labelled_rows(
    document: LocatedDocument, labels: Sequence[Label], ladder: Ladder, values: Mapping[str, Run]
) -> dict[str, Run]:
    """Return the values, and what is read anew beside labels without one.

    Args:
        document: to look at.
        labels: that were read.
        ladder: tells where the values stand.
        values: name -> what was read.
    """
    found = dict(values)
    for label in labels:
        if label.name in VALUE_TYPES and label.name not in found:
            run = _look(document, label.name, label.y + ladder.slide, ladder, label.right)
            if run is not None:
                found[label.name] = run
    return found


def with_known_rows(
    values: Mapping[str, Run], document: LocatedDocument, region: str, ladder: Ladder
) -> dict[str, Run]:
    """Return the values, and what stands in the rows that the region's form has beside those that were read.

    Args:
        values: name -> what was read; amounts of which nothing tells what they are among them.
        document: to look at where nothing was read.
        region: that the invoice code names.
        ladder: tells where the values stand.
    """
    rows = _form_of(region)
    found = _by_row(values, rows, ladder)
    known = [(place, found[name].y) for place, name in enumerate(rows) if name in found]
    pitch = _pitch(found, ladder)
    if not known or pitch is None:
        return found
    for place, name in enumerate(rows):
        if name in found:
            continue
        anchor, level = min(known, key=lambda row: abs(row[0] - place))
        y = level + (place - anchor) * pitch
        there = [other for other in grammar.UNLABELLED if other in found and abs(found[other].y - y) < SAME_ROW * pitch]
        if there and confidence_of(found[there[0]].glyphs, ValueType.MONEY) < LOOSE_CONFIDENCE:
            continue
        run = found.pop(there[0]) if there else _look(document, name, y, ladder)
        if run is not None:
            found[name] = run
    return found


def _by_row(values: Mapping[str, Run], rows: Sequence[str], ladder: Ladder) -> dict[str, Run]:
    """Return the values, amounts named by the row below the fare that they stand in: print slides to other labels."""
    found, fare, pitch = dict(values), values.get("fare"), _pitch(values, ladder)
    if fare is None or pitch is None or "fare" not in rows:
        return found
    below = rows[rows.index("fare") + 1 :]
    amounts = [found.pop(name) for name in (*SURCHARGES, *BELOW) if name in found]
    kept = {name: run for name, run in values.items() if name in (*SURCHARGES, *BELOW)}
    placed: dict[str, Run] = {}
    for run in amounts:
        step = round((run.y - fare.y) / pitch)
        if 1 <= step <= len(below) and abs(run.y - fare.y - step * pitch) < SAME_ROW * pitch:
            placed.setdefault(below[step - 1], run)
    left = {name: run for name, run in kept.items() if all(run is not other for other in placed.values())}
    return found | left | placed


def with_rows_beside(values: Mapping[str, Run], document: LocatedDocument, ladder: Ladder) -> dict[str, Run]:
    """Return the values, and the date right above the first time, and the fare below the time waited.

    Args:
        values: name -> what was read.
        document: to look at.
        ladder: tells where the values stand.
    """
    found = dict(values)
    pitch = _pitch(found, ladder)
    if pitch is None:
        return found

    def look(name: str, y: float) -> Run | None:
        is_taken = any(abs(run.y - y) < SAME_ROW * pitch for run in found.values())
        return None if is_taken else _look(document, name, y, ladder)

    begins = found.get("time", found.get("board_time"))
    if "date" not in found and begins is not None and (run := look("date", begins.y - pitch)) is not None:
        found["date"] = run
    waiting = found.get("waiting_time")
    if "fare" not in found and waiting is not None:
        looks = (look("fare", waiting.y + step * pitch) for step in ROWS_TO_FARE)
        run = next((run for run in looks if run is not None), None)
        if run is not None and (number_in(run) or 0) >= LEAST_FARE:
            found["fare"] = run
    return found


def with_rows_between(values: Mapping[str, Run], document: LocatedDocument, ladder: Ladder) -> dict[str, Run]:
    """Return the values, and what stands in a row that is missing between two that follow each other otherwise.

    Args:
        values: name -> what was read.
        document: to look at.
        ladder: tells where the values stand.
    """
    found = dict(values)
    pitch = _pitch(found, ladder)
    ordered = sorted((name for name in found if name in grammar.ORDER), key=lambda name: found[name].y)
    for above, below in pairwise(ordered):
        first, last = grammar.ORDER.index(above), grammar.ORDER.index(below)
        missing = [name for name in grammar.ORDER[first:last] if name in grammar.ALWAYS and name not in found]
        missing += [other for name, other in grammar.EITHER_WAY.items() if name == above and other not in found]
        names = [name for name in dict.fromkeys(missing) if "time" not in found or name not in TIMES]
        gap = found[below].y - found[above].y
        if pitch is not None and len(names) == 1 and abs(gap - 2 * pitch) < SAME_ROW * pitch:
            run = _look(document, names[0], (found[above].y + found[below].y) / 2, ladder)
            if run is not None:
                found[names[0]] = run
    return found


def _pitch(values: Mapping[str, Run], ladder: Ladder) -> float | None:
    """Return how far apart rows are; None if that cannot be told."""
    levels = sorted(run.y for run in values.values())
    pitches = [below - above for above, below in pairwise(levels) if below - above > 0.5 * ladder.height]
    return median(pitches) if pitches else None


def _look(document: LocatedDocument, name: str, y: float, ladder: Ladder, after: float | None = None) -> Run | None:
    """Read the place where a value must stand anew; None if nothing of its grammar is read there.

    Args:
        document: to look at.
        name: of the value.
        y: middle of its height.
        ladder: tells where values end and how high they are.
        after: where its label ends.
    """
    height = ladder.height
    width = LONG_WIDTH if name in LONG else VALUE_WIDTH
    right = ladder.edge + 0.4 * height
    lefts = [ladder.edge - width * height, *([ladder.edge - SHORT_WIDTH * height] if name in SHORT else [])]
    if after is not None:
        lefts = list(dict.fromkeys(max(left, after + 0.2 * height) for left in lefts))
    for left in lefts:
        if right - left < 2 * height:
            continue
        quad = quad_from_rect(left, y - 0.55 * height, right - left, 1.1 * height)
        for without_seals in (False, True):
            run = look_at(document, quad, without_seals=without_seals)
            found = fit(with_struck_zeros(run), grammar.GRAMMARS[name]) if run is not None else None
            if run is None or found is None or not _is_clear(name, *found):
                continue
            is_begun = not run.compact.startswith(found[0].compact) or found[0].left > left + MARGIN * height
            if left == lefts[0] or is_begun:
                return Run(found[0].glyphs, first_text="")
    return None


def _is_clear(name: str, run: Run, cost: float) -> bool:
    """Tell whether a value that a look at its place read is there; cost: of its grammar."""
    if VALUE_TYPES[name] is ValueType.MONEY and not re.search(r"\d\D\d", run.compact):
        return False  # 50元 is easily what is left of 17.50元
    limits, counted = [(SURE, SURE_CONFIDENCE), (LOOSE, LOOSE_CONFIDENCE)], run.glyphs
    if name in AMOUNTS:
        # Where the point is, the grammar tells; of surcharges, which are mostly nothing, the least doubt is one.
        limits, counted = [(WHOLE, WHOLE_CONFIDENCE), *limits], tuple(one for one in counted if one.text.isdigit())
    confidence = confidence_of(counted, ValueType.MONEY)
    return any(cost <= most and confidence >= least for most, least in limits)
