"""Grammars that can be followed a character at a time, for decoders that choose among a recogniser's alternatives.

A grammar is a set of forms, each a sequence of character classes with counts: `[A-Z]`, `[0-9]{2}`, `-?`, `.{1,8}`. That
is a small part of regular expressions, and enough for what is printed in the cells of invoices.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

Place = tuple[int, int, int]
"""Index of the form, index of the part in it, and how many characters of that part there are so far."""
State = frozenset[Place]
"""All places that a text may have come to."""

_PART = re.compile(
    r"(?P<chars>\[[^\]]+\]|\\.|[^\[\](){}|*+?\\])(?:\{(?P<least>\d+)(?:,(?P<most>\d+))?\}|(?P<optional>\?))?"
)


@dataclass(frozen=True, slots=True)
class _Part:
    chars: re.Pattern[str]
    least: int
    most: int


def _anything(text: str) -> bool:
    return True


@dataclass(frozen=True, eq=False)
class Grammar:
    r"""What a value may look like in print, blanks left out.

    Attributes:
        forms: one of which the whole text has.
        holds: tells of a text that has a form whether it can be: a check digit, a day that exists.

    >>> dates = Grammar(("20\\d{2}年\\d{1,2}月\\d{1,2}日",))
    >>> dates.accepts("2023年1月12日"), dates.accepts("2023年1月日")
    (True, False)
    """

    forms: tuple[str, ...]
    holds: Callable[[str], bool] = _anything
    _parts: tuple[tuple[_Part, ...], ...] = field(init=False, repr=False)
    _steps: dict[tuple[State, str], State] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take the forms apart.

        Raises:
            ValueError: a form is none.
        """
        object.__setattr__(self, "_parts", tuple(_taken_apart(form) for form in self.forms))

    @property
    def start(self) -> State:
        """The state of no text at all."""
        return frozenset(place for form in range(len(self._parts)) for place in self._with_empty((form, 0, 0)))

    def after(self, state: State, char: str) -> State:
        """Return the state after one more character; empty if no text of the grammar goes on so."""
        known = self._steps.get((state, char))
        if known is None:
            known = frozenset(
                place
                for form, part, count in state
                if part < len(self._parts[form]) and self._parts[form][part].chars.fullmatch(char)
                for place in self._with_empty((form, part, count + 1))
            )
            self._steps[state, char] = known
        return known

    def is_end(self, state: State) -> bool:
        """Tell whether a text that has come to a state is whole."""
        return any(part == len(self._parts[form]) for form, part, _ in state)

    def accepts(self, text: str) -> bool:
        """Tell whether a text is of the grammar."""
        state = self.start
        for char in text:
            state = self.after(state, char)
        return self.is_end(state) and self.holds(text)

    def lacking(self, length: int) -> int:
        """Return how many characters are missing of the next longer form; 0 if a text may be that long."""
        ranges = [(sum(part.least for part in parts), sum(part.most for part in parts)) for parts in self._parts]
        if any(least <= length <= most for least, most in ranges):
            return 0
        return min((least - length for least, _ in ranges if least > length), default=0)

    def knows(self, char: str) -> bool:
        """Tell whether a character occurs in texts of the grammar."""
        return any(part.chars.fullmatch(char) for parts in self._parts for part in parts)

    def _with_empty(self, place: Place) -> list[Place]:
        """Return a place and those that follow it without a character; nothing where there are too many already."""
        form, part, count = place
        parts = self._parts[form]
        places = []
        if part == len(parts) or count < parts[part].most:
            places.append(place)
        if part < len(parts) and count >= parts[part].least:
            places += self._with_empty((form, part + 1, 0))
        return places


@lru_cache
def _taken_apart(form: str) -> tuple[_Part, ...]:
    parts = []
    end = 0
    for match in _PART.finditer(form):
        least = 0 if match["optional"] else int(match["least"] or 1)
        parts.append(_Part(re.compile(match["chars"], re.ASCII), least, int(match["most"] or max(least, 1))))
        end += len(match[0])
    if end != len(form):
        raise ValueError(f"{form} is no sequence of character classes")
    return tuple(parts)
