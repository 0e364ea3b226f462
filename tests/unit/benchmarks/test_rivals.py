"""`benchmarks.rivals` and `benchmarks.fields`: readers of lines as readers of fields."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks import fields
from benchmarks.foreign import ForeignLine
from benchmarks.rivals import RIVALS
from piaoju.lab.synth import VARIANTS, Level, synthesise, write
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, Pixels

TYPE = "vat_invoice"


class Parrot:
    """Tells the lines of a drawn document, and always the same of a place."""

    look = "by heart"

    def __init__(self, lines: list[ForeignLine]) -> None:
        self.told = lines

    def lines(self, pixels: Pixels) -> list[ForeignLine]:
        return self.told

    def line(self, picture: Pixels) -> tuple[str, float]:
        return "一", 0.5


def drawn() -> tuple[Parrot, bytes]:
    document = synthesise(TYPE, VARIANTS[TYPE][0], 1)
    lines = [ForeignLine(text, 0.99, quad) for text, quad in document.lines]
    return Parrot(lines), cv2.imencode(".png", document.pixels)[1].tobytes()


def test_fields_are_read_from_a_rivals_lines() -> None:
    parrot, content = drawn()
    truth = synthesise(TYPE, VARIANTS[TYPE][0], 1).label["fields"]
    (document,) = fields.read_with(parrot, content).documents
    assert isinstance(truth, dict)
    assert document.fields["invoice_number"].value == truth["invoice_number"]
    assert document.fields["issue_date"].value == truth["issue_date"]


def test_nothing_is_found_among_no_lines() -> None:
    assert fields.read_with(Parrot([]), drawn()[1]).documents == ()


def test_a_look_gives_a_line_for_each_quad_of_the_page_frame() -> None:
    page = PageImage(1, np.full((100, 100, 3), 255, np.uint8), 200, 200)
    quads = [quad_from_rect(10, 20, 60, 20), quad_from_rect(0, 0, 20, 20)]
    lines = fields.RivalLook(Parrot([]), page)(quads)
    assert [(line.quad, line.text) for line in lines] == [(quad, "一") for quad in quads]


def test_only_labelled_pictures_count(tmp_path: Path) -> None:
    kept = write(synthesise(TYPE, VARIANTS[TYPE][0], 1), tmp_path)
    left_out = write(synthesise(TYPE, VARIANTS[TYPE][0], 2), tmp_path)
    plain = tmp_path / "plain" / "page.png"
    assert [sample.path for sample in fields.labelled([kept, plain])] == [kept]
    assert left_out.is_file()


@pytest.mark.models
@pytest.mark.slow
@pytest.mark.parametrize(("name", "module"), [("rapidocr", "rapidocr"), ("faster-paddle", "faster_paddle")])
def test_rivals_read_a_scan(name: str, module: str) -> None:
    pytest.importorskip(module)
    document = synthesise(TYPE, VARIANTS[TYPE][0], 1, Level.SCAN)
    rival = RIVALS[name](1)
    found = {"".join(line.text.split()): line for line in rival.lines(document.pixels)}
    number = document.label["fields"]["invoice_number"]  # type: ignore[index]
    (line,) = [line for text, line in found.items() if str(number) in text]
    assert line.confidence > 0.8
    look = fields.RivalLook(rival, PageImage(1, document.pixels, document.pixels.shape[1], document.pixels.shape[0]))
    assert str(number) in look([line.quad])[0].text
