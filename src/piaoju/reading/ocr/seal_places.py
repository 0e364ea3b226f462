"""Where red seals may be: a page's pixels in, its red strokes and the places that they crowd out.

Red ink lets red light through and holds green light back, so that the difference of the two, as logarithms, shows it
whatever the light, and leaves out black print. Its thin strokes stand out of paper, table and desk by a top-hat. A seal
may be where they enclose a place of a seal's size, or fill one.

Source: Serra 1982, Image Analysis and Mathematical Morphology (closing, top-hat).
"""

from collections.abc import Iterable
from math import hypot

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels

SIDE_PX = 800  # longer side of the picture that is looked at
STROKE_PX = 13  # the top-hat leaves out what is wider
LOG_SCALE = 46.0  # of logarithms as bytes
LEAST_REDNESS = 9  # in that scale: green light a fifth weaker than red
LEAST_LIGHT = 60  # of the red light: in the dark, noise has any colour
JOINING_PX = (3, 7)  # at half the size: gaps between strokes of one seal; the wider for rims that are broken
LARGEST_HOLE_PX = 1000  # likewise: area between the strokes of a seal, rather than a cell of a red table
LEAST_RADIUS_PX = 13.0
FULLEST = 0.82  # share of its box that an empty ellipse fills, and a bit: more is a cell
MOST_PLACES = 16
MOST_SLENDER = 2.5  # longer axis by shorter; seals have 1.0 to 1.5, those on taxi slips 2, slanting pictures more

Mask = npt.NDArray[np.uint8]
"""uint8, shape (H, W)."""
Place = tuple[float, float, float]
"""Middle and inner radius, pixels."""

_LOGARITHMS = np.round(LOG_SCALE * np.log1p(np.arange(256) / 8)).astype(np.uint8)


def resized(pixels: Pixels) -> Pixels:
    """Return the raster at the size looked at; of large ones, rows and columns are left out first, for speed."""
    longer = max(pixels.shape[:2])
    step = max(1, round(longer / (2 * SIDE_PX)))
    size = (max(1, round(pixels.shape[1] * SIDE_PX / longer)), max(1, round(pixels.shape[0] * SIDE_PX / longer)))
    return np.asarray(cv2.resize(pixels[::step, ::step], size, interpolation=cv2.INTER_LINEAR), np.uint8)


def red_strokes(pixels: Pixels) -> Mask:
    """Return where there are thin strokes of red ink: 255, elsewhere 0."""
    _, green, red = cv2.split(pixels)
    # Differences start at 64, so that those of a bluish light are not cut off before the top-hat.
    redness = cv2.addWeighted(cv2.LUT(red, _LOGARITHMS), 1.0, cv2.LUT(green, _LOGARITHMS), -1.0, 64.0)
    strokes = cv2.morphologyEx(redness, cv2.MORPH_TOPHAT, np.ones((STROKE_PX, STROKE_PX), np.uint8))
    _, is_red = cv2.threshold(strokes, LEAST_REDNESS - 1, 255, cv2.THRESH_BINARY)
    _, is_light = cv2.threshold(red, LEAST_LIGHT - 1, 255, cv2.THRESH_BINARY)
    return np.asarray(cv2.bitwise_and(is_red, is_light), np.uint8)


def places_of(red: Mask) -> list[Place]:
    """Return where seals may be, the largest places first: what ink encloses or fills."""
    # At half the size; what is thinner than two pixels must not get lost.
    coarse = cv2.dilate(red, np.ones((2, 2), np.uint8))[::2, ::2]
    found: list[Place] = []
    for gap in JOINING_PX:
        closed = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap)))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(closed), connectivity=4)
        is_ink = stats[:, cv2.CC_STAT_AREA] <= LARGEST_HOLE_PX
        is_ink[0] = True
        found += [*_enclosed(stats[1:].tolist()), *_peaks(np.where(is_ink, 255, 0).astype(np.uint8)[labels])]
    places: list[Place] = []
    for x, y, radius in sorted(found, key=lambda place: -place[2]):
        if all(hypot(x - other[0], y - other[1]) > 0.3 * radius or other[2] > 1.4 * radius for other in places):
            places.append((x, y, radius))
    return [(2 * x, 2 * y, 2 * radius) for x, y, radius in places[:MOST_PLACES]]


def _enclosed(boxes: Iterable[list[int]]) -> list[Place]:
    """Return the holes that are as long and wide as a seal's inside may be."""
    places = []
    for left, top, width, height, area in boxes:
        shorter, longer = sorted((width, height))
        if area > FULLEST * width * height:
            continue
        if shorter >= LEAST_RADIUS_PX and longer <= min(MOST_SLENDER * shorter, SIDE_PX / 4):
            places.append((left + width / 2, top + height / 2, shorter / 2))
    return places


def _peaks(blob: Mask) -> list[Place]:
    """Return the discs that fill a mask best."""
    if blob.all():
        return []  # nothing bounds them
    depth = cv2.distanceTransform(blob, cv2.DIST_L2, 3)
    peaks = []
    for _ in range(MOST_PLACES):
        _, radius, _, (x, y) = cv2.minMaxLoc(depth)
        if radius < LEAST_RADIUS_PX / 2:
            break
        peaks.append((float(x), float(y), float(radius)))
        cv2.circle(depth, (x, y), round(1.6 * radius), 0.0, cv2.FILLED)
    return peaks
