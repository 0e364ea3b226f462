"""Paper on a page: outlines of what lies on a desk or is pasted on a sheet, where its edge can be seen.

Flat ground ends at edges: the blank rim of a paper on its outside, the desk on its inside, where it leaves a hole. How
strong an edge is differs between white on black and white on white, so several strengths are tried, and outlines and
holes count if they are shaped like paper. Frames and cells of forms look the same; which of them are documents the
text decides.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from piaoju.model.geometry import Quad, transform_quad
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.locate.rims import Floats, Ground, at_rims

SEEN_SIDE_PX = 800
PRINT_PX = 5  # strokes up to this wide are closed, so that they do not cut up the paper
STRENGTHS = (1.0, 2.0, 4.0, 8.0, 16.0)  # grey values from one side of an edge to the other, of 255
LEAST_SHARE = 0.006  # of the page: smaller is no document
FILLED = 0.9  # of the quad, by the ground and all it encloses
NOTCHED = 0.65  # likewise, where print at the rim cuts into the ground: the rim must be seen then
UPRIGHT = 0.85  # of the smallest rectangle around, by the quad: perspective makes trapezoids, no more
CORNERED = (0.02, 0.03, 0.05)  # of the perimeter: how far corners may be rounded
BLUNT = 1.05  # how much larger than the quad its ground may be before a rectangle describes it better

LAB_SCALE = np.array((2.55, 1.0, 1.0), np.float32)  # OpenCV's lightness ends at 100, its colours at about 127


def find_papers(page: PageImage) -> list[Quad]:
    """Return outlines of what may be paper, in page pixels, clockwise, the largest first."""
    height, width = page.pixels.shape[:2]
    scale = min(1.0, SEEN_SIDE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    steps = _steps(np.asarray(cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA), np.uint8))
    found = at_rims([ground for strength in STRENGTHS for ground in _grounds(steps, strength / 2)], steps)
    found.sort(key=cv2.contourArea, reverse=True)
    to_page = np.diag([page.width / size[0], page.height / size[1], 1.0])
    return [transform_quad(to_page, _as_quad(quad)) for quad in found]


def _steps(pixels: Pixels) -> Floats:
    """Return how much lightness or colour changes at each pixel, shape (H, W)."""
    blank = cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, np.ones((PRINT_PX, PRINT_PX), np.uint8))
    # Eight bits would round steps of one grey value away.
    lab = cv2.cvtColor(blank.astype(np.float32) / 255, cv2.COLOR_BGR2LAB) * LAB_SCALE
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.0)
    # Each side of the kernel sums to 16: divided by twice that, a step gives half its height to two pixels.
    across, down = (cv2.Scharr(smooth, cv2.CV_32F, *axis, scale=1 / 32) for axis in ((1, 0), (0, 1)))
    return np.asarray(np.sqrt((across * across + down * down).max(axis=2)), np.float32)


def _grounds(steps: Floats, least: float) -> Iterator[Ground]:
    """Yield connected flat grounds and the holes in them that are shaped like paper; steps from least on end them."""
    flat = steps < least
    least_area = LEAST_SHARE * flat.size
    _, labels, stats, _ = cv2.connectedComponentsWithStats(flat.astype(np.uint8), connectivity=4)
    large = np.flatnonzero(stats[1:, cv2.CC_STAT_WIDTH] * stats[1:, cv2.CC_STAT_HEIGHT] >= least_area) + 1
    for label in large.tolist():
        x, y, width, height = stats[label][:4].tolist()
        ground = (labels[y : y + height, x : x + width] == label).astype(np.uint8)
        contours, _ = cv2.findContours(ground, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE, offset=(x, y))
        for contour in contours:
            area = cv2.contourArea(contour)
            quad = _paper_shape(contour) if area >= least_area else None
            if quad is not None:
                yield Ground(quad, doubt=0.0 if area >= FILLED * cv2.contourArea(quad) else least)


def _paper_shape(contour: cv2.typing.MatLike) -> Floats | None:
    hull = cv2.convexHull(contour)
    rectangle = cv2.minAreaRect(hull)
    quad = _cornered(hull)
    if quad is None or cv2.contourArea(hull) > BLUNT * cv2.contourArea(quad):
        quad = np.asarray(cv2.boxPoints(rectangle), np.float32)
    quad_area = cv2.contourArea(quad)
    if cv2.contourArea(contour) < NOTCHED * quad_area or quad_area < UPRIGHT * rectangle[1][0] * rectangle[1][1]:
        return None
    return quad


def _cornered(hull: cv2.typing.MatLike) -> Floats | None:
    perimeter = cv2.arcLength(hull, closed=True)
    for share in CORNERED:
        corners = cv2.approxPolyDP(hull, share * perimeter, closed=True)
        if len(corners) == 4:
            return np.asarray(corners[:, 0], np.float32)
    return None


def _as_quad(points: Floats) -> Quad:
    """Return the points clockwise."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return (a, b, c, d) if cv2.contourArea(points, oriented=True) > 0 else (a, d, c, b)
