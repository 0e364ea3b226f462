"""A report as tables of text, the same for Markdown and HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from piaoju.lab.evaluate.dataset import FieldValue
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.pairing import NOTHING
from piaoju.lab.evaluate.report import (
    Confusion,
    DocumentCounts,
    FieldScore,
    FileCounts,
    Reliability,
    Report,
    Score,
    WrongField,
)

Row = Sequence[str]

_SCORE_HEAD = (
    "type", "kind", "level", "found", "fields right", "95 %", "documents right", "95 %", "precision", "recall", "F1",
    "silent errors", "errors flagged", "CER", "ECE", "IoU of fields",
)  # fmt: skip
_VARIANT_HEAD = ("type", "kind", "variant", *_SCORE_HEAD[3:])
_FILE_HEAD = ("type", "kind", "level", "files", "scored", "not read", "false documents")
_DOCUMENT_HEAD = (
    "type",
    "origin",
    "in files of",
    "labelled",
    "found",
    "misplaced",
    "missed",
    "false",
    "IoU of outlines",
)
_FIELD_HEAD = ("type", "origin", "field", "right", "95 %", "precision", "recall", "F1", "CER", "counted")
_BIN_HEAD = ("confidence", "values", "mean confidence", "right")
_WRONG_HEAD = ("document", "field", "expected", "read", "confidence", "remark")


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading.

    Attributes:
        title: of the section.
        head: names of the columns.
        rows: texts, one a column.
        note: a sentence after the table.
    """

    title: str
    head: Row
    rows: tuple[Row, ...]
    note: str = ""


def sections(report: Report) -> Iterator[Section]:
    """Yield the tables of a report: sums, and the errors of files."""
    yield Section("Files", _FILE_HEAD, tuple(map(_file_row, report.files)))
    yield Section("Totals", _SCORE_HEAD, tuple(map(_score_row, report.totals)))
    yield Section(
        "By type, kind and level",
        _SCORE_HEAD,
        tuple(map(_score_row, report.groups)),
        f"Intervals: percentile bootstrap over documents, seed {report.seed}.",
    )
    yield from details(report)
    if report.errors:
        yield Section("Errors", ("file", "errors"), tuple((name, ", ".join(e)) for name, e in report.errors.items()))


def details(report: Report) -> Iterator[Section]:
    """Yield the tables beyond type and level: variants, documents, types mistaken for others, confidence, fields."""
    if report.variants:
        yield Section("By variant", _VARIANT_HEAD, tuple(map(_score_row, report.variants)))
    yield Section("Documents", _DOCUMENT_HEAD, tuple(map(_document_row, report.documents)))
    yield from _confusion_sections(report.confusions)
    yield from map(_reliability_section, report.reliability)
    yield Section("Fields", _FIELD_HEAD, tuple(map(_field_row, report.fields)))


def wrong_documents(report: Report) -> Iterator[Section]:
    """Yield the list of documents that were not found, or should not have been, if there are any."""
    rows: list[Row] = [(one.name, one.status, one.type) for one in report.judged if one.status != "found"]
    rows += [(name, "false", type_read) for name, types in report.false.items() for type_read in types]
    if rows:
        yield Section(f"Wrong documents: {len(rows)}", ("document", "is", "type"), tuple(rows))


def wrong_fields(report: Report) -> Iterator[Section]:
    """Yield the list of all wrong fields, if there are any."""
    rows = tuple(map(_wrong_row, report.wrong))
    if rows:
        yield Section(f"Wrong fields: {len(rows)}", _WRONG_HEAD, rows)


def counts(ratio: Ratio) -> str:
    """Return count/total and the share in per cent.

    >>> counts(Ratio(3, 4)), counts(Ratio(0, 0))
    ('3/4 (75.0 %)', '0/0')
    """
    share = "" if ratio.value is None else f" ({100 * ratio.value:.1f} %)"
    return f"{ratio.count}/{ratio.total}{share}"


def interval(ratio: Ratio) -> str:
    """Return the bounds in per cent; empty if there are none.

    >>> interval(Ratio(3, 4, 0.5, 1.0)), interval(Ratio(3, 4))
    ('50.0–100.0', '')
    """
    return "" if ratio.low is None or ratio.high is None else f"{100 * ratio.low:.1f}–{100 * ratio.high:.1f}"


def decimals(number: float | None) -> str:
    """Return three decimals; empty for None."""
    return "" if number is None else f"{number:.3f}"


def one_line(value: FieldValue | None) -> str:
    """Return a value as shown in a cell of a table; empty for None."""
    return " ".join(value) if isinstance(value, tuple) else value or ""


def _score_row(score: Score) -> Row:
    return (
        score.group.type,
        score.group.kind,
        score.group.variant or score.group.level,
        counts(score.found),
        counts(score.fields),
        interval(score.fields),
        counts(score.documents),
        interval(score.documents),
        decimals(score.precision.value),
        decimals(score.recall.value),
        decimals(score.f1),
        counts(score.silent_errors),
        counts(score.flagged_errors),
        decimals(score.cer.value),
        decimals(score.ece),
        decimals(score.overlap),
    )


def _file_row(files: FileCounts) -> Row:
    not_read = ", ".join(f"{reason}: {number}" for reason, number in sorted(files.not_read.items()))
    group = files.group
    numbers = (str(files.samples), str(files.scored), not_read, str(files.false_documents))
    return group.type, group.kind, group.level, *numbers


def _document_row(one: DocumentCounts) -> Row:
    numbers = (one.labelled, one.found, one.misplaced, one.missed, one.false)
    return one.type, one.origin, one.file_type, *map(str, numbers), decimals(one.overlap)


def _confusion_sections(confusions: Sequence[Confusion]) -> Iterator[Section]:
    for origin in sorted({one.origin for one in confusions}):
        counted = {(one.labelled, one.read): one.count for one in confusions if one.origin == origin}
        types = sorted({name for pair in counted for name in pair} - {NOTHING})
        names = [*types, NOTHING]
        rows = tuple((row, *(str(counted.get((row, column), 0)) for column in names)) for row in names)
        yield Section(f"Types as labelled (rows) and as read (columns): {origin}", ("", *names), rows)


def _reliability_section(one: Reliability) -> Section:
    rows = tuple(
        (f"{each.low:.1f}–{each.high:.1f}", str(each.values), decimals(each.confidence), decimals(each.accuracy))
        for each in one.bins
    )
    return Section(f"Confidence and share of right values: {one.origin}", _BIN_HEAD, rows)


def _field_row(field: FieldScore) -> Row:
    return (
        field.type,
        field.origin,
        field.field,
        counts(field.accuracy),
        interval(field.accuracy),
        decimals(field.precision.value),
        decimals(field.recall.value),
        decimals(field.f1),
        decimals(field.cer.value),
        "" if field.is_counted else "no",
    )


def _wrong_row(wrong: WrongField) -> Row:
    remarks = ["silent"] * wrong.is_silent + ["not counted"] * (not wrong.is_counted)
    values = (one_line(wrong.expected), one_line(wrong.read))
    return wrong.document, wrong.field, *values, decimals(wrong.confidence), ", ".join(remarks)
