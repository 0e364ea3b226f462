"""Where each point of a flat sheet comes to lie in a picture: placement, bends of the paper, then perspective.

The same description moves the pixels and the labels, so that quads stay on their print.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import pi

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix, Quad, inverted

Points = npt.NDArray[np.float64]
"""float64, shape (N, 2), x right and y down, in pixels."""

_GRID_PX = 16
"""Bends are smooth: they are evaluated this far apart, and interpolated."""
_ROUNDS = 4
"""Of the search for the point that was bent to a given one; the error shrinks tenfold in each."""


@dataclass(frozen=True, slots=True)
class Curl:
    """A wave of the paper: points move along `toward` by a sine of their place along `along`.

    Attributes:
        along: unit vector in which the wave runs.
        toward: unit vector in which points move.
        amplitude_px: greatest move.
        wave_px: length of the wave, many times the amplitude.
        phase: in radians.
    """

    along: tuple[float, float]
    toward: tuple[float, float]
    amplitude_px: float
    wave_px: float
    phase: float

    def moves(self, points: Points) -> Points:
        """Return by how much each point moves."""
        size = self.amplitude_px * np.sin(points @ np.array(self.along) * (2 * pi / self.wave_px) + self.phase)
        return np.outer(size, self.toward)


@dataclass(frozen=True, slots=True)
class Crease:
    """A fold, pressed flat again: paper beside the line is drawn towards it.

    Attributes:
        point: on the line.
        normal: unit vector across it.
        shift_px: greatest move.
        reach_px: how far from the line that is; several times the shift.
    """

    point: tuple[float, float]
    normal: tuple[float, float]
    shift_px: float
    reach_px: float

    def distances(self, points: Points) -> npt.NDArray[np.float64]:
        """Return how far each point lies from the line, positive on the side of the normal."""
        distances: npt.NDArray[np.float64] = (points - np.array(self.point)) @ np.array(self.normal)
        return distances

    def moves(self, points: Points) -> Points:
        """Return by how much each point moves."""
        far = self.distances(points) / self.reach_px
        return np.outer(-self.shift_px * far * np.exp(1 - np.abs(far)), self.normal)


Bend = Curl | Crease


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """The way from a sheet into a picture.

    Attributes:
        matrix: bent sheet -> picture, shape (3, 3).
        bends: of the sheet, each evaluated at the flat place of a point.
        placed: for a ticket pasted on a sheet: ticket -> flat sheet.
    """

    matrix: Matrix
    bends: tuple[Bend, ...] = ()
    placed: Matrix = field(default_factory=lambda: np.eye(3))

    def points(self, points: Points) -> Points:
        """Return where points of the sheet, or of the ticket on it, lie in the picture."""
        flat = _mapped(self.placed, points)
        return _mapped(self.matrix, flat + bent(self.bends, flat))

    def quad(self, quad: Quad) -> Quad:
        """Return where the corners of a quad lie in the picture."""
        a, b, c, d = self.points(np.array(quad, dtype=np.float64)).tolist()
        return (a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])

    def then(self, matrix: Matrix) -> "Warp":
        """Return this, followed by a transform of the picture."""
        return replace(self, matrix=matrix @ self.matrix)

    def of_ticket(self, placed: Matrix) -> "Warp":
        """Return the way of a ticket that lies on the sheet."""
        return replace(self, placed=placed)


def shift(x: float, y: float) -> Matrix:
    """Return a move of the plane."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def rotation(angle_deg: float, center: tuple[float, float]) -> Matrix:
    """Return a turn about a centre, clockwise as seen."""
    angle = np.deg2rad(angle_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0.0], [np.sin(angle), np.cos(angle), 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(shift(*center) @ turn @ shift(-center[0], -center[1]), dtype=np.float64)


def bent(bends: Sequence[Bend], points: Points) -> Points:
    """Return by how much all bends together move each point."""
    return sum((bend.moves(points) for bend in bends), np.zeros_like(points))


def warped(image: npt.NDArray[np.uint8], warp: Warp, size: tuple[int, int], border: int) -> npt.NDArray[np.uint8]:
    """Return the picture of a sheet.

    Args:
        image: uint8, shape (H, W) or (H, W, C): the flat sheet.
        warp: where its points go.
        size: width and height of the picture.
        border: what lies beyond the sheet, as OpenCV's border type.
    """
    if not warp.bends:
        # OpenCV counts from the middle of the first pixel, quads from its corner.
        matrix = shift(-0.5, -0.5) @ warp.matrix @ shift(0.5, 0.5)
        moved = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR, borderMode=border)
    else:
        x, y = _sources(warp, size)
        moved = cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=border)
    return np.asarray(moved, dtype=np.uint8)


def _sources(warp: Warp, size: tuple[int, int]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return x and y on the sheet of every pixel of the picture, each of shape (H, W)."""
    columns, rows = size[0] // _GRID_PX + 2, size[1] // _GRID_PX + 2
    x, y = np.meshgrid((np.arange(columns) + 0.5) * _GRID_PX, (np.arange(rows) + 0.5) * _GRID_PX)
    wanted = _mapped(inverted(warp.matrix), np.stack([x.ravel(), y.ravel()], axis=1))
    flat = wanted.copy()
    for _ in range(_ROUNDS):
        flat[:] = wanted - bent(warp.bends, flat)
    fine = (columns * _GRID_PX, rows * _GRID_PX)
    maps = [
        np.asarray(cv2.resize(side.reshape(rows, columns).astype(np.float32), fine, interpolation=cv2.INTER_LINEAR))
        for side in (flat - 0.5).T
    ]
    return maps[0][: size[1], : size[0]], maps[1][: size[1], : size[0]]


def _mapped(matrix: Matrix, points: Points) -> Points:
    mapped = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:], dtype=np.float64)
