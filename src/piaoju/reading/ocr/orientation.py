"""Which way is up: quarter turns by votes of many lines, then the skew that is left.

The direction of the long sides tells the text's axis; reading a sample of lines both ways tells up from down. One
classifier on one crop, as others use, turns good pages upside down; here every line has a voice.
"""

from collections.abc import Mapping
from math import atan2, degrees, hypot

import numpy as np

from piaoju.model.page import Pixels, TextLine
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.recognition import recognise

CLEAR_ASPECT = 2.0  # regions less elongated than this say nothing about direction
SAMPLE_ASPECT = (3.0, 14.0)  # long enough to hold several characters, short enough to be quick
SAMPLE_LINES = 7
SAMPLE_SIZE: Size = "tiny"
CERTAIN = 0.85  # mean confidence, of the lines that say anything, that upside-down text does not reach
LEAST_READ = 3  # lines that say anything


def text_axis_deg(regions: list[Region]) -> float:
    """Return the direction of most text, clockwise degrees in (-45, 135], up to half a turn; 0 without evidence.

    Each elongated region votes with its length for its own direction; the vote is smoothed over 8 degrees.
    """
    votes = np.zeros(180)
    angles = []
    for region in regions:
        angle, length, aspect = _long_side(region)
        if aspect >= CLEAR_ASPECT:
            votes[round(angle) % 180] += length
            angles.append((angle, length))
    if not angles:
        return 0.0
    smooth = sum(np.roll(votes, shift) for shift in range(-4, 5))
    mode = float(np.argmax(smooth))
    near = [(_difference(angle, mode), length) for angle, length in angles]
    inside = [(delta, length) for delta, length in near if abs(delta) <= 6]
    offset = sum(delta * length for delta, length in inside) / sum(length for _, length in inside) if inside else 0.0
    axis = (mode + offset) % 180
    return axis - 180 if axis > 135 else axis


def quarter_turns(regions: list[Region]) -> int:
    """Return 1 if the text runs along the page's vertical axis, else 0."""
    return 1 if text_axis_deg(regions) > 45 else 0


def read_sample(pixels: Pixels, regions: list[Region], pool: ModelPool) -> dict[Region, TextLine]:
    """Read the lines that tell up from down, as they are, with the smallest model."""
    sample = _sample(regions)
    return dict(zip(sample, recognise(pixels, sample, pool, SAMPLE_SIZE), strict=True))


def is_upside_down(pixels: Pixels, sample: Mapping[Region, TextLine], pool: ModelPool) -> bool:
    """Tell whether a page, whose text runs left or right, is to be turned by half a turn.

    Only where the sample was not read with certainty, it is read turned as well and each line votes for the reading of
    the higher mean confidence.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        sample: what `read_sample` gave.
        pool: where to run.
    """
    upright = [line.certainty for line in sample.values()]
    legible = [line.certainty for line in sample.values() if line.chars]
    if not upright or (len(legible) >= LEAST_READ and float(np.mean(legible)) >= CERTAIN):
        return False
    turned = [Region(np.roll(region.corners, 2, axis=0), region.score) for region in sample]
    lines = recognise(pixels, turned, pool, SAMPLE_SIZE)
    margin = [line.certainty - before for before, line in zip(upright, lines, strict=True)]
    return float(np.sum(np.sign(margin))) > 0 if np.sum(np.sign(margin)) != 0 else float(np.sum(margin)) > 0


def _sample(regions: list[Region]) -> list[Region]:
    shapes = [(region, _long_side(region)) for region in regions]
    suited = [(region, s[1]) for region, s in shapes if SAMPLE_ASPECT[0] <= s[2] <= SAMPLE_ASPECT[1]]
    suited.sort(key=lambda pair: -pair[1] * pair[0].score)
    return [region for region, _ in suited[:SAMPLE_LINES]]


def _long_side(region: Region) -> tuple[float, float, float]:
    """Return the direction of the longer side in degrees, its length in pixels, and the aspect."""
    across = region.corners[1] - region.corners[0]
    down = region.corners[3] - region.corners[0]
    width, height = hypot(*map(float, across)), hypot(*map(float, down))
    side = across if width >= height else down
    return (
        degrees(atan2(float(side[1]), float(side[0]))),
        max(width, height),
        max(width, height) / max(1.0, min(width, height)),
    )


def _difference(angle: float, other: float) -> float:
    return (angle - other + 90) % 180 - 90
