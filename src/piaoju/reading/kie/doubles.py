"""Characters that two regions of text both show, where they overlap."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from piaoju.reading.kie.runs import Run, in_lines

SHARED = 0.5  # of the narrower one's width, from which on two characters are one


def without_doubles(runs: Iterable[Run]) -> list[Run]:
    """Return runs, from the top down, without the character that one begins with and the one before it ends with.

    Only one that stands in the same place is left out: what is printed twice stays.
    """
    kept: list[Run] = []
    for line in in_lines(runs):
        kept.append(line[0])
        for before, after in pairwise(line):
            rest = after.part(1) if _is_double(before, after) else after
            kept += [] if rest is None else [replace(rest, first_text=after.first_text)]
    return kept


def _is_double(before: Run, after: Run) -> bool:
    last, first = before.glyphs[-1], after.glyphs[0]
    shared = min(last.right, first.right) - max(last.left, first.left)
    return last.text == first.text and shared > SHARED * min(last.right - last.left, first.right - first.left)
