"""A reader's accuracy, in a process of its own: `python -m benchmarks.fields`, started by `benchmarks.accuracy`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import process
from benchmarks.accuracy import Accuracies, Accuracy, Share
from benchmarks.foreign import ForeignLine, cut, to_page_text, to_text_line
from benchmarks.pictures import Groups
from benchmarks.readers import READERS
from benchmarks.rivals import RIVALS, Rival
from piaoju.engine import Engine
from piaoju.engine.pipeline import read_lines
from piaoju.engine.types import load_types
from piaoju.lab.evaluate.dataset import Sample, load
from piaoju.lab.evaluate.evaluation import Read, evaluate
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.report import ALL_TYPES
from piaoju.model.document import Reading
from piaoju.model.geometry import Quad, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.decode import open_pages


def measure(reader: str, threads: int, groups: Groups) -> Accuracies:
    """Measure a reader in this process; groups without labels are left out."""
    look, read = _reader(reader, threads)
    measured = {}
    for group, paths in groups.items():
        for score in evaluate(labelled(paths), read).totals:
            if score.group.type == ALL_TYPES:
                name = group if score.group.kind != "mock" else f"{group}, mock"
                measured[name] = Accuracy(_share(score.found), _share(score.fields), _share(score.documents))
    return Accuracies(reader, look, measured)


def labelled(paths: Sequence[Path]) -> list[Sample]:
    """Return the samples of those pictures that have a label beside them."""
    folders = sorted({path.parent for path in paths if path.with_suffix(".json").is_file()})
    return [sample for folder in folders for sample in load(folder) if sample.path in paths]


def _reader(name: str, threads: int) -> tuple[str, Read]:
    """Return in words how a reader looks again, and how it reads."""
    if name not in RIVALS:
        return "its own recogniser on the place", Engine().read
    rival = RIVALS[name](threads)
    return rival.look, partial(read_with, rival)


def read_with(rival: Rival, content: bytes) -> Reading:
    """Read a file as the engine does, but from a rival's lines.

    Raises:
        PiaojuError: the file cannot be read.
    """
    types = load_types()
    documents = []
    with open_pages(content) as source:
        for number in source.numbers:
            page = source.read(number)
            text = to_page_text(page, rival.lines(page.pixels))
            documents += read_lines(page, text, RivalLook(rival, page), types, types)
    return Reading("ok", documents=tuple(documents))


@dataclass(frozen=True, slots=True)
class RivalLook:
    """A rival's second look at a page."""

    rival: Rival
    page: PageImage

    def __call__(self, quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        """Read quads of the page anew, one text line each."""
        height, width = self.page.pixels.shape[:2]
        to_pixels = np.diag([width / self.page.width, height / self.page.height, 1.0])
        return [
            replace(self._read(transform_quad(to_pixels, quad), without_seals=without_seals), quad=quad)
            for quad in quads
        ]

    def _read(self, quad_in_pixels: Quad, *, without_seals: bool) -> TextLine:
        picture = cut(self.page.pixels, quad_in_pixels, without_seals=without_seals)
        text, confidence = self.rival.line(picture)
        return to_text_line(self.page.pixels, ForeignLine(text, confidence, quad_in_pixels))


def _share(ratio: Ratio) -> Share:
    return Share(ratio.count, ratio.total, ratio.low, ratio.high)


def _main() -> None:
    parser = argparse.ArgumentParser(description="Measure one reader's accuracy; pictures are listed on stdin.")
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("threads", type=int)
    chosen = parser.parse_args()
    groups = process.receive(chosen.threads)
    sys.stdout.write(json.dumps(asdict(measure(chosen.reader, chosen.threads, groups))))


if __name__ == "__main__":
    _main()
