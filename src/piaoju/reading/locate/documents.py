"""Documents made of lines, each of the type that its words speak for, and which of them come in which order."""

from collections.abc import Sequence

import numpy as np

from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import bounding_quad, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.evidence import Evidence, without_blanks
from piaoju.reading.locate.form import reach
from piaoju.reading.locate.layout import rotation_about
from piaoju.reading.locate.outline import area, shared_area
from piaoju.reading.locate.parts import SIZEABLE_LINES, is_read
from piaoju.reading.locate.surmise import surmised_kind

REPEATED = 0.5  # of a document's area: no two documents cover each other that much


def place_document(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, evidence: Evidence, look: Look
) -> LocatedDocument | None:
    """Return lines as a document of the type that they speak for, None if they speak for none enough.

    Args:
        page: whose frame the lines are in.
        lines: all of the document.
        rotation_deg: clockwise degrees that make them upright.
        evidence: of the types to look for.
        look: reads places of this page anew.
    """
    counts = evidence.count(without_blanks(lines))
    kind = evidence.likeliest(counts) or evidence.faintest(counts) or surmised_kind(lines, evidence.kinds)
    if kind is None:
        return None
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    quad = reach([line.quad for line in telling(lines, rotation_deg)], lines, rotation_deg, kind)
    return LocatedDocument(kind.type, page.number, quad, rotation_deg, to_upright, tuple(lines), look)


def telling(lines: Sequence[TextLine], rotation_deg: float) -> list[TextLine]:
    """Return the lines that tell how far a document reaches: all but lone scraps at its rim.

    The outermost line of a side that could not be read may be a neighbour's, or no text at all.

    Args:
        lines: of the document.
        rotation_deg: clockwise degrees that make them upright.
    """
    to_upright = rotation_about(0, 0, rotation_deg)
    corners = np.array([transform_quad(to_upright, line.quad) for line in lines], np.float64).reshape(-1, 4, 2)
    reach = np.concatenate((-corners.min(axis=1), corners.max(axis=1)), axis=1)
    outermost = set(reach.argmax(axis=0).tolist()) if len(lines) >= SIZEABLE_LINES else set()
    return [line for place, line in enumerate(lines) if place not in outermost or is_read(line)]


def in_reading_order(documents: list[LocatedDocument], page: PageImage, rotation_deg: float) -> list[LocatedDocument]:
    """Sort by rows of the page turned upright, then from the left; rows overlap by half a document's height."""
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    places = []
    for document in documents:
        (left, top), _, (_, bottom), _ = bounding_quad([transform_quad(to_upright, document.quad)])
        places.append((top, bottom, left, document))
    places.sort(key=lambda place: place[0])
    rows: list[list[tuple[float, float, float, LocatedDocument]]] = []
    for place in places:
        middle = (place[0] + place[1]) / 2
        if rows and middle < rows[-1][0][1]:
            rows[-1].append(place)
        else:
            rows.append([place])
    return [place[3] for row in rows for place in sorted(row, key=lambda place: place[2])]


def without_repeats(documents: Sequence[LocatedDocument]) -> list[LocatedDocument]:
    """Return the documents without those that lie on another of their type with more text: both are one."""
    kept: list[LocatedDocument] = []
    for document in sorted(documents, key=lambda one: -len(one.lines)):
        same = (other for other in kept if other.type == document.type)
        if not any(shared_area(document.quad, other.quad) > REPEATED * area(document.quad) for other in same):
            kept.append(document)
    return kept
