"""Where a face value must stand of which nothing was read: print of a seventh of the form escapes the detection.

It stands alone in a band across the form: below code and number and above the payee's line, or, where code and number
are printed at the foot, between the title and those.
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


def look_for_face_value(
    document: LocatedDocument, strings: Sequence[Chain], head: Mapping[str, Sequence[Run]]
) -> Iterator[Run]:
    """Read the bands in which the face value may stand, each as it is and through the red of seals.

    Args:
        document: to look at.
        strings: what was read of it.
        head: title, code and number; without code and number no band is known.
    """
    numbers = [run for name in ("invoice_code", "invoice_number") for run in head.get(name, ())]
    if not numbers or not strings:
        return
    height = numbers[0].height
    left = min(chain.glyphs[0].left for chain in strings)
    right = max(chain.glyphs[-1].right for chain in strings)
    for top, bottom in _bands(numbers, head.get("title", ()), find_pattern(strings, grammar.FOOT)):
        deep = bottom - top
        if deep < NARROWEST * height:
            continue
        quad = quad_from_rect(left, top + (MIDDLE - SHARE / 2) * deep, right - left, SHARE * deep)
        looks = (look_at(document, quad, without_red=without_red) for without_red in (True, False))
        yield from (run for run in looks if run is not None)


def _bands(numbers: Sequence[Run], title: Sequence[Run], foot: Sequence[Run]) -> Iterator[tuple[float, float]]:
    """Return the top and bottom of each band."""
    top, bottom = min(run.y for run in numbers), max(run.y for run in numbers)
    below = [run.y for run in foot if run.y > bottom]
    if below:
        yield bottom, min(below)
    if title:
        yield max(run.y for run in title), top
