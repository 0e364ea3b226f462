"""A second look: reading a place anew where the form says that something must be, or that something is missing.

The detection loses what is thin or stands alone: 一, 二, 三, a lone digit, the first letter of a line.
"""

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import Quad, inverted, quad_from_rect, transform_quad
from piaoju.reading.kie.runs import Run, to_runs


def look_at(document: LocatedDocument, quad_in_upright: Quad, *, without_red: bool = False) -> Run | None:
    """Read a quad of the document's upright frame as one line, if asked through a seal; None if nothing is read."""
    quad = transform_quad(inverted(document.to_upright), quad_in_upright)
    runs = to_runs(document.look([quad], without_red=without_red), document.to_upright)
    return runs[0] if runs else None


def widened(document: LocatedDocument, run: Run, to_left: float, to_right: float) -> Run | None:
    """Read a run of the upright frame anew, with more of the paper beside it.

    Args:
        document: that the run is of.
        run: what was read first.
        to_left: how much more, in text heights.
        to_right: likewise.
    """
    height = run.height
    left, right = run.left - to_left * height, run.right + to_right * height
    return look_at(document, quad_from_rect(left, run.y - height / 2, right - left, height))
