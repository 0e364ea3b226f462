"""Which document read is which document labelled.

One labelled document: the largest that was read of its type. Several: both sides in reading order, aligned by
type; where some were missed, the alignment with the most right fields, since type and order alone cannot tell
which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from piaoju.lab.evaluate.alignment import align
from piaoju.lab.evaluate.dataset import OTHER, LabelledDocument
from piaoju.lab.evaluate.judge import Judgement, judge
from piaoju.model.document import DocumentReading
from piaoju.model.geometry import Quad

_TYPE_GAIN = 10_000.0  # above any number of fields, so that type decides before fields do


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """One labelled document: whether a document of its type was found, and how its fields were judged."""

    type: str
    found: bool
    judgements: tuple[Judgement, ...]


def pair(
    labels: Sequence[LabelledDocument],
    readings: Sequence[DocumentReading],
    key_fields: Mapping[str, frozenset[str]],
) -> tuple[tuple[DocumentOutcome, ...], int]:
    """Return an outcome for every labelled document, and how many documents were read that no label has.

    Labels of documents outside the types that are read need no reading, and one read there is false.
    """
    wanted = [label for label in labels if label.type != OTHER]
    is_single = len(labels) == 1 and bool(wanted)
    found = _largest(wanted[0], readings) if is_single else _aligned(wanted, readings, key_fields)
    outcomes = tuple(
        DocumentOutcome(label.type, reading is not None, judge(label, reading, key_fields.get(label.type, ())))
        for label, reading in zip(wanted, found, strict=True)
    )
    return outcomes, len(readings) - sum(outcome.found for outcome in outcomes)


def in_reading_order(readings: Sequence[DocumentReading]) -> list[DocumentReading]:
    """Return documents page by page, in rows from the top, each from the left.

    Those without a place come last. A document begins a new row if its centre is more than half its height
    below that of the row's first.
    """
    by_height = sorted(readings, key=lambda reading: (_page(reading), _box(reading.quad)[1]))
    ordered: list[DocumentReading] = []
    row: list[DocumentReading] = []
    for reading in by_height:
        if row and not _in_row(reading, row[0]):
            ordered.extend(sorted(row, key=lambda other: _box(other.quad)[0]))
            row = []
        row.append(reading)
    return ordered + sorted(row, key=lambda other: _box(other.quad)[0])


def _largest(label: LabelledDocument, readings: Sequence[DocumentReading]) -> list[DocumentReading | None]:
    of_type = [reading for reading in readings if reading.type == label.type]
    return [max(of_type, key=lambda reading: _area(reading.quad), default=None)]


def _aligned(
    labels: Sequence[LabelledDocument],
    readings: Sequence[DocumentReading],
    key_fields: Mapping[str, frozenset[str]],
) -> list[DocumentReading | None]:
    ordered = in_reading_order(readings)
    gains = [[_gain(label, reading, key_fields) for reading in ordered] for label in labels]
    pairs = align(gains, [0.0] * len(labels), [0.0] * len(ordered))
    return [None if right is None else ordered[right] for left, right in pairs if left is not None]


def _gain(label: LabelledDocument, reading: DocumentReading, key_fields: Mapping[str, frozenset[str]]) -> float:
    if label.type != reading.type:
        return -inf
    judged = judge(label, reading, key_fields.get(label.type, ()))
    return _TYPE_GAIN + sum(judgement.is_right for judgement in judged)


def _page(reading: DocumentReading) -> int:
    return min(reading.pages, default=1)


def _in_row(reading: DocumentReading, first: DocumentReading) -> bool:
    if _page(reading) != _page(first):
        return False
    _, center_y, height = _box(reading.quad)
    return center_y - _box(first.quad)[1] <= height / 2


def _box(quad: Quad | None) -> tuple[float, float, float]:
    """Return the centre and the height of a quad's bounding box; infinitely far down for none."""
    if quad is None:
        return inf, inf, 0.0
    xs, ys = zip(*quad, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(ys) - min(ys)


def _area(quad: Quad | None) -> float:
    """Return the area by the shoelace formula; without a place, as of a whole file, it is the largest."""
    if quad is None:
        return inf
    edges = zip(quad, (*quad[1:], quad[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in edges)) / 2
