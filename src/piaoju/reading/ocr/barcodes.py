"""QR codes of a page: first on the whole page, then enlarged and sharpened where one seems to be.

A code of 2 cm on a phone's picture has less than two pixels a module; there the decoder finds it but cannot read it
until it is enlarged, which a whole page is too large for.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from piaoju.model.document import Barcode
from piaoju.model.geometry import Quad, bounding_quad, quad_from_rect
from piaoju.model.page import PageImage

ENLARGED = 2.0
LARGEST_SIDE_PX = 2400
"""What is enlarged is not made longer than this."""
SHARPENING = 2.0
BLUR_PX = 1.8  # of the enlarged picture: about one pixel of the page
MARGIN = 0.35
"""Of a code's side that is taken around it."""

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")

Grey = npt.NDArray[np.uint8]
"""Light and dark: uint8, shape (H, W)."""


def read_barcodes(page: PageImage, likely: Sequence[Quad]) -> tuple[Barcode, ...]:
    """Read the QR codes of a page.

    Args:
        page: as decoded.
        likely: places, in page pixels, that are enlarged if the decoder finds no code at all on the page.

    Returns:
        The codes with their quads in page pixels.
    """
    grey = cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    to_page = page.width / grey.shape[1], page.height / grey.shape[0]
    symbols = _decode(grey)
    found = [_barcode(symbol, (0.0, 0.0), to_page) for symbol in symbols if symbol.valid]
    if found:
        return tuple(found)
    unread = [_quad(symbol) for symbol in symbols]
    places = [_widened(bounding_quad(unread))] if unread else [_in_pixels(quad, to_page) for quad in likely]
    for place in places:
        found += _read_enlarged(grey, place, to_page)
    return tuple(found)


def _decode(grey: Grey) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(grey, formats=_FORMATS, try_invert=False, return_errors=True)


def _read_enlarged(grey: Grey, place: Quad, to_page: tuple[float, float]) -> list[Barcode]:
    """Read the codes within the bounds of a quad, which is in pixels of the picture."""
    height, width = grey.shape
    left, top = (max(0, int(min(corner[axis] for corner in place))) for axis in (0, 1))
    right, bottom = (int(max(corner[axis] for corner in place)) for axis in (0, 1))
    crop = grey[top : min(bottom, height), left : min(right, width)]
    factor = min(ENLARGED, LARGEST_SIDE_PX / max(crop.shape, default=0)) if crop.size else 0.0
    if factor <= 1.0:
        return []
    large = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    sharp = cv2.addWeighted(large, 1 + SHARPENING, cv2.GaussianBlur(large, (0, 0), BLUR_PX), -SHARPENING, 0)
    back = to_page[0] / factor, to_page[1] / factor
    symbols = _decode(sharp.astype(np.uint8, copy=False))
    return [_barcode(symbol, (left * factor, top * factor), back) for symbol in symbols if symbol.valid]


def _barcode(symbol: zxingcpp.Barcode, origin: tuple[float, float], to_page: tuple[float, float]) -> Barcode:
    a, b, c, d = (((x + origin[0]) * to_page[0], (y + origin[1]) * to_page[1]) for x, y in _quad(symbol))
    return Barcode(symbol.format.name, symbol.text, (a, b, c, d))


def _quad(symbol: zxingcpp.Barcode) -> Quad:
    place = symbol.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    a, b, c, d = ((float(corner.x), float(corner.y)) for corner in corners)
    return a, b, c, d


def _widened(bounds: Quad) -> Quad:
    (left, top), _, (right, bottom), _ = bounds
    margin = MARGIN * max(right - left, bottom - top)
    return quad_from_rect(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)


def _in_pixels(quad: Quad, to_page: tuple[float, float]) -> Quad:
    a, b, c, d = ((x / to_page[0], y / to_page[1]) for x, y in quad)
    return a, b, c, d
