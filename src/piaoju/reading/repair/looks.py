"""Second looks at values that a check or their own grammar refuses: the same place anew, wider, and through a seal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piaoju.model.document import Look
from piaoju.model.geometry import Quad, with_margins
from piaoju.model.page import Steps, TextLine
from piaoju.numbers.grammar import Grammar

BESIDE = 0.15
"""Text heights of the paper at either side that are looked at with a value."""
WIDE = 0.6
"""Likewise where a character may have been lost."""
ADVANCE = 0.55
"""Text heights from one printed digit or letter to the next."""
ABOVE = 0.1
"""Text heights of the paper above and below."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look again, and what for.

    Attributes:
        quad: of what was read, in page pixels.
        grammar: of the value; what else is read at either side is left out.
        lacking: characters that were lost, as far as can be told.
    """

    quad: Quad
    grammar: Grammar
    lacking: int = 0


def looked_at(look: Look, places: Mapping[str, Place], *, without_seals: bool) -> dict[str, list[Steps]]:
    """Return the recogniser's steps of second looks at values: at the same place, and with more beside it.

    Args:
        look: reads places of the page.
        places: name of a value -> its place.
        without_seals: look through seals.
    """
    names = [name for name in places for _ in range(2)]
    quads = [
        with_margins(place.quad, beside, ABOVE)
        for place in places.values()
        for beside in (BESIDE, max(WIDE, BESIDE + ADVANCE * place.lacking))
    ]
    found: dict[str, list[Steps]] = {name: [] for name in places}
    for name, line in zip(names, look(quads, without_seals=without_seals), strict=True):
        steps = _within(line, places[name].grammar)
        if steps:
            found[name].append(steps)
    return found


def _within(line: TextLine, grammar: Grammar) -> Steps:
    """Return the steps of the longest part of a line whose characters, or candidates, occur in a grammar."""
    parts: list[list[int]] = [[]]
    for index, char in enumerate(line.chars):
        if not char.text.strip() or any(grammar.knows(candidate) for candidate, _ in line.steps[char.step]):
            parts[-1].append(index)
        else:
            parts.append([])
    longest = max(parts, key=len)
    if not longest:
        return ()
    return line.steps[_border(line, longest[0]) : _border(line, longest[-1] + 1)]


def _border(line: TextLine, index: int) -> int:
    """Return the step halfway between a character of a line and the one before it."""
    chars: Sequence[int] = [char.step for char in line.chars]
    if index == 0:
        return 0
    if index == len(chars):
        return len(line.steps)
    return (chars[index - 1] + chars[index] + 1) // 2
