"""`engine.second`: which pages are read a second time, with what effort, and which of two readings says more."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.engine import Engine
from piaoju.engine.checking import Draft
from piaoju.engine.second import ENLARGED, MIN_LINES, TINY_PX, keys_read, wants_second, with_effort
from piaoju.engine.types import load_types
from piaoju.lab.synth import Level, synthesise
from piaoju.lab.synth.split import Split
from piaoju.model.document import DocumentReading
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.ocr import OcrOptions
from tests.text_lines import line
from tests.unit.engine.synthetic import as_png, document
from tests.unit.reading.checks.evidence import fields

TRAIN = next(kind for kind in load_types() if kind.id == "train_ticket")
KEYS = [spec.name for spec in TRAIN.schema if spec.is_key]


def blank(width: int, height: int) -> PageImage:
    return PageImage(1, np.full((height, width, 3), 255, np.uint8), width, height)


def print_of(count: int, confidence: float) -> list[TextLine]:
    return [line("限乘当日当次车", 10, 40 * row, confidence=confidence) for row in range(count)]


def ticket(*names: str) -> Draft:
    values = fields(dict.fromkeys(names, "G1234"))
    quad = quad_from_rect(0, 0, 200, 100)
    return Draft(DocumentReading("train_ticket", None, (1,), quad, 0.0, None, "image", values), TRAIN, "", None)


LARGE, TINY = blank(1200, 900), blank(TINY_PX, 250)


class TestWanted:
    def test_by_much_unclear_print_without_a_document(self) -> None:
        assert wants_second(LARGE, print_of(MIN_LINES, 0.5), [])

    def test_by_unclear_print_of_which_too_little_was_made(self) -> None:
        assert wants_second(LARGE, print_of(MIN_LINES, 0.5), [ticket(*KEYS[:2])])
        assert not wants_second(LARGE, print_of(MIN_LINES, 0.5), [ticket(*KEYS)])

    def test_not_by_print_that_is_clear(self) -> None:
        assert not wants_second(LARGE, print_of(MIN_LINES, 0.9), [])

    @pytest.mark.parametrize("count", [0, MIN_LINES - 1])
    def test_not_by_a_picture_with_hardly_any_print(self, count: int) -> None:
        assert not wants_second(LARGE, print_of(count, 0.3), [])

    def test_by_a_tiny_picture_with_any_print(self) -> None:
        assert wants_second(TINY, print_of(1, 0.3), [])
        assert not wants_second(TINY, [], [])
        assert not wants_second(TINY, [replace(print_of(1, 0.3)[0], chars=())], [])


class TestEffort:
    def test_a_tiny_picture_is_enlarged_within_its_frame(self) -> None:
        more = with_effort(TINY, OcrOptions())
        assert more is not None
        page, options = more
        assert options.detector == "small"
        assert page.pixels.shape == (250 * ENLARGED, TINY_PX * ENLARGED, 3)
        assert (page.width, page.height) == (TINY_PX, 250)

    def test_another_keeps_its_size(self) -> None:
        more = with_effort(LARGE, OcrOptions(max_side_px=960))
        assert more is not None
        page, options = more
        assert page is LARGE
        assert (options.detector, options.max_side_px) == ("small", 960)

    def test_nothing_is_left_to_try(self) -> None:
        assert with_effort(LARGE, OcrOptions(detector="small")) is None
        assert with_effort(TINY, OcrOptions(detector="small")) is not None


def test_more_key_fields_say_more() -> None:
    one = ticket(KEYS[0], "seat_class")
    assert keys_read([]) == (0, 0)
    assert keys_read([one]) == (1, 1)
    assert keys_read([one, ticket(*KEYS)]) == (len(KEYS), 1 + len(KEYS))
    assert keys_read([ticket(*KEYS)]) > keys_read([ticket(*KEYS[:2]), ticket(*KEYS[:3])])


@pytest.mark.models
def test_of_a_sheet_those_that_are_hardly_read_are_read_with_more_effort() -> None:
    sheet = synthesise("multi", "desk", 7104005, Level.HARD, split=Split.DEV)
    types = sorted(made.type for made in Engine().read(as_png(sheet.pixels)).documents)
    assert types == ["motor_vehicle_invoice", "taxi_receipt", "train_ticket", "train_ticket"]


@pytest.mark.models
def test_a_ticket_as_small_as_a_stamp_is_read_the_second_time() -> None:
    drawn = document("train_ticket", "magnetic", 24, Level.PHOTO).pixels
    scale = 160 / max(drawn.shape[:2])
    tiny = cv2.resize(drawn, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    reading = Engine().read(as_png(np.asarray(tiny, np.uint8)))
    (found,) = reading.documents
    assert (found.type, reading.status) == ("train_ticket", "ok")
    assert len(found.fields) >= 6
    assert len(reading.pages) == 1
    corners = np.array(found.quad)
    assert (corners > -20).all(), "in the frame of the picture as it was submitted"
    assert (corners < np.array(tiny.shape[1::-1]) + 20).all()
