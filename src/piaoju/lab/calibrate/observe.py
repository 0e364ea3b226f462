"""What the engine read of documents whose truth is known: for every value its signs, and whether it is right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from piaoju.engine import Engine, EngineOptions
from piaoju.lab.evaluate.dataset import Sample
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.metrics import is_document_right
from piaoju.lab.evaluate.pairing import DocumentOutcome, pair
from piaoju.reading.confidence.calibration import Calibration
from piaoju.reading.confidence.signs import Signs
from piaoju.reading.confidence.worth import Curve, Worth


@dataclass(frozen=True, slots=True)
class Observation:
    """A value that was read.

    Attributes:
        name: of the field, of cells with the row of the label.
        signs: of the value; of one that follows from others, of the first of them.
        is_right: by the rules of `lab.evaluate.compare`.
        is_key: counts for document accuracy.
    """

    name: str
    signs: Signs
    is_right: bool
    is_key: bool


@dataclass(frozen=True, slots=True)
class ObservedDocument:
    """A document that was read.

    Attributes:
        file: that it is on; the values of one file fail together.
        type: document type.
        variant: as labelled.
        values: that were read.
        unread: key field of which nothing was read -> whether nothing is printed.
        is_right: whether all key fields are.
    """

    file: str
    type: str
    variant: str
    values: tuple[Observation, ...]
    unread: Mapping[str, bool]
    is_right: bool


@dataclass(frozen=True, slots=True)
class _Recorder(Calibration):
    """Gives each value a number in place of a probability, and keeps its signs under that number."""

    seen: list[Signs] = field(default_factory=list)

    def probability(self, signs: Signs) -> float:
        """Return the number of the signs."""
        self.seen.append(signs)
        return float(len(self.seen) - 1)

    def of_derived(self, least: float, doubt: float) -> float:
        """Return the number of the first of the others."""
        return least


@dataclass(frozen=True, slots=True)
class ObservedFile:
    """A file that was read.

    Attributes:
        name: of the file, unique in its set.
        documents: of it that were found.
    """

    name: str
    documents: tuple[ObservedDocument, ...]


def observe(sample: Sample) -> ObservedFile:
    """Read a file and return what became of each labelled document that was found.

    Raises:
        DeploymentError: a model is missing or corrupt.
    """
    level = Curve((0.0,), (0.0,))
    recorder = _Recorder(Worth(level, level, {}, {}, {}, {}), level, level, {})
    reading = Engine(EngineOptions(calibration=recorder)).read(sample.path)
    outcomes = pair(sample.documents, reading.documents, KEY_FIELDS).documents
    found = tuple(_observed(sample.id, one, recorder.seen) for one in outcomes if one.status != "missed")
    return ObservedFile(sample.id, found)


def _observed(file: str, outcome: DocumentOutcome, seen: list[Signs]) -> ObservedDocument:
    judged = {judgement.field: judgement for judgement in outcome.judgements}
    unread = {name: name not in judged or judged[name].is_right for name in KEY_FIELDS[outcome.type] - _read(judged)}
    values = tuple(
        Observation(one.field, seen[int(one.confidence)], one.is_right, one.is_key)
        for one in outcome.judgements
        if one.confidence is not None and one.is_counted
    )
    is_right = bool(is_document_right(outcome.judgements, found=True))
    return ObservedDocument(file, outcome.type, outcome.variant, values, unread, is_right)


def _read(judged: Mapping[str, Judgement]) -> set[str]:
    return {name for name, judgement in judged.items() if judgement.read is not None}


_LINE = TypeAdapter(ObservedFile)


class Record:
    """Observations on disk, one line a file, so that an interrupted run goes on where it was."""

    def __init__(self, path: Path) -> None:
        """Keep them at a path; what is there already is kept."""
        self._path = path

    def add(self, observed: ObservedFile) -> None:
        """Append what was observed of one file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(_LINE.dump_json(observed) + b"\n")

    def load(self) -> list[ObservedFile]:
        """Return what was observed so far, in the order of the names.

        Raises:
            ValueError: what is there is no record.
        """
        if not self._path.exists():
            return []
        files = [_LINE.validate_json(line) for line in self._path.read_bytes().splitlines()]
        return sorted(files, key=lambda one: one.name)
