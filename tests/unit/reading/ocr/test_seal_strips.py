"""Unrolling a seal: its name becomes a straight row, whatever way the page lies, without the print under it."""

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels
from piaoju.reading.ocr.seal_rims import find_rims
from piaoju.reading.ocr.seal_strips import HEIGHT_PX, Strips, strips
from tests.unit.reading.ocr.stamped import FIRM, crossed, paper, stamped


def unrolled(page: Pixels, rotation_deg: float = 0.0) -> Strips:
    (rim,) = find_rims(page)
    return strips(page, rim, rotation_deg)


def glyphs(strip: npt.NDArray[np.uint8]) -> int:
    """Return how many characters a row has, by its blank columns; parts of one character count as one."""
    inked = (strip < 140).sum(axis=0) > 1
    closed = cv2.morphologyEx(inked.astype(np.uint8)[None], cv2.MORPH_CLOSE, np.ones((1, 7), np.uint8))[0]
    return int(np.count_nonzero(np.diff(np.concatenate(([0], closed))) == 1))


def test_the_name_stands_in_one_row() -> None:
    arc = unrolled(stamped(paper())).arc
    assert arc.shape[0] == HEIGHT_PX
    assert abs(glyphs(arc) - len(FIRM)) <= 1


def test_the_rows_across_follow_from_the_top_down() -> None:
    rows = unrolled(stamped(paper())).rows
    assert len(rows) == 2
    assert glyphs(rows[1]) == len("发票专用章")
    assert rows[0].shape[1] > rows[1].shape[1]  # eighteen narrow digits against five characters


def test_a_page_on_its_head_gives_the_same_rows() -> None:
    page = stamped(paper())
    upright, turned = unrolled(page), unrolled(np.ascontiguousarray(page[::-1, ::-1]), 180.0)
    shape = min(upright.arc.shape[1], turned.arc.shape[1])
    assert abs(upright.arc.shape[1] - turned.arc.shape[1]) <= 4
    one, other = (cv2.resize(strip, (shape, HEIGHT_PX)).astype(float) for strip in (upright.arc, turned.arc))
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.85


def test_black_print_fades_and_red_ink_stays() -> None:
    clean, printed = unrolled(stamped(paper())).arc, unrolled(stamped(crossed(paper()))).arc
    assert (printed < 100).mean() < (clean < 100).mean() * 1.1
    assert (printed < 100).mean() > (clean < 100).mean() * 0.7
