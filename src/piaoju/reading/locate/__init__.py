"""Third stage: a page and its text in, the documents on it out, each with type, quad and upright transform.

So far a page holds one document at most: the type that the printed words speak for most.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from piaoju.model.cues import Cue
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import Matrix, bounding_quad, inverted, transform_quad
from piaoju.model.page import PageImage, TextLine


@dataclass(frozen=True, slots=True)
class DocumentCues:
    """What speaks for a document type.

    Attributes:
        type: document type id.
        cues: weighed words.
        threshold: weight below which a page is no document of this type.
    """

    type: str
    cues: tuple[Cue, ...]
    threshold: float


def locate(
    page: PageImage, lines: Sequence[TextLine], rotation_deg: float, kinds: Sequence[DocumentCues], look: Look
) -> list[LocatedDocument]:
    """Find the documents on a page, none if nothing printed speaks for a type enough.

    Args:
        page: whose frame the lines are in.
        lines: all text of the page.
        rotation_deg: clockwise degrees that make the text upright.
        kinds: the types to look for.
        look: reads places of this page anew.
    """
    text = "\n".join("".join(line.text.split()) for line in lines)
    scores = [(_weight(text, kind.cues) - kind.threshold, kind.type) for kind in kinds]
    margin, document_type = max(scores, default=(-1.0, ""))
    if margin < 0:
        return []
    to_upright = rotation_about(page.width / 2, page.height / 2, rotation_deg)
    outline = bounding_quad(transform_quad(to_upright, line.quad) for line in lines)
    quad = transform_quad(inverted(to_upright), outline)
    return [LocatedDocument(document_type, page.number, quad, rotation_deg, to_upright, tuple(lines), look)]


def rotation_about(x: float, y: float, clockwise_deg: float) -> Matrix:
    """Return the rotation about a point, shape (3, 3); y points down, so clockwise is the positive sense."""
    c, s = cos(radians(clockwise_deg)), sin(radians(clockwise_deg))
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]], np.float64)


def _weight(text: str, cues: Sequence[Cue]) -> float:
    return sum(cue.weight for cue in cues if re.search(cue.pattern, text))
