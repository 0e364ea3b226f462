"""What changed from one report to another over the same documents: `piaoju eval --compare`.

In go two reports, usually of the same data set before and after a change of the reader; out comes every measure of
both, the change of the accuracies with paired intervals, and the fields that became right and wrong.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from piaoju.lab.evaluate import metrics
from piaoju.lab.evaluate.bootstrap import Change, paired_change
from piaoju.lab.evaluate.dataset import FieldValue
from piaoju.lab.evaluate.judge import EXTRA_ROW, Judgement
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.report import ALL_TYPES, FieldScore, Group, JudgedDocument, Report, Score, origin_of


@dataclass(frozen=True, slots=True)
class AccuracyChange:
    """How the accuracies changed over the documents that both reports have.

    Attributes:
        group: type and origin; the type may be `all`.
        documents: how many both reports have.
        fields: change of field accuracy; None without labelled fields.
        whole: change of document accuracy; None without key fields.
    """

    group: Group
    documents: int
    fields: Change | None
    whole: Change | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is right in one report and wrong in the other; values as read in both."""

    document: str
    field: str
    expected: FieldValue
    before: FieldValue | None
    after: FieldValue | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed.

    Attributes:
        accuracy: by type and origin, over the documents of both.
        scores: measures of every group that either report has, before and after.
        fields: likewise of every field.
        became_right: fields, in the order of the documents.
        became_wrong: likewise.
        only_before: documents that the later report does not have.
        only_after: documents that the earlier one does not have.
    """

    accuracy: tuple[AccuracyChange, ...]
    scores: tuple[tuple[Score | None, Score | None], ...]
    fields: tuple[tuple[FieldScore | None, FieldScore | None], ...]
    became_right: tuple[FieldChange, ...]
    became_wrong: tuple[FieldChange, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


T = TypeVar("T")
_Pair = tuple[JudgedDocument, JudgedDocument]


def difference(before: Report, after: Report) -> Difference:
    """Compare two reports; intervals take the seed of the later one."""
    earlier = {document.name: document for document in before.judged}
    later = {document.name: document for document in after.judged}
    pairs = [(earlier[name], document) for name, document in later.items() if name in earlier]
    changes = [change for pair in pairs for change in _field_changes(*pair)]
    scores = _side_by_side(_all_scores(before), _all_scores(after), lambda score: score.group)
    fields = _side_by_side(before.fields, after.fields, lambda one: (one.type, one.origin, one.field))
    return Difference(
        accuracy=tuple(_accuracy_changes(pairs, after.seed)),
        scores=scores,
        fields=fields,
        became_right=tuple(change for is_right, change in changes if is_right),
        became_wrong=tuple(change for is_right, change in changes if not is_right),
        only_before=tuple(name for name in earlier if name not in later),
        only_after=tuple(name for name in later if name not in earlier),
    )


def _all_scores(report: Report) -> Sequence[Score]:
    return (*report.totals, *report.groups, *report.variants)


def _side_by_side(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[tuple[T | None, T | None], ...]:
    earlier, later = ({key(one): one for one in side} for side in (before, after))
    return tuple((earlier.get(name), later.get(name)) for name in (earlier | later))


def _accuracy_changes(pairs: Sequence[_Pair], seed: int) -> Iterator[AccuracyChange]:
    grouped: dict[Group, list[_Pair]] = {}
    for pair in pairs:
        origin = origin_of(pair[1].kind)
        for name in (pair[1].type, ALL_TYPES):
            grouped.setdefault(Group(name, origin), []).append(pair)
    for group in sorted(grouped):
        fields = [
            tuple(metrics.field_accuracy(metrics.counted(one.judgements)) for one in pair) for pair in grouped[group]
        ]
        whole = [tuple(map(_whole, pair)) for pair in grouped[group]]
        yield AccuracyChange(
            group=group,
            documents=len(grouped[group]),
            fields=paired_change([one for one, _ in fields], [one for _, one in fields], seed),
            whole=paired_change([one for one, _ in whole], [one for _, one in whole], seed),
        )


def _whole(document: JudgedDocument) -> Ratio:
    is_right = metrics.is_document_right(document.judgements, found=document.status != "missed")
    return Ratio(0, 0) if is_right is None else Ratio(int(is_right), 1)


def _field_changes(before: JudgedDocument, after: JudgedDocument) -> Iterator[tuple[bool, FieldChange]]:
    """Yield whether each changed field is right now, and the change; a row too many may have no counterpart."""
    earlier, later = _by_place(before), _by_place(after)
    for place in earlier | later:
        old, new = earlier.get(place), later.get(place)
        known = new or old
        if known is None or (place[0] != EXTRA_ROW and (old is None or new is None)):
            continue
        was_right, is_right = (one is None or one.is_right for one in (old, new))
        if was_right != is_right:
            values = (None if one is None else one.read for one in (old, new))
            yield is_right, FieldChange(after.name, place[0], known.expected, *values)


def _by_place(document: JudgedDocument) -> dict[tuple[str, int], Judgement]:
    """Return judgements by field, with a number, since several rows may be too many."""
    seen: Counter[str] = Counter()
    places = {}
    for judgement in document.judgements:
        places[judgement.field, seen[judgement.field]] = judgement
        seen[judgement.field] += 1
    return places
