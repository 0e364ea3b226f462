"""`reading.ocr.turned`: tickets that lie another way than their page are read as well."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from time import thread_time

import cv2
import numpy as np
import pytest

from piaoju.lab.synth import synthesise
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, Pixels, TextLine
from piaoju.reading.ocr import OcrOptions, read_text
from piaoju.reading.ocr.detection import Region, detect, order_corners
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool, process_pool
from piaoju.reading.ocr.turned import lay_across, turn_over
from tests.text_lines import line

BLANK = np.full((400, 600, 3), 255, np.uint8)
NO_MODELS = ModelPool(1)  # a test that asked it for one would need the models
SIDE_PX = 900


@cache
def ticket(seed: int) -> tuple[Pixels, dict[str, str]]:
    """Return a drawn train ticket of about the sheet's usual size, and its values."""
    document = synthesise("train_ticket", "magnetic", seed)
    height, width = document.pixels.shape[:2]
    size = (SIDE_PX, round(SIDE_PX * height / width))
    fields = document.label["fields"]
    assert isinstance(fields, dict)
    return np.asarray(cv2.resize(document.pixels, size, interpolation=cv2.INTER_AREA), np.uint8), fields


def sheet(quarters: int) -> PageImage:
    """Return a page with two upright tickets and, to their right, one turned clockwise by quarters."""
    upper, lower = (ticket(seed)[0] for seed in (31, 32))
    other = np.rot90(ticket(33)[0], -quarters)
    height = upper.shape[0] + lower.shape[0] + 150
    page = np.full((max(height, other.shape[0] + 100), SIDE_PX + other.shape[1] + 150, 3), 255, np.uint8)
    page[50 : 50 + upper.shape[0], 50 : 50 + SIDE_PX] = upper
    page[100 + upper.shape[0] : 100 + upper.shape[0] + lower.shape[0], 50 : 50 + SIDE_PX] = lower
    page[50 : 50 + other.shape[0], SIDE_PX + 100 : SIDE_PX + 100 + other.shape[1]] = other
    return PageImage(1, page, page.shape[1], page.shape[0])


def regions(count: int, length: float, height: float, angle: float = 0.0) -> list[Region]:
    boxes = (cv2.boxPoints(((250.0, 30.0 + 40 * index), (length, height), angle)) for index in range(count))
    return [Region(order_corners(box.astype(np.float32)), 0.9) for box in boxes]


def fake_reader(confidences: Mapping[int, float]) -> Callable[..., list[TextLine]]:
    """Return what reads a made-up text of every region, as certain as the x of its middle tells."""

    def read(_pixels: Pixels, asked: Sequence[Region], _pool: ModelPool, _size: Size) -> list[TextLine]:
        middles = [round(float(region.corners[:, 0].mean())) for region in asked]
        return [line("某某饭店", x, 0, confidence=confidences.get(x, 0.95)) for x in middles]

    return read


def seen_turned(picture: Sequence[Region], height: int) -> list[Region]:
    """Return regions of a picture as they lie in the picture turned clockwise by a quarter."""
    corners = [np.stack([height - one.corners[:, 1], one.corners[:, 0]], axis=1) for one in picture]
    return [Region(order_corners(made), 0.9) for made in corners]


def boxes(*places: tuple[float, float, float, float]) -> list[Region]:
    """Return level and upright regions by their left, top, width and height."""
    return [Region(np.array(quad_from_rect(*place), np.float32), 0.9) for place in places]


def nothing(_: Pixels) -> list[Region]:
    raise AssertionError("nothing is to be looked for")


@pytest.mark.models
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_every_ticket_of_a_sheet_is_read_whatever_way_it_lies(quarters: int) -> None:
    lines = read_text(sheet(quarters), process_pool(), OcrOptions()).lines
    for seed in (31, 32, 33):
        code = ticket(seed)[1]["ticket_code"]
        assert [made for made in lines if code in made.text.replace(" ", "")], seed
    (code_line,) = (made for made in lines if ticket(33)[1]["ticket_code"] in made.text.replace(" ", ""))
    (left, top), (right, bottom) = code_line.quad[:2]
    along = np.array([right - left, bottom - top])
    way = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]][quarters])
    assert along @ way > 0.99 * np.linalg.norm(along)


def test_a_vertical_label_turns_nothing() -> None:
    level, upright = regions(8, 300, 20), regions(1, 60, 12, 90)
    assert lay_across(BLANK, [*level, *upright], NO_MODELS, "tiny", nothing) == [*level, *upright]
    assert lay_across(BLANK, [], NO_MODELS, "tiny", nothing) == []


@pytest.mark.models
def test_text_across_comes_from_a_look_at_the_page_turned() -> None:
    pixels = sheet(1).pixels
    detected = partial(detect, pool=process_pool(), size="tiny", max_side_px=1280)
    regions = detected(pixels)
    pictures: list[tuple[int, ...]] = []

    def seen(picture: Pixels) -> list[Region]:
        pictures.append(picture.shape)
        return detected(picture)

    laid = lay_across(pixels, regions, process_pool(), "tiny", seen)
    assert pictures == [(pixels.shape[1], pixels.shape[0], 3)]
    down = [region for region in laid if region.corners[1][1] - region.corners[0][1] > 60]
    assert len(down) >= 8  # lines of the turned ticket
    assert all(region.corners[:, 0].min() > SIDE_PX for region in down)
    middles = [tuple(region.corners.mean(axis=0).tolist()) for region in laid]
    assert all(
        sum(cv2.pointPolygonTest(region.corners, middle, measureDist=False) >= 0 for middle in middles) == 1
        for region in down
    )


@pytest.mark.parametrize(("confidence", "count"), [(0.7, 3), (0.95, 0)])
def test_faint_text_across_leaves_the_level_lines_that_it_lies_on(
    monkeypatch: pytest.MonkeyPatch, confidence: float, count: int
) -> None:
    columns = boxes(*((40 * index + 10, 20, 20, 300) for index in range(5)))
    level = boxes(*((360, 60 + 40 * index, 120, 20) for index in range(3)))
    pieces = boxes((410, 200, 20, 60), (405, 270, 30, 24))
    blot = boxes((400, 30, 40, 330))
    monkeypatch.setattr("piaoju.reading.ocr.turned.recognise", fake_reader({420: confidence}))
    laid = lay_across(
        BLANK, [*columns, *level, *pieces], NO_MODELS, "tiny", lambda _: seen_turned([*columns, *blot], len(BLANK))
    )
    assert sum(any(region is one for one in level) for region in laid) == count
    assert len(laid) == len(columns) + len(blot) + count


def test_a_page_of_thousands_of_regions_is_soon_done(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = boxes(*((6 * (index % 100), 13 * (index // 100), 4, 12) for index in range(3000)))
    monkeypatch.setattr("piaoju.reading.ocr.turned.recognise", fake_reader({}))
    begin = thread_time()
    laid = lay_across(BLANK, columns, NO_MODELS, "tiny", lambda _: seen_turned(columns, len(BLANK)))
    assert thread_time() - begin < 5
    assert len(laid) == len(columns)


@pytest.mark.models
def test_strokes_across_that_are_no_text_stay_as_they_are() -> None:
    found = [*regions(4, 200, 20), *regions(6, 200, 20, 90)]
    assert lay_across(BLANK, found, process_pool(), "tiny", nothing) == found


def test_what_reads_well_is_not_turned_over() -> None:
    certain = [line("某某饭店", 40, 30 + 40 * index) for index in range(8)]
    assert turn_over(BLANK, regions(8, 200, 20), certain, NO_MODELS, "tiny") == {}


def test_one_doubtful_line_is_a_blot() -> None:
    lines = [line("某某饭店", 40, 30 + 40 * index, confidence=0.5 if index < 1 else 0.99) for index in range(8)]
    assert turn_over(BLANK, regions(8, 200, 20), lines, NO_MODELS, "tiny") == {}


@pytest.mark.parametrize(("over", "count"), [(0.95, 5), (0.92, 4), (0.5, 0)])
def test_where_lines_stand_on_their_heads_figures_that_read_better_so_do_too(
    monkeypatch: pytest.MonkeyPatch, over: float, count: int
) -> None:
    doubts = [0.5, 0.6, 0.9, 0.9, 0.93, 0.99]
    lines = [line("某某饭店", 40, 30 + 40 * index, confidence=doubt) for index, doubt in enumerate(doubts)]
    monkeypatch.setattr("piaoju.reading.ocr.turned.recognise", fake_reader({250: over}))
    boxes = regions(len(lines), 200, 20)
    turned = turn_over(BLANK, boxes, lines, NO_MODELS, "tiny")
    assert sorted(turned) == list(range(count))
    assert all(np.array_equal(one.corners, np.roll(boxes[at].corners, 2, axis=0)) for at, one in turned.items())


def test_two_lines_that_read_better_on_their_heads_are_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line("某某饭店", 40, 30 + 40 * index, confidence=0.5 if index < 2 else 0.99) for index in range(8)]
    monkeypatch.setattr("piaoju.reading.ocr.turned.recognise", fake_reader({250: 0.95}))
    assert turn_over(BLANK, regions(8, 200, 20), lines, NO_MODELS, "tiny") == {}


def test_short_regions_and_those_without_text_tell_nothing() -> None:
    doubtful = [line("某某饭店", 40, 30 + 40 * index, confidence=0.5) for index in range(8)]
    empty = [TextLine(made.quad, (), 0.9) for made in doubtful]
    assert turn_over(BLANK, regions(8, 40, 20), doubtful, NO_MODELS, "tiny") == {}
    assert turn_over(BLANK, regions(8, 200, 20), empty, NO_MODELS, "tiny") == {}


@pytest.mark.models
def test_doubtful_lines_that_read_no_better_the_other_way_stay() -> None:
    doubtful = [line("某某饭店", 40, 30 + 40 * index, confidence=0.5) for index in range(8)]
    assert turn_over(BLANK, regions(8, 200, 20), doubtful, process_pool(), "tiny") == {}
