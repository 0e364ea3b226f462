"""The face of the invoice: what its payee gets, as against the stub beside or below, which repeats code and number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from piaoju.doctypes.quota_invoice import grammar
from piaoju.model.geometry import Point
from piaoju.reading.kie.labels import Chain
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.runs import Run


@dataclass(frozen=True, slots=True)
class Face:
    """Where the words stand that name the copies.

    Attributes:
        stub_words: of stubs (存根联, 副券).
        face_words: of the copy that is kept (发票联).
    """

    stub_words: tuple[Point, ...]
    face_words: tuple[Point, ...]

    def best(self, runs: Iterable[Run]) -> Run | None:
        """Return the run that is on the face: by the copy's word nearest to it, then the largest print, then the right.

        None if there are no runs.
        """
        return max(runs, key=lambda run: (not self._is_on_stub(run), run.height, run.x), default=None)

    def _is_on_stub(self, run: Run) -> bool:
        def away(words: Sequence[Point]) -> float:
            return min((hypot(run.x - x, run.y - y) for x, y in words), default=float("inf"))

        return away(self.stub_words) < away(self.face_words)


def find_face(strings: Sequence[Chain]) -> Face:
    """Find the words that name the copies."""

    def places(pattern: str) -> tuple[Point, ...]:
        return tuple((run.x, run.y) for run in find_pattern(strings, pattern))

    return Face(places(grammar.STUB), places(grammar.FACE))
