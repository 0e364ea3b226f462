"""Text detection: a page's pixels in, quads of text lines out.

Source: Liao et al. 2020, Real-time Scene Text Detection with Differentiable Binarization; thresholds from the
inference.yml that comes with PP-OCRv6.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool, Shape
from piaoju.reading.ocr.runtime import Tensor

Corners = npt.NDArray[np.float32]
"""float32, shape (4, 2), pixels, clockwise from the top-left of the text."""

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
STD = np.array([0.229, 0.224, 0.225], np.float32)
SHAPES: dict[Size, tuple[Shape, ...]] = {
    "tiny": ((320, 640), (640, 320), (640, 960), (960, 640), (960, 1280), (1280, 960)),
    "small": ((960, 960),),
}
"""Rows and columns that a model is made ready for: a slip, a ticket, a page, lying and standing.

Each takes 30 to 110 MiB; of the model that few pages need, there is one for all, though it takes half as long again.
"""
OVERLAP_PX = 128
MAP_THRESHOLD = 0.2
BOX_THRESHOLD: dict[Size, float] = {"tiny": 0.4, "small": 0.45}
UNCLIP_RATIO = 1.4
MIN_BOX_PX = 3.0
SMALL_TEXT_PX = 13.0  # median height of the regions at the size looked at, their margin of about a third included
MIN_ENLARGEMENT = 1.3  # less is not worth a second look


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A detected text region.

    Attributes:
        corners: in the pixels that were given to `detect`.
        score: mean of the probability map inside, in [0, 1].
    """

    corners: Corners
    score: float


def detect(pixels: Pixels, pool: ModelPool, size: Size, max_side_px: int) -> list[Region]:
    """Find the text regions of a raster.

    Where the text turns out too small at the usual size, as on a sheet of many tickets, the raster is looked at again
    at up to twice that size.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        pool: where to run.
        size: which model.
        max_side_px: the raster is reduced until its longer side is no longer than this.
    """
    regions = _detect_at(pixels, pool, size, max_side_px)
    reduction = max(pixels.shape[:2]) / max_side_px
    heights = [min(_sides(region.corners)) / reduction for region in regions]
    if reduction < MIN_ENLARGEMENT or not heights or float(np.median(heights)) >= SMALL_TEXT_PX:
        return regions
    return _detect_at(pixels, pool, size, round(max_side_px * min(2.0, reduction)))


def _detect_at(pixels: Pixels, pool: ModelPool, size: Size, max_side_px: int) -> list[Region]:
    reduced = reduce(pixels, max_side_px)
    height, width = reduced.shape[:2]
    probability = np.zeros((height, width), np.float32)
    shape, corners = tiles(height, width, SHAPES[size])
    for top, left in corners:
        tile = reduced[top : top + shape[0], left : left + shape[1]]
        seen = pool.run_on_all_cores(f"det_{size}", prepare(tile, shape))[0, 0]
        part = probability[top : top + shape[0], left : left + shape[1]]
        np.maximum(part, seen[: part.shape[0], : part.shape[1]], out=part)
    scale = np.array([pixels.shape[1] / width, pixels.shape[0] / height], np.float32)
    return find_regions(probability, scale, BOX_THRESHOLD[size])


def _sides(corners: Corners) -> tuple[float, float]:
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def reduce(pixels: Pixels, max_side_px: int) -> Pixels:
    """Return the raster, reduced until its longer side is no longer than asked."""
    height, width = pixels.shape[:2]
    ratio = max_side_px / max(height, width)
    if ratio >= 1:
        return pixels
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def tiles(height: int, width: int, shapes: Sequence[Shape]) -> tuple[Shape, list[tuple[int, int]]]:
    """Return which of fixed shapes to look at a raster with, and the top-left corners of the tiles that cover it.

    Fixed shapes take a fifth of the memory of varying ones. What fits none is looked at in overlapping tiles.
    """
    fitting = [shape for shape in shapes if shape[0] >= height and shape[1] >= width]
    if fitting:
        return min(fitting, key=lambda shape: shape[0] * shape[1]), [(0, 0)]
    rows, columns = largest = max(
        shapes, key=lambda shape: (shape[0] * shape[1], (shape[1] > shape[0]) == (width > height))
    )
    return largest, [(top, left) for top in _starts(height, rows) for left in _starts(width, columns)]


def _starts(length: int, tile: int) -> list[int]:
    """Return where tiles begin that cover a length evenly and overlap."""
    if length <= tile:
        return [0]
    count = -(-(length - OVERLAP_PX) // (tile - OVERLAP_PX))
    return [round(index * (length - tile) / (count - 1)) for index in range(count)]


def prepare(tile: Pixels, shape: Shape) -> Tensor:
    """Return the model's input: float32, shape (1, 3, rows, columns), grey beyond the tile."""
    height, width = tile.shape[:2]
    tensor = np.zeros((1, 3, *shape), np.float32)
    # Channel by channel, in the model's own layout; dividing by 255 and by the deviation are one factor.
    for channel, (mean, deviation) in enumerate(zip(MEAN, STD, strict=True)):
        plane = tensor[0, channel, :height, :width]
        plane[:] = cv2.extractChannel(tile, channel)
        plane *= 1 / 255 / deviation
        plane -= mean / deviation
    return tensor


def find_regions(
    probability: npt.NDArray[np.float32], scale: npt.NDArray[np.float32], threshold: float
) -> list[Region]:
    """Turn the model's probability map into regions.

    Args:
        probability: float32, shape (h, w), in [0, 1].
        scale: shape (2,), map pixels -> result pixels, x and y.
        threshold: regions of a lower mean probability are dropped.
    """
    mask = (probability > MAP_THRESHOLD).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    regions = []
    for contour in contours:
        rectangle = cv2.minAreaRect(contour)
        if min(rectangle[1]) < MIN_BOX_PX - 1:
            continue
        score = _mean_inside(probability, np.asarray(contour, np.int32))
        if score < threshold:
            continue
        corners = order_corners(cv2.boxPoints(_unclip(rectangle)).astype(np.float32) * scale)
        regions.append(Region(corners, score))
    return regions


def order_corners(corners: Corners) -> Corners:
    """Return the corners of a rectangle clockwise from its top-left, as if its text ran to the right.

    A rectangle that is taller than wide keeps that: whether its text runs down is not for the detection to say.
    """
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _unclip(rectangle: cv2.typing.RotatedRect) -> cv2.typing.RotatedRect:
    """Grow a shrunk rectangle outward by area * ratio / perimeter on each side."""
    middle, (width, height), angle = rectangle
    distance = width * height * UNCLIP_RATIO / (2 * (width + height))
    return middle, (width + 2 * distance, height + 2 * distance), angle


def _mean_inside(probability: npt.NDArray[np.float32], contour: npt.NDArray[np.int32]) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([x, y])], 1)
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])
