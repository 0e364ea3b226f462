"""Third stage: a page and its text in, the documents on it out, each with type, quad and upright transform.

A page holds none, one or several documents. Which they are, the printed words say; where one ends and the next
begins, the edges of their paper where they can be seen, else the distances between their lines and the words that no
document prints twice.
"""

from collections.abc import Sequence

from piaoju.model.cues import DocumentCues
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import bounding_quad, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Part, cut_out, own_lines, placed, without_repeats
from piaoju.reading.locate.divide import split
from piaoju.reading.locate.evidence import Evidence, bare, evidence_for
from piaoju.reading.locate.layout import mean_rotation_deg, rotation_about
from piaoju.reading.locate.outline import bounds
from piaoju.reading.locate.parts import group

__all__ = [
    "Part",
    "cut_out",
    "in_reading_order",
    "locate",
    "own_lines",
    "placed",
    "rotation_about",
    "split",
    "without_repeats",
]


def locate(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, kinds: Sequence[DocumentCues], look: Look
) -> list[LocatedDocument]:
    """Find the documents among lines, none if nothing printed speaks for a type enough.

    Args:
        page: whose frame the lines are in.
        lines: all text of the page.
        rotation_deg: clockwise degrees that make most text upright.
        kinds: the types to look for.
        look: reads places of this page anew.

    Returns:
        The documents in reading order of the page turned upright. If there is one, all lines are its own.
    """
    evidence = evidence_for(tuple(kinds))
    if evidence.speaks_for_several(evidence.count(_joined(lines))):
        groups = [[lines[index] for index in members] for members in group(lines, evidence)]
        typed = [part for part in groups if evidence.likeliest(evidence.count(_joined(part))) is not None]
        if len(typed) > 1:
            located = [_located(page, part, mean_rotation_deg(part), evidence, look) for part in typed]
            return in_reading_order([document for document in located if document is not None], page, rotation_deg)
    document = _located(page, lines, rotation_deg, evidence, look)
    return [] if document is None else [document]


def _joined(lines: Sequence[TextLine]) -> str:
    return "\n".join(bare(line) for line in lines)


def _located(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, evidence: Evidence, look: Look
) -> LocatedDocument | None:
    counts = evidence.count(_joined(lines))
    kind = evidence.likeliest(counts) or evidence.faintest(counts)
    if kind is None:
        return None
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    quad = bounds([line.quad for line in lines], rotation_deg, kind.margins)
    return LocatedDocument(kind.type, page.number, quad, rotation_deg, to_upright, tuple(lines), look)


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
