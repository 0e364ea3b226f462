"""Text that runs another way than the rest of its page, as that of a ticket pasted sideways or upside down.

A page is read one way. What could not be read so is tried the other ways with the quick model; only where several
lines read well that way is there a turned document rather than a blot.
"""

from dataclasses import dataclass

import numpy as np

from piaoju.model.page import Pixels, TextLine
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.recognition import recognise

LONG_ASPECT = 3.0  # shorter text says too little about its direction
ACROSS_SHARE = 0.04  # of all text's length: less is a label set vertically or a note in the margin
DOUBTFUL = 0.75  # mean confidence below which a line may stand on its head
READABLE = 0.85  # mean confidence of text that runs the way it was read
MIN_LINES = 4
MIN_CHARS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Turned:
    region: Region
    confidence: float


def lay_across(pixels: Pixels, regions: list[Region], pool: ModelPool, quick: Size) -> list[Region]:
    """Return the regions; those whose text runs up or down the page get their corners in its direction.

    Args:
        pixels: uint8, shape (H, W, 3), BGR, with most text running right.
        regions: in those pixels.
        pool: where to run.
        quick: which model tries.
    """
    across = [index for index, region in enumerate(regions) if 1 / _aspect(region) >= LONG_ASPECT]
    length = sum(max(_sides(region)) for region in regions)
    if len(across) < MIN_LINES or sum(_sides(regions[index])[1] for index in across) < ACROSS_SHARE * length:
        return regions
    across.sort(key=lambda index: -_sides(regions[index])[1])
    found = _legible_across(pixels, regions, across[:MIN_LINES], pool, quick)
    if found:  # if not even one of the longest is legible, there is no turned document
        found |= _legible_across(pixels, regions, across[MIN_LINES:], pool, quick)
    if len(found) < MIN_LINES:
        return regions
    return [found.get(index, region) for index, region in enumerate(regions)]


def _legible_across(
    pixels: Pixels, regions: list[Region], chosen: list[int], pool: ModelPool, quick: Size
) -> dict[int, Region]:
    """Return those of the chosen regions that read well up or down the page, in that direction, by their indices."""
    ways = [
        Region(np.roll(regions[index].corners, shift, axis=0), regions[index].score)
        for shift in (1, 3)
        for index in chosen
    ]
    tried = _tried(ways, pixels, pool, quick)
    pairs = zip(tried[: len(chosen)], tried[len(chosen) :], strict=True)
    best = [max(pair, key=lambda turned: turned.confidence) for pair in pairs]
    return {index: way.region for index, way in zip(chosen, best, strict=True) if way.confidence >= READABLE}


def turn_over(
    pixels: Pixels, regions: list[Region], lines: list[TextLine], pool: ModelPool, quick: Size
) -> dict[int, Region]:
    """Return the regions of lines that stand on their heads, turned over, by their indices.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        regions: in those pixels.
        lines: what was read of each.
        pool: where to run.
        quick: which model tries.
    """
    doubtful = [
        index
        for index, line in enumerate(lines)
        if _aspect(regions[index]) >= LONG_ASPECT and 0 < _confidence(line) < DOUBTFUL
    ]
    if len(doubtful) < MIN_LINES:
        return {}
    over = [Region(np.roll(regions[index].corners, 2, axis=0), regions[index].score) for index in doubtful]
    tried = _tried(over, pixels, pool, quick)
    found = {
        index: turned.region for index, turned in zip(doubtful, tried, strict=True) if turned.confidence >= READABLE
    }
    return found if len(found) >= MIN_LINES else {}


def _tried(regions: list[Region], pixels: Pixels, pool: ModelPool, quick: Size) -> list[_Turned]:
    lines = recognise(pixels, regions, pool, quick)
    return [_Turned(region, _confidence(line)) for region, line in zip(regions, lines, strict=True)]


def _confidence(line: TextLine) -> float:
    """Return the mean confidence, 0 for a line too short to tell."""
    return line.certainty if len(line.chars) >= MIN_CHARS else 0.0


def _aspect(region: Region) -> float:
    width, height = _sides(region)
    return width / max(height, 1.0)


def _sides(region: Region) -> tuple[float, float]:
    across, down = region.corners[1] - region.corners[0], region.corners[3] - region.corners[0]
    return float(np.linalg.norm(across)), max(float(np.linalg.norm(down)), 1.0)
