"""Cut the places of fields out of the pages they are on, upright, as data that HTML can hold."""

from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress

import cv2
import numpy as np

from piaoju.errors import PiaojuError
from piaoju.lab.evaluate.dataset import Place
from piaoju.model.geometry import Quad, text_height, text_width
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.decode import open_pages

MARGIN = 0.6
"""How much is shown around a place, as a share of its height: neighbours explain many errors."""
MAX_SIDES_PX = (720, 240)
"""Largest width and height of a crop."""
_JPEG_QUALITY = 80


def cut(content: bytes, places: Sequence[Place]) -> list[str | None]:
    """Return a `data:` URI for each place; None where the page cannot be shown or the place has no area.

    Args:
        content: of the file.
        places: in any order; each page is decoded once.
    """
    wanted = {page for page, _ in places}
    pages: dict[int, PageImage] = {}
    # The report has listed the file's errors already; here they only leave places without pictures.
    with suppress(PiaojuError), open_pages(content) as source:
        for number in wanted & set(source.numbers):
            pages[number] = source.read(number)
    return [_uri(pages[page], quad) if page in pages else None for page, quad in places]


def upright(page: PageImage, quad: Quad) -> Pixels | None:
    """Return a place with its surroundings, text running to the right; None if the place has no area.

    Args:
        page: as decoded.
        quad: in the page's frame, from the top-left of the text.

    Returns:
        uint8, shape (H, W, 3), BGR, no larger than `MAX_SIDES_PX`.
    """
    scale = np.array([page.pixels.shape[1] / page.width, page.pixels.shape[0] / page.height])
    corners = np.array(quad) * scale
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    width, height = text_width((a, b, c, d)), text_height((a, b, c, d))
    if width < 1 or height < 1:
        return None
    margin = MARGIN * min(width, height)
    ratio = min(1.0, MAX_SIDES_PX[0] / (width + 2 * margin), MAX_SIDES_PX[1] / (height + 2 * margin))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]]) + margin
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), (target * ratio).astype(np.float32))
    size = (max(1, round((width + 2 * margin) * ratio)), max(1, round((height + 2 * margin) * ratio)))
    shown = cv2.warpPerspective(page.pixels, matrix, size, flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    return np.asarray(shown, np.uint8)


def _uri(page: PageImage, quad: Quad) -> str | None:
    shown = upright(page, quad)
    if shown is None:
        return None
    _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return f"data:image/jpeg;base64,{b64encode(data.tobytes()).decode('ascii')}"
