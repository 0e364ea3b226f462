"""Bad print: spent ribbons, faded thermal paper, lower sheets of a carbon set. Each takes a sheet and returns another.

Only what a machine printed into the form changes, not the form. Where parts of the print are set in dots, these are
the machine's; else all that is in the ink of the values.
"""

from collections.abc import Callable
from dataclasses import replace
from math import pi, sin

import numpy as np

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.typeset import Colour, Style, TextRun

_PREPRINTED = frozenset({"title", "invoice_code", "invoice_number", "ticket_number"})
"""Of the form on some stock; where it is not, it is in the ink of the other values and fades with them."""
_CARBON: tuple[Colour, ...] = ((70, 60, 150), (60, 60, 70), (90, 80, 170))


def contrast(style: Style) -> float:
    """Return how much darker full ink is than the paper under it, as a share of the paper's light."""
    return (1 - _luminance(style.colour) / 255) * style.strength


def with_ribbon(sheet: Sheet, wanted: float) -> Sheet:
    """Return a sheet whose machine print has a contrast of at most `wanted`, as from a spent ribbon."""
    return _reprinted(sheet, lambda run: _faded(run.style, wanted))


def with_thermal_fade(sheet: Sheet, low: float, high: float, rng: np.random.Generator) -> Sheet:
    """Return a sheet whose machine print fades and recovers between two contrasts, from top to bottom."""
    phase, waves = float(rng.uniform(0, 2 * pi)), float(rng.uniform(0.5, 2.5))

    def faded(run: TextRun) -> Style:
        down = run.glyphs[0].y / sheet.height_mm
        share = 0.5 + 0.5 * sin(2 * pi * waves * down + phase)
        return _faded(run.style, low + (high - low) * share)

    return _reprinted(sheet, faded)


def as_carbon_copy(sheet: Sheet, rng: np.random.Generator) -> Sheet:
    """Return a lower sheet of the set: its print is blurred, lighter and of the carbon's colour."""
    colour = _CARBON[int(rng.integers(len(_CARBON)))]
    strength, softness = float(rng.uniform(0.55, 0.8)), float(rng.uniform(0.06, 0.13))
    return _reprinted(
        sheet,
        lambda run: replace(run.style, colour=colour, strength=strength, softness_mm=softness),
    )


def is_impact_print(sheet: Sheet) -> bool:
    """Tell whether values were struck by pins: only those have ribbons and carbon copies."""
    return any(_is_dots(operation) for operation in sheet.operations)


def _reprinted(sheet: Sheet, restyle: Callable[[TextRun], Style]) -> Sheet:
    machine = _machine_print(sheet)
    operations = [
        replace(one, style=restyle(one)) if isinstance(one, TextRun) and machine(one) else one
        for one in sheet.operations
    ]
    return replace(sheet, operations=operations)


def _machine_print(sheet: Sheet) -> Callable[[TextRun], bool]:
    if is_impact_print(sheet):
        return lambda run: run.style.dots
    runs = (one for one in sheet.operations if isinstance(one, TextRun))
    inks = {run.style.colour for run in runs if run.name and run.name not in _PREPRINTED}
    return lambda run: run.style.colour in inks


def _is_dots(operation: object) -> bool:
    return isinstance(operation, TextRun) and operation.style.dots


def _faded(style: Style, wanted: float) -> Style:
    full = contrast(style)
    return style if full <= wanted else replace(style, strength=style.strength * wanted / full)


def _luminance(colour: Colour) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue
