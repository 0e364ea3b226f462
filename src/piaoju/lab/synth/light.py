"""Light on a sheet: maps of gain, 1 where paper comes out white, each of shape (H, W), float32.

Maps are smooth and therefore drawn small and enlarged, except where a fold is as thin as a hair.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth.warp import Crease
from piaoju.model.page import Pixels

Gain = npt.NDArray[np.float32]
_SMALL = 96


def uneven(shape: tuple[int, int], strength: float, angle: float) -> Gain:
    """Return light that falls off in one direction by `strength` over the picture."""
    x, y = _plane(shape)
    return np.asarray(1 - strength / 2 + strength * (x * np.cos(angle) + y * np.sin(angle)), dtype=np.float32)


def shadow(shape: tuple[int, int], depth: float, angle: float, edge: float, softness: float) -> Gain:
    """Return a shadow that covers one side of a straight edge.

    Args:
        shape: height and width.
        depth: share of the light that is missing in it.
        angle: direction into the shadow, in radians.
        edge: place of the edge, in sides of the picture from its middle.
        softness: of the edge, in sides of the picture.
    """
    x, y = _plane(shape)
    across = x * np.cos(angle) + y * np.sin(angle)
    return np.asarray(1 - depth / (1 + np.exp(-(across - edge) / softness)), dtype=np.float32)


def vignette(shape: tuple[int, int], depth: float) -> Gain:
    """Return a lens' loss of light towards the corners."""
    x, y = _plane(shape)
    return np.asarray(1 - depth * (x**2 + y**2) * 2, dtype=np.float32)


def folds(shape: tuple[int, int], creases: Sequence[Crease], depth: float, width_px: float) -> Gain:
    """Return the light on folded paper: bright on one side of each line, dark on the other, worn on it."""
    gain = np.ones(shape, dtype=np.float32)
    rows, columns = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None, :]
    for crease in creases:
        (x0, y0), (nx, ny) = crease.point, crease.normal
        far = ((columns - np.float32(x0)) * np.float32(nx) + (rows - np.float32(y0)) * np.float32(ny)) / np.float32(
            width_px
        )
        near = np.abs(far) < 12
        side = far[near]
        gain[near] *= 1 + depth * (side * np.exp(-np.abs(side) / 2) / 2 + 0.8 * np.exp(-(side**2) * 4))
    return gain


def lit(pixels: Pixels, gain: Gain, tint: npt.NDArray[np.float64]) -> Pixels:
    """Return pixels under a light of a tint (blue, green, red)."""
    gains = cv2.merge([gain * np.float32(part) for part in tint])
    return np.asarray(cv2.multiply(pixels, gains, dtype=cv2.CV_8U), dtype=np.uint8)


def evenly_lit(pixels: Pixels, tint: npt.NDArray[np.float64]) -> Pixels:
    """Return pixels under the same light everywhere."""
    levels = np.clip(np.round(np.arange(256)[:, None] * tint), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(pixels, levels.reshape(1, 256, 3)), dtype=np.uint8)


def enlarged(gain: Gain, shape: tuple[int, int]) -> Gain:
    """Return a smooth map at the size of a picture."""
    return np.asarray(cv2.resize(gain, shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def small_shape(shape: tuple[int, int]) -> tuple[int, int]:
    """Return a shape of the same proportions in which smooth maps are drawn."""
    ratio = _SMALL / max(shape)
    return max(2, round(shape[0] * ratio)), max(2, round(shape[1] * ratio))


def _plane(shape: tuple[int, int]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return x and y from -0.5 to 0.5, which broadcast to the shape."""
    return np.linspace(-0.5, 0.5, shape[1])[None, :], np.linspace(-0.5, 0.5, shape[0])[:, None]
