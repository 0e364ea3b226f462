"""Where a face value must stand of which nothing was read: print of a seventh of the form escapes the detection.

It stands alone in a band across the form: below code and number and above the payee's line, as deep as usual if that
was not read, or, where code and number are printed at the foot, between the title and those.
"""

from collections.abc import Iterator, Mapping, Sequence

from piaoju.doctypes.quota_invoice import grammar
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.reading.kie.labels import Chain
from piaoju.reading.kie.look import look_at
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.runs import Run

MIDDLE = 0.5  # of the band's height: where the middle of the face value is
SHARE = 0.65  # of the band's height that is read as one line
NARROWEST = 2.5  # text heights of the head: a lower band is the distance between two lines
DEEP = 5.0  # text heights of the head from the number to the line below the face value, where that was not read
BESIDE = 9.0  # text heights of the head that the face value stands beside it, where hardly anything else was read


def look_for_face_value(
    document: LocatedDocument, strings: Sequence[Chain], head: Mapping[str, Sequence[Run]]
) -> Iterator[list[Run]]:
    """Read the bands in which the face value may stand, each as it is and through the red of seals, until one holds it.

    Args:
        document: to look at.
        strings: what was read of it.
        head: title, code and number; without code and number no band is known.
    """
    numbers = [run for name in ("invoice_code", "invoice_number") for run in head.get(name, ())]
    if not numbers or not strings:
        return
    height = numbers[0].height
    title, foot = head.get("title", ()), find_pattern(strings, grammar.FOOT)
    beside = 0.0 if title or foot else BESIDE * height
    left = min(*(chain.glyphs[0].left for chain in strings), min(run.left for run in numbers) - beside)
    right = max(*(chain.glyphs[-1].right for chain in strings), max(run.right for run in numbers) + beside)
    for top, bottom in _bands(numbers, title, foot):
        deep = bottom - top
        if deep < NARROWEST * height:
            continue
        quad = quad_from_rect(left, top + (MIDDLE - SHARE / 2) * deep, right - left, SHARE * deep)
        looks = (look_at(document, quad, without_seals=without_seals) for without_seals in (True, False))
        yield [run for run in looks if run is not None]


def _bands(numbers: Sequence[Run], title: Sequence[Run], foot: Sequence[Run]) -> Iterator[tuple[float, float]]:
    """Return the top and bottom of each band."""
    top, bottom = min(run.y for run in numbers), max(run.y for run in numbers)
    yield bottom, min((run.y for run in foot if run.y > bottom), default=bottom + DEEP * numbers[0].height)
    if title:
        yield max(run.y for run in title), top
