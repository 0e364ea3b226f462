"""A difference of two reports as tables of text."""

from collections.abc import Callable, Iterator, Sequence

from piaoju.lab.evaluate.bootstrap import Change
from piaoju.lab.evaluate.difference import AccuracyChange, Difference, FieldChange
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.report import FieldScore, Group, Score
from piaoju.lab.evaluate.sections import Row, Section, one_line

_MEASURES: dict[str, Callable[[Score], Ratio | float | None]] = {
    "found": lambda score: score.found,
    "fields right": lambda score: score.fields,
    "documents right": lambda score: score.documents,
    "precision": lambda score: score.precision,
    "recall": lambda score: score.recall,
    "F1": lambda score: score.f1,
    "silent errors": lambda score: score.silent_errors,
    "errors flagged": lambda score: score.flagged_errors,
    "CER": lambda score: score.cer,
    "ECE": lambda score: score.ece,
    "IoU of fields": lambda score: score.overlap,
}
_FIELD_MEASURES: dict[str, Callable[[FieldScore], Ratio | float | None]] = {
    "right": lambda field: field.accuracy,
    "precision": lambda field: field.precision,
    "recall": lambda field: field.recall,
    "F1": lambda field: field.f1,
    "CER": lambda field: field.cer,
}
_ACCURACY_HEAD = ("type", "origin", "documents in both", "fields right", "95 %", "documents right", "95 %")
_CHANGE_HEAD = ("document", "field", "expected", "before", "after")


def difference_sections(difference: Difference) -> Iterator[Section]:
    """Yield the tables of a difference."""
    yield Section(
        "Change in percentage points",
        _ACCURACY_HEAD,
        tuple(map(_accuracy_row, difference.accuracy)),
        "Over the documents that both reports have; intervals: paired percentile bootstrap over documents.",
    )
    yield Section(
        "All measures, before → after",
        ("type", "kind", "level", "variant", *_MEASURES),
        tuple(_measures_row(before, after) for before, after in difference.scores),
    )
    rows = tuple(_field_row(*pair) for pair in difference.fields if pair[0] != pair[1])
    if rows:
        yield Section("Fields with a change, before → after", ("type", "origin", "field", *_FIELD_MEASURES), rows)
    for title, changes in (("right", difference.became_right), ("wrong", difference.became_wrong)):
        yield Section(f"Fields that became {title}: {len(changes)}", _CHANGE_HEAD, tuple(map(_change_row, changes)))
    for title, names in (("earlier", difference.only_before), ("later", difference.only_after)):
        if names:
            yield Section(
                f"Documents in the {title} report only: {len(names)}", ("document",), tuple((n,) for n in names)
            )


def _accuracy_row(one: AccuracyChange) -> Row:
    return one.group.type, one.group.kind, str(one.documents), *points(one.fields), *points(one.whole)


def points(change: Change | None) -> tuple[str, str]:
    """Return a change in percentage points, and its interval; empty where there is none.

    >>> points(Change(0.015, -0.01, 0.04)), points(None)
    (('+1.50', '-1.00 to +4.00'), ('', ''))
    """
    if change is None:
        return "", ""
    if change.low is None or change.high is None:
        return f"{100 * change.value:+.2f}", ""
    return f"{100 * change.value:+.2f}", f"{100 * change.low:+.2f} to {100 * change.high:+.2f}"


def _measures_row(before: Score | None, after: Score | None) -> Row:
    known = after or before
    group = known.group if known is not None else Group("", "")
    cells = [
        _before_after([measure(one) if one else None for one in (before, after)]) for measure in _MEASURES.values()
    ]
    return group.type, group.kind, group.level, group.variant, *cells


def _field_row(before: FieldScore | None, after: FieldScore | None) -> Row:
    known = after or before
    place = (known.type, known.origin, known.field) if known is not None else ("", "", "")
    sides = (before, after)
    cells = [_before_after([measure(one) if one else None for one in sides]) for measure in _FIELD_MEASURES.values()]
    return *place, *cells


def _before_after(values: Sequence[Ratio | float | None]) -> str:
    shares = [value.value if isinstance(value, Ratio) else value for value in values]
    before, after = ("–" if share is None else f"{share:.4f}" for share in shares)
    if shares[0] is None or shares[1] is None or shares[0] == shares[1]:
        return before if before == after else f"{before} → {after}"
    return f"{before} → {after} ({shares[1] - shares[0]:+.4f})"


def _change_row(change: FieldChange) -> Row:
    values = (change.expected, change.before, change.after)
    return change.document, change.field, *map(one_line, values)
