"""Rows whose value was overlooked: those whose label was read, and those that a city's form is known to have."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.derived import SURCHARGES
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
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
SURE, SURE_CONFIDENCE = 0.3, 0.6  # cost of a value's grammar, and its confidence: there may be nothing but a seal
LOOSE, LOOSE_CONFIDENCE = 0.5, 0.85  # of a value without its sign or unit more is asked
VALUE_WIDTH = 6.0  # text heights


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
    found = dict(values)
    rows = _form_of(region)
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
    left, right = ladder.edge - VALUE_WIDTH * height, ladder.edge + 0.4 * height
    if after is not None:
        left = max(left, after + 0.2 * height)
    if right - left < 2 * height:
        return None
    quad = quad_from_rect(left, y - 0.55 * height, right - left, 1.1 * height)
    for without_red in (False, True):
        run = look_at(document, quad, without_red=without_red)
        found = fit(run, grammar.GRAMMARS[name]) if run is not None else None
        if found is None or (VALUE_TYPES[name] is ValueType.MONEY and not re.search(r"\d\D\d", found[0].compact)):
            continue  # 50元 is easily what is left of 17.50元
        confidence = confidence_of(found[0].glyphs, ValueType.MONEY)
        if (found[1] <= SURE and confidence >= SURE_CONFIDENCE) or (
            found[1] <= LOOSE and confidence >= LOOSE_CONFIDENCE
        ):
            return Run(found[0].glyphs, first_text="")
    return None
