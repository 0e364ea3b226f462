"""What lies behind a photographed sheet, and the noise of a sensor."""

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels

_TILE_PX = 512


def desk(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Return a table top: wood with grain, a plain board, or cloth."""
    base = _DESK_COLOURS[int(rng.integers(len(_DESK_COLOURS)))] + rng.normal(0, 8, 3)
    kind = rng.random()
    if kind < 0.45:
        texture = _streaks(width, height, rng) * rng.uniform(8, 24)
    elif kind < 0.8:
        texture = _clouds(width, height, 6, rng) * rng.uniform(2, 10)
    else:
        texture = _clouds(width, height, 240, rng) * rng.uniform(6, 18)
    return np.clip(base + texture[..., None], 0, 255).astype(np.uint8)


def noise_field(height: int, width: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Return noise of mean 0 and deviation 1, shape (height, width, 3).

    A random tile is repeated with random shifts: drawing every value afresh takes longer than all the rest.
    """
    tile = rng.standard_normal((_TILE_PX, _TILE_PX, 3), dtype=np.float32)
    field = np.empty((height, width, 3), dtype=np.float32)
    for top in range(0, height, _TILE_PX):
        for left in range(0, width, _TILE_PX):
            shift = (int(rng.integers(_TILE_PX)), int(rng.integers(_TILE_PX)))
            part = field[top : top + _TILE_PX, left : left + _TILE_PX]
            part[:] = np.roll(tile, shift, axis=(0, 1))[: part.shape[0], : part.shape[1]]
    return field


_DESK_COLOURS = (
    np.array((96, 130, 165)),
    np.array((52, 74, 104)),
    np.array((150, 170, 190)),
    np.array((60, 60, 62)),
    np.array((205, 208, 210)),
    np.array((120, 110, 96)),
    np.array((90, 120, 90)),
)
"""BGR of light and dark wood, oak, black, white, slate and a cutting mat."""


def _streaks(width: int, height: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    coarse = rng.standard_normal((max(4, height // 6), 6), dtype=np.float32)
    if rng.random() < 0.5:
        coarse = np.ascontiguousarray(rng.standard_normal((max(4, width // 6), 6), dtype=np.float32).T)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _clouds(width: int, height: int, cells: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    coarse = rng.standard_normal((cells, cells), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)
