"""Made-up readings and samples for the tests of evaluation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from piaoju.lab.evaluate.dataset import LabelledDocument, Sample
from piaoju.model.document import DocumentReading, Finding
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import Quad, quad_from_rect

Values = Mapping[str, str | tuple[str, ...]]


def fields(values: Values, confidence: float | None = 0.99) -> Fields:
    """Return readings of the given values."""
    return {name: FieldReading(value, "".join(value), confidence, 1, None) for name, value in values.items()}


def document(
    values: Values,
    items: Sequence[Values] = (),
    *,
    type: str = "taxi_receipt",
    quad: Quad | None = quad_from_rect(0, 0, 100, 50),  # noqa: B008
    failed: Sequence[str] = (),
) -> DocumentReading:
    """Return a reading of a document; a failed check names the fields in `failed`."""
    findings = (Finding("made_up", "fail", tuple(failed), ""),) if failed else ()
    rows = tuple(fields(row) for row in items)
    return DocumentReading(type, None, (1,), quad, 0.0, 0.99, "image", fields(values), rows, findings)


def sample(
    path: Path, *documents: LabelledDocument, type: str = "taxi_receipt", kind: str = "photo", level: str = ""
) -> Sample:
    """Return a sample of a file."""
    return Sample(path.stem, path, type, kind, level, documents)
