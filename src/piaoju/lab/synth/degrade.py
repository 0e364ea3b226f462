"""What scanners and phones do to a sheet: skew, perspective, desk, light, blur, noise, JPEG.

Everything is driven by a seeded generator. A picture keeps the transform that made it, so that labels
can follow.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth.backgrounds import desk, noise_field
from piaoju.lab.synth.raster import Raster
from piaoju.model.geometry import Matrix
from piaoju.model.page import Pixels

_Floats = npt.NDArray[np.float32]


class Level(StrEnum):
    """How bad a picture is."""

    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A degraded sheet.

    Attributes:
        pixels: uint8, shape (H, W, 3), BGR.
        sheet_to_picture: pixels of the raster -> pixels of the picture, shape (3, 3).
        jpeg_quality: of the compression it went through; None if none.
        quarter_turns: how many times a quarter clockwise the document lies turned.
    """

    pixels: Pixels
    sheet_to_picture: Matrix
    jpeg_quality: int | None = None
    quarter_turns: int = 0


def degrade(raster: Raster, level: Level, rng: np.random.Generator, *, any_turn: bool = False) -> Picture:
    """Return a picture of a sheet.

    Args:
        raster: the sheet.
        level: how bad.
        rng: source of randomness.
        any_turn: at the levels above clean, turn the picture by a random multiple of a quarter.
    """
    if level is Level.CLEAN:
        return Picture(_on_ground(raster, np.full_like(raster.pixels, 255)), np.eye(3))
    picture = _scan(raster, rng) if level is Level.SCAN else _photo(raster, rng)
    return _turned(picture, int(rng.integers(4))) if any_turn else picture


def _scan(raster: Raster, rng: np.random.Generator) -> Picture:
    height, width = raster.pixels.shape[:2]
    margin = rng.uniform(0.01, 0.06, 4) * width
    size = (round(width + margin[0] + margin[1]), round(height + margin[2] + margin[3]))
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-3, 3), 1.0), [0.0, 0.0, 1.0]])
    matrix = _shift(margin[0], margin[2]) @ turn
    lid = np.full((size[1], size[0], 3), int(rng.integers(225, 256)), dtype=np.uint8)
    pixels = _laid(raster, matrix, lid, shadow_px=rng.uniform(0.5, 3.0), rng=rng)
    pixels = _softened(pixels, float(rng.uniform(0.0, 0.6)))
    light = np.full((1, 1), rng.uniform(0.9, 1.03), dtype=np.float32)
    pixels = _lit(pixels, light, rng.uniform(0.988, 1.012, 3))
    if rng.random() < 0.12:
        grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        pixels = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    pixels = _noised(pixels, float(rng.uniform(1.5, 6.0)), rng)
    quality = int(rng.integers(72, 94))
    return Picture(_compressed(pixels, quality), matrix, quality)


def _photo(raster: Raster, rng: np.random.Generator) -> Picture:
    height, width = raster.pixels.shape[:2]
    margin = rng.uniform(0.04, 0.16, 4) * width
    size = (round(width + margin[0] + margin[1]), round(height + margin[2] + margin[3]))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    bent = corners + rng.uniform(-0.045, 0.045, (4, 2)).astype(np.float32) * (width, height)
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), rng.normal(0, 3.0), 0.97), [0.0, 0.0, 1.0]])
    perspective = cv2.getPerspectiveTransform(corners, bent.astype(np.float32))
    matrix = _shift(margin[0], margin[2]) @ turn @ perspective
    matrix, size = _enclosing(matrix, corners, size)
    ground = desk(size[0], size[1], rng)
    pixels = _laid(raster, matrix, ground, shadow_px=rng.uniform(2.0, 9.0), rng=rng)
    pixels = _lit(pixels, _light(size, rng), rng.uniform(0.92, 1.05, 3))
    pixels = _softened(pixels, float(rng.uniform(0.5, 1.2)))
    pixels = _noised(pixels, float(rng.uniform(2.0, 6.0)), rng)
    quality = int(rng.integers(60, 86))
    return Picture(_compressed(pixels, quality), matrix, quality)


def _enclosing(matrix: Matrix, corners: _Floats, size: tuple[int, int]) -> tuple[Matrix, tuple[int, int]]:
    """Grow the picture where a corner of the sheet would lie outside it."""
    mapped = cv2.perspectiveTransform(corners.reshape(1, -1, 2), matrix)[0]
    low = np.minimum(mapped.min(axis=0) - 8, 0)
    high = np.maximum(mapped.max(axis=0) + 8, size)
    grown = np.ceil(high - low).astype(int)
    return _shift(-float(low[0]), -float(low[1])) @ matrix, (int(grown[0]), int(grown[1]))


def _shift(x: float, y: float) -> Matrix:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def _on_ground(raster: Raster, ground: Pixels, shape: npt.NDArray[np.uint8] | None = None) -> Pixels:
    cover = (raster.shape if shape is None else shape)[..., None].astype(np.uint16)
    if cover.min() == 255:
        return raster.pixels
    mixed: npt.NDArray[np.uint16] = (raster.pixels * cover + ground * (255 - cover)) // 255
    return mixed.astype(np.uint8)


def _laid(raster: Raster, matrix: Matrix, ground: Pixels, *, shadow_px: float, rng: np.random.Generator) -> Pixels:
    """Lay the sheet on a ground, with the shadow of its edge."""
    size = (ground.shape[1], ground.shape[0])
    warped = cv2.warpPerspective(raster.pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shape = np.asarray(cv2.warpPerspective(raster.shape, matrix, size), dtype=np.uint8)
    away = _shift(*(rng.normal(0, shadow_px, 2)))[:2]
    cast = cv2.GaussianBlur(cv2.warpAffine(shape, away, size), (0, 0), shadow_px)
    keep: npt.NDArray[np.uint16] = 255 - cast[..., None].astype(np.uint16) * 2 // 5
    darker = (ground * keep // 255).astype(np.uint8)
    return _on_ground(Raster(np.asarray(warped, dtype=np.uint8), shape), darker)


def _light(size: tuple[int, int], rng: np.random.Generator) -> _Floats:
    """Return the light that falls on each pixel: uneven, in half of the pictures with a shadow across."""
    width, height = size
    y, x = np.mgrid[0:1:64j, 0:1:64j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    across = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    light = 0.95 + rng.uniform(0.0, 0.35) * across
    if rng.random() < 0.5:
        edge = rng.uniform(-0.3, 0.3)
        softness = rng.uniform(0.01, 0.12)
        turned = (x - 0.5) * np.cos(angle + 1.1) + (y - 0.5) * np.sin(angle + 1.1)
        light = light * (1 - rng.uniform(0.12, 0.4) / (1 + np.exp(-(turned - edge) / softness)))
    return np.asarray(cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC))


def _lit(pixels: Pixels, light: _Floats, tint: npt.NDArray[np.float64]) -> Pixels:
    lit: _Floats = pixels * light[..., None] * tint.astype(np.float32)
    return np.minimum(lit, 255).astype(np.uint8)


def _softened(pixels: Pixels, sigma: float) -> Pixels:
    if sigma < 0.2:
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.uint8)


def _noised(pixels: Pixels, sigma: float, rng: np.random.Generator) -> Pixels:
    noise = noise_field(pixels.shape[0], pixels.shape[1], rng)
    return np.asarray(cv2.add(pixels, noise * sigma, dtype=cv2.CV_8U), dtype=np.uint8)


def _compressed(pixels: Pixels, quality: int) -> Pixels:
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)


def _turned(picture: Picture, quarters: int) -> Picture:
    """Turn a picture clockwise by quarters."""
    matrix, pixels = picture.sheet_to_picture, picture.pixels
    for _ in range(quarters):
        quarter = np.array([[0.0, -1.0, pixels.shape[0]], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        matrix = quarter @ matrix
        pixels = np.ascontiguousarray(np.rot90(pixels, -1))
    return Picture(pixels, matrix, picture.jpeg_quality, quarters)
