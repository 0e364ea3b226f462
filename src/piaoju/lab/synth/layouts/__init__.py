"""The printed forms: each module draws one document type, or helps one that does.

A module of this package that has `VARIANTS` (a tuple of variant names) and `draw(variant, rng) -> PrintedForm`
makes documents of the type that it is named after; nothing else has to be told of it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

import numpy as np

from piaoju.lab.synth.layouts.form import PrintedForm


class Layout(Protocol):
    """What a module offers that draws a document type."""

    VARIANTS: tuple[str, ...]

    def draw(self, variant: str, rng: np.random.Generator) -> PrintedForm:
        """Fill and lay out one document of a variant."""


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the layout of each document type that can be made, sorted by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    found = {name: one for name, one in modules.items() if hasattr(one, "VARIANTS") and hasattr(one, "draw")}
    return cast(Mapping[str, Layout], found)
