"""A column of values of which the detection found next to nothing, looked for beside the labels.

The pins of a worn dot-matrix printer leave dots so far apart that the detection takes them for a pattern; the
recognition reads them still, once it is told where.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.ladder import Ladder, fit
from piaoju.reading.kie.look import look_at_all
from piaoju.reading.kie.runs import Run

TELLING = ("time", "board_time", "waiting_time", "fare")
"""Values whose grammar nothing else on the form has."""
FEWEST_LABELS = 6  # which tell that it is a receipt, and how far apart its rows are
SLIDES = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75)  # rows
SURE = 0.3  # cost of a value's grammar
LEAST = 2  # values that must be found under one slide
BETWEEN = 0.2  # text heights from a label to the place of its value
VALUE_HEIGHT = 0.75  # rows


def look_beside(document: LocatedDocument, labels: Sequence[Label], right: float) -> Ladder | None:
    """Return the values read beside a few labels, under the slide that shows most of them; None if none shows enough.

    Args:
        document: to look at.
        labels: that were read, from the top down.
        right: edge of what is printed, in the upright frame.
    """
    telling = [label for label in labels if label.name in TELLING]
    if len(labels) < FEWEST_LABELS or len(telling) < LEAST:
        return None
    pitch = median(below.y - above.y for above, below in pairwise(labels))
    places = [(label, slide * pitch) for slide in SLIDES for label in telling]
    quads = [
        quad_from_rect(
            label.right + BETWEEN * label.height, label.y + down - pitch / 2, right - label.right, max(pitch, 1.0)
        )
        for label, down in places
    ]
    seen: dict[float, dict[str, Run]] = {}
    for (label, down), run in zip(places, look_at_all(document, quads), strict=True):
        found = fit(run, grammar.GRAMMARS[label.name]) if run is not None else None
        if found is not None and found[1] <= SURE:
            seen.setdefault(down, {})[label.name] = found[0]
    most = max((len(values) for values in seen.values()), default=0)
    if most < LEAST:
        return None
    # A row reads well under several slides; the middle one has it in the middle.
    tied = sorted(down for down, values in seen.items() if len(values) == most)
    down = tied[(len(tied) - 1) // 2]
    values = seen[down]
    return Ladder(values, down, median(run.right for run in values.values()), VALUE_HEIGHT * pitch)
