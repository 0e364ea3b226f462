"""The table that turns signs into probabilities.

For every kind of value and every state of its checks it holds a curve over the score: a probability at each of a few
knots, linear between them. No curve falls, and no curve of a better state lies below that of a worse one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from piaoju.reading.confidence.signs import Signs, State

VERSION = 1
"""Of the table's format."""
TABLE = "calibration.json"
UNREAD = 0.5
"""Probability that a key field was rightly not read, where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear function; constant before the first knot and after the last.

    Attributes:
        knots: scores, rising.
        values: probabilities, not falling.
    """

    knots: tuple[float, ...]
    values: tuple[float, ...]

    def at(self, score: float) -> float:
        """Return the value at a score."""
        return float(np.interp(score, self.knots, self.values))

    def rounded(self, decimals: int) -> "Curve":
        """Return the curve with so many decimals; rounding makes nothing fall."""
        return Curve(*(tuple(round(one, decimals) for one in each) for each in (self.knots, self.values)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How probabilities follow from signs.

    Attributes:
        curves: by kind and state; those of `ocr` stand for its kinds that were not measured.
        document: from the product over key fields to the probability that all are right.
        unread: document type, or `type/variant` -> key field -> probability that, if it was not read, none is printed.
    """

    curves: Mapping[str, Mapping[State, Curve]]
    document: Curve
    unread: Mapping[str, Mapping[str, float]]

    def probability(self, signs: Signs) -> float | None:
        """Return the probability that a value is right; None for a source that was never measured."""
        curves = self.curves.get(signs.kind, self.curves.get(signs.kind.partition(".")[0]))
        return None if curves is None else curves[signs.state].at(signs.score)

    def of_unread(self, type_id: str, variant: str | None, name: str) -> float:
        """Return the probability that a key field that was not read is not printed."""
        for key in (f"{type_id}/{variant}", type_id):
            known = self.unread.get(key, {})
            if name in known:
                return known[name]
        return UNREAD

    def rounded(self, decimals: int) -> "Calibration":
        """Return the calibration with so many decimals."""
        curves = {
            kind: {state: curve.rounded(decimals) for state, curve in by_state.items()}
            for kind, by_state in self.curves.items()
        }
        unread = {
            key: {name: round(one, decimals) for name, one in known.items()} for key, known in self.unread.items()
        }
        return Calibration(curves, self.document.rounded(decimals), unread)

    def to_json(self) -> dict[str, object]:
        """Return what `parse` makes a calibration of, without the version."""
        some = next(iter(next(iter(self.curves.values())).values()))
        return {
            "knots": some.knots,
            "curves": {
                kind: {str(state): one.values for state, one in by_state.items()}
                for kind, by_state in self.curves.items()
            },
            "document": {"knots": self.document.knots, "values": self.document.values},
            "unread": self.unread,
        }


@cache
def installed() -> Calibration:
    """Return the table that comes with the package."""
    return parse(json.loads(files(__package__).joinpath(TABLE).read_text(encoding="utf-8")))


def parse(table: Mapping[str, Any]) -> Calibration:
    """Return a table of JSON values.

    Raises:
        ValueError: it is of another version.
    """
    if table["version"] != VERSION:
        raise ValueError(f"the table has version {table['version']}, not {VERSION}")
    knots = tuple(table["knots"])
    curves = {
        kind: {State(state): Curve(knots, tuple(values)) for state, values in by_state.items()}
        for kind, by_state in table["curves"].items()
    }
    document = Curve(tuple(table["document"]["knots"]), tuple(table["document"]["values"]))
    return Calibration(curves, document, table["unread"])
