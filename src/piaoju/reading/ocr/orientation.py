"""Which way is up: quarter turns by votes of many lines, then the skew that is left.

The direction of the long sides tells the text's axis; reading a sample of lines both ways tells up from down. One
classifier on one crop, as others use, turns good pages upside down; here every line has a voice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
LEGIBLE = 0.7  # mean confidence of a line that is more than scraps


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


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Lines that tell up from down, read with the smallest model.

    Attributes:
        lines: of some regions, as they are.
        is_over: they read better upside down.
        legible_chars: in those of them that are legible the better way.
    """

    lines: Mapping[Region, TextLine]
    is_over: bool
    legible_chars: int


def are_scraps(regions: Sequence[Region]) -> bool:
    """Tell whether most regions are too short to tell a direction, as where text runs up or down."""
    return 2 * sum(_long_side(region)[2] >= CLEAR_ASPECT for region in regions) < len(regions)


def read_sample(pixels: Pixels, regions: list[Region], pool: ModelPool) -> Sample:
    """Read some lines of a page whose text runs left or right.

    Only where they were not read with certainty, they are read turned as well and each line votes for the reading of
    the higher mean confidence.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        regions: in those pixels.
        pool: where to run.
    """
    sample = _sample(regions)
    lines = recognise(pixels, sample, pool, SAMPLE_SIZE)
    found = dict(zip(sample, lines, strict=True))
    certain = [line.certainty for line in lines if line.chars]
    if not lines or (len(certain) >= LEAST_READ and float(np.mean(certain)) >= CERTAIN):
        return Sample(found, False, _legible_chars(lines))
    turned = [Region(np.roll(region.corners, 2, axis=0), region.score) for region in sample]
    over = recognise(pixels, turned, pool, SAMPLE_SIZE)
    margin = [line.certainty - before.certainty for before, line in zip(lines, over, strict=True)]
    votes = float(np.sum(np.sign(margin)))
    is_over = votes > 0 if votes != 0 else float(np.sum(margin)) > 0
    return Sample(found, is_over, _legible_chars(over if is_over else lines))


def _legible_chars(lines: Sequence[TextLine]) -> int:
    return sum(len(line.chars) for line in lines if line.certainty >= LEGIBLE)


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
