"""Words in blurred print: looked for not only in the text read, but in all that the recogniser considered for it.

A blurred word is seldom read right, yet mostly keeps its length, and most of its characters are among those considered
at their places. What is found so is a surmise, which something else must confirm: where it stands, or others like it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piaoju.model.page import Candidate

Place = tuple[str, Sequence[Candidate]]
"""The character read at a place, and what else was considered there."""

CONSIDERED = 0.7  # of a character that was considered and not read; one that was read counts as 1
LEAST = 2.1  # characters of a word
SHARE = 0.5  # of a word


@dataclass(frozen=True, slots=True)
class Surmise:
    """A place at which a word may be printed.

    Attributes:
        start: of its first character; negative if the text begins later.
        agreeing: how many of its characters were read or considered, those that were only considered counted less.
    """

    start: int
    agreeing: float


class Considered:
    """What was considered for a text, by character."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Note where each character was read or considered."""
        self._where: dict[str, dict[int, float]] = {}
        for index, (text, candidates) in enumerate(places):
            for other, _ in candidates:
                self._where.setdefault(other, {})[index] = CONSIDERED
            self._where.setdefault(text, {})[index] = 1.0

    def find(self, word: str) -> list[Surmise]:
        """Return where a word may be printed, the likeliest first.

        Of its characters half must agree, and three at least: shorter words are never found.
        """
        agreeing: dict[int, float] = {}
        for offset, char in enumerate(word):
            for index, worth in self._where.get(char, {}).items():
                agreeing[index - offset] = agreeing.get(index - offset, 0.0) + worth
        needed = max(LEAST, SHARE * len(word))
        found = [Surmise(start, sum_) for start, sum_ in agreeing.items() if sum_ >= needed]
        return sorted(found, key=lambda surmise: -surmise.agreeing)
