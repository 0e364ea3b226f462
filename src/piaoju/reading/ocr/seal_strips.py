"""The text of a seal laid out straight: a page's pixels and a rim in, strips of text out.

The name runs along the upper arc; it is unrolled along the ellipse, from the lower left over the top to the lower
right. What runs across the middle, the tax id and the seal's kind, is cut out row by row. The strips show the red ink
as dark and let black print fade, as far as the red light tells them apart.

Source: 国家税务总局公告2011年第7号 (40 by 30 mm, name along the arc, tax id and 发票专用章 across).
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels
from piaoju.reading.ocr.seal_rims import Rim
from piaoju.reading.ocr.spans import spans_of

HEIGHT_PX = 48  # of a strip, as the recogniser takes it
ROUND = 1.15  # axes of a smaller ratio do not tell how a seal lies
LEANING_DEG = 50.0  # the longer axis of a seal that lies as the page's text does is no further off
ARC_FROM_DEG, ARC_TO_DEG = 130.0, 410.0  # clockwise from the right
RIM_GAP = (0.04, 0.1)  # of the shorter half axis: between rim and arc text
INNER_GAP = (0.36, 0.46)  # likewise: between arc text and middle
MIDDLE = (-0.42, 0.8)  # likewise: where rows across are, downwards from the centre
MIDDLE_WIDTH = 0.5  # of the longer half axis to either side: where nothing but rows across is
LEAST_ROW, MOST_ROW = 0.13, 0.5  # of the shorter half axis: height of a row
ROW_MARGIN = 0.035
ARC_DEPTH, RIM_DEPTH = 0.33, 0.25  # likewise: what lies beside rows across
BELOW_ARC = 0.25  # likewise: rows whose middle is lower have no arc text beside them
BLANK = 0.25  # of the ink of an average row: less is a gap between rows
END_PX = 24
PAPER_PERCENTILE = 85
FULL_PERCENTILE = 96  # of the difference of red and green light: that of full ink
LEAST_CONTRAST = 0.08  # of the paper's light: less is no ink at all
STEEPER = 1.2  # ink that did not take fully is dark too

Grey = npt.NDArray[np.uint8]
"""uint8, shape (H, W), 255 paper."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Strips:
    """The rows of a seal: each uint8, shape (48, W).

    Attributes:
        arc: along the upper arc.
        rows: across the middle, from the top down.
    """

    arc: Grey
    rows: tuple[Grey, ...]


def strips(pixels: Pixels, rim: Rim, rotation_deg: float) -> Strips:
    """Return the text of a seal as strips.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        rim: in those pixels.
        rotation_deg: clockwise degrees that make the text around the seal upright.
    """
    seal = _Seal(pixels, rim, rotation_deg)
    return Strips(_arc(seal), tuple(_rows(seal)))


class _Seal:
    """A seal cut out of its page, with the frame in which it is upright: from its centre, x right, y down."""

    def __init__(self, pixels: Pixels, rim: Rim, rotation_deg: float) -> None:
        reach = rim.major + 2
        left, top = max(0, int(rim.x - reach)), max(0, int(rim.y - reach))
        self.ink = _ink_alone(pixels[top : int(rim.y + reach) + 1, left : int(rim.x + reach) + 1])
        self.center = rim.x - left, rim.y - top
        self.wide, self.high, self.turn = _lying(rim, rotation_deg)

    def sampled(self, x: Floats, y: Floats) -> Grey:
        """Return the seal at points of its upright frame."""
        cosine, sine = cos(self.turn), sin(self.turn)
        across = (self.center[0] + x * cosine - y * sine).astype(np.float32)
        down = (self.center[1] + x * sine + y * cosine).astype(np.float32)
        found = cv2.remap(self.ink, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
        return np.asarray(found, np.uint8)


def _lying(rim: Rim, rotation_deg: float) -> tuple[float, float, float]:
    """Return a seal's half axes across and down its text, and the angle of its text from the x axis, in radians."""
    text = -radians(rotation_deg)
    lean = (rim.angle - text + pi / 2) % pi - pi / 2
    if rim.major > ROUND * rim.minor and abs(lean) < radians(LEANING_DEG):
        return rim.major, rim.minor, text + lean
    middle = (rim.major + rim.minor) / 2
    return middle, middle, text


def _ink_alone(pixels: Pixels) -> Grey:
    """Return what red ink darkens: the green light, as far as the red light is not as dark as it."""
    _, green, red = cv2.split(pixels)
    paper = [max(1.0, float(np.percentile(channel, PAPER_PERCENTILE))) for channel in (green, red)]
    light = [channel.astype(np.float32) / level for channel, level in zip((green, red), paper, strict=True)]
    redness = np.maximum(light[1] - light[0], 0)
    full = max(LEAST_CONTRAST, float(np.percentile(redness, FULL_PERCENTILE)))
    # The colours of a picture are blurred where its light is not: the lighter of the two has the sharper edges.
    return np.asarray(np.clip(255 * np.maximum(light[0], 1 - redness / full * STEEPER), 0, 255), np.uint8)


def _arc(seal: _Seal) -> Grey:
    """Return the arc of text between rim and middle, unrolled."""
    depth = 0.55 * seal.high
    angles = np.radians(np.linspace(ARC_FROM_DEG, ARC_TO_DEG, 241))
    # Even steps along the middle of the text.
    inner = seal.wide - 0.25 * seal.high, 0.75 * seal.high
    lengths = np.concatenate(
        [[0.0], np.cumsum(np.hypot(*np.diff([inner[0] * np.cos(angles), inner[1] * np.sin(angles)])))]
    )
    rough = _unrolled(seal, np.interp(np.linspace(0, lengths[-1], 240), lengths, angles), np.linspace(0, depth, 56))
    top, bottom = _text_band(rough, depth / seal.high)
    band = (bottom - top) * seal.high
    width = max(HEIGHT_PX, round(HEIGHT_PX * lengths[-1] / band))
    even = np.interp((np.arange(width) + 0.5) * lengths[-1] / width, lengths, angles)
    depths = (top + (np.arange(HEIGHT_PX) + 0.5) / HEIGHT_PX * (bottom - top)) * seal.high
    return _trimmed(_unrolled(seal, even, depths))


def _unrolled(seal: _Seal, angles: npt.NDArray[np.float64], depths: npt.NDArray[np.float64]) -> Grey:
    """Return the band at depths below the rim, along its normals: shape (depths, angles)."""
    cosine, sine = np.cos(angles), np.sin(angles)
    normal = np.stack([cosine / seal.wide, sine / seal.high])
    normal /= np.hypot(*normal)
    x = seal.wide * cosine - depths[:, None] * normal[0]
    y = seal.high * sine - depths[:, None] * normal[1]
    return seal.sampled(x.astype(np.float32), y.astype(np.float32))


def _text_band(rough: Grey, reach: float) -> tuple[float, float]:
    """Return from which to which depth the arc's text reaches, by the gaps before and behind it.

    Args:
        rough: the band from the rim inwards.
        reach: its depth in shorter half axes, as the result is.
    """
    ink = 255 - rough[:, 20:-20].mean(axis=1)
    depths = (np.arange(len(ink)) + 0.5) / len(ink) * reach

    def lightest(bounds: tuple[float, float]) -> float:
        inside = np.flatnonzero((depths >= bounds[0]) & (depths <= bounds[1]))
        return float(depths[inside[ink[inside].argmin()]])

    return lightest(RIM_GAP), lightest(INNER_GAP)


def _trimmed(strip: Grey) -> Grey:
    """Return a strip without most of the blank paper at its ends."""
    ink = 255 - strip.mean(axis=0)
    inked = np.flatnonzero(ink > BLANK * np.percentile(ink, 90))
    return strip[:, max(0, inked[0] - END_PX) : inked[-1] + END_PX + 1] if len(inked) else strip


def _rows(seal: _Seal) -> list[Grey]:
    """Return the rows of text across the middle."""
    step = LEAST_ROW * seal.high / 12
    y = np.arange(MIDDLE[0] * seal.high, MIDDLE[1] * seal.high, step)
    x = np.arange(-MIDDLE_WIDTH * seal.wide, MIDDLE_WIDTH * seal.wide, step)
    ink = 255 - seal.sampled(*(grid.astype(np.float32) for grid in np.meshgrid(x, y))).mean(axis=1)
    ink -= np.percentile(ink, 10)
    found = []
    for first, end in spans_of(ink > BLANK * max(1.0, float(np.percentile(ink, 90)))):
        top, bottom = float(y[first]), float(y[min(end, len(y) - 1)])
        if LEAST_ROW * seal.high <= bottom - top <= MOST_ROW * seal.high:
            found.append(_row(seal, top - ROW_MARGIN * seal.high, bottom + ROW_MARGIN * seal.high))
    return found


def _row(seal: _Seal, top: float, bottom: float) -> Grey:
    """Return a row of text, as wide as the arc leaves room for it."""
    height = bottom - top
    middle = (top + bottom) / 2 / seal.high
    half = seal.wide * (1 - middle**2) ** 0.5 - (ARC_DEPTH if middle < BELOW_ARC else RIM_DEPTH) * seal.high
    width = max(HEIGHT_PX, round(HEIGHT_PX * 2 * half / height))
    x = np.linspace(-half, half, width)
    y = top + (np.arange(HEIGHT_PX) + 0.5) / HEIGHT_PX * height
    return seal.sampled(*(grid.astype(np.float32) for grid in np.meshgrid(x, y)))
