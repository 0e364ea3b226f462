"""QR codes on pages: whole, small, turned, and none."""

import cv2
import numpy as np
import pytest
import zxingcpp

from piaoju.model.geometry import Quad, bounding_quad, quad_from_rect
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.ocr.barcodes import read_barcodes

PAYLOAD = "01,33,165002223698,00345854,1980.20,20240306,962820,74A1,"
WIDTH, HEIGHT = 1000, 700


def page(module_px: float, *, blur_px: float = 0.0, quarters: int = 0, scale: float = 1.0) -> tuple[PageImage, Quad]:
    """Return a grey page with one code on it, and where the code is, in the page's frame."""
    symbol = zxingcpp.create_barcode(PAYLOAD, zxingcpp.BarcodeFormat.QRCode)
    code = np.array(zxingcpp.write_barcode_to_image(symbol, scale=8, add_quiet_zones=False))
    side = round(code.shape[0] / 8 * module_px)
    pixels = np.full((HEIGHT, WIDTH), 225, np.uint8)
    small = cv2.resize(code, (side, side), interpolation=cv2.INTER_AREA)
    pixels[60 : 60 + side, 50 : 50 + side] = 40 + small.astype(np.float32) * (185 / 255)
    if blur_px:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur_px).astype(np.uint8)
    turned: Pixels = np.ascontiguousarray(np.rot90(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), -quarters))
    height, width = turned.shape[:2]
    frame = PageImage(1, turned, round(width * scale), round(height * scale))
    return frame, quad_from_rect(50 * scale, 60 * scale, side * scale, side * scale)


def everywhere(page: PageImage) -> list[Quad]:
    return [quad_from_rect(0, 0, page.width, page.height)]


def test_a_code_is_read_and_placed() -> None:
    picture, place = page(4.0)
    (found,) = read_barcodes(picture, [])
    assert (found.format, found.text) == ("QRCode", PAYLOAD)
    assert np.allclose(found.quad, place, atol=3)


def test_its_quad_begins_at_its_own_top_left() -> None:
    picture, _ = page(4.0, quarters=1)
    (found,) = read_barcodes(picture, [])
    (left, top), _, (right, bottom), _ = bounding_quad([found.quad])
    assert np.allclose(found.quad[0], (right, top), atol=3)
    assert left < right
    assert top < bottom


def test_places_are_in_the_frame_of_the_page() -> None:
    picture, place = page(4.0, scale=2.0)
    (found,) = read_barcodes(picture, [])
    assert np.allclose(found.quad, place, atol=6)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_blurred_small_code_is_read_enlarged(scale: float) -> None:
    picture, place = page(2.2, blur_px=1.1, scale=scale)
    plain = cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2GRAY)
    assert not zxingcpp.read_barcodes(plain)
    (found,) = read_barcodes(picture, everywhere(picture))
    assert found.text == PAYLOAD
    assert np.allclose(found.quad, place, atol=4 * scale)


def test_a_page_without_codes_has_none() -> None:
    blank = PageImage(1, np.full((HEIGHT, WIDTH, 3), 255, np.uint8), WIDTH, HEIGHT)
    assert read_barcodes(blank, everywhere(blank)) == ()
    assert read_barcodes(blank, []) == ()


def test_a_place_off_the_page_is_no_place() -> None:
    blank = PageImage(1, np.full((HEIGHT, WIDTH, 3), 255, np.uint8), WIDTH, HEIGHT)
    assert read_barcodes(blank, [quad_from_rect(-900, -900, 300, 300), quad_from_rect(5000, 5000, 10, 10)]) == ()
