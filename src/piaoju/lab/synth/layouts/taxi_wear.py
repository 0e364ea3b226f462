"""What is on a slip besides its print: the back shining through, dirt of the meter's rollers."""

import numpy as np

from piaoju.lab.synth.draw import Sheet, Stroke
from piaoju.lab.synth.typeset import Colour
from piaoju.lab.synth.values.lexicon import between, chance

_STROKES_A_SIGN = 4
_BACK_SHARE, _STREAKS_SHARE = 0.4, 0.3


def draw_back(sheet: Sheet, rng: np.random.Generator) -> None:
    """Let the instructions on the back shine through at times: lines of pale signs that nobody can read."""
    if not chance(rng, _BACK_SHARE):
        return
    light = between(rng, 234, 246)
    colour: Colour = (light, light, light) if chance(rng, 0.6) else (250, light - 6, light - 6)
    size, pitch = float(rng.uniform(1.8, 2.6)), float(rng.uniform(3.6, 5.0))
    first = float(rng.uniform(0.1, 0.5)) * sheet.height_mm
    last = min(sheet.height_mm - 3, first + float(rng.uniform(0.3, 0.6)) * sheet.height_mm)
    for y in np.arange(first, last, pitch):
        length = int((sheet.width_mm - 6) / (1.12 * size) * (1.0 if chance(rng, 0.7) else float(rng.uniform(0.2, 0.9))))
        for place in range(length):
            _draw_sign(sheet, sheet.width_mm - 3 - 1.12 * size * (place + 1), float(y), size, colour, rng)


def _draw_sign(sheet: Sheet, x: float, y: float, size: float, colour: Colour, rng: np.random.Generator) -> None:
    for stroke in range(_STROKES_A_SIGN):
        along, across = float(rng.uniform(0.35, 0.9)) * size, float(rng.uniform(0.1, 0.9)) * size
        start = float(rng.uniform(0, size - along))
        is_level = stroke % 2 == 0
        first = (x + start, y + across) if is_level else (x + across, y + start)
        second = (x + start + along, y + across) if is_level else (x + across, y + start + along)
        sheet.add(Stroke((first, second), 0.09 * size, colour))


def draw_streaks(sheet: Sheet, rng: np.random.Generator) -> None:
    """Leave the dirt of the meter's rollers: short dark streaks, few or none."""
    for _ in range(between(rng, 1, 7) if chance(rng, _STREAKS_SHARE) else 0):
        x, y = float(rng.uniform(2, sheet.width_mm - 14)), float(rng.uniform(0.3, 0.95)) * sheet.height_mm
        reach, grey = float(rng.uniform(1, 11)), between(rng, 60, 170)
        points = tuple((float(step), y + float(rng.normal(0, 0.15))) for step in np.linspace(x, x + reach, 6))
        sheet.add(Stroke(points, float(rng.uniform(0.08, 0.3)), (grey, grey, grey)))
