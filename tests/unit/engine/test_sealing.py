"""Seals in a reading: their place and text, and what they put right in the fields of a document."""

from dataclasses import replace

import numpy as np
import pytest

from piaoju.engine import Engine
from piaoju.engine.sealing import PageSeals
from piaoju.model.document import LocatedDocument
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import Quad, bounding_quad, quad_from_rect
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.ocr.pool import ModelPool, process_pool
from tests.lattices import lattice
from tests.unit.engine.synthetic import as_png, document, turned
from tests.unit.reading.ocr.stamped import FIRM, SCALE, SEAL, TAX_ID, at, paper, stamped

pytestmark = pytest.mark.models

PRINT: Quad = quad_from_rect(100, 50, 200, 20)


class NoModels(ModelPool):
    """A pool whose models must not be asked."""

    def map(self, *_: object) -> list[object]:  # type: ignore[override]
        pytest.fail("nothing is to be read")


def located(quad: Quad, rotation_deg: float = 0.0) -> LocatedDocument:
    return LocatedDocument("vat_invoice", 1, quad, rotation_deg, np.eye(3), ())


def whole(pixels: Pixels) -> LocatedDocument:
    return located(quad_from_rect(0, 0, pixels.shape[1], pixels.shape[0]))


def seals_of(pixels: Pixels, *documents: LocatedDocument) -> PageSeals:
    seals = PageSeals(PageImage(1, pixels, pixels.shape[1], pixels.shape[0]), process_pool(), "small")
    seals.lie(documents or [whole(pixels)], 0.0)
    return seals


def read(text: str, confidence: float = 0.95) -> FieldReading:
    return FieldReading(text, text, confidence, 1, PRINT, steps=lattice(text))


def test_place_and_text() -> None:
    (seal,) = seals_of(stamped(paper())).seals
    assert seal.text == f"{FIRM} {TAX_ID} 发票专用章"
    assert seal.confidence is not None
    assert seal.confidence > 0.9
    left, top = (SEAL.center[0] - SEAL.width_mm / 2) * SCALE, (SEAL.center[1] - SEAL.height_mm / 2) * SCALE
    drawn = quad_from_rect(left, top, SEAL.width_mm * SCALE, SEAL.height_mm * SCALE)
    assert np.abs(np.array(bounding_quad([seal.quad])) - np.array(drawn)).max() < 0.03 * SEAL.width_mm * SCALE


def test_on_a_page_on_its_head() -> None:
    pixels = np.ascontiguousarray(stamped(paper())[::-1, ::-1])
    upside_down = replace(whole(pixels), rotation_deg=180.0)
    (seal,) = seals_of(pixels, upside_down).seals
    assert TAX_ID in seal.text


def test_a_page_without_seals_asks_no_model() -> None:
    page = PageImage(1, paper(), 960, 720)
    seals = PageSeals(page, NoModels(1), "small")
    seals.lie([], 0.0)
    assert seals.seals == ()


def test_a_refused_tax_id_is_read_from_the_seal() -> None:
    pixels = stamped(paper())
    fields: Fields = {"seller_name": read(FIRM), "seller_tax_id": read(TAX_ID.replace("37", "31"))}
    bettered = seals_of(pixels).second(whole(pixels), fields)
    assert bettered["seller_tax_id"].value == TAX_ID


def test_the_seal_of_the_neighbouring_document_says_nothing() -> None:
    pixels = stamped(paper(), at(30, 45))
    left, right = located(quad_from_rect(0, 0, 450, 720)), located(quad_from_rect(510, 0, 450, 720))
    fields: Fields = {"seller_name": read(FIRM), "seller_tax_id": read(TAX_ID.replace("37", "31"))}
    found = seals_of(pixels, left, right)
    assert found.second(right, fields) == fields
    assert found.second(left, fields)["seller_tax_id"].value == TAX_ID


@pytest.mark.parametrize("turns", [0, 1])
def test_of_a_whole_invoice(turns: int) -> None:
    drawn = document("vat_invoice", "vat_general_electronic", 27)
    reading = Engine().read(as_png(turned(drawn.pixels, turns)))
    fields = drawn.label["fields"]
    assert isinstance(fields, dict)
    assert any(fields["seller_tax_id"] in seal.text for seal in reading.pages[0].seals)
