"""What lies behind a sheet, and the unevenness of paper."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels

_CLUTTER_SHARE = 0.35
"""Of the desks on which other papers lie."""


@dataclass(frozen=True, slots=True)
class _Top:
    """A kind of table top: its colour as BGR, and what it is made of."""

    colour: tuple[int, int, int]
    kind: Literal["wood", "board", "cloth"]


_TOPS = (
    _Top((96, 130, 165), "wood"),
    _Top((52, 74, 104), "wood"),
    _Top((150, 170, 190), "wood"),
    _Top((178, 186, 192), "wood"),
    _Top((60, 60, 62), "board"),
    _Top((205, 208, 210), "board"),
    _Top((222, 226, 228), "board"),
    _Top((120, 110, 96), "cloth"),
    _Top((84, 100, 82), "board"),
    _Top((66, 62, 62), "cloth"),
)


def desk(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Return a table top: wood with grain and joints, a plain board or cloth; at times with papers on it."""
    top = _TOPS[int(rng.integers(len(_TOPS)))]
    base = np.array(top.colour) + rng.normal(0, 10) + rng.normal(0, 3, 3)
    if top.kind == "wood":
        texture = _wood(width, height, rng)
    elif top.kind == "board":
        texture = _clouds(width, height, 6, rng) * np.float32(rng.uniform(2, 8))
    else:
        texture = _clouds(width, height, max(width, height) // 3, rng) * np.float32(rng.uniform(4, 10))
    # One multiplication and addition a channel in place of a float picture of three.
    grey = np.clip(texture + 128, 0, 255).astype(np.uint8)
    levels = np.clip(np.arange(256)[:, None] - 128 + base, 0, 255).astype(np.uint8).reshape(1, 256, 3)
    ground = np.asarray(cv2.LUT(cv2.merge([grey] * 3), levels), dtype=np.uint8)
    if rng.random() < _CLUTTER_SHARE:
        for _ in range(int(rng.integers(1, 3))):
            _paper(ground, rng)
    return ground


def mottled(pixels: Pixels, strength: float, rng: np.random.Generator) -> Pixels:
    """Return paper as scanners see it: cloudy by some grey values, at the size of its fibres and of its back print."""
    height, width = pixels.shape[:2]
    clouds = _clouds(width, height, max(4, width // 25), rng) * np.float32(strength)
    darker = np.clip(clouds, 0, 255).astype(np.uint8)
    return np.asarray(cv2.subtract(pixels, cv2.merge([darker] * 3)), dtype=np.uint8)


def _wood(width: int, height: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Return grain along one side: broad bands and fine fibres, and the joints of boards."""
    upright = rng.random() < 0.5
    along, across = (height, width) if upright else (width, height)
    bands = _stretched(rng, max(4, across // 40), 4, (along, across)) * np.float32(rng.uniform(4, 9))
    fibres = _stretched(rng, max(8, across // 3), max(4, along // 150), (along, across)) * np.float32(rng.uniform(2, 6))
    grain = bands + fibres
    if rng.random() < 0.4:
        pitch = int(across / rng.uniform(1.5, 4)) + 1
        for joint in range(int(rng.integers(pitch)), across, pitch):
            grain[joint : joint + 2] -= 40
    return np.ascontiguousarray(grain.T) if upright else grain


def _stretched(rng: np.random.Generator, rows: int, columns: int, size: tuple[int, int]) -> npt.NDArray[np.float32]:
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _clouds(width: int, height: int, cells: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    coarse = rng.standard_normal((cells, cells), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _paper(ground: Pixels, rng: np.random.Generator) -> None:
    """Lay another paper on the desk, half outside the picture, with grey lines where it has text."""
    height, width = ground.shape[:2]
    side = float(rng.uniform(0.5, 1.0)) * max(width, height)
    corner = np.array([rng.choice((0.0, width)), rng.choice((0.0, height))]) + rng.normal(0, 0.08, 2) * side
    angle = float(rng.uniform(0, 2 * np.pi))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    def placed(points: list[tuple[float, float]]) -> npt.NDArray[np.int32]:
        moved: npt.NDArray[np.float64] = (np.array(points) * side) @ turn.T + corner
        return np.round(moved).astype(np.int32)

    outline = [(-0.35, -0.25), (0.35, -0.25), (0.35, 0.25), (-0.35, 0.25)]
    shade = int(rng.integers(190, 245))
    cv2.fillPoly(ground, [placed(outline) + 3], (40, 40, 40), cv2.LINE_AA)
    cv2.fillPoly(ground, [placed(outline)], (shade, shade, shade - 4), cv2.LINE_AA)
    for down in np.arange(-0.2, 0.2, 0.025):
        ends = placed([(-0.3, float(down)), (float(rng.uniform(-0.1, 0.3)), float(down))])
        cv2.polylines(ground, [ends], False, (shade - 45, shade - 45, shade - 45), max(1, int(side / 300)), cv2.LINE_AA)
