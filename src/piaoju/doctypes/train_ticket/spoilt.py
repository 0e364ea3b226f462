"""Second looks at what a seal or a fold has cut: the passenger, and the code at the foot."""

import re
from collections.abc import Sequence

from piaoju.doctypes.train_ticket import grammar
from piaoju.model.document import LocatedDocument
from piaoju.reading.kie.look import widened
from piaoju.reading.kie.runs import Run

PASSENGER_WIDTH = 17.0  # text heights from the first digit of the number to the end of the name
MARGIN = 0.2  # text heights
MOST_PLACES = 2
"""Places that are looked at: other rows of digits are remarks."""


def read_passenger(document: LocatedDocument, runs: Sequence[Run]) -> tuple[Run | None, Run | None]:
    """Return the number and the name, from the beginning of the number on; None of what is not read there.

    Args:
        document: to look at.
        runs: all its text, in its upright frame.
    """
    begun = [run for run in runs if re.match(grammar.PASSENGER_BEGUN, run.compact)]
    for run in sorted(begun, key=lambda run: run.y)[:MOST_PLACES]:
        to_right = PASSENGER_WIDTH - (run.right - run.left) / run.height
        for without_seals in (False, True):
            again = widened(document, run, MARGIN, max(MARGIN, to_right), without_seals=without_seals)
            solid = again.solid() if again is not None else None
            match = re.search(grammar.PASSENGER, solid.text) if solid is not None else None
            if solid is not None and match is not None and match["name"]:
                return solid.part(*match.span("id")), solid.part(*match.span("name"))
    return None, None


def read_code(document: LocatedDocument, runs: Sequence[Run]) -> Run | None:
    """Return the code at the foot where only a part of it was read; None if it is not read there."""
    parts = [run for run in runs if re.search(grammar.CODE_PART, run.compact)]
    for run in sorted(parts, key=lambda run: -run.y)[:MOST_PLACES]:
        lacking = max(0, grammar.CODE_LENGTH - len(run.compact)) * (run.right - run.left) / len(run.compact)
        reach = lacking / run.height + MARGIN
        for without_seals in (False, True):
            again = widened(document, run, reach, reach, without_seals=without_seals)
            solid = again.solid() if again is not None else None
            match = re.search(grammar.TICKET_CODE, solid.text) if solid is not None else None
            if solid is not None and match is not None:
                return solid.part(*match.span())
    return None
