"""Regions that hold characters above each other: labels set vertically, or short cells of two rows in one region.

The recogniser reads along a line, so such a region is cut into its characters at the empty rows between them.
"""

import cv2
import numpy as np

from piaoju.model.page import Pixels
from piaoju.reading.ocr.detection import Corners, Region
from piaoju.reading.ocr.spans import spans_of

STACK_ASPECT = 1.5  # a lone digit is up to twice as high as wide, yet has no empty row within
SIDE_PX = 32  # width of the picture in which the rows of ink are looked at
INK_SHARE = 0.08  # of a row's darkest contrast: below, a row is empty


def split_stacked(pixels: Pixels, regions: list[Region]) -> list[Region]:
    """Cut the regions that are much taller than wide; the others pass unchanged.

    Args:
        pixels: uint8, shape (H, W, 3), BGR, text upright.
        regions: in those pixels.
    """
    result: list[Region] = []
    for region in regions:
        width = float(np.linalg.norm(region.corners[1] - region.corners[0]))
        height = float(np.linalg.norm(region.corners[3] - region.corners[0]))
        if height < STACK_ASPECT * width or width < 4:
            result.append(region)
        else:
            result.extend(_cut(pixels, region, height / width))
    return result


def _cut(pixels: Pixels, region: Region, aspect: float) -> list[Region]:
    rows = round(SIDE_PX * aspect)
    target = np.array([[0, 0], [SIDE_PX, 0], [SIDE_PX, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(region.corners, target)
    grey = cv2.cvtColor(cv2.warpPerspective(pixels, matrix, (SIDE_PX, rows)), cv2.COLOR_BGR2GRAY)
    paper = np.median(grey)
    ink = np.clip(paper - grey.astype(np.float32) - 12, 0, None).sum(axis=1)
    if ink.max() == 0:
        return [region]
    spans = _merge_strokes(spans_of(ink > INK_SHARE * ink.max()))
    if len(spans) < 2:
        return [region]
    margin = SIDE_PX * 0.12
    return [
        Region(
            _slice(region.corners, max(0, begin - margin) / rows, min(rows, end + margin) / rows),
            region.score,
        )
        for begin, end in spans
    ]


def _merge_strokes(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs of ink that are too flat for a character with their nearer neighbour, if both fit one character."""
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and end - merged[-1][0] <= SIDE_PX:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return [(begin, end) for begin, end in merged if end - begin >= SIDE_PX // 4]


def _slice(corners: Corners, start: float, end: float) -> Corners:
    down_left, down_right = corners[3] - corners[0], corners[2] - corners[1]
    return np.array(
        [
            corners[0] + down_left * start,
            corners[1] + down_right * start,
            corners[1] + down_right * end,
            corners[0] + down_left * end,
        ],
        np.float32,
    )
