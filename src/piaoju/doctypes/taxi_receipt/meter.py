"""The trip: what the meter prints behind the form's labels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.column import look_beside
from piaoju.doctypes.taxi_receipt.lost import number_in, with_whole_values
from piaoju.doctypes.taxi_receipt.rows import with_known_rows, with_labelled_rows, with_rows_beside, with_rows_between
from piaoju.doctypes.taxi_receipt.signs import times_apart, with_signs, with_struck_zeros, within_ride
from piaoju.doctypes.taxi_receipt.unlabelled import with_named_amounts
from piaoju.model.document import LocatedDocument
from piaoju.reading.kie.labels import Label, chains, find_labels, without_labels
from piaoju.reading.kie.ladder import Rung, climb, fit
from piaoju.reading.kie.look import widened
from piaoju.reading.kie.runs import Run, in_lines

PIECE_GAP = 0.9  # text heights: what stands closer is one value that the detection cut
MIN_PAIRS = 3  # with fewer, the slide of the print is not known well enough to look anywhere again
SURE = 0.3  # cost of a grammar that a second look must have
MAX_HEIGHT = 3.0  # of the usual text; more is a seal or a pattern


@dataclass(frozen=True, slots=True)
class Trip:
    """What the meter printed.

    Attributes:
        values: name -> value.
        printed: names whose label was read.
        unlabelled: amounts below the fare, from the top down, of which nothing tells what they are.
    """

    values: Mapping[str, Run]
    printed: frozenset[str]
    unlabelled: tuple[Decimal, ...] = ()


def read_meter(document: LocatedDocument, runs: list[Run], region: str) -> Trip:
    """Read the values behind the labels.

    Args:
        document: to look at again where nothing was read beside a label.
        runs: all its text, in its upright frame.
        region: that the invoice code names; empty if it was not read.
    """
    found = find_labels(chains(runs), grammar.LABELS)
    labels = _in_column(found)
    printed = frozenset(label.name for label in labels)
    ladder = climb(_rungs(labels), _pieces(runs, found))
    is_column = ladder is not None and len(ladder.values) >= MIN_PAIRS
    if not is_column and runs and (beside := look_beside(document, labels, max(run.right for run in runs))) is not None:
        ladder, is_column = beside, True
    if ladder is None:
        return Trip({}, printed)
    values = {name: _read_whole(document, runs, name, run) for name, run in ladder.values.items()}
    if is_column:
        labelled = with_labelled_rows(document, labels, ladder, values)
        values = with_rows_between(with_known_rows(labelled, document, region, ladder), document, ladder)
        values = with_rows_beside(values, document, ladder)
    signed = {name: run for name, value in values.items() if (run := with_signs(name, value)) is not None}
    signed = with_named_amounts(signed)
    amounts = [number_in(signed.pop(name)) for name in grammar.UNLABELLED if name in signed]
    unlabelled = tuple(amount for amount in amounts if amount is not None)
    return Trip(within_ride(times_apart(with_whole_values(document, signed, printed))), printed, unlabelled)


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
        unseen = Rung(name, grammar.UNLABELLED_FARE if name == "fare" else grammar.GRAMMARS[name], None)
        rungs.insert(place, unseen)
        neighbour = next((i for i, rung in enumerate(rungs) if rung.name == grammar.EITHER_WAY.get(name)), None)
        if neighbour is not None:
            rungs.insert(neighbour if neighbour < place else neighbour + 1, unseen)
    names = [rung.name for rung in rungs]
    if not grammar.BELOW_FARE.intersection(names):
        below = names.index("fare") + 1
        rungs[below:below] = [Rung(name, grammar.GRAMMARS[name], None) for name in grammar.UNLABELLED]
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
    return [with_struck_zeros(piece) for line in in_lines(single) for piece in line]


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
