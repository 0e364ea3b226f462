"""Text that runs another way than the rest of its page, as that of a ticket pasted sideways or upside down.

A page is read one way. What could not be read so is tried the other ways with the quick model; only where several
lines read well that way is there a turned document rather than a blot. Detection sees text that runs up or down in
pieces, so where some of it reads well, the page is looked at once more, turned by a quarter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels, TextLine
from piaoju.reading.ocr.detection import Region, order_corners
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.recognition import recognise

LONG_ASPECT = 3.0  # shorter text says too little about its direction
SHORT_ASPECT = 2.0  # likewise where longer text beside it has told the direction
ACROSS_SHARE = 0.04  # of all text's length: less is a label set vertically or a note in the margin
DOUBTFUL = 0.85  # mean confidence below which a line may stand on its head
LIKELY = 0.97  # likewise, where other lines do
READABLE = 0.85  # mean confidence of text that runs the way it was read
FAINT = 0.6  # likewise of what lies among such text
MIN_LINES = 4
OVER_LINES = 3  # on their heads: their letters read well only so
LEAST_LINES = 2  # legible ones, from which a look at the turned page may find enough
MIN_CHARS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Turned:
    region: Region
    confidence: float


def lay_across(
    pixels: Pixels,
    regions: list[Region],
    pool: ModelPool,
    quick: Size,
    detected: Callable[[Pixels], list[Region]],
) -> list[Region]:
    """Return the regions, those of text that runs up or down the page with their corners in its direction.

    Args:
        pixels: uint8, shape (H, W, 3), BGR, with most text running right.
        regions: in those pixels.
        pool: where to run.
        quick: which model tries.
        detected: finds the regions of a picture.
    """
    across = [index for index, region in enumerate(regions) if _is_across(region, LONG_ASPECT)]
    lengths = [max(_sides(region)) for region in regions]
    if len(across) < MIN_LINES or sum(lengths[index] for index in across) < ACROSS_SHARE * sum(lengths):
        return regions
    across.sort(key=lambda index: -lengths[index])
    tried = _best_across([regions[index] for index in across[:MIN_LINES]], pixels, pool, quick)
    if any(way.confidence >= READABLE for way in tried):  # if none of the longest is, there is no turned document
        tried += _best_across([regions[index] for index in across[MIN_LINES:]], pixels, pool, quick)
    legible = {index: way.region for index, way in zip(across, tried, strict=False) if way.confidence >= READABLE}
    if len(legible) < LEAST_LINES:
        return regions
    laid = [legible.get(index, region) for index, region in enumerate(regions)]
    # The notes along the edges of a form are no more than so many.
    seen = _best_across(_seen_across(pixels, detected), pixels, pool, quick) if len(across) > MIN_LINES else []
    if sum(way.confidence >= READABLE for way in seen) < MIN_LINES:
        return laid if len(legible) >= MIN_LINES else regions
    found = [way for way in seen if way.confidence >= FAINT]
    return _beside(laid, found) + [way.region for way in found]


def _beside(regions: list[Region], found: list[_Turned]) -> list[Region]:
    """Return the regions without those whose middles lie in text that was found across.

    Lines that run level stay in what is faint, as that may be no text but a blot over them; pieces too short to tell
    do not.
    """
    middles = np.array([region.corners.mean(axis=0) for region in regions], np.float64).reshape(-1, 2)
    is_level = np.array([_is_level(region) for region in regions], bool)
    is_found = np.zeros(len(regions), bool)
    for way in found:
        left = np.flatnonzero(~is_found if way.confidence >= READABLE else ~is_found & ~is_level)
        is_found[left[_lie_in(middles[left], way.region)]] = True
    return [region for region, is_one in zip(regions, is_found.tolist(), strict=True) if not is_one]


def _seen_across(pixels: Pixels, detected: Callable[[Pixels], list[Region]]) -> list[Region]:
    """Return the text that runs up or down as detection sees it in the picture turned by a quarter."""
    seen = detected(np.ascontiguousarray(np.rot90(pixels, -1)))
    back = [np.stack([one.corners[:, 1], len(pixels) - one.corners[:, 0]], axis=1) for one in seen]
    regions = [Region(order_corners(corners), one.score) for corners, one in zip(back, seen, strict=True)]
    return [region for region in regions if _is_across(region, SHORT_ASPECT)]


def _best_across(regions: list[Region], pixels: Pixels, pool: ModelPool, quick: Size) -> list[_Turned]:
    """Return long regions with that of their two directions in which they read better."""
    first = [int(_aspect(region) < 1) for region in regions]
    ways = [
        Region(np.roll(region.corners, shift + turn, axis=0), region.score)
        for turn in (0, 2)
        for region, shift in zip(regions, first, strict=True)
    ]
    tried = _tried(ways, pixels, pool, quick)
    pairs = zip(tried[: len(regions)], tried[len(regions) :], strict=True)
    return [max(pair, key=lambda turned: turned.confidence) for pair in pairs]


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
    doubts = {region: _confidence(line) for region, line in zip(regions, lines, strict=True)}
    doubts = {one: doubt for one, doubt in doubts.items() if 0 < doubt < LIKELY and _aspect(one) >= SHORT_ASPECT}
    first = {one: doubt for one, doubt in doubts.items() if doubt < DOUBTFUL and _aspect(one) >= LONG_ASPECT}
    found = _better_over(first, pixels, pool, quick) if len(first) >= LEAST_LINES else {}
    if found:  # figures read well either way: they are tried only where other text stands on its head
        found |= _better_over({one: doubt for one, doubt in doubts.items() if one not in first}, pixels, pool, quick)
    if len(found) < OVER_LINES:
        return {}
    return {index: found[region] for index, region in enumerate(regions) if region in found}


def _better_over(doubts: Mapping[Region, float], pixels: Pixels, pool: ModelPool, quick: Size) -> dict[Region, Region]:
    """Return those regions that read well, and better, turned over.

    Args:
        doubts: the regions, each with the mean confidence of its text as it was read.
        pixels: uint8, shape (H, W, 3), BGR.
        pool: where to run.
        quick: which model tries.
    """
    over = [Region(np.roll(region.corners, 2, axis=0), region.score) for region in doubts]
    tried = zip(doubts.items(), _tried(over, pixels, pool, quick), strict=True)
    return {region: turned.region for (region, doubt), turned in tried if turned.confidence >= max(READABLE, doubt)}


def _tried(regions: list[Region], pixels: Pixels, pool: ModelPool, quick: Size) -> list[_Turned]:
    lines = recognise(pixels, regions, pool, quick)
    return [_Turned(region, _confidence(line)) for region, line in zip(regions, lines, strict=True)]


def _confidence(line: TextLine) -> float:
    """Return the mean confidence, 0 for a line too short to tell."""
    return line.certainty if len(line.chars) >= MIN_CHARS else 0.0


def _aspect(region: Region) -> float:
    width, height = _sides(region)
    return width / max(height, 1.0)


def _is_across(region: Region, least_aspect: float) -> bool:
    """Tell whether a region is long enough and its longer sides are nearer to upright than to level."""
    aspect = _aspect(region)
    x, y = region.corners[1 if aspect >= 1 else 3] - region.corners[0]
    return bool(max(aspect, 1 / aspect) >= least_aspect and abs(y) > abs(x))


def _is_level(region: Region) -> bool:
    """Tell whether a region is long enough to tell its direction and runs level."""
    return _aspect(region) >= SHORT_ASPECT and not _is_across(region, SHORT_ASPECT)


def _lie_in(points: npt.NDArray[np.float64], region: Region) -> npt.NDArray[np.bool_]:
    """Tell which points, shape (N, 2), lie in a region: shape (N,).

    A page may have thousands of regions, and so few of them lie near another that boxes leave little to be tested.
    """
    corners = region.corners.astype(np.float64)
    (x, y), (left, top), (right, bottom) = points.T, corners.min(axis=0), corners.max(axis=0)
    lie: npt.NDArray[np.bool_] = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    near = np.flatnonzero(lie)
    along, apart = corners[[1, 2, 3, 0]] - corners, points[near, None] - corners
    lie[near] = np.all(along[:, 0] * apart[..., 1] >= along[:, 1] * apart[..., 0], axis=1)
    return lie


def _sides(region: Region) -> tuple[float, float]:
    across, down = region.corners[1] - region.corners[0], region.corners[3] - region.corners[0]
    return float(np.linalg.norm(across)), max(float(np.linalg.norm(down)), 1.0)
