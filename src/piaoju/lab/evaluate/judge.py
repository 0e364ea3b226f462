"""Judgement of one reading of a document: each labelled field and cell, right or wrong."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from piaoju.lab.evaluate.alignment import align
from piaoju.lab.evaluate.compare import UNCOUNTED, canonical, is_right
from piaoju.lab.evaluate.dataset import FieldValue, LabelledDocument, Place
from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import bounding_quad

EXTRA_ROW = "items[+]"
"""Name under which a row too many is judged."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a field is and how its reading came about, to look into what went wrong.

    Attributes:
        text: the print as finally read; empty if nothing was.
        raw_text: what was read first, if the reading was repaired.
        place: where it was read; None if that is not known.
        labelled_place: where it is printed by the label; likewise.
    """

    text: str = ""
    raw_text: str | None = None
    place: Place | None = None
    labelled_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One labelled field or cell.

    Attributes:
        field: canonical name; of cells `items[<row of the label>].<name>`.
        expected: the label's value.
        read: what was read, None if nothing was.
        confidence: of what was read.
        is_right: by the rules of `compare`.
        is_key: counts for document accuracy.
        is_counted: counts for field accuracy.
        is_flagged: a failed check names the field.
        trace: to look into errors; not kept in stored reports.
    """

    field: str
    expected: FieldValue
    read: FieldValue | None
    confidence: float | None
    is_right: bool
    is_key: bool = False
    is_counted: bool = True
    is_flagged: bool = False
    trace: Trace = dataclasses.field(default=Trace(), compare=False, repr=False)

    @property
    def name(self) -> str:
        """The field's or cell's own name, without the row."""
        return self.field.rpartition(".")[2]

    @property
    def truth(self) -> str:
        """The label's value in the form that is compared; empty if nothing is printed."""
        return canonical(self.name, self.expected)

    @property
    def found(self) -> str:
        """The value read in the form that is compared; empty if nothing was read."""
        return canonical(self.name, self.read)


def judge(
    label: LabelledDocument, reading: DocumentReading | None, key_fields: Collection[str]
) -> tuple[Judgement, ...]:
    """Judge all labelled fields and cells; None stands for a document that was not found."""
    fields: Fields = reading.fields if reading else {}
    flagged = _flagged_names(reading)
    judged = tuple(
        replace(
            _judge_one(label, name, expected, fields, is_flagged=name in flagged),
            is_key=name in key_fields,
        )
        for name, expected in label.fields.items()
        if name not in label.illegible
    )
    if label.items is None or "items" in label.illegible:
        return judged
    rows = _Rows(label, label.items, reading.items if reading else (), flagged)
    return judged + tuple(rows.judge())


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a label and rows read, aligned in order for the most right cells."""

    label: LabelledDocument
    labelled: tuple[Mapping[str, str], ...]
    read: tuple[Fields, ...]
    flagged: frozenset[str]

    def judge(self) -> Iterator[Judgement]:
        """Judge every labelled cell, and every row too many as one wrong field."""
        places = range(len(self.read))
        gains = [[self._right(row, place) for place in places] for row in range(len(self.labelled))]
        alone = [self._right(row, None) for row in range(len(self.labelled))]
        for row, place in align(gains, alone, [-1.0 for _ in places]):
            if row is not None:
                yield from self._cells(row, place)
            if row is None and place is not None:
                yield _extra_row(self.read[place], self.flagged & {"items", f"items[{place}]"})

    def _right(self, row: int, place: int | None) -> float:
        return sum(judgement.is_right for judgement in self._cells(row, place))

    def _cells(self, row: int, place: int | None) -> Iterator[Judgement]:
        cells: Fields = {} if place is None else self.read[place]
        for name, expected in self.labelled[row].items():
            path, any_row = f"items[{row}].{name}", f"items[].{name}"
            if not self.label.illegible & {path, any_row}:
                names = {"items", f"items[{place}]", f"items[{place}].{name}", any_row}
                yield _judge_one(self.label, path, expected, cells, is_flagged=bool(self.flagged & names))


def _judge_one(
    label: LabelledDocument, path: str, expected: FieldValue, fields: Fields, *, is_flagged: bool
) -> Judgement:
    name = path.rpartition(".")[2]
    reading = fields.get(name)
    return Judgement(
        field=path,
        expected=expected,
        read=reading.value if reading else None,
        confidence=reading.confidence if reading else None,
        is_right=is_right(name, expected, reading.value if reading else None),
        is_counted=name not in UNCOUNTED,
        is_flagged=is_flagged,
        trace=_trace(label, path, reading),
    )


def _trace(label: LabelledDocument, path: str, reading: FieldReading | None) -> Trace:
    labelled = label.places.get(path)
    if reading is None:
        return Trace(labelled_place=labelled)
    return Trace(reading.text, reading.raw_text, _place(reading), labelled)


def _place(reading: FieldReading) -> Place | None:
    return None if reading.page is None or reading.quad is None else (reading.page, reading.quad)


def _extra_row(cells: Fields, flags: Collection[str]) -> Judgement:
    confidences = [cell.confidence for cell in cells.values() if cell.confidence is not None]
    places = [place for cell in cells.values() if (place := _place(cell)) is not None]
    text = " | ".join(cell.text for cell in cells.values())
    return Judgement(
        field=EXTRA_ROW,
        expected="",
        read=text,
        confidence=min(confidences, default=None),
        is_right=False,
        is_flagged=bool(flags),
        trace=Trace(
            text=text,
            place=(places[0][0], bounding_quad(quad for _, quad in places)) if places else None,
        ),
    )


def _flagged_names(reading: DocumentReading | None) -> frozenset[str]:
    findings = reading.findings if reading else ()
    return frozenset(name for finding in findings if finding.status == "fail" for name in finding.fields)
