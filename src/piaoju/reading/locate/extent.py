"""Text that is not of the one document that a page speaks for.

How far up and down a document reaches, the words tell that stand at a known place of its form: where two of them are
read, so is the scale. And no form prints several long numbers across its text. This costs next to nothing, so it tells
cheaply whether a page is worth a closer look.
"""

import re
from collections.abc import Sequence
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt

from piaoju.model.cues import DocumentCues
from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import Evidence, bare
from piaoju.reading.locate.layout import directions, mean_rotation_deg
from piaoju.reading.locate.parts import NUMBER

APART = 0.15  # of a document's height: nearer words do not tell its scale
BEYOND = 0.6  # of a document's height, above and below it: places of words are rough
ACROSS_DEG = 45.0  # from most text
SEVERAL = 2
SURE = 0.9  # mean confidence of a number whose direction is certain


def lines_beyond(
    lines: Sequence[TextLine], counts: npt.NDArray[np.float64], kind: DocumentCues, evidence: Evidence
) -> int:
    """Return how many lines stand where a document of a type cannot reach; 0 if its words do not tell how far that is.

    Args:
        lines: all text of a page.
        counts: of the cues on each line, shape (lines, cues).
        kind: what the page holds for certain.
        evidence: whose cues they are.
    """
    rotation = radians(mean_rotation_deg(lines))
    middles = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2).mean(axis=1)
    down = middles @ (sin(rotation), cos(rotation))
    placed = [
        (index, cue.place) for index, cue in enumerate(evidence.cues) if cue.place is not None and cue in kind.cues
    ]
    seen = np.array([(place, y) for index, place in placed for y in down[counts[:, index] > 0]]).reshape(-1, 2)
    one, other = np.triu_indices(len(seen), 1)
    places, distances = (seen[other] - seen[one]).T
    tells = np.abs(places) >= APART
    height = float(np.median(distances[tells] / places[tells])) if tells.any() else 0.0
    if height <= 0:
        return 0
    top = float(np.median(seen[:, 1] - height * seen[:, 0]))
    return int(np.sum((down < top - BEYOND * height) | (down > top + (1 + BEYOND) * height)))


def has_numbers_across(lines: Sequence[TextLine]) -> bool:
    """Tell whether several long numbers run across most text, so that they are another document's."""
    rotation = radians(mean_rotation_deg(lines)) if lines else 0.0
    along = directions(lines) @ (cos(rotation), -sin(rotation))
    across = [lines[index] for index in np.flatnonzero(np.abs(along) < cos(radians(ACROSS_DEG))).tolist()]
    return sum(line.certainty >= SURE and bool(re.search(NUMBER, bare(line))) for line in across) >= SEVERAL
