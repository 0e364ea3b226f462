"""The readers whose accuracy is compared: piaoju, with other models, without one of its steps; another reader's lines.

All use the same extraction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from piaoju.engine import Engine, EngineOptions
from piaoju.engine.pipeline import read_lines
from piaoju.engine.types import DocumentType, load_types
from piaoju.lab.evaluate.evaluation import Read
from piaoju.model.document import DocumentReading, Reading
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.decode import open_pages
from piaoju.reading.ocr import OcrOptions, PageText, read_quads, read_text
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import process_pool
from piaoju.reading.repair import RepairOptions

DEFAULT = f"{OcrOptions().detector}+{OcrOptions().recogniser}"
"""The reader as it is installed."""
SURE = 0.9
"""Least probability of every character of a line at which the cascade believes the tiny recogniser."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A reader in the comparison.

    Attributes:
        told: what it is, for people.
        make: number of threads -> the reader.
        package: that must be installed for it.
        is_shared: several files may be read at once; else the threads work on one.
    """

    told: str
    make: Callable[[int], Read]
    package: str = "piaoju"
    is_shared: bool = True


def read_by_cascade(content: bytes) -> Reading:
    """Read a file with the tiny recogniser, and with the small one those lines of which it was not sure.

    Raises:
        PiaojuError: the file cannot be read.
    """
    types = load_types()
    with open_pages(content) as source:
        documents = [one for number in source.numbers for one in _page_by_cascade(source.read(number), types)]
    return Reading("ok", documents=tuple(documents))


def _page_by_cascade(page: PageImage, types: Sequence[DocumentType]) -> list[DocumentReading]:
    small = OcrOptions(recogniser="small")
    text = read_text(page, process_pool(), OcrOptions(recogniser="tiny"))
    doubtful = [line.quad for line in text.lines if not _is_sure(line)]
    again = read_quads(page, doubtful, process_pool(), small)
    lines = tuple(line for line in (*filter(_is_sure, text.lines), *again) if line.text.strip())
    whole = PageText(lines, text.rotation_deg, text.detect_ms, text.recognize_ms)
    look = partial(read_quads, page, pool=process_pool(), options=small)
    return read_lines(page, whole, look, types, types)


def _is_sure(line: TextLine) -> bool:
    return all(char.confidence >= SURE for char in line.chars)


def _models(detector: Size, recogniser: Size) -> Callable[[int], Read]:
    return lambda _: Engine(EngineOptions(ocr=OcrOptions(detector, recogniser))).read


def _mending(options: RepairOptions) -> Callable[[int], Read]:
    return lambda _: Engine(EngineOptions(repair=options)).read


def _rapidocr(threads: int) -> Read:
    from benchmarks.fields import read_with
    from benchmarks.rivals import RIVALS

    return partial(read_with, RIVALS["rapidocr"](threads))


ENTRANTS: Mapping[str, Entrant] = {
    "small+small": Entrant("small detection, small recognition", _models("small", "small")),
    "tiny+small": Entrant("tiny detection, small recognition", _models("tiny", "small")),
    "tiny+tiny": Entrant("tiny detection, tiny recognition", _models("tiny", "tiny")),
    "cascade": Entrant(
        f"tiny detection, tiny recognition, small where a character is below {SURE}", lambda _: read_by_cascade
    ),
    "no decoding": Entrant(
        "does not choose among the recogniser's alternatives where grammar or check refuses a value",
        _mending(RepairOptions(decode=False)),
    ),
    "no reconciling": Entrant(
        "does not choose between fields that contradict each other", _mending(RepairOptions(reconcile=False))
    ),
    "no second look": Entrant("reads no place of the page a second time", _mending(RepairOptions(look=False))),
    "as first read": Entrant("none of the three", _mending(RepairOptions(decode=False, reconcile=False, look=False))),
    "rapidocr": Entrant("rapidocr's lines, with its defaults", _rapidocr, "rapidocr", is_shared=False),
}
"""Name -> reader."""
