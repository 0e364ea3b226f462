"""What an evaluation found: scores by type, kind and level, and every wrong field.

`writing` turns it into text. Real documents, vendors' mocks and synthesised documents are never summed
together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from piaoju.lab.evaluate import metrics
from piaoju.lab.evaluate.dataset import FieldValue, Sample
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.pairing import DocumentOutcome

ALL_TYPES = "all"
ORIGINS = {"synthetic": "synthetic", "mock": "mock"}
"""Kind -> origin; every other kind is real."""


@dataclass(frozen=True, slots=True)
class SampleOutcome:
    """One sample as read.

    Attributes:
        sample: what was read.
        not_read: why it was left out of the scores, with the suffix: `format: .ofd`, `excluded: .ofd`; else
            None. errors: codes of the errors of the reading. documents: the labelled documents, judged.
            false_documents: documents read that no label has.
    """

    sample: Sample
    not_read: str | None = None
    errors: tuple[str, ...] = ()
    documents: tuple[DocumentOutcome, ...] = ()
    false_documents: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What a score is over; `kind` is an origin and `type` may be `all` in totals."""

    type: str
    kind: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of `metrics` over the documents of a group.

    Attributes:
        group: what it is over.
        found: documents found / labelled documents.
        fields: field accuracy, with interval.
        documents: document accuracy over documents with key fields, with interval.
        precision: of values.
        recall: of values.
        f1: of values.
        silent_errors: as a share of labelled fields.
        flagged_errors: wrong values that a check named.
        cer: character error rate.
        ece: calibration error of confidence.
    """

    group: Group
    found: Ratio
    fields: Ratio
    documents: Ratio
    precision: Ratio
    recall: Ratio
    f1: float | None
    silent_errors: Ratio
    flagged_errors: Ratio
    cer: Ratio
    ece: float | None


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Files of one type and kind as labelled (`multi` and `negative` included).

    Attributes:
        group: which files.
        samples: how many.
        scored: how many went into the scores.
        not_read: reason -> how many did not.
        false_documents: documents read that no label has.
    """

    group: Group
    samples: int
    scored: int
    not_read: Mapping[str, int]
    false_documents: int


@dataclass(frozen=True, slots=True)
class FieldScore:
    """Accuracy of one field of a type within an origin; rows of cells are one field."""

    type: str
    origin: str
    field: str
    is_counted: bool
    accuracy: Ratio


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field that was read wrong; `document` is the sample's id, with a number where it holds several."""

    document: str
    type: str
    field: str
    expected: FieldValue
    read: FieldValue | None
    confidence: float | None
    is_counted: bool
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All that an evaluation found.

    Attributes:
        files: by type, kind and level of the label.
        groups: by type of document, kind and level.
        totals: by type of document and origin, and over all types by origin.
        fields: by type, origin and field.
        wrong: every wrong field, in order of samples.
        errors: file -> codes of its errors, where there were any.
        seed: of the bootstrap intervals.
    """

    files: tuple[FileCounts, ...]
    groups: tuple[Score, ...]
    totals: tuple[Score, ...]
    fields: tuple[FieldScore, ...]
    wrong: tuple[WrongField, ...]
    errors: Mapping[str, tuple[str, ...]]
    seed: int


_Document = tuple[Sample, DocumentOutcome]


def build_report(outcomes: Sequence[SampleOutcome], seed: int) -> Report:
    """Sum up outcomes."""
    documents = [(outcome.sample, document) for outcome in outcomes for document in outcome.documents]
    return Report(
        files=_file_counts(outcomes),
        groups=_scores(documents, lambda sample, one: Group(one.type, sample.kind, sample.level), seed),
        totals=_scores(documents, lambda sample, one: Group(one.type, origin(sample)), seed)
        + _scores(documents, lambda sample, one: Group(ALL_TYPES, origin(sample)), seed),
        fields=_field_scores(documents),
        wrong=tuple(wrong for outcome in outcomes for wrong in _wrong_fields(outcome)),
        errors={outcome.sample.file_name: outcome.errors for outcome in outcomes if outcome.errors},
        seed=seed,
    )


def origin(sample: Sample) -> str:
    """Return real, mock or synthetic."""
    return ORIGINS.get(sample.kind, "real")


def score(group: Group, documents: Sequence[DocumentOutcome], seed: int) -> Score:
    """Measure the documents of a group."""
    by_document = [metrics.counted(document.judgements) for document in documents]
    judgements = [judgement for one in by_document for judgement in one]
    verdicts = [metrics.is_document_right(one.judgements, found=one.found) for one in documents]
    return Score(
        group=group,
        found=Ratio(sum(document.found for document in documents), len(documents)),
        fields=metrics.with_interval([metrics.field_accuracy(one) for one in by_document], seed),
        documents=metrics.with_interval([Ratio(int(v), 1) for v in verdicts if v is not None], seed),
        precision=metrics.precision(judgements),
        recall=metrics.recall(judgements),
        f1=metrics.f1(judgements),
        silent_errors=metrics.silent_errors(judgements),
        flagged_errors=metrics.flagged_errors(judgements),
        cer=metrics.character_error_rate(judgements),
        ece=metrics.expected_calibration_error(judgements),
    )


def _scores(
    documents: Iterable[_Document], group_of: Callable[[Sample, DocumentOutcome], Group], seed: int
) -> tuple[Score, ...]:
    grouped: dict[Group, list[DocumentOutcome]] = {}
    for sample, document in documents:
        grouped.setdefault(group_of(sample, document), []).append(document)
    return tuple(score(group, grouped[group], seed) for group in sorted(grouped, key=_order))


def _order(group: Group) -> tuple[str, str, str]:
    return group.type, group.kind, group.level


def _file_counts(outcomes: Iterable[SampleOutcome]) -> tuple[FileCounts, ...]:
    grouped: dict[Group, list[SampleOutcome]] = {}
    for outcome in outcomes:
        sample = outcome.sample
        grouped.setdefault(Group(sample.type, sample.kind, sample.level), []).append(outcome)
    return tuple(
        FileCounts(
            group=group,
            samples=len(grouped[group]),
            scored=sum(outcome.not_read is None for outcome in grouped[group]),
            not_read=dict(Counter(one.not_read for one in grouped[group] if one.not_read is not None)),
            false_documents=sum(outcome.false_documents for outcome in grouped[group]),
        )
        for group in sorted(grouped, key=_order)
    )


def _field_scores(documents: Iterable[_Document]) -> tuple[FieldScore, ...]:
    grouped: dict[tuple[str, str, str], list[Judgement]] = {}
    for sample, document in documents:
        for judgement in document.judgements:
            key = (document.type, origin(sample), _without_row(judgement.field))
            grouped.setdefault(key, []).append(judgement)
    return tuple(
        FieldScore(*key, is_counted=grouped[key][0].is_counted, accuracy=metrics.field_accuracy(grouped[key]))
        for key in sorted(grouped)
    )


def _without_row(field: str) -> str:
    return f"items[].{field.rpartition('.')[2]}" if "." in field else field


def _wrong_fields(outcome: SampleOutcome) -> Iterable[WrongField]:
    several = len(outcome.documents) > 1
    for number, document in enumerate(outcome.documents, start=1):
        for judgement in document.judgements:
            if not judgement.is_right:
                yield WrongField(
                    document=f"{outcome.sample.id}#{number}" if several else outcome.sample.id,
                    type=document.type,
                    field=judgement.field,
                    expected=judgement.expected,
                    read=judgement.read,
                    confidence=judgement.confidence,
                    is_counted=judgement.is_counted,
                    is_silent=metrics.is_silent_error(judgement),
                )
