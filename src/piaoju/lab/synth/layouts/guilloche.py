"""Fine lines that security paper is tinted with: waves that cross each other, and rosettes."""

from math import pi

import numpy as np

from piaoju.lab.synth.draw import Sheet, Stroke
from piaoju.lab.synth.typeset import Colour, Rect

_LINE_MM = 0.12
_STEP_MM = 0.8


def guilloche(sheet: Sheet, rect: Rect, colour: Colour, pitch_mm: float, rng: np.random.Generator) -> None:
    """Fill a rectangle with two sets of waves that cross each other.

    Args:
        sheet: drawn on.
        rect: where.
        colour: pale.
        pitch_mm: from one wave to the next.
        rng: source of randomness.
    """
    left, top, right, bottom = rect
    length, height = float(rng.uniform(9, 22)), pitch_mm * float(rng.uniform(0.7, 1.6))
    xs = np.linspace(left, right, max(2, round((right - left) / _STEP_MM)))
    for phase, sign in ((0.0, 1.0), (float(rng.uniform(1, 5)), -1.0)):
        wave = sign * height * np.sin(2 * pi * xs / length + phase)
        for base in np.arange(top + height, bottom - height, pitch_mm):
            points = tuple((float(x), float(base + dy)) for x, dy in zip(xs, wave, strict=True))
            sheet.add(Stroke(points, _LINE_MM, colour))


def rosette(sheet: Sheet, center: tuple[float, float], radii: tuple[float, float], colour: Colour, petals: int) -> None:
    """Draw a flower of closed curves about a centre, of a half width and a half height."""
    angles = np.linspace(0.0, 2 * pi, 12 * petals + 1)
    for turn in np.linspace(0.0, 2 * pi / petals, 5, endpoint=False):
        reach = 0.72 + 0.28 * np.sin(petals * (angles + turn))
        xs, ys = center[0] + radii[0] * reach * np.cos(angles), center[1] + radii[1] * reach * np.sin(angles)
        points = tuple((float(x), float(y)) for x, y in zip(xs, ys, strict=True))
        sheet.add(Stroke(points, _LINE_MM, colour))
