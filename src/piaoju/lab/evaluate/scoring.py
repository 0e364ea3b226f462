"""From judged documents to a report: grouped, counted, measured."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from piaoju.lab.evaluate import metrics
from piaoju.lab.evaluate.bootstrap import with_interval
from piaoju.lab.evaluate.dataset import MULTI, Sample
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.pairing import DocumentOutcome, Pairing
from piaoju.lab.evaluate.report import (
    ALL_TYPES,
    Confusion,
    DocumentCounts,
    FieldScore,
    FileCounts,
    Group,
    JudgedDocument,
    Reliability,
    Report,
    Score,
    origin_of,
)


@dataclass(frozen=True, slots=True)
class SampleOutcome:
    """One sample as read.

    Attributes:
        sample: what was read.
        not_read: why it was left out of the scores, with the suffix: `format: .ofd`, `excluded: .ofd`; else
            None.
        errors: codes of the errors of the reading.
        pairing: what became of its documents.
    """

    sample: Sample
    not_read: str | None = None
    errors: tuple[str, ...] = ()
    pairing: Pairing = field(default_factory=Pairing)


_Document = tuple[Sample, DocumentOutcome]


def build_report(outcomes: Sequence[SampleOutcome], seed: int) -> Report:
    """Sum up outcomes."""
    documents = [(outcome.sample, document) for outcome in outcomes for document in outcome.pairing.documents]
    with_variant = [(sample, one) for sample, one in documents if one.variant]
    on_sheets = [(sample, one) for sample, one in documents if sample.type == MULTI]
    return Report(
        files=_file_counts(outcomes),
        groups=_scores(documents, lambda sample, one: Group(one.type, sample.kind, sample.level), seed),
        totals=_scores(documents, lambda sample, one: Group(one.type, origin_of(sample.kind)), seed)
        + _scores(on_sheets, lambda sample, _: Group(MULTI, origin_of(sample.kind)), seed)
        + _scores(documents, lambda sample, _: Group(ALL_TYPES, origin_of(sample.kind)), seed),
        variants=_scores(with_variant, lambda sample, one: Group(one.type, sample.kind, "", one.variant), seed),
        fields=_field_scores(documents, seed),
        documents=_document_counts(outcomes),
        reliability=_reliability(documents),
        confusions=_confusions(outcomes),
        judged=tuple(judged for outcome in outcomes for judged in _judged(outcome)),
        false={
            outcome.sample.file_name: outcome.pairing.false_types for outcome in outcomes if outcome.pairing.false_types
        },
        errors={outcome.sample.file_name: outcome.errors for outcome in outcomes if outcome.errors},
        seed=seed,
    )


def score(group: Group, documents: Sequence[DocumentOutcome], seed: int) -> Score:
    """Measure the documents of a group."""
    by_document = [metrics.counted(document.judgements) for document in documents]
    judgements = [judgement for one in by_document for judgement in one]
    verdicts = [metrics.is_document_right(one.judgements, found=one.status != "missed") for one in documents]
    return Score(
        group=group,
        found=Ratio(sum(document.status == "found" for document in documents), len(documents)),
        fields=with_interval([metrics.field_accuracy(one) for one in by_document], seed),
        documents=with_interval([Ratio(int(v), 1) for v in verdicts if v is not None], seed),
        precision=metrics.precision(judgements),
        recall=metrics.recall(judgements),
        f1=metrics.f1(judgements),
        silent_errors=metrics.silent_errors(judgements),
        flagged_errors=metrics.flagged_errors(judgements),
        cer=metrics.character_error_rate(judgements),
        ece=metrics.expected_calibration_error(judgements),
        overlap=metrics.mean_overlap(judgements),
    )


def field_of_rows(name: str) -> str:
    """Return a judged field's name without the number of its row.

    >>> field_of_rows("items[3].tax"), field_of_rows("remark")
    ('items[].tax', 'remark')
    """
    return f"items[].{name.rpartition('.')[2]}" if "." in name else name


def _scores(
    documents: Iterable[_Document], group_of: Callable[[Sample, DocumentOutcome], Group], seed: int
) -> tuple[Score, ...]:
    grouped: dict[Group, list[DocumentOutcome]] = {}
    for sample, document in documents:
        grouped.setdefault(group_of(sample, document), []).append(document)
    return tuple(score(group, grouped[group], seed) for group in sorted(grouped))


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
            false_documents=sum(len(outcome.pairing.false_types) for outcome in grouped[group]),
        )
        for group in sorted(grouped)
    )


def _document_counts(outcomes: Iterable[SampleOutcome]) -> tuple[DocumentCounts, ...]:
    documents: dict[tuple[str, str, str], list[DocumentOutcome]] = {}
    false: Counter[tuple[str, str, str]] = Counter()
    for outcome in outcomes:
        files = (origin_of(outcome.sample.kind), outcome.sample.type)
        for document in outcome.pairing.documents:
            documents.setdefault((document.type, *files), []).append(document)
        false.update((type_read, *files) for type_read in outcome.pairing.false_types)
    return tuple(
        _counts_of(*key, documents.get(key, []), false=false[key]) for key in sorted(documents.keys() | false.keys())
    )


def _counts_of(
    type_: str, origin: str, file_type: str, documents: Sequence[DocumentOutcome], *, false: int
) -> DocumentCounts:
    by_status = Counter(document.status for document in documents)
    overlaps = [document.overlap for document in documents if document.overlap is not None]
    return DocumentCounts(
        type=type_,
        origin=origin,
        file_type=file_type,
        labelled=len(documents),
        found=by_status["found"],
        misplaced=by_status["misplaced"],
        missed=by_status["missed"],
        false=false,
        overlap=fmean(overlaps) if overlaps else None,
    )


def _field_scores(documents: Iterable[_Document], seed: int) -> tuple[FieldScore, ...]:
    grouped: dict[tuple[str, str, str], list[list[Judgement]]] = {}
    for sample, document in documents:
        of_document: dict[str, list[Judgement]] = {}
        for judgement in document.judgements:
            of_document.setdefault(field_of_rows(judgement.field), []).append(judgement)
        for name, judgements in of_document.items():
            grouped.setdefault((document.type, origin_of(sample.kind), name), []).append(judgements)
    return tuple(_field_score(key, grouped[key], seed) for key in sorted(grouped))


def _field_score(key: tuple[str, str, str], by_document: Sequence[Sequence[Judgement]], seed: int) -> FieldScore:
    judgements = [judgement for one in by_document for judgement in one]
    return FieldScore(
        *key,
        is_counted=judgements[0].is_counted,
        accuracy=with_interval([metrics.field_accuracy(one) for one in by_document], seed),
        precision=metrics.precision(judgements),
        recall=metrics.recall(judgements),
        f1=metrics.f1(judgements),
        cer=metrics.character_error_rate(judgements),
    )


def _reliability(documents: Iterable[_Document]) -> tuple[Reliability, ...]:
    grouped: dict[str, list[Judgement]] = {}
    for sample, document in documents:
        grouped.setdefault(origin_of(sample.kind), []).extend(metrics.counted(document.judgements))
    return tuple(Reliability(origin, metrics.reliability(grouped[origin])) for origin in sorted(grouped))


def _confusions(outcomes: Iterable[SampleOutcome]) -> tuple[Confusion, ...]:
    counts = Counter(
        (origin_of(outcome.sample.kind), *types) for outcome in outcomes for types in outcome.pairing.confusions
    )
    return tuple(Confusion(*key, count=counts[key]) for key in sorted(counts))


def _judged(outcome: SampleOutcome) -> Iterator[JudgedDocument]:
    several = len(outcome.pairing.documents) > 1
    for number, document in enumerate(outcome.pairing.documents, start=1):
        yield JudgedDocument(
            file=outcome.sample.file_name,
            number=number if several else None,
            type=document.type,
            variant=document.variant,
            kind=outcome.sample.kind,
            level=outcome.sample.level,
            status=document.status,
            judgements=document.judgements,
        )
