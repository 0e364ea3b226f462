"""A second look: reading a place anew where the form says that something must be, or that something is missing.

The detection loses what is thin or stands alone: 一, 二, 三, a lone digit, the first letter of a line.
"""

from collections.abc import Sequence

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import Quad, inverted, quad_from_rect, transform_quad
from piaoju.reading.kie.runs import Run, to_runs


def look_at(document: LocatedDocument, quad_in_upright: Quad, *, without_seals: bool = False) -> Run | None:
    """Read a quad of the document's upright frame as one line, if asked through a seal; None if nothing is read."""
    return look_at_all(document, [quad_in_upright], without_seals=without_seals)[0]


def look_at_all(
    document: LocatedDocument, quads_in_upright: Sequence[Quad], *, without_seals: bool = False
) -> list[Run | None]:
    """Read quads of the document's upright frame at once, which keeps all cores busy; see `look_at`."""
    inverse = inverted(document.to_upright)
    quads = [transform_quad(inverse, quad) for quad in quads_in_upright]
    lines = document.look(quads, without_seals=without_seals) if quads else []
    return [next(iter(to_runs([line], document.to_upright)), None) for line in lines]


def widened(
    document: LocatedDocument, run: Run, to_left: float, to_right: float, *, without_seals: bool = False
) -> Run | None:
    """Read a run of the upright frame anew, with more of the paper beside it.

    Args:
        document: that the run is of.
        run: what was read first.
        to_left: how much more, in text heights.
        to_right: likewise.
        without_seals: look through a seal.
    """
    height = run.height
    left, right = run.left - to_left * height, run.right + to_right * height
    return look_at(
        document, quad_from_rect(left, run.y - height / 2, right - left, height), without_seals=without_seals
    )
