"""Which document read is which document labelled.

One labelled document: the largest that was read of its type. Several whose outlines the label gives: by type and
place. Several others: both sides in reading order, aligned by type; where some were missed, the alignment with the
most right fields, since type and order alone cannot tell which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from piaoju.lab.evaluate.alignment import align
from piaoju.lab.evaluate.dataset import OTHER, LabelledDocument
from piaoju.lab.evaluate.judge import Judgement, judge
from piaoju.lab.evaluate.overlap import iou
from piaoju.model.document import DocumentReading
from piaoju.model.geometry import Quad

FOUND_IOU = 0.8
"""Least IoU of outlines of which a document among several counts as found."""
PAIRED_IOU = 0.5
"""Least IoU from which a reading is of a document: above it, documents that lie apart cannot both claim it."""
NOTHING = "none"
"""Stands in a confusion for the type of what is no document, and of what was not read."""

_TYPE_GAIN = 10_000.0  # above any number of fields, so that type decides before fields do

PairStatus = Literal["found", "misplaced", "missed"]


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """One labelled document: whether a document of its type was found, and how its fields were judged.

    Attributes:
        type: as labelled.
        status: `misplaced`, its outline is read too far off to count as found, but near enough to be judged.
        judgements: of its fields; of a missed document, against nothing.
        variant: as labelled; empty if the label does not say.
        overlap: IoU of the outlines; None where one is not known.
    """

    type: str
    status: PairStatus
    judgements: tuple[Judgement, ...]
    variant: str = ""
    overlap: float | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of the documents of one file.

    Attributes:
        documents: an outcome for every labelled document of our types.
        false_types: the types of documents that were read where the label has none such.
        confusions: type labelled and type read, one pair a document; `none` where a side has nothing.
    """

    documents: tuple[DocumentOutcome, ...] = ()
    false_types: tuple[str, ...] = ()
    confusions: tuple[tuple[str, str], ...] = ()


def pair(
    labels: Sequence[LabelledDocument],
    readings: Sequence[DocumentReading],
    key_fields: Mapping[str, frozenset[str]],
) -> Pairing:
    """Tell which reading is of which label, judge it, and tell which readings are of none.

    Labels of documents outside the types that are read need no reading, and one read there is false.
    """
    wanted = [label for label in labels if label.type != OTHER]
    is_single = len(labels) == 1 and bool(wanted)
    if is_single:
        chosen = _largest(wanted[0], readings)
    elif all(label.quad is not None for label in wanted):
        chosen = _overlapping(wanted, readings)
    else:
        chosen = _aligned(wanted, readings, key_fields)
    documents = tuple(
        _outcome(label, reading, judge(label, reading, key_fields.get(label.type, ())), is_single=is_single)
        for label, reading in zip(wanted, chosen, strict=True)
    )
    missed = [label for label, reading in zip(wanted, chosen, strict=True) if reading is None]
    false = [reading for reading in readings if not any(reading is one for one in chosen)]
    confusions = [(one.type, one.type) for one in documents if one.status != "missed"]
    confusions += _confusions(missed, false, is_single=is_single)
    if not labels and not readings:
        confusions.append((NOTHING, NOTHING))
    return Pairing(documents, tuple(reading.type for reading in false), tuple(confusions))


def _outcome(
    label: LabelledDocument,
    reading: DocumentReading | None,
    judgements: tuple[Judgement, ...],
    *,
    is_single: bool,
) -> DocumentOutcome:
    overlap = None
    if reading is not None and label.quad is not None and reading.quad is not None:
        overlap = iou(label.quad, reading.quad) if _page(reading) == label.pages[0] else 0.0
    status: PairStatus = "found"
    if reading is None:
        status = "missed"
    elif not is_single and overlap is not None and overlap < FOUND_IOU:
        status = "misplaced"
    return DocumentOutcome(label.type, status, judgements, label.variant, overlap)


def _confusions(
    missed: Sequence[LabelledDocument], false: Sequence[DocumentReading], *, is_single: bool
) -> list[tuple[str, str]]:
    """Pair labels without a reading with readings without a label: those at the same place, or the largest."""
    left = sorted(false, key=lambda reading: _area(reading.quad), reverse=True)
    pairs = []
    for label in missed:
        taken = next((reading for reading in left if is_single or _is_at(label, reading)), None)
        pairs.append((label.type, NOTHING if taken is None else taken.type))
        left = [reading for reading in left if reading is not taken]
    return pairs + [(NOTHING, reading.type) for reading in left]


def _is_at(label: LabelledDocument, reading: DocumentReading) -> bool:
    if label.quad is None or reading.quad is None or _page(reading) != label.pages[0]:
        return False
    return iou(label.quad, reading.quad) >= PAIRED_IOU


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


def _overlapping(
    labels: Sequence[LabelledDocument], readings: Sequence[DocumentReading]
) -> list[DocumentReading | None]:
    """Return for each label the reading of its type that overlaps it the most, from the best pair down."""
    pairs = [
        (iou(label.quad, reading.quad), place, number)
        for place, label in enumerate(labels)
        for number, reading in enumerate(readings)
        if label.type == reading.type and label.quad and reading.quad and _is_at(label, reading)
    ]
    chosen: dict[int, int] = {}
    for _, place, number in sorted(pairs, key=lambda one: -one[0]):
        if place not in chosen and number not in chosen.values():
            chosen[place] = number
    return [readings[chosen[place]] if place in chosen else None for place in range(len(labels))]


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
