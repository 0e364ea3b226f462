"""What the form says and nothing was read of: print of a seventh of the form, set wide apart, or under a seal.

There is no place where it must stand, for provinces lay out their forms as they like. So the form is read in a few
bands across it, which overlap; only what two of them say is believed.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import Quad, bounding_quad, quad_from_rect, text_height, text_width, transform_quad
from piaoju.reading.kie.look import look_at_all
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run

STEP = 0.3  # of a band's height, from band to band at least
BELOW = 7.0  # text heights of a number that the form reaches below it at least
BESIDE = 5.0  # text heights of a number that the form reaches on either side of it at least
NUMBER_SHARE = 15.0  # text heights of a number in the form's shorter side at least


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Attributes:
        run: the likeliest reading, its first text empty.
        is_sure: whether at least two bands say the same.
    """

    run: Run
    is_sure: bool


def outline(document: LocatedDocument) -> Quad:
    """Return the rectangle of the upright frame that was taken for the document."""
    return bounding_quad([transform_quad(document.to_upright, document.quad)])


def whole_form(document: LocatedDocument, numbers: Iterable[Run]) -> Quad:
    """Return what a form covers of the upright frame, also where nothing was read below or beside its numbers."""
    around = [
        quad_from_rect(
            run.left - BESIDE * run.height, run.y, run.right - run.left + 2 * BESIDE * run.height, BELOW * run.height
        )
        for run in numbers
    ]
    return bounding_quad([outline(document), *around])


def shorter_side(form: Quad, numbers: Iterable[Run]) -> float:
    """Return the length of a form's shorter side, in pixels, as its reach and the height of its numbers tell it."""
    return max(1.0, min(text_width(form), text_height(form)), *(NUMBER_SHARE * run.height for run in numbers))


def read_in_bands(document: LocatedDocument, part: Quad, height: float, most: int) -> Iterator[list[Run]]:
    """Read a part of a form in bands: what is read of each through the ink of seals, then as they are.

    Args:
        document: to look at.
        part: of it, a rectangle of the upright frame.
        height: of a band, in pixels of that; print fills half to nearly all of it.
        most: bands, however long the part is.
    """
    bands = _bands(part, height, most)
    for without_seals in (True, False):
        yield [run for run in look_at_all(document, bands, without_seals=without_seals) if run is not None]


def likeliest(bands: Sequence[Sequence[Run]], value: Callable[[Run], Hashable], least: float) -> Search | None:
    """Return the longest reading of the value that most bands say, the surest if several are.

    Args:
        bands: readings of each, of which each may be right.
        value: that a reading says.
        least: confidence of a reading that counts; None if there is none such.
    """
    legible = [(place, run) for place, runs in enumerate(bands) for run in runs if confidence_of(run.glyphs) > least]
    if not legible:
        return None
    told = {value(run): {place for place, other in legible if value(other) == value(run)} for _, run in legible}
    sure = {said: sum(confidence_of(run.glyphs) for _, run in legible if value(run) == said) for said in told}
    best = max(told, key=lambda said: (len(told[said]), sure[said]))
    same = [run for _, run in legible if value(run) == best]
    run = max(same, key=lambda run: (len(run.text), confidence_of(run.glyphs)))
    return Search(Run(run.glyphs, first_text=""), len(told[best]) > 1)


def _bands(part: Quad, height: float, most: int) -> list[Quad]:
    """Return bands from the upper edge to the lower one, at even distances."""
    (left, top), _, (right, bottom), _ = part
    room = max(0.0, bottom - top - height)
    steps = max(1, min(most - 1, round(room / (STEP * height))))
    return [quad_from_rect(left, top + room * step / steps, right - left, height) for step in range(steps + 1)]
