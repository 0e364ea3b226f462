"""Where the engine says that values are printed, there they are printed."""

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from piaoju.engine import Engine
from piaoju.lab.synth import Level, SyntheticDocument
from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading
from piaoju.model.geometry import Quad, center
from tests.unit.engine.synthetic import as_png, document, turned

LEAST_ON_PLACE = 0.9
"""Share of the fields; a value that is printed twice may rightly be taken from the place that the truth does not
name."""
BORDER_PX = 12.0
"""Quads are grown by about a text height, at the edge of the sheet beyond it."""

LEAST_OVERLAP = 0.5
"""Intersection over union: of a ticket only the printed part is known, which leaves out its margins."""

Key = tuple[str, str, int, Level]
CASES: list[Key] = [
    ("train_ticket", "magnetic", 21, Level.CLEAN),
    ("train_ticket", "rail_e_ticket", 23, Level.PHOTO),
    ("vat_invoice", "digital_general", 24, Level.CLEAN),
    ("vat_invoice", "vat_general_electronic", 25, Level.SCAN),
]

pytestmark = pytest.mark.models


def truth(drawn: SyntheticDocument) -> dict[str, npt.NDArray[np.float32]]:
    marks = drawn.label["quads"]
    assert isinstance(marks, dict)
    return {name: np.array(quad, np.float32) for name, quad in marks.items()}


@cache
def read_once(key: Key, quarters: int) -> DocumentReading:
    (found,) = Engine().read(as_png(turned(document(*key).pixels, quarters))).documents
    return found


def all_fields(found: DocumentReading) -> dict[str, FieldReading]:
    cells = {f"items[{at}].{name}": cell for at, row in enumerate(found.items) for name, cell in row.items()}
    return {**found.fields, **cells}


def turned_back(quad: Quad, quarters: int, height: int) -> Quad:
    """Return a quad of a page turned clockwise, at most once, on the page as it was."""
    a, b, c, d = [(y, height - x) if quarters else (x, y) for x, y in quad]
    return a, b, c, d


def runs_as(quad: Quad, outline: npt.NDArray[np.float32]) -> bool:
    """Tell whether text runs, and its lines follow each other, as on the document that it is printed on."""
    a, b, _, d = np.array(quad, np.float32)
    return bool((b - a) @ (outline[1] - outline[0]) > 0 and (d - a) @ (outline[3] - outline[0]) > 0)


def is_on(quad: Quad, printed: npt.NDArray[np.float32]) -> bool:
    return cv2.pointPolygonTest(printed, center(quad), measureDist=False) >= 0


@pytest.mark.parametrize(("key", "quarters"), [*((key, 0) for key in CASES), (CASES[0], 1), (CASES[2], 1)])
def test_quads_lie_on_the_print(key: Key, quarters: int) -> None:
    drawn = document(*key)
    height, width = drawn.pixels.shape[:2]
    places, outline = truth(drawn), np.array(drawn.label["quad"], np.float32)
    on_place = {}
    for name, reading in all_fields(read_once(key, quarters)).items():
        assert reading.quad is not None, name
        quad = turned_back(reading.quad, quarters, height)
        assert all(-BORDER_PX <= x <= width + BORDER_PX for x, _ in quad), name
        assert all(-BORDER_PX <= y <= height + BORDER_PX for _, y in quad), name
        assert runs_as(quad, outline), name
        if name in places:
            on_place[name] = is_on(quad, places[name])
    assert len(on_place) >= 10
    off = [name for name, is_there in on_place.items() if not is_there]
    assert len(off) <= (1 - LEAST_ON_PLACE) * len(on_place), off


@pytest.mark.parametrize("key", CASES)
def test_the_outline_is_that_of_the_document(key: Key) -> None:
    quad = read_once(key, 0).quad
    assert quad is not None
    found, outline = np.array(quad, np.float32), np.array(document(*key).label["quad"], np.float32)
    overlap, _ = cv2.intersectConvexConvex(found, outline)
    union = cv2.contourArea(found) + cv2.contourArea(outline) - overlap
    assert overlap / union > LEAST_OVERLAP
