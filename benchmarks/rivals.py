"""The other readers as sources of lines, for their accuracy with piaoju's extraction.

Both read the decoded page, so that EXIF orientations play no part, and both read places anew by their own means.
"""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any, Protocol

import cv2
import numpy as np

from benchmarks.foreign import ForeignChar, ForeignLine
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import Pixels

Spelled = tuple[str, float]
"""A text and its confidence."""


class Rival(Protocol):
    """A reader of text lines."""

    look: str
    """How it reads a place anew, in words."""

    def lines(self, pixels: Pixels) -> list[ForeignLine]:
        """Read a page: uint8, shape (H, W, 3), BGR."""

    def line(self, picture: Pixels) -> Spelled:
        """Read a picture of one line, as cut out of a page; an empty text if nothing was read."""


class RapidOcr:
    """`rapidocr` with its defaults, and with the places of the characters."""

    look = "its own recogniser on the place"

    def __init__(self, threads: int) -> None:
        """Load the models."""
        from benchmarks.readers import rapidocr_engine

        self._engine = rapidocr_engine(threads)

    def lines(self, pixels: Pixels) -> list[ForeignLine]:
        """Read a page."""
        # The engine keeps what it was last told, so each call tells all.
        found = self._engine(pixels, use_det=True, use_cls=True, return_word_box=True, return_single_char_box=True)
        if found.txts is None:
            return []
        told = zip_longest(found.txts, found.scores, found.boxes, found.word_results)
        return [
            ForeignLine(text, float(score), _to_quad(box), _spelling(text, words)) for text, score, box, words in told
        ]

    def line(self, picture: Pixels) -> Spelled:
        """Read a picture of one line."""
        found = self._engine(picture, use_det=False, use_cls=False, return_word_box=False)
        return (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)


class FasterPaddle:
    """`faster-paddle`, small; it tells upright rectangles and no places of characters."""

    look = "its detection and recognition on the place"

    def __init__(self, threads: int) -> None:
        """Load the models, for pages and for lines: the latter are not enlarged to the least side of a page."""
        from faster_paddle import OcrEngine

        self._pages = OcrEngine(model_size="small", threads=threads)
        self._places = OcrEngine(model_size="small", threads=threads, det_min_side=0)

    def lines(self, pixels: Pixels) -> list[ForeignLine]:
        """Read a page."""
        return self._read(self._pages, pixels)

    def line(self, picture: Pixels) -> Spelled:
        """Read a picture of one line, with paper around, without which its detection finds next to nothing."""
        margin = picture.shape[0] // 2
        padded = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        found = sorted(self._read(self._places, np.asarray(padded, np.uint8)), key=lambda line: line.quad[0])
        return "".join(line.text for line in found), min((line.confidence for line in found), default=0.0)

    @staticmethod
    def _read(engine: Any, pixels: Pixels) -> list[ForeignLine]:
        bounds = engine.ocr(cv2.imencode(".png", pixels)[1].tobytes())["bounds"]
        return [ForeignLine(found["text"], found["confidence"], _rectangle(found)) for found in bounds.values()]


RIVALS: Mapping[str, Callable[[int], Rival]] = {"rapidocr": RapidOcr, "faster-paddle": FasterPaddle}
"""Reader -> number of threads -> the reader."""


def _spelling(text: str, words: Any) -> tuple[ForeignChar, ...]:
    """Return the characters if they spell the text; `rapidocr` leaves lines out of their list now and then."""
    chars = tuple(ForeignChar(char, float(score), _to_quad(box)) for char, score, box in words or ())
    return chars if [char.text for char in chars] == list("".join(text.split())) else ()


def _to_quad(points: Any) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


def _rectangle(found: Mapping[str, Any]) -> Quad:
    (left, top), (right, bottom) = found["topLeftCoord"], found["bottomRightCoord"]
    return quad_from_rect(float(left), float(top), float(right - left), float(bottom - top))
