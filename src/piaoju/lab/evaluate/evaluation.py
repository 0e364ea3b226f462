"""Evaluation of a reader over samples: read each file, pair its documents with the label, judge, report.

The reader is any callable from bytes to a `Reading`, so nothing here depends on how reading is done.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from piaoju.errors import DeploymentError, PiaojuError, UnsupportedFormat
from piaoju.lab.evaluate.dataset import Sample
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.pairing import pair
from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.scoring import SampleOutcome, build_report
from piaoju.model.document import ErrorItem, Reading

Read = Callable[[bytes], Reading]
Rasterise = Callable[[bytes], bytes]
"""From the bytes of a PDF or OFD file to those of a picture of it."""
Progress = Callable[[int, int, Sample], None]
"""Called after each sample with how many are done, how many there are, and the sample."""

RENDERED_SUFFIXES = frozenset({".pdf", ".ofd"})


@dataclass(frozen=True, slots=True)
class EvaluateOptions:
    """How to evaluate.

    Attributes:
        rasterise: if given, PDF and OFD files are rendered by it first, so that the picture path is measured.
        exclude: suffixes of files to leave out, with the dot; they are counted in the report.
        key_fields: document type -> names of the fields that document accuracy needs.
        seed: of the bootstrap intervals.
        threads: how many samples are read at once.
    """

    rasterise: Rasterise | None = None
    exclude: tuple[str, ...] = ()
    key_fields: Mapping[str, frozenset[str]] = field(default_factory=lambda: KEY_FIELDS)
    seed: int = 0
    threads: int = 1


DEFAULTS = EvaluateOptions()


def evaluate(
    samples: Sequence[Sample],
    read: Read,
    progress: Progress | None = None,
    options: EvaluateOptions = DEFAULTS,
) -> Report:
    """Read every sample and report how right the readings are.

    A file of a format that is not read is counted apart; any other of our errors is a reading without
    documents.

    Raises:
        DeploymentError: the reader itself is not complete; counting that as wrong readings would hide it.
    """
    outcomes = []
    with ThreadPoolExecutor(options.threads) as threads:
        futures = [threads.submit(_outcome, sample, read, options) for sample in samples]
        try:
            for done, (sample, future) in enumerate(zip(samples, futures, strict=True), start=1):
                outcomes.append(future.result())
                if progress is not None:
                    progress(done, len(samples), sample)
        finally:
            for future in futures:
                future.cancel()
    return build_report(outcomes, options.seed)


def _outcome(sample: Sample, read: Read, options: EvaluateOptions) -> SampleOutcome:
    suffix = sample.path.suffix.lower()
    if suffix in map(str.lower, options.exclude):
        return SampleOutcome(sample, not_read=f"excluded: {suffix}")
    reading = _read(sample, read, options.rasterise)
    errors = tuple(error.code for error in reading.errors)
    if UnsupportedFormat.code in errors and not reading.documents:
        return SampleOutcome(sample, not_read=f"format: {suffix}", errors=errors)
    return SampleOutcome(sample, errors=errors, pairing=pair(sample.documents, reading.documents, options.key_fields))


def _read(sample: Sample, read: Read, rasterise: Rasterise | None) -> Reading:
    try:
        return read(content_of(sample.path, rasterise))
    except DeploymentError:
        raise
    except PiaojuError as error:
        return Reading("failed", errors=(ErrorItem(error.code, str(error), "decode", None),))


def content_of(path: Path, rasterise: Rasterise | None) -> bytes:
    """Return what a reader is given of a file: its content, or the picture of it.

    Raises:
        PiaojuError: the file cannot be rendered.
    """
    content = path.read_bytes()
    if rasterise is not None and path.suffix.lower() in RENDERED_SUFFIXES:
        return rasterise(content)
    return content
