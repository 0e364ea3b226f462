"""A second reading with more effort, of pages whose print was seen but hardly read and gave little.

The small detection model finds more of blurred and tiny print and takes 2.7 times as long, which only such pages repay.
Pages that hold no document are mostly read well, pictures without print show a few marks at most: neither is read
again. Tried on drawn pages of all levels; enlarging larger pages and levelling their light gave nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import cv2
import numpy as np

from piaoju.engine.checking import Draft
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.ocr import OcrOptions

UNCLEAR = 0.7  # mean confidence of the lines of a page that is hardly read
MIN_LINES = 5  # with fewer, a page holds no print worth a second reading
TINY_PX = 400  # longer side of a picture on which whole words, even all print, run together into one line
ENLARGED = 1.5


def wants_second(page: PageImage, lines: Sequence[TextLine], drafts: Sequence[Draft]) -> bool:
    """Tell whether a page is worth a second reading.

    Args:
        page: that was read.
        lines: that were read on it.
        drafts: of the documents that they gave.
    """
    keys = sum(spec.is_key for draft in drafts for spec in draft.kind.schema)
    if drafts and 2 * keys_read(drafts)[1] >= keys:
        return False
    certainties = [line.certainty for line in lines if line.chars]
    return len(certainties) >= (1 if _is_tiny(page) else MIN_LINES) and fmean(certainties) < UNCLEAR


def with_effort(page: PageImage, options: OcrOptions) -> tuple[PageImage, OcrOptions] | None:
    """Return the page, enlarged if it is tiny, and the options to read it with; None if there is nothing more to try.

    The page's frame stays the same.
    """
    more = replace(options, detector="small")
    if not _is_tiny(page):
        return None if more == options else (page, more)
    pixels = cv2.resize(page.pixels, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    return replace(page, pixels=np.asarray(pixels, np.uint8)), more


def keys_read(drafts: Sequence[Draft]) -> tuple[int, int]:
    """Return how many key fields the best document holds, and how many all do.

    Of two readings of a page, the one with more of them says more; one document torn in two does not.
    """
    keys = [sum(spec.name in draft.reading.fields for spec in draft.kind.schema if spec.is_key) for draft in drafts]
    return max(keys, default=0), sum(keys)


def _is_tiny(page: PageImage) -> bool:
    return bool(max(page.pixels.shape[:2]) <= TINY_PX)
