"""What an evaluation found: scores by type, kind, level, variant and field, and every document with its fields.

`scoring` builds it, `writing`, `html_report` and `stored` turn it into text. Real documents, vendors' mocks and
synthesised documents are never summed together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from piaoju.lab.evaluate.dataset import FieldValue
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.metrics import ConfidenceBin, Ratio, is_silent_error
from piaoju.lab.evaluate.pairing import PairStatus

ALL_TYPES = "all"
ORIGINS = {"synthetic": "synthetic", "mock": "mock"}
"""Kind -> origin; every other kind is real."""


def origin_of(kind: str) -> str:
    """Return real, mock or synthetic."""
    return ORIGINS.get(kind, "real")


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What a score is over; `kind` is an origin and `type` may be `all` in totals."""

    type: str
    kind: str
    level: str = ""
    variant: str = ""


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
        silent_errors: sure, wrong and not named by a check.
        flagged_errors: wrong values that a check named.
        cer: character error rate.
        ece: calibration error of confidence.
        overlap: mean IoU of the places of fields; None where labels have none.
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
    overlap: float | None = None


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
class DocumentCounts:
    """What became of the documents of one type, origin and sort of file.

    Attributes:
        type: as labelled; of the false ones, as read.
        origin: real, mock or synthetic.
        file_type: type of the files they are in: of one document, `multi` or `negative`.
        labelled: how many there are: the sum of the next three.
        found: read as their type; among several on a sheet, at their place.
        misplaced: read as their type, with an outline too far off.
        missed: not read as their type.
        false: read where there is none such.
        overlap: mean IoU of outlines, where both are known.
    """

    type: str
    origin: str
    file_type: str
    labelled: int
    found: int
    misplaced: int
    missed: int
    false: int
    overlap: float | None


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How one field of a type within an origin is read; the cells of all rows are one field."""

    type: str
    origin: str
    field: str
    is_counted: bool
    accuracy: Ratio
    precision: Ratio
    recall: Ratio
    f1: float | None
    cer: Ratio


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability diagram of all counted fields of an origin."""

    origin: str
    bins: tuple[ConfidenceBin, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many documents of a type were read as which; `none` where there is no document, or none was read."""

    origin: str
    labelled: str
    read: str
    count: int


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """One labelled document, judged.

    Attributes:
        file: of the sample, in the data set.
        number: 1-based place among the documents of the file's label; None if it has only one.
        type: as labelled.
        variant: as labelled, or empty.
        kind: of the sample.
        level: of the sample.
        status: whether it was found.
        judgements: of its fields.
    """

    file: str
    number: int | None
    type: str
    variant: str
    kind: str
    level: str
    status: PairStatus
    judgements: tuple[Judgement, ...]

    @property
    def name(self) -> str:
        """The file, with the number where it holds several."""
        return self.file if self.number is None else f"{self.file}#{self.number}"


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field that was read wrong."""

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
        totals: by type of document and origin; by origin over all types, and over all on sheets with several (`multi`).
        fields: by type, origin and field.
        errors: file -> codes of its errors, where there were any.
        seed: of the bootstrap intervals.
        variants: by type of document, kind and variant, of documents whose label names one.
        documents: by type, origin and type of file.
        reliability: by origin.
        confusions: by origin, type labelled and type read.
        judged: every labelled document.
        false: file -> types of the documents read there that no label has, where there were any.
    """

    files: tuple[FileCounts, ...]
    groups: tuple[Score, ...]
    totals: tuple[Score, ...]
    fields: tuple[FieldScore, ...]
    errors: Mapping[str, tuple[str, ...]]
    seed: int
    variants: tuple[Score, ...] = ()
    documents: tuple[DocumentCounts, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    judged: tuple[JudgedDocument, ...] = ()
    false: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def wrong(self) -> tuple[WrongField, ...]:
        """Every wrong field, in the order of the samples."""
        return tuple(_wrong_fields(self.judged))


def _wrong_fields(judged: tuple[JudgedDocument, ...]) -> Iterator[WrongField]:
    for document in judged:
        for judgement in document.judgements:
            if not judgement.is_right:
                yield WrongField(
                    document=document.name,
                    type=document.type,
                    field=judgement.field,
                    expected=judgement.expected,
                    read=judgement.read,
                    confidence=judgement.confidence,
                    is_counted=judgement.is_counted,
                    is_silent=is_silent_error(judgement),
                )
