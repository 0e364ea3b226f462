"""What each sign is worth: log odds that add up, so that every confidence can be taken apart again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import Signs, State


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear function; constant before the first knot and after the last.

    Attributes:
        knots: where its slope may change, rising.
        values: at the knots, not falling.
    """

    knots: tuple[float, ...]
    values: tuple[float, ...]

    def at(self, place: float) -> float:
        """Return the value at a place."""
        return float(np.interp(place, self.knots, self.values))

    def rounded(self, decimals: int) -> "Curve":
        """Return the curve with so many decimals; rounding makes nothing fall."""
        return Curve(*(tuple(round(one, decimals) for one in each) for each in (self.knots, self.values)))

    def to_json(self) -> dict[str, object]:
        """Return what `curve_of` makes a curve of."""
        return {"knots": self.knots, "values": self.values}


def curve_of(table: Mapping[str, Any]) -> Curve:
    """Return a curve of JSON values."""
    return Curve(tuple(table["knots"]), tuple(table["values"]))


@dataclass(frozen=True, slots=True)
class Worth:
    """Log odds for being right that each sign adds.

    Attributes:
        score: of the recogniser, together with what all values have.
        legibility: of the rest of the document.
        states: of the checks, better ones no less.
        forms: likewise.
        kinds: of the kinds of value that were measured, and 0 for their sources, which stand for their other kinds.
        fields: by document type and field, of those that were measured.
    """

    score: Curve
    legibility: Curve
    states: Mapping[State, float]
    forms: Mapping[Form, float]
    kinds: Mapping[str, float]
    fields: Mapping[str, float]

    def of(self, signs: Signs) -> float | None:
        """Return the log odds of signs together; None for a source that was never measured."""
        kind = self.kinds.get(signs.kind, self.kinds.get(signs.kind.partition(".")[0]))
        if kind is None:
            return None
        read = self.score.at(signs.score) + self.legibility.at(signs.legibility)
        seen = self.states[signs.state] + self.forms[signs.form]
        return read + seen + kind + self.fields.get(signs.field, 0.0)

    def rounded(self, decimals: int) -> "Worth":
        """Return it with so many decimals."""
        return Worth(
            score=self.score.rounded(decimals),
            legibility=self.legibility.rounded(decimals),
            states={state: round(one, decimals) for state, one in self.states.items()},
            forms={form: round(one, decimals) for form, one in self.forms.items()},
            kinds={kind: round(one, decimals) for kind, one in self.kinds.items()},
            fields={field: round(one, decimals) for field, one in self.fields.items()},
        )

    def to_json(self) -> dict[str, object]:
        """Return what `worth_of` makes it of."""
        return {
            "score": self.score.to_json(),
            "legibility": self.legibility.to_json(),
            "states": {str(state): one for state, one in self.states.items()},
            "forms": {str(form): one for form, one in self.forms.items()},
            "kinds": dict(self.kinds),
            "fields": dict(self.fields),
        }


def worth_of(table: Mapping[str, Any]) -> Worth:
    """Return what each sign is worth, of JSON values."""
    return Worth(
        score=curve_of(table["score"]),
        legibility=curve_of(table["legibility"]),
        states={State(state): one for state, one in table["states"].items()},
        forms={Form(form): one for form, one in table["forms"].items()},
        kinds=table["kinds"],
        fields=table["fields"],
    )
