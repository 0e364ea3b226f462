"""Every variant draws; the same arguments give the same bytes; labels and places agree with the picture."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from piaoju.lab.synth import VARIANTS, Level, SyntheticDocument, contact_sheet, synthesise, write
from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.draw import Seal
from piaoju.lab.synth.fonts import has_glyph
from piaoju.lab.synth.typeset import TextRun

ALL = [(name, variant) for name, variants in VARIANTS.items() for variant in variants]


def quads_of(document: SyntheticDocument) -> dict[str, list[list[float]]]:
    quads = document.label["quads"]
    assert isinstance(quads, dict)
    return quads


def fields_of(document: SyntheticDocument) -> dict[str, str]:
    fields = document.label["fields"]
    assert isinstance(fields, dict)
    return fields


@pytest.mark.parametrize(
    ("document_type", "variant", "level"),
    [
        *((name, variant, Level.HARD) for name, variant in ALL),
        *((name, variants[0], level) for name, variants in VARIANTS.items() for level in Level if level != Level.HARD),
    ],
)
def test_draws_with_every_quad_inside_the_picture(document_type: str, variant: str, level: Level) -> None:
    document = synthesise(document_type, variant, 3, level)
    pages = document.label.get("quad_pages", {})
    assert isinstance(pages, dict)
    assert {(page.dtype.name, page.shape[2]) for page in document.pages} == {("uint8", 3)}
    assert quads_of(document)
    for name, quad in quads_of(document).items():
        height, width = document.pages[pages.get(name, 1) - 1].shape[:2]
        for x, y in quad:
            assert 0 <= x <= width, name
            assert 0 <= y <= height, name


@pytest.mark.parametrize("level", list(Level))
def test_same_arguments_give_the_same_bytes(level: Level) -> None:
    first, second = (synthesise("vat_invoice", "vat_special_paper", 11, level) for _ in range(2))
    assert np.array_equal(first.pixels, second.pixels)
    assert first.label == second.label


def test_seeds_differ_and_levels_share_their_values() -> None:
    one, other = (synthesise("train_ticket", "magnetic", seed) for seed in (1, 2))
    assert fields_of(one) != fields_of(other)
    assert fields_of(synthesise("train_ticket", "magnetic", 1, Level.PHOTO)) == fields_of(one)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("document_type", "variant"), ALL)
def test_every_printed_field_has_a_place_and_every_place_a_field(document_type: str, variant: str, seed: int) -> None:
    form = layout(document_type, variant, seed)
    fields, quads = form.fields, {name for sheet in (form.sheet, *form.following) for name in sheet.marks}
    printed = {name for name, value in fields.items() if value and name != "items"}
    untitled = {"title"} - set(fields)
    assert printed - untitled == {name for name in quads if not name.startswith("items[")}
    for row, item in enumerate(fields.get("items", [])):
        assert isinstance(item, dict)
        cells = {name for name, value in item.items() if value}
        assert cells == {name.partition(".")[2] for name in quads if name.startswith(f"items[{row}].")}


@pytest.mark.parametrize(("document_type", "variant"), ALL)
def test_faces_have_every_character(document_type: str, variant: str) -> None:
    for seed in range(6):
        for operation in layout(document_type, variant, seed).sheet.operations:
            if isinstance(operation, TextRun):
                missing = [g.char for g in operation.glyphs if not has_glyph(operation.style.face, g.char)]
            elif isinstance(operation, Seal):
                text = operation.upper + operation.lower + "".join(line[0] for line in operation.lines)
                missing = [c for c in text if not (has_glyph("serif", c) and has_glyph("sans", c))]
            else:
                continue
            assert not missing


def test_a_missing_glyph_is_noticed() -> None:
    assert has_glyph("serif", "税")
    assert not has_glyph("serif", "\ue000")


@pytest.mark.parametrize("level", [Level.CLEAN, Level.SCAN, Level.PHOTO])
def test_quads_lie_on_their_ink(level: Level) -> None:
    document = synthesise("train_ticket", "rail_e_ticket", 4, level)
    grey = cv2.cvtColor(document.pixels, cv2.COLOR_BGR2GRAY)
    for name, quad in quads_of(document).items():
        inside = np.zeros(grey.shape, dtype=np.uint8)
        cv2.fillPoly(inside, [np.round(np.array(quad)).astype(np.int32)], 255)
        around = (cv2.dilate(inside, np.ones((9, 9), np.uint8)) > 0) & (inside == 0)
        assert np.percentile(grey[inside > 0], 3) < np.percentile(grey[around], 20) - 25, name


@pytest.mark.parametrize("seed", range(4))
def test_rotation_makes_the_document_upright(seed: int) -> None:
    document = synthesise("vat_invoice", "digital_general", seed, Level.PHOTO)
    rotation = document.label["rotation_deg"]
    assert isinstance(rotation, float)
    start, end = np.array(document.label["quad"])[:2]
    angle = np.deg2rad(rotation)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    along = turn @ (end - start)
    assert along[0] > 0
    assert abs(along[1]) < 0.002 * along[0]


def test_qr_code_can_be_read_and_agrees() -> None:
    document = synthesise("vat_invoice", "vat_general_electronic", 5)
    height, width = document.pixels.shape[:2]
    text = cv2.QRCodeDetector().detectAndDecode(document.pixels[: height // 4, : width // 5])[0].split(",")
    fields = fields_of(document)
    assert text[1:4] == ["10", fields["invoice_code"], fields["invoice_number"]]
    assert text[4] == fields["total_excluding_tax"]
    assert text[5] == fields["issue_date"].replace("-", "")
    assert text[6] == fields["check_code"]


def test_write_stores_picture_and_label(tmp_path: Path) -> None:
    for level, suffix in ((Level.CLEAN, ".png"), (Level.PHOTO, ".jpg")):
        document = synthesise("train_ticket", "paper", 8, level)
        path = write(document, tmp_path)
        assert path.suffix == suffix
        stored = cv2.imread(str(path))
        assert stored is not None
        assert np.abs(stored.astype(int) - document.pixels).mean() < (0.01 if level is Level.CLEAN else 2.5)
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert label == document.label
        assert label["kind"] == "synthetic"
        assert label["level"] == level.value
        assert label["id"] == path.stem


def test_contact_sheet_holds_all() -> None:
    documents = [synthesise("train_ticket", "magnetic", seed) for seed in range(3)]
    sheet = contact_sheet(documents, columns=2, cell_px=200, with_quads=True)
    assert sheet.shape[1] > 400
    assert sheet.shape[0] > 200


def test_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="no layout"):
        synthesise("vat_invoice", "magnetic", 1)
