"""Second looks at amounts: where one was cut off, or where one must be and none was found."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from piaoju.model.page import Candidate
from piaoju.reading.kie.runs import Run, restricted
from piaoju.reading.kie.sheet import Rect, Sheet

WHOLE = re.compile(r"-?[^\d.\-]?-?[\d,]+\.\d{2}")
CUT_OFF = re.compile(r"-?[^\d.\-]?-?[\d,]+(\.\d?)?")
REACHES = (0.9, 1.4, 1.9, 2.8)  # text heights beyond the end of a cut amount
POINTLESS = re.compile(r"-?\d{3,}")
CENTS = 2
ADDED_POINT: tuple[Candidate, ...] = ((".", 0.0),)
"""Candidates of a point that was not read."""
FIGURES = re.compile(r"-?\d[\d,]*(?:\.\d+)?|\*{2,}")


def complete_amount(sheet: Sheet, run: Run) -> Run:
    """Return the run, read anew with the paper to its right if its cents are missing.

    Print that crosses the right border of the table meets the vertical text there, and the detection cuts it. The new
    reading counts only if it goes on where the old one ended.
    """
    text = run.compact
    if not CUT_OFF.fullmatch(text):
        return run
    half = 0.62 * run.height
    rects = [(run.left - 1.0, run.y - half, run.right + reach * run.height, run.y + half) for reach in REACHES]
    for again in sheet.look_at_all(rects):
        if again is None or (again.is_red and sheet.form.is_stamped):
            continue
        match = WHOLE.search(again.compact)
        if match and _digits(match[0]).startswith(_digits(text)):
            solid = again.solid()
            whole = solid.part(match.start(), match.end())
            if whole is not None:
                return replace(whole, first_text=run.text)
    return run


def find_value(
    sheet: Sheet, rects: Sequence[Rect], alphabet: str, agrees: Callable[[Run], bool], *, without_seals: bool = False
) -> Run | None:
    """Look for a value in a cell where none was found; it counts only if it agrees with its neighbours.

    Without that support a rule of the form could be taken for a 1.

    Args:
        sheet: to look at.
        rects: millimetres, the cell first, then parts of it: a lone sign in a wide strip is easily overlooked.
        alphabet: the only characters that can stand there; empty for any.
        agrees: tells whether a reading fits what else is known.
        without_seals: look through a seal.
    """
    for again in sheet.look_at_all(rects, without_seals=without_seals):
        if again is None or (again.is_red and sheet.form.is_stamped):
            continue
        for run in figures(again, alphabet):
            if agrees(run):
                return run
    return None


def figures(run: Run, alphabet: str, *, is_amount: bool = True) -> Iterator[Run]:
    """Yield what of a new reading may be the value: all of it, and each number in it, as read and in the alphabet.

    Seals, rules and neighbours are read along with a value. Of amounts alone is it known where the point stands that
    may have been overlooked.
    """
    solid = run.solid()
    for whole in (solid, restricted(solid, alphabet)) if alphabet else (solid,):
        yield whole
        for match in FIGURES.finditer(whole.text):
            part = whole.part(*match.span())
            if part is not None and part.text != whole.text:
                yield part
            if part is not None and is_amount and alphabet and POINTLESS.fullmatch(part.text):
                yield _pointed(part)


def _pointed(run: Run) -> Run:
    """Return an amount of which the point was overlooked with it: what is yielded counts only if it agrees."""
    return with_point(run, len(run.glyphs) - CENTS)


def with_point(run: Run, place: int) -> Run:
    """Return a number with a point before one of its figures, where none was read."""
    before, behind = run.glyphs[place - 1 : place + 1]
    point = replace(before, text=".", left=before.right, right=behind.left, candidates=ADDED_POINT, steps=())
    return Run((*run.glyphs[:place], point, *run.glyphs[place:]))


def has_added_point(run: Run) -> bool:
    """Tell whether a number's point was not read."""
    return any(glyph.candidates == ADDED_POINT for glyph in run.glyphs)


def _digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text)
