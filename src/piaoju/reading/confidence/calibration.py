"""The table that turns signs into probabilities.

What the signs of a value are worth adds up to its log odds, and a curve that was measured makes a probability of those.
A value with better signs never gets less.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from piaoju.reading.confidence.signs import Signs
from piaoju.reading.confidence.worth import Curve, Worth, curve_of, worth_of

VERSION = 2
"""Of the table's format."""
TABLE = "calibration.json"
UNREAD = 0.5
"""Probability that a key field was rightly not read, where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How probabilities follow from signs.

    Attributes:
        worth: of each sign, in log odds.
        value: from the log odds of a value to the probability that it is right.
        document: from the product over key fields to the probability that all are right.
        unread: document type, or `type/variant` -> key field -> probability that, if it was not read, none is printed.
    """

    worth: Worth
    value: Curve
    document: Curve
    unread: Mapping[str, Mapping[str, float]]

    def probability(self, signs: Signs) -> float | None:
        """Return the probability that a value is right; None for a source that was never measured."""
        log_odds = self.worth.of(signs)
        return None if log_odds is None else self.value.at(log_odds)

    def of_derived(self, least: float, share: float) -> float:
        """Return the probability of a value that follows from others.

        Args:
            least: of their probabilities.
            share: of the cases in which it follows, as where a part that may belong to it was not read.
        """
        return least * share

    def of_unread(self, type_id: str, variant: str | None, name: str) -> float:
        """Return the probability that a key field that was not read is not printed."""
        for key in (f"{type_id}/{variant}", type_id):
            known = self.unread.get(key, {})
            if name in known:
                return known[name]
        return UNREAD

    def rounded(self, decimals: int) -> "Calibration":
        """Return the calibration with so many decimals."""
        unread = {
            key: {name: round(one, decimals) for name, one in known.items()} for key, known in self.unread.items()
        }
        curves = self.value.rounded(decimals), self.document.rounded(decimals)
        return Calibration(self.worth.rounded(decimals), *curves, unread)

    def to_json(self) -> dict[str, object]:
        """Return what `parse` makes a calibration of, without the version."""
        return {
            "worth": self.worth.to_json(),
            "value": self.value.to_json(),
            "document": self.document.to_json(),
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
    curves = curve_of(table["value"]), curve_of(table["document"])
    return Calibration(worth_of(table["worth"]), *curves, table["unread"])
