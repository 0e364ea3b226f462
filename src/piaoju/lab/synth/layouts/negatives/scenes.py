"""Photographs of things, without any text."""

import numpy as np

from piaoju.lab.synth.draw import Fill, Sheet
from piaoju.lab.synth.typeset import Colour
from piaoju.lab.synth.values.lexicon import between, pick

_WIDTH, _HEIGHT = 150.0, 100.0
_SKIES: tuple[Colour, ...] = ((150, 190, 230), (236, 190, 150), (196, 204, 212), (90, 100, 150))
_FRUIT: tuple[Colour, ...] = ((206, 60, 50), (226, 150, 40), (120, 160, 60), (236, 210, 90), (120, 60, 100))
_TABLES: tuple[Colour, ...] = ((150, 110, 76), (214, 200, 184), (90, 84, 80), (180, 190, 196))


def landscape(rng: np.random.Generator) -> Sheet:
    """Return hills under a sky, with houses."""
    sheet = Sheet(_WIDTH, _HEIGHT, pick(rng, _SKIES))
    _disc(
        sheet, (float(rng.uniform(20, 130)), float(rng.uniform(12, 35))), float(rng.uniform(5, 10)), (255, 240, 190), 3
    )
    base = np.array((110, 130, 120)) + rng.integers(-25, 25, 3)
    for row in range(4):
        colour = (int(base[0]) - 22 * row, int(base[1]) - 14 * row, int(base[2]) - 26 * row)
        _hills(sheet, 44 + 14 * row, colour, rng)
    for _ in range(between(rng, 2, 9)):
        _house(sheet, (float(rng.uniform(8, 130)), float(rng.uniform(60, 84))), float(rng.uniform(6, 14)), rng)
    return sheet


def still_life(rng: np.random.Generator) -> Sheet:
    """Return fruit or balls on a table, with light from one side."""
    wall = pick(rng, _SKIES)
    sheet = Sheet(_WIDTH, _HEIGHT, wall)
    edge = float(rng.uniform(48, 60))
    table = pick(rng, _TABLES)
    sheet.add(Fill(((0, edge), (_WIDTH, edge), (_WIDTH, _HEIGHT), (0, _HEIGHT)), table, 0.6, is_paint=True))
    for _ in range(between(rng, 3, 8)):
        radius = float(rng.uniform(7, 14))
        x, y = float(rng.uniform(20, 130)), edge + float(rng.uniform(0, 26))
        colour = pick(rng, _FRUIT)
        _disc(sheet, (x + radius * 0.5, y + radius * 0.75), radius * 0.9, (70, 60, 55), 3)
        _disc(sheet, (x, y), radius, colour, 0.4)
        lighter: Colour = (min(255, colour[0] + 40), min(255, colour[1] + 40), min(255, colour[2] + 40))
        _disc(sheet, (x - radius * 0.3, y - radius * 0.3), radius * 0.35, lighter, 2.0)
    return sheet


def _disc(sheet: Sheet, center: tuple[float, float], radius: float, colour: Colour, softness_mm: float) -> None:
    angles = np.linspace(0, 2 * np.pi, 41)[:-1]
    points = [(center[0] + radius * np.cos(angle), center[1] + radius * np.sin(angle)) for angle in angles]
    sheet.add(Fill(tuple((float(x), float(y)) for x, y in points), colour, softness_mm, is_paint=True))


def _hills(sheet: Sheet, top: float, colour: Colour, rng: np.random.Generator) -> None:
    xs = np.linspace(0, _WIDTH, 50)
    ys = top + 7 * np.sin(xs / rng.uniform(12, 26) + rng.uniform(0, 6)) + 3 * np.sin(xs / 7 + rng.uniform(0, 6))
    ridge = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    sheet.add(Fill((*ridge, (_WIDTH, _HEIGHT), (0.0, _HEIGHT)), colour, 0.3, is_paint=True))


def _house(sheet: Sheet, corner: tuple[float, float], size: float, rng: np.random.Generator) -> None:
    x, y = corner
    wall = pick(rng, _TABLES)
    sheet.add(Fill(((x, y), (x + size, y), (x + size, y + size), (x, y + size)), wall, 0.2, is_paint=True))
    sheet.add(Fill(((x - 1, y), (x + size / 2, y - size * 0.5), (x + size + 1, y)), (150, 80, 66), 0.2, is_paint=True))
    for left in (0.15, 0.6):
        pane = ((x + size * left, y + size * 0.3), (x + size * (left + 0.25), y + size * 0.3),
                (x + size * (left + 0.25), y + size * 0.6), (x + size * left, y + size * 0.6))  # fmt: skip
        sheet.add(Fill(pane, (80, 90, 110), 0.2, is_paint=True))
