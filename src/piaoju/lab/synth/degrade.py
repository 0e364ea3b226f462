"""What scanners and phones do to a sheet, level by level: where it lies, the light on it, the camera, the file.

Everything is drawn from a seeded generator and the numbers of `levels`. A picture keeps the warp that made it, so
that labels can follow.
"""

from dataclasses import dataclass
from math import pi

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth import light, optics
from piaoju.lab.synth.backgrounds import desk, mottled
from piaoju.lab.synth.levels import LevelSpec, Range
from piaoju.lab.synth.raster import Raster
from piaoju.lab.synth.warp import Bend, Crease, Curl, Warp, rotation, shift, warped
from piaoju.model.page import Pixels

_SCAN_MARGIN: Range = (0.01, 0.06)
_DESK_MARGIN: Range = (0.02, 0.10)
"""Around the sheet, as a share of its width."""
_BLACK: Range = (5.0, 45.0)
_WHITE: Range = (212.0, 238.0)
"""Grey values that scanning applications make black and white."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A degraded sheet.

    Attributes:
        pixels: uint8, shape (H, W, 3), BGR.
        warp: pixels of the raster -> pixels of the picture.
        jpeg_quality: of the compression it went through; None if none.
    """

    pixels: Pixels
    warp: Warp
    jpeg_quality: int | None = None


def degrade(raster: Raster, spec: LevelSpec, rng: np.random.Generator, text_px: float) -> Picture:
    """Return a picture of a sheet.

    Args:
        raster: the sheet.
        spec: what is done to it.
        rng: source of randomness.
        text_px: em of its common text, by which waves of the paper are measured.
    """
    if spec.jpeg is None:
        white = np.full_like(raster.pixels, 255)
        return Picture(_over(raster.pixels, raster.shape, white), Warp(np.eye(3)))
    bends = _bends(raster, spec, rng, text_px)
    raster = Raster(_folded(raster.pixels, bends, rng, text_px), raster.shape)
    warp, size = _placement(raster, bends, spec, rng)
    taken = _on_desk if spec.on_desk else _on_scanner
    pixels = taken(raster, warp, size, spec, rng)
    pixels = optics.blurred(pixels, rng.uniform(*spec.blur_px))
    pixels = optics.motion_blurred(pixels, rng.uniform(*spec.motion_px), rng.uniform(0, pi))
    if rng.random() < spec.grey_share:
        pixels = optics.grey(pixels)
    pixels = optics.noised(pixels, rng.uniform(*spec.noise), rng)
    if rng.random() < spec.whitened_share:
        pixels = optics.stretched(pixels, rng.uniform(*_BLACK), rng.uniform(*_WHITE))
    quality = int(rng.integers(*spec.jpeg, endpoint=True))
    return Picture(optics.compressed(pixels, quality), warp, quality)


def _placement(
    raster: Raster, bends: tuple[Bend, ...], spec: LevelSpec, rng: np.random.Generator
) -> tuple[Warp, tuple[int, int]]:
    """Return where the sheet comes to lie, and the size of a picture that holds all of it."""
    height, width = raster.pixels.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    moved = corners + rng.uniform(-spec.perspective, spec.perspective, (4, 2)) * (width, height)
    perspective = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    quarters = int(rng.integers(4)) if spec.any_quarter else 0
    turn = rotation(90.0 * quarters + rng.uniform(-spec.skew_deg, spec.skew_deg), (width / 2, height / 2))
    warp = Warp(turn @ perspective, bends)
    margins = rng.uniform(*(_DESK_MARGIN if spec.on_desk else _SCAN_MARGIN), 4) * width
    sides = zip(corners, np.roll(corners, -1, axis=0), strict=True)
    outline = warp.points(np.concatenate([np.linspace(start, end, 9) for start, end in sides]))
    low, high = outline.min(axis=0) - margins[:2], outline.max(axis=0) + margins[2:]
    grown = np.ceil(high - low).astype(int)
    return warp.then(shift(-float(low[0]), -float(low[1]))), (int(grown[0]), int(grown[1]))


def _bends(raster: Raster, spec: LevelSpec, rng: np.random.Generator, text_px: float) -> tuple[Bend, ...]:
    height, width = raster.pixels.shape[:2]
    creases = [_crease(width, height, rng, text_px) for _ in range(int(rng.integers(*spec.creases, endpoint=True)))]
    amplitude = float(rng.uniform(*spec.curl_px)) * text_px
    if not amplitude:
        return tuple(creases)
    angle = float(rng.normal(0, 0.35)) + (pi / 2 if rng.random() < 0.3 else 0.0)
    along, toward = (np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))
    wave_px = float(rng.uniform(0.9, 2.2)) * max(width, height)
    return (Curl(along, toward, amplitude, wave_px, float(rng.uniform(0, 2 * pi))), *creases)


def _crease(width: int, height: int, rng: np.random.Generator, text_px: float) -> Crease:
    """Return a fold near a half or third of the sheet, as people fold them, a little askew."""
    place = (float(rng.choice((1 / 3, 1 / 2, 2 / 3))) + float(rng.normal(0, 0.04)), float(rng.uniform(0.3, 0.7)))
    angle = float(rng.normal(0, 0.06))
    if (width > height) == (rng.random() < 0.75):
        return Crease(
            (place[0] * width, place[1] * height), (float(np.cos(angle)), float(np.sin(angle))), 0.12 * text_px, text_px
        )
    return Crease(
        (place[1] * width, place[0] * height), (-float(np.sin(angle)), float(np.cos(angle))), 0.12 * text_px, text_px
    )


def _folded(pixels: Pixels, bends: tuple[Bend, ...], rng: np.random.Generator, text_px: float) -> Pixels:
    """Shade the folds on the flat sheet, before anything is bent."""
    creases = [bend for bend in bends if isinstance(bend, Crease)]
    if not creases:
        return pixels
    gain = light.folds(pixels.shape[:2], creases, float(rng.uniform(0.15, 0.35)), text_px * 0.22)
    return light.lit(pixels, gain, np.ones(3))


def _on_scanner(raster: Raster, warp: Warp, size: tuple[int, int], spec: LevelSpec, rng: np.random.Generator) -> Pixels:
    lid = np.full((size[1], size[0], 3), int(rng.integers(225, 256)), dtype=np.uint8)
    pixels = _laid(raster, warp, lid, float(rng.uniform(0.5, 3.0)), rng)
    if rng.random() < 0.5:
        pixels = mottled(pixels, float(rng.uniform(1.0, 4.0)), rng)
    pixels = light.evenly_lit(pixels, rng.uniform(*spec.light) * rng.uniform(0.988, 1.012, 3))
    return optics.specked(pixels, float(rng.uniform(0, 12)), rng)


def _on_desk(raster: Raster, warp: Warp, size: tuple[int, int], spec: LevelSpec, rng: np.random.Generator) -> Pixels:
    pixels = _laid(raster, warp, desk(size[0], size[1], rng), float(rng.uniform(2.0, 9.0)), rng)
    shape = light.small_shape((size[1], size[0]))
    angle = float(rng.uniform(0, 2 * pi))
    gain = light.uneven(shape, float(rng.uniform(0.0, 0.3)), angle)
    gain *= light.vignette(shape, float(rng.uniform(0.0, 0.25)))
    if rng.random() < 0.5:
        edge, softness = float(rng.uniform(-0.3, 0.3)), float(rng.uniform(0.01, 0.12))
        gain *= light.shadow(shape, float(rng.uniform(0.12, 0.4)), angle + 1.1, edge, softness)
    gain = light.enlarged(gain * np.float32(rng.uniform(*spec.light)), (size[1], size[0]))
    warmth = float(rng.normal(0.0, 0.035))
    return light.lit(pixels, gain, np.array([1 - warmth, 1 + rng.normal(0.0, 0.008), 1 + warmth]))


def _laid(raster: Raster, warp: Warp, ground: Pixels, shadow_px: float, rng: np.random.Generator) -> Pixels:
    """Lay the sheet on a ground, with the shadow of its edge."""
    size = (ground.shape[1], ground.shape[0])
    pixels = warped(raster.pixels, warp, size, cv2.BORDER_REPLICATE)
    shape = warped(raster.shape, warp, size, cv2.BORDER_CONSTANT)
    return laid_over(ground, pixels, shape, shadow_px, rng)


def laid_over(
    ground: Pixels, pixels: Pixels, shape: npt.NDArray[np.uint8], shadow_px: float, rng: np.random.Generator
) -> Pixels:
    """Return pixels of paper on a ground of the same size, with the shadow that the paper's edge casts.

    Args:
        ground: what lies below.
        pixels: of the paper.
        shape: 255 where there is paper.
        shadow_px: width of the shadow.
        rng: decides from where the light comes.
    """
    away = shift(*(rng.normal(0, shadow_px, 2)))[:2]
    dark = cv2.warpAffine(shape, away, shape.shape[::-1])
    # The shadow is soft: drawn at a quarter of the size it looks the same and takes a tenth of the time.
    small = cv2.resize(dark, (max(1, shape.shape[1] // 4), max(1, shape.shape[0] // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(small, (0, 0), max(0.3, shadow_px / 4)), shape.shape[::-1])
    keep = cv2.convertScaleAbs(soft, alpha=-0.4, beta=255.0)
    return _over(pixels, shape, np.asarray(cv2.multiply(ground, cv2.merge([keep] * 3), scale=1 / 255), dtype=np.uint8))


def _over(pixels: Pixels, shape: npt.NDArray[np.uint8], ground: Pixels) -> Pixels:
    """Return pixels where the shape is 255, the ground where it is 0."""
    if shape.min() == 255:
        return pixels
    paper = cv2.merge([shape] * 3)
    below = cv2.multiply(ground, cv2.bitwise_not(paper), scale=1 / 255)
    return np.asarray(cv2.add(cv2.multiply(pixels, paper, scale=1 / 255), below), dtype=np.uint8)
