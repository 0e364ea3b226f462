"""`reading.ocr.read_text`: a page that lies on its side is read turned, however little of it told so."""

from collections.abc import Callable
from math import hypot

import numpy as np
import pytest

import piaoju.reading.ocr as ocr
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, Pixels, TextLine
from piaoju.reading.ocr import OcrOptions, read_text
from piaoju.reading.ocr.detection import Region, order_corners
from piaoju.reading.ocr.orientation import Sample
from piaoju.reading.ocr.pool import ModelPool
from tests.text_lines import line_in

HIGH, WIDE = 300, 500  # pixels of a page, told from the same page turned by a quarter by its shape
SCRAPS = [(40, 40 + 50 * index, 24, 20) for index in range(4)]
LINES = [(40, 40 + 50 * index, 160, 20) for index in range(4)]


def regions(boxes: list[tuple[int, int, int, int]]) -> list[Region]:
    corners = [((x, y), (x + width, y), (x + width, y + height), (x, y + height)) for x, y, width, height in boxes]
    return [Region(order_corners(np.array(some, np.float32)), 0.9) for some in corners]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], PageImage]:
    """Return what makes a page with so many legible characters as it comes, and so many turned by a quarter."""

    def make(as_it_is: int, turned: int) -> PageImage:
        def detect(pixels: Pixels, **_: object) -> list[Region]:
            return regions(SCRAPS if pixels.shape[:2] == (HIGH, WIDE) else LINES)

        def read_sample(pixels: Pixels, asked: list[Region], _pool: ModelPool) -> Sample:
            return Sample({}, False, as_it_is if pixels.shape[:2] == (HIGH, WIDE) else turned)

        def read(_pixels: Pixels, asked: list[Region], *_: object) -> list[TextLine]:
            return [
                line_in(quad_from_rect(*one.corners[0], *(one.corners[2] - one.corners[0])), "税额") for one in asked
            ]

        monkeypatch.setattr(ocr, "detect", detect)
        monkeypatch.setattr(ocr, "read_sample", read_sample)
        monkeypatch.setattr(ocr, "_read_lines", read)
        monkeypatch.setattr(ocr, "split_stacked", lambda _pixels, found: found)
        monkeypatch.setattr(ocr, "lay_across", lambda _pixels, found, *_: found)
        monkeypatch.setattr(ocr, "turn_over", lambda *_: {})
        return PageImage(1, np.full((HIGH, WIDE, 3), 255, np.uint8), WIDE, HIGH)

    return make


@pytest.mark.parametrize(
    ("as_it_is", "turned", "rotation_deg"),
    [
        pytest.param(0, 8, 90.0, id="legible only on its side"),
        pytest.param(8, 30, 0.0, id="legible as it is"),
        pytest.param(5, 8, 0.0, id="hardly more legible on its side"),
    ],
)
def test_a_page_of_scraps_is_looked_at_on_its_side(
    as_it_is: int, turned: int, rotation_deg: float, page: Callable[[int, int], PageImage]
) -> None:
    text = read_text(page(as_it_is, turned), ModelPool(1), OcrOptions())
    assert text.rotation_deg == pytest.approx(rotation_deg)
    (x0, y0), (x1, y1), *_ = text.lines[0].quad
    upright = hypot(x1 - x0, y1 - y0) == pytest.approx(160 if rotation_deg else 24)
    assert upright
    assert (abs(x1 - x0) < abs(y1 - y0)) == (rotation_deg == 90.0)
