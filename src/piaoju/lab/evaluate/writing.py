"""Reports as Markdown for people and as plain data for JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from piaoju.lab.evaluate.dataset import FieldValue
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.report import FieldScore, FileCounts, Report, Score, WrongField

_SCORE_HEAD = (
    "type", "kind", "level", "found", "fields right", "95 %", "documents right", "95 %", "F1",
    "silent errors", "errors flagged", "CER", "ECE",
)  # fmt: skip
_FILE_HEAD = ("type", "kind", "level", "files", "scored", "not read", "false documents")
_FIELD_HEAD = ("type", "origin", "field", "right", "counted")
_WRONG_HEAD = ("document", "field", "expected", "read", "confidence", "remark")


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as lists and objects that JSON can hold; ratios keep their counts."""
    return asdict(report)


def to_markdown(report: Report) -> str:
    """Return the report as Markdown: files, totals, groups, fields, errors and the list of wrong fields."""
    parts = [
        "## Files",
        table(_FILE_HEAD, [_file_row(counts) for counts in report.files]),
        "## Totals",
        table(_SCORE_HEAD, [_score_row(score) for score in report.totals]),
        "## By type, kind and level",
        table(_SCORE_HEAD, [_score_row(score) for score in report.groups]),
        f"Intervals: percentile bootstrap over documents, seed {report.seed}.",
        "## Fields",
        table(_FIELD_HEAD, [_field_row(field) for field in report.fields]),
    ]
    if report.errors:
        parts += [
            "## Errors",
            "\n".join(f"- {name}: {', '.join(codes)}" for name, codes in report.errors.items()),
        ]
    if report.wrong:
        parts += [
            f"## Wrong fields: {len(report.wrong)}",
            table(_WRONG_HEAD, [_wrong_row(one) for one in report.wrong]),
        ]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; bars in cells become fullwidth.

    >>> print(table(("a", "b"), [("1", "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x｜y |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '｜') for cell in line)} |" for line in lines)


def counts(ratio: Ratio) -> str:
    """Return count/total and the share in per cent.

    >>> counts(Ratio(3, 4)), counts(Ratio(0, 0))
    ('3/4 (75.0 %)', '0/0')
    """
    share = "" if ratio.value is None else f" ({100 * ratio.value:.1f} %)"
    return f"{ratio.count}/{ratio.total}{share}"


def _interval(ratio: Ratio) -> str:
    return "" if ratio.low is None or ratio.high is None else f"{100 * ratio.low:.1f}–{100 * ratio.high:.1f}"


def _decimals(number: float | None) -> str:
    return "" if number is None else f"{number:.3f}"


def _score_row(score: Score) -> Sequence[str]:
    return (
        score.group.type,
        score.group.kind,
        score.group.level,
        counts(score.found),
        counts(score.fields),
        _interval(score.fields),
        counts(score.documents),
        _interval(score.documents),
        _decimals(score.f1),
        counts(score.silent_errors),
        counts(score.flagged_errors),
        _decimals(score.cer.value),
        _decimals(score.ece),
    )


def _file_row(files: FileCounts) -> Sequence[str]:
    not_read = ", ".join(f"{reason}: {number}" for reason, number in sorted(files.not_read.items()))
    group = files.group
    numbers = (str(files.samples), str(files.scored), not_read, str(files.false_documents))
    return group.type, group.kind, group.level, *numbers


def _field_row(field: FieldScore) -> Sequence[str]:
    return field.type, field.origin, field.field, counts(field.accuracy), "" if field.is_counted else "no"


def _wrong_row(wrong: WrongField) -> Sequence[str]:
    remarks = ["silent"] * wrong.is_silent + ["not counted"] * (not wrong.is_counted)
    values = (_one_line(wrong.expected), _one_line(wrong.read))
    return wrong.document, wrong.field, *values, _decimals(wrong.confidence), ", ".join(remarks)


def _one_line(value: FieldValue | None) -> str:
    return " ".join(value) if isinstance(value, tuple) else value or ""
