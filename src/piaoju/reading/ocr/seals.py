"""Red seals of a page: where they are and what they say.

A seal's text is its rows joined by a blank: the name along the upper arc, then the rows across from the top down, as
the recogniser reads them. Rows that it cannot read are left out. What is as round as a seal and says nothing is one
only if its rim is clear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, sin

import numpy as np

from piaoju.model.document import Seal
from piaoju.model.geometry import Point, Quad
from piaoju.model.page import PageImage, Pixels, TextLine
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.recognition import recognise
from piaoju.reading.ocr.seal_rims import Rim, find_rims
from piaoju.reading.ocr.seal_strips import HEIGHT_PX, Grey, strips

LEGIBLE = 0.75  # mean confidence of a row; less is what crosses the seal
LEAST_CHARS = 2
CLEAR_RIM = 1.6  # clarity of a rim that needs no text to be a seal's
QUICK: Size = "tiny"
QUICK_STANDS = 0.93  # mean confidence of a row that is not read again
OF_FORM = ("监制", "统一发票", "税务总局", "税务局")
"""The tax administration's own seal, which says nothing of the seller."""


@dataclass(frozen=True, slots=True)
class SealReading:
    """A seal with all rows that were read of it.

    Attributes:
        seal: as in the result.
        rows: its rows, the hardly legible too, which the seal's text leaves out.
    """

    seal: Seal
    rows: tuple[TextLine, ...]

    @property
    def is_of_form(self) -> bool:
        """Whether it is the tax administration's, printed with the form."""
        return any(word in row.text for row in self.rows for word in OF_FORM)


def places(page: PageImage) -> list[tuple[Point, Rim]]:
    """Return the rims of the page's seals, the clearest first, with their centres in page pixels."""
    factor = page.width / page.pixels.shape[1]
    return [((rim.x * factor, rim.y * factor), rim) for rim in find_rims(page.pixels)]


def read_seals(
    page: PageImage, rims: Sequence[Rim], rotations_deg: Sequence[float], pool: ModelPool, size: Size
) -> list[SealReading | None]:
    """Read seals; None for what turns out to be none.

    Args:
        page: as decoded.
        rims: as of `places`.
        rotations_deg: for each, clockwise degrees that make the text around it upright.
        pool: where to run.
        size: which recogniser reads what the quick one leaves in doubt; the quick one itself to be quick.
    """
    rows = []
    for rim, rotation_deg in zip(rims, rotations_deg, strict=True):
        found = strips(page.pixels, rim, rotation_deg)
        rows.append([found.arc, *found.rows])
    lines = iter(_read([row for seal in rows for row in seal], pool, size))
    readings: list[SealReading | None] = []
    for rim, seal in zip(rims, rows, strict=True):
        read = tuple(line for line in [next(lines) for _ in seal] if len(line.chars) >= LEAST_CHARS)
        legible = [line for line in read if _confidence((line,)) >= LEGIBLE]
        is_seal = bool(legible) or rim.clarity >= CLEAR_RIM
        readings.append(SealReading(_seal(page, rim, legible), read) if is_seal else None)
    return readings


def _read(rows: list[Grey], pool: ModelPool, size: Size) -> list[TextLine]:
    """Read rows with the quick recogniser, and those with the other that it leaves in doubt."""
    if not rows:
        return []
    pixels, regions = _stacked(rows)
    lines = recognise(pixels, regions, pool, QUICK)
    doubtful = [index for index, line in enumerate(lines) if _is_doubtful(line)]
    if size != QUICK and doubtful:
        again = recognise(pixels, [regions[index] for index in doubtful], pool, size)
        for index, line in zip(doubtful, again, strict=True):
            lines[index] = line
    return lines


def _stacked(rows: list[Grey]) -> tuple[Pixels, list[Region]]:
    """Return one picture of all rows below each other, BGR, and where each is."""
    grey = np.full((HEIGHT_PX * len(rows), max(row.shape[1] for row in rows)), 255, np.uint8)
    regions = []
    for index, row in enumerate(rows):
        top, width = index * HEIGHT_PX, row.shape[1]
        grey[top : top + HEIGHT_PX, :width] = row
        corners = [[0, top], [width, top], [width, top + HEIGHT_PX], [0, top + HEIGHT_PX]]
        regions.append(Region(np.array(corners, np.float32), 1.0))
    return np.repeat(grey[:, :, None], 3, axis=2), regions


def _is_doubtful(line: TextLine) -> bool:
    """Tell whether the better recogniser should read a row again; not so the form's seal, whose words are known."""
    if any(word in line.text for word in OF_FORM):
        return False
    return len(line.chars) >= LEAST_CHARS and _confidence((line,)) < QUICK_STANDS


def _confidence(lines: Sequence[TextLine]) -> float:
    """Return the mean confidence of the lines' characters."""
    return float(np.mean([char.confidence for line in lines for char in line.chars]))


def _seal(page: PageImage, rim: Rim, rows: Sequence[TextLine]) -> Seal:
    confidence = round(_confidence(rows), 4) if rows else None
    return Seal(" ".join(row.text.strip() for row in rows), _quad(rim, page.width / page.pixels.shape[1]), confidence)


def _quad(rim: Rim, factor: float) -> Quad:
    """Return the rectangle around a rim, along its axes, in page pixels."""
    along = cos(rim.angle) * rim.major * factor, sin(rim.angle) * rim.major * factor
    across = -sin(rim.angle) * rim.minor * factor, cos(rim.angle) * rim.minor * factor
    x, y = rim.x * factor, rim.y * factor
    return (
        (x - along[0] - across[0], y - along[1] - across[1]),
        (x + along[0] - across[0], y + along[1] - across[1]),
        (x + along[0] + across[0], y + along[1] + across[1]),
        (x - along[0] + across[0], y - along[1] + across[1]),
    )
