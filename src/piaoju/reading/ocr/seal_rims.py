"""The rims of red elliptic and round seals: a page's pixels in, ellipses out.

Around each place that red strokes crowd, the way that keeps best to thin ink is found on rays from its middle. Most of
it lies on the rim, as broken as that may be; print that touches the rim leads it astray here and there. The ellipse on
which most of the way agrees is a seal's if nearly all rays meet its rim and few find ink right outside.

Source: Viterbi 1967, Error Bounds for Convolutional Codes (the best way); Fischler and Bolles 1981, Random Sample
Consensus (the ellipse).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, pi

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels
from piaoju.reading.ocr.seal_places import LEAST_RADIUS_PX, MOST_SLENDER, Mask, Place, places_of, red_strokes, resized

LEAST_RED_PX = 150  # fewer red pixels are no seal
RAYS = 96
REACH = 2.4  # of rays, in radii of the place
BINS = 80  # of each ray, in which the way is searched
STEEPEST = 3  # bins that the way goes in or out from one ray to the next
NEAREST = 0.6  # radii of the place: the rim is no nearer to its middle
INSIDE, OUTSIDE = (-3, -2), (2, 3)  # bins beside the way that are better empty
INSIDE_COST, OUTSIDE_COST = 0.1, 0.25  # less than ink on the way gains
TRIALS = 100  # ellipses through five points of a way
AGREEING = 0.05  # of the radius: a point so near to an ellipse agrees with it
LEAST_AGREEING = 0.5  # share of the way
SIZES = (1.0, 0.93, 1.07)  # the way may follow the inner of two rings
NEAR_PX = (5.0, 5.0, 2.5)  # strokes so near to an ellipse draw it to themselves, in each round
LEAST_NEAR = 0.33  # share of rays with such a stroke
STROKES, TOLERANCE_PX = 8, 2  # strokes on each ray that are looked at, from outside; how far from the rim they may be
LEAST_MET = 0.62  # share of rays that meet the rim
LEAST_MET_EIGHTH = 0.25  # likewise in every eighth of the turn but two, which may lie off the paper
LEAST_CLARITY = 1.25
CLEAR, HOPELESS = 1.6, 0.5  # clarity that needs no other size to be tried, or that none would mend
OUTSIDE_BAND = (1.02, 1.25)  # radii between which a seal's surroundings are
INK_INSIDE = (0.01, 0.6)

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_ANGLES = np.arange(RAYS) * (2 * pi / RAYS)
_RAYS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
_RNG = np.random.default_rng(1)
# One ray out of each fifth of the turn: rays beside each other say little about an ellipse.
_TURNS = (np.arange(5) + 0.9 * _RNG.random((TRIALS, 5))) / 5 + _RNG.random((TRIALS, 1))
_TRIED_RAYS = (_TURNS % 1.0 * RAYS).astype(int)


@dataclass(frozen=True, slots=True)
class Rim:
    """The outer edge of a seal.

    Attributes:
        x: of the centre, pixels.
        y: likewise.
        major: longer half axis, pixels.
        minor: shorter half axis.
        angle: of the longer axis, radians clockwise from the x axis, in [0, pi).
        clarity: share of rays that meet ink near the rim, and of those that meet it on the rim, less the share of those
            that meet ink right outside; at most 2.
    """

    x: float
    y: float
    major: float
    minor: float
    angle: float
    clarity: float

    def scaled(self, factor: float) -> "Rim":
        """Return the rim in a picture that is larger by a factor."""
        return Rim(self.x * factor, self.y * factor, self.major * factor, self.minor * factor, self.angle, self.clarity)


def find_rims(pixels: Pixels) -> list[Rim]:
    """Find the rims of red elliptic and round seals, the clearest first.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
    """
    small = resized(pixels)
    red = red_strokes(small)
    places = places_of(red) if cv2.countNonZero(red) >= LEAST_RED_PX else []
    if not places:
        return []
    rims: list[Rim] = []
    for place, course in zip(places, _courses(red, places), strict=True):
        if not any(_covers(rim, place) for rim in rims):
            rim = _rim_along(red, place, course)
            rims += [rim] if rim is not None else []
    factor = pixels.shape[1] / small.shape[1]
    return [rim.scaled(factor) for rim in _apart(rims)]


def _covers(rim: Rim, place: Place) -> bool:
    """Tell whether a place lies within a rim and is no larger than it."""
    return hypot(rim.x - place[0], rim.y - place[1]) < 0.8 * rim.minor and place[2] < 1.2 * rim.minor


def _courses(red: Mask, places: Sequence[Place]) -> Floats:
    """Return the way around each place that keeps best to thin ink: radii in pixels, shape (P, RAYS)."""
    bold = cv2.dilate(red, np.ones((3, 3), np.uint8))
    way = cv2.WARP_POLAR_LINEAR | cv2.INTER_NEAREST | cv2.WARP_FILL_OUTLIERS
    polar = [cv2.warpPolar(bold, (BINS, RAYS), (x, y), REACH * radius, way) for x, y, radius in places]
    ink: Floats = (np.stack(polar) > 0).astype(np.float64)
    gain = ink - INSIDE_COST * _beside(ink, INSIDE) - OUTSIDE_COST * _beside(ink, OUTSIDE)
    gain[:, :, : round(NEAREST / REACH * BINS)] = -1.0
    radii = np.array([[radius] for _, _, radius in places])
    return np.asarray((_best_ways(gain) + 0.5) * (REACH / BINS) * radii)


def _beside(ink: Floats, bins: tuple[int, int]) -> Floats:
    """Return the mean ink at two distances outward of every bin: shape as `ink`."""
    margin = max(map(abs, bins))
    padded = np.pad(ink, ((0, 0), (0, 0), (margin, margin)))
    first, second = (padded[:, :, margin + shift : margin + shift + ink.shape[2]] for shift in bins)
    return np.asarray((first + second) / 2)


def _best_ways(gain: Floats) -> npt.NDArray[np.int64]:
    """Return the closed ways of the greatest gain through all rays: shape (P, RAYS), bins.

    Args:
        gain: shape (P, RAYS, BINS).
    """
    # Half a turn more on either side, so that the ends of the way have little say.
    order = np.arange(2 * RAYS) % RAYS
    reach = np.ones((1, 2 * STEEPEST + 1), np.uint8)
    totals = np.empty((2 * RAYS, len(gain), BINS))
    totals[0] = gain[:, 0]
    for step in range(1, 2 * RAYS):
        np.add(cv2.dilate(totals[step - 1], reach), gain[:, order[step]], out=totals[step])
    rows, nearby = np.arange(len(gain))[:, None], np.arange(-STEEPEST, STEEPEST + 1)
    ways = np.empty((2 * RAYS, len(gain)), np.int64)
    ways[-1] = totals[-1].argmax(axis=1)
    for step in range(2 * RAYS - 2, -1, -1):
        choices = np.clip(ways[step + 1][:, None] + nearby, 0, BINS - 1)
        ways[step] = choices[rows[:, 0], totals[step][rows, choices].argmax(axis=1)]
    return np.roll(ways[RAYS // 2 : RAYS // 2 + RAYS].T, RAYS // 2, axis=1)


def _agreed(course: Floats) -> Floats | None:
    """Return the ellipse that most of a way lies on: a, b, c, d, e of a x² + b xy + c y² + d x + e y = 1."""
    points = course[_TRIED_RAYS]
    x, y = (_RAYS[_TRIED_RAYS, axis] * points for axis in (0, 1))
    conics = _solved(np.stack([x * x, x * y, y * y, x, y], axis=2), np.ones((TRIALS, 5, 1)))
    if not len(conics):
        return None
    agree = np.abs(_radii(conics, inf) - course) < AGREEING * course
    best = agree.sum(axis=1).argmax()
    return _ellipse(course, agree[best]) if agree[best].mean() >= LEAST_AGREEING else None


def _ellipse(radii: Floats, chosen: Flags) -> Floats | None:
    """Return the ellipse of least squares through points on chosen rays: a, b, c, d, e as of `_agreed`."""
    x, y = _RAYS[chosen].T * radii[chosen]
    rows = np.stack([x * x, x * y, y * y, x, y], axis=1) / radii.max()
    found = _solved((rows.T @ rows)[None], rows.T.sum(axis=1)[None, :, None] / radii.max())
    return found[0] if len(found) else None


def _solved(matrices: Floats, right: Floats) -> Floats:
    """Return those solutions of five equations each that are ellipses as of seals: shape (N, 5)."""
    scale = float(np.sqrt(np.abs(matrices[:, :, 0]).max())) or 1.0  # for numbers near one
    units = np.array([scale**2, scale**2, scale**2, scale, scale])
    even = matrices / units
    is_sound = np.abs(np.linalg.det(even)) > 1e-12
    found = np.linalg.solve(even[is_sound], right[is_sound])[:, :, 0]
    a, b, c = found[:, 0], found[:, 1], found[:, 2]
    spread = np.hypot(a - c, b)
    is_seal = (a > 0) & (4 * a * c > b * b) & (a + c + spread < MOST_SLENDER**2 * (a + c - spread))
    return np.asarray(found[is_seal] / units)


def _rim_along(red: Mask, place: Place, course: Floats) -> Rim | None:
    """Return the rim whose way around a place is about given, if it is one."""
    x, y, radius = place
    conic = _agreed(course)
    if conic is None:
        return None
    length = round(1.3 * REACH * radius)
    ink = (
        cv2.warpPolar(
            red, (length, RAYS), (x, y), length, cv2.WARP_POLAR_LINEAR | cv2.INTER_NEAREST | cv2.WARP_FILL_OUTLIERS
        )
        > 0
    )
    radii, met, clarity = _clearest(ink, _radii(conic[None], length)[0])
    if clarity < LEAST_CLARITY or not _goes_round(met):
        return None
    points = np.array([x, y]) + _RAYS[met] * _hits(ink, radii)[met, None]
    rim = _fitted(points.astype(np.float32), clarity)
    return rim if rim is not None and INK_INSIDE[0] < _ink_inside(red, rim) < INK_INSIDE[1] else None


def _clearest(ink: Flags, radii: Floats) -> tuple[Floats, Flags, float]:
    """Return what an ellipse, or one of another size, becomes by going to the strokes near it.

    Args:
        ink: shape (RAYS, length).
        radii: of the ellipse, shape (RAYS,).

    Returns:
        The clearest of these ellipses as radii, the rays that meet its rim, and its clarity.
    """
    strokes = _strokes(ink)
    best = radii, np.zeros(RAYS, np.bool_), 0.0
    for size in SIZES:
        grown = radii * size
        for near in NEAR_PX:
            nearest = strokes[np.arange(RAYS), np.abs(strokes - grown[:, None]).argmin(axis=1)]
            is_near = np.abs(nearest - grown) < near
            conic = _ellipse(nearest, is_near) if is_near.mean() > LEAST_NEAR else None
            if conic is None:
                break
            grown = _radii(conic[None], ink.shape[1])[0]
            met, clarity = _support(ink, grown)
            if clarity > best[2]:
                best = grown, met, clarity
        if best[2] >= CLEAR or best[2] < HOPELESS:
            break
    return best


def _strokes(ink: Flags) -> Floats:
    """Return the middles of the strokes that each ray meets, the outermost last: shape (RAYS, STROKES), 0 for none."""
    edges = np.diff(ink.astype(np.int8), axis=1, prepend=0, append=0)
    steps = np.arange(ink.shape[1] + 1)
    starts, ends = (np.sort(np.where(edges == kind, steps, 0), axis=1)[:, -STROKES:] for kind in (1, -1))
    return np.asarray((starts + ends - (ends > 0)) / 2)


def _radii(conics: Floats, length: float) -> Floats:
    """Return how far along each ray each conic is: shape (N, RAYS)."""
    cosines, sines = _RAYS.T
    square = conics[:, :3] @ np.stack([cosines * cosines, cosines * sines, sines * sines])
    linear = conics[:, 3:] @ _RAYS.T
    radii = (np.sqrt(linear * linear + 4 * square) - linear) / (2 * square)
    return np.asarray(np.clip(radii, 0, length - 1))


def _support(ink: Flags, radii: Floats) -> tuple[Flags, float]:
    """Return which rays meet ink near an ellipse, shape (RAYS,), and the ellipse's clarity."""
    rays, last = np.arange(RAYS), ink.shape[1] - 1
    near = cv2.dilate(ink.astype(np.uint8), np.ones((1, 2 * TOLERANCE_PX + 1), np.uint8)) > 0
    sums = np.cumsum(near, axis=1, dtype=np.int32)
    steps = np.round(radii).astype(int)
    met, exact = near[rays, steps], ink[rays, steps]
    first = np.minimum(radii * OUTSIDE_BAND[0] + 2 * TOLERANCE_PX + 1, last).astype(int)
    end = np.minimum(radii * OUTSIDE_BAND[1] + 2 * TOLERANCE_PX, last).astype(int)
    outside = sums[rays, end] > sums[rays, first]
    return met, float(met.mean() + exact.mean() - outside.mean())


def _goes_round(met: Flags) -> bool:
    """Tell whether a rim was met on enough rays, and all around."""
    eighths = np.sort(met.reshape(8, -1).mean(axis=1))
    return bool(met.mean() >= LEAST_MET and eighths[2] >= LEAST_MET_EIGHTH)


def _hits(ink: Flags, radii: Floats) -> Floats:
    """Return the middle of each ray's ink near a radius, or the radius: shape (RAYS,)."""
    window = np.round(radii).astype(int)[:, None] + np.arange(-TOLERANCE_PX, TOLERANCE_PX + 1)
    window = np.clip(window, 0, ink.shape[1] - 1)
    weights = ink[np.arange(RAYS)[:, None], window]
    count = weights.sum(axis=1)
    return np.where(count > 0, (window * weights).sum(axis=1) / np.maximum(count, 1), radii)


def _fitted(points: npt.NDArray[np.float32], clarity: float) -> Rim | None:
    """Return the ellipse of least squares through points, if it may be a seal's."""
    (x, y), (width, height), angle_deg = cv2.fitEllipse(points)
    turn = angle_deg if width >= height else angle_deg + 90
    major, minor = max(width, height) / 2, min(width, height) / 2
    if minor < LEAST_RADIUS_PX or major > MOST_SLENDER * minor:
        return None
    return Rim(x, y, major + 1, minor + 1, turn / 180 * pi % pi, clarity)


def _ink_inside(red: Mask, rim: Rim) -> float:
    """Return which share of the inner part of a seal is inked."""
    inner = np.zeros_like(red)
    box = ((rim.x, rim.y), (1.7 * rim.major, 1.7 * rim.minor), rim.angle * 180 / pi)
    cv2.ellipse(inner, box, 255, cv2.FILLED)
    return cv2.mean(red, inner)[0] / 255


def _apart(rims: list[Rim]) -> list[Rim]:
    """Return the rims, the clearest first, without those that lie upon a clearer one."""
    kept: list[Rim] = []
    for rim in sorted(rims, key=lambda rim: -rim.clarity):
        if all(hypot(rim.x - other.x, rim.y - other.y) > 0.9 * max(rim.minor, other.minor) for other in kept):
            kept.append(rim)
    return kept
