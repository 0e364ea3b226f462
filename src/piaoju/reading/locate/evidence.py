"""What the words of a text say about each document type: counted once for a page, and for every line of it."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.page import TextLine

Counts = npt.NDArray[np.float64]
"""How often each cue occurs, shape (number of cues of all types,)."""


FAINT = 0.6
"""Share of its threshold that a type must reach when no other reaches half as much."""


class Evidence:
    """The cues of all types as one table, so that counts of parts add up to those of the whole."""

    def __init__(self, kinds: Sequence[DocumentCues]) -> None:
        """Lay out the table."""
        self.kinds = tuple(kinds)
        self.cues: list[Cue] = [cue for kind in kinds for cue in kind.cues]
        self._patterns = [_compiled(cue.pattern) for cue in self.cues]
        self._times = np.array([cue.times for cue in self.cues], np.float64)
        owner = np.repeat(np.arange(len(kinds)), [len(kind.cues) for kind in kinds])
        self._weights = np.zeros((len(kinds), len(self.cues)))
        self._weights[owner, np.arange(len(self.cues))] = [cue.weight for cue in self.cues]
        self._thresholds = np.array([kind.threshold for kind in kinds], np.float64)
        shared = np.array(
            [[any(map(pattern.search, kind.labels)) for pattern in self._patterns] for kind in kinds], bool
        ).reshape(self._weights.shape)
        self._exclusive = ~shared
        # Words that a type prints too are worth as much on its documents as on those that they speak for.
        own = np.maximum(self._weights.max(axis=0, initial=0.0), 0.0)
        self._shared = np.where(shared & (self._weights == 0), own, 0.0)

    def count(self, text: str) -> Counts:
        """Count the cues in a text without blanks, its lines joined by newlines."""
        return np.array([_occurrences(pattern, text) for pattern in self._patterns], np.float64)

    def weights(self, counts: Counts) -> npt.NDArray[np.float64]:
        """Return the weight for each type, every cue counted once: shape (number of types,)."""
        return np.asarray(self._weights @ (counts > 0), np.float64)

    def worth(self, counts: Counts) -> float:
        """Return what a text says for the type it says most for; 0 if that is not half of what a document must say.

        A cue that a document prints twice says half each time. What a type shares with others says no more for it than
        its own words do, else half of one type's document would speak for another.
        """
        own = self.shares(counts)
        seen = np.minimum(counts / self._times, 1.0)
        said = own + np.minimum(self._shared @ seen, np.maximum(own, 0.0))
        return float(np.max(said, initial=0.0, where=said >= self._thresholds / 2))

    def shares(self, counts: Counts) -> npt.NDArray[np.float64]:
        """Return the weight for each type, a cue that a document prints twice in halves: shape (number of types,)."""
        return np.asarray(self._weights @ np.minimum(counts / self._times, 1.0), np.float64)

    def likeliest(self, counts: Counts) -> DocumentCues | None:
        """Return the type that most speaks for, None if too little does."""
        margins = self.weights(counts) - self._thresholds
        return self.kinds[int(np.argmax(margins))] if len(margins) and margins.max() >= 0 else None

    def faintest(self, counts: Counts) -> DocumentCues | None:
        """Return the only type that anything much speaks for, even if less than its threshold; None if there is none.

        Of a blurred form, a third of the words may be unreadable. Nothing that is no document speaks for one type so.
        """
        shares = self.weights(counts) / self._thresholds
        best = int(np.argmax(shares)) if len(shares) else 0
        if not len(shares) or shares[best] < FAINT or np.sum(shares >= FAINT / 2) > 1:
            return None
        return self.kinds[best]

    def speaks_for_several(self, counts: Counts) -> bool:
        """Tell whether words that one document prints once occur more often, or those of several types occur."""
        if not self.kinds:
            return False
        main = int(np.argmax(np.maximum(self._weights, 0) @ (counts > 0)))
        pro = np.maximum(self._weights, 0)
        others = pro @ ((counts > 0) & self._exclusive[main]) >= self._thresholds
        others[main] = False
        repeated = pro @ (counts > self._times) >= self._thresholds / 2
        return bool(others.any() or repeated[main])


@cache
def evidence_for(kinds: tuple[DocumentCues, ...]) -> Evidence:
    """Return the table of these types, laid out once a process: every page asks for the same."""
    return Evidence(kinds)


def bare(line: TextLine) -> str:
    """Return a line's text without blanks."""
    return "".join(line.text.split())


def without_blanks(lines: Sequence[TextLine]) -> str:
    """Return the text of lines without blanks, as cues are looked for in it."""
    return "\n".join(map(bare, lines))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _occurrences(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))
