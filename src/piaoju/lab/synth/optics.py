"""What lenses, sensors, scanners and files do to pixels. Each function returns a new picture."""

import cv2
import numpy as np

from piaoju.model.page import Pixels

_TILE_PX = 256
_LEAST_BLUR_PX = 0.2


def blurred(pixels: Pixels, sigma_px: float) -> Pixels:
    """Return a picture out of focus by a Gaussian."""
    if sigma_px < _LEAST_BLUR_PX:
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma_px), dtype=np.uint8)


def motion_blurred(pixels: Pixels, length_px: float, angle: float) -> Pixels:
    """Return a picture taken with a moving hand: averaged along a line of a length, at an angle in radians."""
    if length_px < 1:
        return pixels
    side = 2 * int(np.ceil(length_px / 2)) + 1
    offsets = np.linspace(-length_px / 2, length_px / 2, 33)
    kernel = np.zeros((side, side), dtype=np.float32)
    for x, y in zip(offsets * np.cos(angle) + side // 2, offsets * np.sin(angle) + side // 2, strict=True):
        left, top = min(int(x), side - 2), min(int(y), side - 2)
        right_part, low_part = x - left, y - top
        kernel[top : top + 2, left : left + 2] += np.outer((1 - low_part, low_part), (1 - right_part, right_part))
    return np.asarray(cv2.filter2D(pixels, -1, kernel / kernel.sum()), dtype=np.uint8)


def noised(pixels: Pixels, sigma: float, rng: np.random.Generator) -> Pixels:
    """Return pixels with Gaussian noise of a standard deviation in grey values.

    A random tile is repeated with random shifts: drawing every value afresh takes longer than all the rest.
    """
    tile = np.round(rng.standard_normal((2 * _TILE_PX, 2 * _TILE_PX, 3), dtype=np.float32) * np.float32(sigma))
    more, less = np.maximum(tile, 0).astype(np.uint8), np.maximum(-tile, 0).astype(np.uint8)
    result = pixels.copy()
    for top in range(0, pixels.shape[0], _TILE_PX):
        for left in range(0, pixels.shape[1], _TILE_PX):
            part = result[top : top + _TILE_PX, left : left + _TILE_PX]
            y, x = (int(value) for value in rng.integers(0, _TILE_PX, 2))
            window = (slice(y, y + part.shape[0]), slice(x, x + part.shape[1]))
            part[:] = cv2.subtract(cv2.add(part, more[window]), less[window])
    return result


def specked(pixels: Pixels, per_megapixel: float, rng: np.random.Generator) -> Pixels:
    """Return a picture with dust of the scanner's glass: dark specks of a pixel or two."""
    result = pixels.copy()
    for _ in range(int(rng.poisson(per_megapixel * pixels.shape[0] * pixels.shape[1] / 1e6))):
        spot = (int(rng.integers(pixels.shape[1])), int(rng.integers(pixels.shape[0])))
        axes = (int(rng.integers(1, 3)), 1)
        grey = int(rng.integers(60, 190))
        cv2.ellipse(result, spot, axes, float(rng.uniform(0, 180)), 0, 360, (grey, grey, grey), cv2.FILLED, cv2.LINE_AA)
    return result


def grey(pixels: Pixels) -> Pixels:
    """Return a picture without colour, in three equal channels."""
    return np.asarray(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def stretched(pixels: Pixels, black: float, white: float) -> Pixels:
    """Return a picture with a grey value made black, another white, and all between them spread evenly."""
    levels = np.clip((np.arange(256) - black) * (255 / (white - black)), 0, 255)
    return np.asarray(cv2.LUT(pixels, np.round(levels).astype(np.uint8)), dtype=np.uint8)


def compressed(pixels: Pixels, quality: int) -> Pixels:
    """Return what JPEG leaves of a picture at a quality of 1 to 100."""
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
