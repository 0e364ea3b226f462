"""Sheets with several tickets, documents of several pages, and pictures of none."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from piaoju.lab.synth import VARIANTS, Level, SyntheticDocument, compose, pasted, synthesise, write
from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.fonts import has_glyph
from piaoju.lab.synth.labels import in_reading_order
from piaoju.lab.synth.layouts import negatives
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.typeset import Style, TextRun
from piaoju.lab.synth.values.vat import FieldValue
from piaoju.model.geometry import quad_from_rect


def documents_of(document: SyntheticDocument) -> list[dict[str, Any]]:
    fields: Any = document.label["fields"]
    return list(fields["documents"])


@pytest.mark.parametrize(("variant", "level"), [("a4", Level.CLEAN), ("desk", Level.HARD), ("a4", Level.PHOTO)])
def test_a_sheet_holds_two_to_six_documents_with_all_their_truth(variant: str, level: Level) -> None:
    document = synthesise("multi", variant, 4, level)
    height, width = document.pixels.shape[:2]
    assert document.label["type"] == "multi"
    found = documents_of(document)
    assert 2 <= len(found) <= 6
    for one in found:
        assert one["variant"] in VARIANTS[one["type"]]
        assert one["illegible"] == []
        assert set(one["obscured"]) <= set(one["quads"])
        for quad in (one["quad"], *one["quads"].values()):
            assert np.array(quad).min() > -10
            assert (np.array(quad) < (width + 10, height + 10)).all()


@pytest.fixture(scope="module")
def chosen() -> list[pasted.PastedSheet]:
    return [pasted.choose(variant, np.random.default_rng(seed)) for variant in pasted.VARIANTS for seed in range(6)]


def test_tickets_lie_at_angles_of_their_own_and_types_mix(chosen: list[pasted.PastedSheet]) -> None:
    tickets = [ticket for sheet in chosen for ticket in sheet.tickets]
    off = [(ticket.turn_deg + 45) % 90 - 45 for ticket in tickets]
    quarters = {round((ticket.turn_deg - skew) / 90) % 4 for ticket, skew in zip(tickets, off, strict=True)}
    assert 5 < max(map(abs, off)) <= 10
    assert quarters >= {0, 1, 3}
    assert len({ticket.type for ticket in tickets}) >= 5
    assert {len(sheet.tickets) for sheet in chosen} >= {2, 3, 4}


def test_tickets_touch_at_most(chosen: list[pasted.PastedSheet]) -> None:
    for sheet in chosen:
        boxes = [
            (one.center, (one.form.sheet.width_mm, one.form.sheet.height_mm), one.turn_deg) for one in sheet.tickets
        ]
        for one, other in combinations(boxes, 2):
            _, shared = cv2.rotatedRectangleIntersection(one, other)
            assert shared is None or cv2.contourArea(cv2.convexHull(shared)) < 0.5


def test_tickets_lie_on_their_sheet(chosen: list[pasted.PastedSheet]) -> None:
    for sheet in chosen:
        for one in sheet.tickets:
            size = (one.form.sheet.width_mm, one.form.sheet.height_mm)
            corners = cv2.boxPoints((one.center, size, one.turn_deg))
            assert corners.min() > -0.01
            assert (corners < (sheet.width_mm + 0.01, sheet.height_mm + 0.01)).all()


def test_documents_are_listed_left_to_right_and_top_to_bottom() -> None:
    outlines = [quad_from_rect(300, 12, 90, 50), quad_from_rect(10, 200, 90, 50), quad_from_rect(20, 0, 90, 60)]
    assert in_reading_order(outlines) == [2, 0, 1]


def two_pages(*_: object) -> PrintedForm:
    pages = []
    for page in (1, 2):
        sheet = Sheet(100.0, 60.0)
        sheet.text(10, 10, "12345678", Style(4.0), name="invoice_number")
        sheet.text(10, 30, "螺丝", Style(4.0), name=f"items[{page - 1}].name")
        pages.append(sheet)
    fields: dict[str, FieldValue] = {"invoice_number": "12345678", "items": [{"name": "螺丝"}, {"name": "螺丝"}]}
    return PrintedForm(pages[0], fields, 4.0, (pages[1],))


@pytest.mark.parametrize("level", [Level.CLEAN, Level.SCAN])
def test_several_pages_become_one_tiff(level: Level, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compose, "layout", two_pages)
    document = synthesise("vat_invoice", VARIANTS["vat_invoice"][0], 1, level)
    assert document.label["pages"] == [1, 2]
    assert document.label["quad_pages"] == {"invoice_number": 1, "items[0].name": 1, "items[1].name": 2}
    path = write(document, tmp_path)
    assert path.suffix == ".tif"
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) == document.label
    with Image.open(path) as stored:
        assert stored.n_frames == 2  # type: ignore[attr-defined]
        stored.seek(1)
        pixels = cv2.cvtColor(np.asarray(stored.convert("RGB")), cv2.COLOR_RGB2BGR)
    difference = np.abs(pixels.astype(int) - document.pages[1]).mean()
    assert difference == 0 if level is Level.CLEAN else difference < 3


@pytest.mark.parametrize("design", negatives.DESIGNS)
def test_negatives_hold_no_field(design: str) -> None:
    document = synthesise("negative", design, 2, Level.SCAN)
    assert document.label["type"] == "negative"
    assert document.label["fields"] == {}
    assert document.label["quads"] == {}
    assert document.pixels.std() > 5


@pytest.mark.parametrize("design", negatives.DESIGNS)
def test_negatives_are_printed_on_the_sheet_in_characters_that_the_faces_have(design: str) -> None:
    for seed in range(6):
        sheet = compose.layout("negative", design, seed).sheet
        for text, rect in sheet.lines:
            assert rect[0] >= 0, text
            assert rect[2] <= sheet.width_mm, text
            assert rect[3] <= sheet.height_mm, text
        runs = [one for one in sheet.operations if isinstance(one, TextRun)]
        assert not [g.char for run in runs for g in run.glyphs if not has_glyph(run.style.face, g.char)]


def test_some_negatives_speak_of_invoices() -> None:
    texts = {
        design: "".join(text for text, _ in compose.layout("negative", design, 1).sheet.lines)
        for design in negatives.DESIGNS
    }
    assert len(texts) >= 10
    assert sum("发票" in text for text in texts.values()) >= 3
    assert sum("金额" in text for text in texts.values()) >= 3
