"""The type of a blurred form: hardly a label is read as it is printed, yet many are among what was considered.

Labels that several types print speak for each of them in part. Tried on drawn pages of the hardest level and on pages
that hold no document: those have few such labels, and no type as many more than the others.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache

from piaoju.model.cues import DocumentCues
from piaoju.model.page import TextLine
from piaoju.reading.ocr.considered import Considered

SHORTEST = 4  # characters of a label
LIKE = 0.65  # share of a label that was read or considered
ENOUGH = 2.5  # labels that speak for a type, those shared with others in part
AHEAD = 1.0  # more than for any other


def surmised_kind(lines: Iterable[TextLine], kinds: Sequence[DocumentCues]) -> DocumentCues | None:
    """Return the type whose labels may be on a page much more often than those of any other; None if there is none.

    Args:
        lines: all text of the page, also what was hardly read.
        kinds: the types to look for.
    """
    owners = _owners(tuple(kinds))
    texts = [
        Considered((char.text, line.steps[char.step]) for char in line.chars if char.text.strip())
        for line in lines
        if line.steps
    ]
    worth = [Fraction()] * len(kinds)  # exact: at the limit, the order of adding would decide
    for label, places in owners.items():
        if any(surmise.agreeing >= LIKE * len(label) for text in texts for surmise in text.find(label)):
            for place in places:
                worth[place] += Fraction(1, len(places))
    order = sorted(range(len(kinds)), key=lambda place: -worth[place])
    second = worth[order[1]] if len(order) > 1 else 0
    return kinds[order[0]] if order and worth[order[0]] >= max(ENOUGH, second + AHEAD) else None


@cache
def _owners(kinds: tuple[DocumentCues, ...]) -> dict[str, list[int]]:
    """Return which types print a label, by their places in the list."""
    owners: dict[str, list[int]] = {}
    for place, kind in enumerate(kinds):
        for label in {label.strip("：:") for label in kind.labels}:
            if len(label) >= SHORTEST:
                owners.setdefault(label, []).append(place)
    return owners
