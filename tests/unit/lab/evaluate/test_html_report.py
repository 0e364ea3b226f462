"""`lab.evaluate.html_report`, `worst` and `crops`: the page that shows what went wrong."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from piaoju.lab.evaluate.crops import MAX_SIDES_PX, cut, upright
from piaoju.lab.evaluate.dataset import LabelledDocument, Place
from piaoju.lab.evaluate.html_report import to_html
from piaoju.lab.evaluate.pairing import pair
from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.scoring import SampleOutcome, build_report
from piaoju.lab.evaluate.worst import worst_fields
from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import PageImage, Pixels
from tests.unit.lab.evaluate.readings import sample

RED, GREEN = (0, 0, 255), (0, 255, 0)
LABELLED, READ = quad_from_rect(20, 20, 60, 20), quad_from_rect(120, 60, 60, 20)
EVIL = '<script>alert("1")</script>&'


def picture() -> Pixels:
    """Return a white page with a red box where the label points and a green one where the reading does."""
    pixels = np.full((100, 200, 3), 255, np.uint8)
    pixels[10:50, 10:90] = RED
    pixels[50:90, 110:190] = GREEN
    return pixels


def content(_: str) -> bytes:
    return cv2.imencode(".png", picture())[1].tobytes()


def report(*readings: tuple[str, FieldReading], places: dict[str, Place] | None = None) -> Report:
    """Return the report of files `0.png`, `1.png` … with one field read each, none of them right."""
    outcomes = []
    for number, (name, reading) in enumerate(readings):
        label = LabelledDocument("taxi_receipt", {name: "某值"}, places=places or {})
        read = DocumentReading("taxi_receipt", None, (1,), None, 0.0, 0.9, "image", {name: reading})
        paired = pair([label], [read], {})
        outcomes.append(SampleOutcome(sample(Path(f"{number}.png"), label), pairing=paired))
    return build_report(outcomes, seed=0)


def field(value: str = "x", confidence: float | None = 0.5, quad: Quad | None = READ) -> FieldReading:
    return FieldReading(value, value, confidence, 1, quad, raw_text="first" + value)


def shown_colours(page: str) -> list[str]:
    """Return the colour in the middle of each picture of a page."""
    colours = []
    for data in re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page):
        pixels = cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_COLOR)
        assert pixels is not None
        _, green, red = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2]
        colours.append("red" if red > 200 and green < 100 else "green" if green > 200 and red < 100 else "other")
    return colours


def test_the_place_of_the_label_is_shown_else_that_of_the_reading() -> None:
    assert shown_colours(to_html(report(("plate", field()), places={"plate": (1, LABELLED)}), content)) == ["red"]
    assert shown_colours(to_html(report(("plate", field())), content)) == ["green"]


def test_without_a_place_there_is_no_picture() -> None:
    page = to_html(report(("plate", field(quad=None))), content)
    assert shown_colours(page) == []
    assert "no place known" in page


def test_a_page_that_is_not_there_leaves_the_place_empty() -> None:
    page = to_html(report(("plate", field()), places={"plate": (7, LABELLED)}), content)
    assert shown_colours(page) == []
    assert [uri is None for uri in cut(content(""), [(7, READ), (1, READ)])] == [True, False]
    assert to_html(report(("plate", field())), lambda _: b"no picture").count("no place known") == 1


def test_an_error_is_told_with_label_reading_raw_text_and_confidence() -> None:
    page = to_html(report(("plate", field("y", 0.95))), content)
    row = next(row for row in page.split("<tr>") if "0.png plate" in row)
    cells = re.findall(r"<td>(.*?)</td>", row)
    assert cells[0] == "0.png plate"
    assert cells[2:] == ["某值", "y", "y", "firsty", '<span class="silent">0.950 silent</span>']


def test_the_worst_field_comes_first_and_the_surest_error_of_it() -> None:
    one = report(("fare", field()), ("plate", field("p", 0.2)), ("plate", field("q", None)), ("plate", field("r", 0.8)))
    first, second = worst_fields(one)
    assert (first.field, first.errors, second.field, second.errors) == ("plate", 3, "fare", 1)
    assert [example.judgement.read for example in first.examples] == ["r", "p", "q"]
    page = to_html(one, content)
    assert page.index("plate (3 wrong)") < page.index("fare (1 wrong)")


def test_only_some_examples_are_shown_and_the_page_says_so() -> None:
    one = report(*[("plate", field(str(number))) for number in range(15)])
    page = to_html(one, content)
    assert "plate (15 wrong, 12 shown)" in page
    assert len(shown_colours(page)) == 12


def test_right_fields_and_missed_documents_are_no_examples() -> None:
    label = LabelledDocument("taxi_receipt", {"plate": "A1"})
    missed = build_report([SampleOutcome(sample(Path("a.png"), label), pairing=pair([label], [], {}))], seed=0)
    assert worst_fields(missed) == ()
    page = to_html(missed, content)
    assert "No field was read wrong in a document that was found." in page


class Outline(HTMLParser):
    """Collects the tags of a page and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}]


def test_foreign_text_stays_text_and_nothing_is_loaded() -> None:
    label = LabelledDocument("taxi_receipt", {EVIL: EVIL})
    read = DocumentReading("taxi_receipt", None, (1,), None, 0.0, 0.9, "image", {EVIL: field(EVIL + "x")})
    paired = pair([label], [read], {})
    one = build_report([SampleOutcome(sample(Path("a.png"), label, kind=EVIL), pairing=paired)], seed=0)
    page = to_html(one, content)
    outline = Outline()
    outline.feed(page)
    assert "script" not in outline.tags
    assert "<script" not in page
    assert "link" not in outline.tags
    assert outline.loads
    assert all(load.startswith("data:image/jpeg;base64,") for load in outline.loads)
    assert "default-src 'none'" in page


def test_reliability_is_drawn() -> None:
    label = LabelledDocument("taxi_receipt", {"fare": "1", "plate": "A1", "distance": "2"})
    fields = {"fare": field("1", 0.55), "plate": field("B", 0.6), "distance": field("2", 0.95)}
    read = DocumentReading("taxi_receipt", None, (1,), None, 0.0, 0.9, "image", fields)
    one = build_report([SampleOutcome(sample(Path("a.png"), label), pairing=pair([label], [read], {}))], seed=0)
    page = to_html(one, content)
    # Of the two values in (0.5, 0.6] one is right: a bar of half the height; in (0.9, 1.0] all are.
    assert '<rect x="130.0" y="130.0" width="26.0" height="130.0"' in page
    assert '<rect x="234.0" y="0.0" width="26.0" height="260.0"' in page
    assert "0.5 to 0.6: 1 of 2 right" in page
    assert page.count("<rect") == 3


def test_crops_are_upright_and_scaled_from_the_frame() -> None:
    pixels = np.full((400, 200, 3), 255, np.uint8)
    pixels[100:300, 90:110] = RED
    page = PageImage(1, pixels, 100, 200)  # the frame is half as large as the raster
    turned: Quad = ((55, 50), (55, 150), (45, 150), (45, 50))  # text that runs down the page
    shown = upright(page, turned)
    assert shown is not None
    assert shown.shape[:2] == (20 + 24, 200 + 24)
    assert tuple(shown[22, 112]) == RED
    assert tuple(shown[2, 112]) == (255, 255, 255)


def test_crops_are_not_larger_than_a_table_can_show() -> None:
    page = PageImage(1, np.zeros((3000, 3000, 3), np.uint8), 3000, 3000)
    shown = upright(page, quad_from_rect(100, 100, 2500, 2500))
    assert shown is not None
    assert shown.shape[1] <= MAX_SIDES_PX[0]
    assert shown.shape[0] <= MAX_SIDES_PX[1]


@pytest.mark.parametrize("quad", [quad_from_rect(0, 0, 0, 5), quad_from_rect(0, 0, 5, 0)])
def test_a_place_without_area_has_no_crop(quad: Quad) -> None:
    assert cut(content(""), [(1, quad), (1, READ)])[0] is None
