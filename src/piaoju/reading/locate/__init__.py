"""Third stage: a page and its text in, the documents on it out, each with type, quad and upright transform.

A page holds none, one or several documents. Which they are, the printed words say; where one ends and the next
begins, the edges of their paper where they can be seen, else the distances between their lines and the words that no
document prints twice.
"""

from collections.abc import Sequence

from piaoju.model.cues import DocumentCues
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Looked, Part, cut_out, first_lines, looked, own_lines
from piaoju.reading.locate.divide import split
from piaoju.reading.locate.documents import in_reading_order, place_document
from piaoju.reading.locate.evidence import evidence_for, without_blanks
from piaoju.reading.locate.halves import joined_halves
from piaoju.reading.locate.layout import mean_rotation_deg, rotation_about
from piaoju.reading.locate.leftover import is_left, with_more, without_read
from piaoju.reading.locate.parts import group, is_sizeable

__all__ = [
    "Looked",
    "Part",
    "cut_out",
    "first_lines",
    "in_reading_order",
    "is_left",
    "is_sizeable",
    "joined_halves",
    "locate",
    "looked",
    "own_lines",
    "rotation_about",
    "split",
    "with_more",
    "without_read",
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
    if evidence.speaks_for_several(evidence.count(without_blanks(lines))):
        groups = [[lines[index] for index in members] for members in group(lines, evidence)]
        typed = [part for part in groups if evidence.likeliest(evidence.count(without_blanks(part))) is not None]
        if len(typed) > 1:
            located = [place_document(page, part, mean_rotation_deg(part), evidence, look) for part in typed]
            return in_reading_order([document for document in located if document is not None], page, rotation_deg)
    document = place_document(page, lines, rotation_deg, evidence, look)
    return [] if document is None else [document]
