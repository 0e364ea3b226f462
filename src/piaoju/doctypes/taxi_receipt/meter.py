"""The trip: what the meter prints behind the form's labels."""

import re
from dataclasses import replace
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.schema import VALUE_TYPES
from piaoju.model.document import LocatedDocument
from piaoju.model.field import ValueType
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers.plate import PROVINCES
from piaoju.reading.kie.labels import Label, chains, find_labels, without_labels
from piaoju.reading.kie.ladder import Ladder, Rung, climb, fit
from piaoju.reading.kie.look import look_at, widened
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, in_lines, restricted

PIECE_GAP = 0.9  # text heights: what stands closer is one value that the detection cut
MIN_PAIRS = 3  # with fewer, the slide of the print is not known well enough to look anywhere again
SURE = 0.3  # cost of a grammar that a second look must have
MAX_HEIGHT = 3.0  # of the usual text; more is a seal or a pattern
LEGIBLE = 0.6  # confidence that it must have: beside a label may be nothing but a seal
VALUE_WIDTH = 6.0  # text heights


def read_meter(document: LocatedDocument, runs: list[Run]) -> tuple[dict[str, Run], frozenset[str]]:
    """Read the values behind the labels.

    Args:
        document: to look at again where nothing was read beside a label.
        runs: all its text, in its upright frame.

    Returns:
        Name -> value, and the names whose label was read.
    """
    found = find_labels(chains(runs), grammar.LABELS)
    labels = _in_column(found)
    printed = frozenset(label.name for label in labels)
    ladder = climb(_rungs(labels), _pieces(runs, found))
    if ladder is None:
        return {}, printed
    values = {name: _read_whole(document, runs, name, run) for name, run in ladder.values.items()}
    if len(values) >= MIN_PAIRS:
        for label in labels:
            is_missing = label.name in VALUE_TYPES and label.name not in values
            run = _look_beside(document, label, ladder) if is_missing else None
            if run is not None:
                values[label.name] = run
    if "plate" in values:
        values["plate"] = _with_known_province(values["plate"])
    return {name: _with_point(name, run) for name, run in _times_apart(values).items()}, printed


def _in_column(found: list[Label]) -> list[Label]:
    """Return the labels from the top down, each name once: the one nearest the column that most labels stand in."""
    column = median(label.left for label in found) if found else 0.0
    nearest: dict[str, Label] = {}
    for label in sorted(found, key=lambda label: (round(abs(label.left - column) / max(label.height, 1.0)), label.y)):
        nearest.setdefault(label.name, label)
    return sorted(nearest.values(), key=lambda label: (label.y, label.left))


def _rungs(labels: list[Label]) -> list[Rung]:
    """Return the labels read, and between them those that every meter has, where they usually stand."""
    rungs = [Rung(label.name, grammar.GRAMMARS[label.name], label.y) for label in labels]
    for name in grammar.ORDER:
        if name not in grammar.ALWAYS or any(rung.name == name for rung in rungs):
            continue
        before = grammar.ORDER[: grammar.ORDER.index(name)]
        place = max((index + 1 for index, rung in enumerate(rungs) if rung.name in before), default=0)
        unseen = Rung(name, grammar.GRAMMARS[name], None)
        rungs.insert(place, unseen)
        neighbour = next((i for i, rung in enumerate(rungs) if rung.name == grammar.EITHER_WAY.get(name)), None)
        if neighbour is not None and rungs[neighbour].y is not None:
            rungs.insert(neighbour if neighbour < place else neighbour + 1, unseen)
    return rungs


def _pieces(runs: list[Run], labels: list[Label]) -> list[Run]:
    """Return what is printed beside labels, from the top down, cut into single values."""
    usual = median(run.height for run in runs) if runs else 0.0
    # 手写无效 down the edge comes a character a line, and a preprinted province stands alone too.
    beside = [
        run
        for run in without_labels(runs, labels)
        if run.height < MAX_HEIGHT * usual and not re.fullmatch("(?!元)[一-龥]", run.compact)
    ]
    whole = [Run(chain.glyphs) for chain in chains(beside, PIECE_GAP)]
    single = [piece for run in whole for piece in _apart(run)]
    return [piece for line in in_lines(single) for piece in line]


def _apart(run: Run) -> list[Run]:
    """Cut a run around the values in it that need no neighbour to be told."""
    pieces, start = [], 0
    for match in re.finditer(grammar.APART, run.text):
        pieces += [run.part(start, match.start()), run.part(match.start(), match.end())]
        start = match.end()
    pieces.append(run.part(start))
    return [piece for piece in pieces if piece is not None]


def _read_whole(document: LocatedDocument, runs: list[Run], name: str, value: Run) -> Run:
    """Return a value that the detection cut, read anew in one: the character at the cut is easily read twice."""
    parts = sum(any(glyph in run.glyphs for glyph in value.glyphs) for run in runs)
    again = widened(document, value, 0.2, 0.2) if parts > 1 else None
    found = fit(again, grammar.GRAMMARS[name]) if again is not None else None
    return replace(found[0], first_text=value.text) if found is not None and found[1] <= SURE else value


def _with_point(name: str, value: Run) -> Run:
    """Return a decimal with a point where something like it was read."""
    solid = value.solid()
    sign = grammar.POINT.search(solid.text)
    if sign is None or VALUE_TYPES.get(name) not in (ValueType.MONEY, ValueType.DECIMAL):
        return value
    point = replace(solid.glyphs[sign.start()], text=".")
    return Run((*solid.glyphs[: sign.start()], point, *solid.glyphs[sign.end() :]), value.first_text or value.text)


def _with_known_province(plate: Run) -> Run:
    """Return the plate with its province read as one that exists, or without what is none."""
    first, rest = plate.part(0, 1), plate.part(1)
    if first is None or rest is None or first.text < "一":
        return plate
    province = restricted(first, PROVINCES)
    return Run((*province.glyphs, *rest.glyphs), plate.first_text) if province.text in PROVINCES else rest


def _look_beside(document: LocatedDocument, label: Label, ladder: Ladder) -> Run | None:
    """Read the place where a label's value must stand anew; None if nothing of its grammar is read there."""
    height = ladder.height
    left = max(label.right + 0.2 * height, ladder.edge - VALUE_WIDTH * height)
    right = ladder.edge + 0.4 * height
    if right - left < 2 * height:
        return None
    quad = quad_from_rect(left, label.y + ladder.slide - 0.55 * height, right - left, 1.1 * height)
    for without_red in (False, True):
        run = look_at(document, quad, without_red=without_red)
        found = fit(run, grammar.GRAMMARS[label.name]) if run is not None else None
        if found is not None and found[1] <= SURE and confidence_of(found[0].glyphs, ValueType.MONEY) >= LEGIBLE:
            return replace(found[0], first_text="")
    return None


def _times_apart(values: dict[str, Run]) -> dict[str, Run]:
    """Return the values with a range of times as its two ends."""
    span = values.pop("time", None)
    ends = re.fullmatch(r"(\d{1,2}:\d\d)\D?(\d{1,2}:\d\d)", span.text) if span is not None else None
    if span is not None and ends is not None:
        values["board_time"] = Run(span.glyphs[: ends.end(1)], span.first_text)
        values["alight_time"] = Run(span.glyphs[ends.start(2) :], span.first_text)
    return values
