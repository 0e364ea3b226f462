"""Blank strips that run straight through a page's text, from one rim to the other."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import transform_quad
from piaoju.model.page import TextLine
from piaoju.reading.locate.layout import mean_rotation_deg, rotation_about

Indices = npt.NDArray[np.intp]

WIDE = 2.0  # text heights: narrower strips run between the columns of one form


def sides_of_strips(lines: Sequence[TextLine]) -> Iterator[tuple[Indices, Indices]]:
    """Yield for each wide strip, along the text or across it, which lines lie on its two sides, by index."""
    to_upright = rotation_about(0, 0, mean_rotation_deg(lines)) if lines else np.eye(3)
    quads = np.array([transform_quad(to_upright, line.quad) for line in lines], np.float64).reshape(-1, 4, 2)
    wide = WIDE * float(np.median(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1))) if len(lines) else 0.0
    for first, last in zip(quads.min(axis=1).T, quads.max(axis=1).T, strict=True):
        order = np.argsort(first)
        blank = first[order][1:] - np.maximum.accumulate(last[order])[:-1]
        for place in np.flatnonzero(blank >= wide) + 1:
            yield order[:place], order[place:]
