"""The joint choice: which values of several fields make the checks hold, and how much can be believed of that.

A failed check says that one of its fields was misread. Of all the values that those fields may have, the choice that
makes the check hold is taken if it is far more probable than any other that does, than a reading that was not
considered and holds by chance, and than a document that is at odds with itself.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import prod

from piaoju.model.field import FieldReading, amended, cell_of
from piaoju.reading.checks.rule import Evidence, Rule
from piaoju.reading.repair.chances import CHANCES, FORM, chance_of
from piaoju.reading.repair.choices import Choice, Choices
from piaoju.reading.repair.verdicts import Verdict, Verdicts, verdicts

UNCONSIDERED = 0.03
"""Least belief that the true reading is none of those considered."""
DARK = 0.1
"""What of the belief that no choice accounts for is in readings that were not considered; the rest is of misshapen
ones, which cannot be true."""
LAX = frozenset({"vin"})
"""Fields of whose grammar nearly all readings are: little of what was not considered is misshapen."""
DARK_IF_LAX = 0.3
"""As `DARK`, of these."""
AT_ODDS = 0.0005
"""How many documents contradict themselves in print."""
MOST_TRIED = 200
MOST_CHANGED = 3
"""Fields that one repair may change."""

Assignment = Mapping[str, Choice]
"""Name of a field, or of a cell as `items[0].amount` -> its new value."""


Put = Callable[[FieldReading, Choice], FieldReading]


@dataclass(frozen=True, slots=True)
class Repair:
    """A joint choice.

    Attributes:
        values: of the fields that change.
        belief: probability that all of them are right.
    """

    values: Assignment
    belief: float

    def put(self, first: FieldReading, choice: Choice) -> FieldReading:
        """Return a reading with the value chosen, believed as much as the whole choice."""
        return amended(first, choice.value, choice.text, self.belief)


def _as_tried(reading: FieldReading, choice: Choice) -> FieldReading:
    return replace(reading, value=choice.value, text=choice.text)


def chosen(
    evidence: Evidence,
    rules: Sequence[Rule],
    failing: Collection[str],
    choices: Mapping[str, Choices],
    misshapen: Collection[str] = (),
) -> Repair | None:
    """Return the most probable joint choice under which checks hold, and how much it can be believed; None without one.

    Args:
        evidence: as read.
        rules: of the type.
        failing: keys of the verdicts that must be passed; if there is none, the first readings lack their grammar.
        choices: of the fields that may change.
        misshapen: names of all values that lack their grammar: who agrees with one of them may be as wrong.
    """
    before: Verdicts = verdicts(evidence, rules, choices)
    holding: list[tuple[float, Assignment, Verdicts]] = []
    for probability, values in _assignments(choices):
        after: Verdicts = verdicts(with_values(evidence, values), rules, values)
        if _holds(after, before, failing):
            holding.append((probability, values, after))
    if not holding:
        return None
    probability, values, after = max(holding, key=lambda entry: entry[0])
    left = set(misshapen) - values.keys()
    gained = [one.check for key, one in after.items() if _is_gained(one, before[key]) and left.isdisjoint(one.fields)]
    gained += [f"{name}_is_well_formed" for name in values if not failing]
    is_exchange = all(len(choice.value) == len(choices[name].first.value) for name, choice in values.items())
    told = [check for check in set(gained) if check in CHANCES]
    chance = chance_of(told, is_exchange=is_exchange) if told else FORM
    as_read = prod(0.0 if choice.is_misshapen else choice.first.share for choice in choices.values())
    dark = DARK_IF_LAX if LAX & values.keys() else DARK
    unseen = max(_unseen(choices[name], choice) for name, choice in values.items())
    unconsidered = max(UNCONSIDERED, dark * (1 - prod(choice.known for choice in choices.values())), unseen)
    total = sum(one[0] for one in holding) + chance * unconsidered + AT_ODDS * as_read
    return Repair(values, probability / total) if probability > 0 else None


def with_values(evidence: Evidence, values: Assignment, put: Put = _as_tried) -> Evidence:
    """Return the evidence with other values of fields and cells.

    Args:
        evidence: as read.
        values: to put in.
        put: makes a reading with another value.
    """
    fields = dict(evidence.fields)
    items = [dict(row) for row in evidence.items]
    for name, choice in values.items():
        row, cell = cell_of(name)
        where = fields if row is None else items[row]
        where[cell] = put(where[cell], choice)
    return replace(evidence, fields=fields, items=tuple(items))


def reading_of(evidence: Evidence, name: str) -> FieldReading | None:
    """Return the reading of a field or a cell; None if there is none."""
    row, cell = cell_of(name)
    if row is None:
        return evidence.fields.get(cell)
    return evidence.items[row].get(cell) if row < len(evidence.items) else None


def _assignments(choices: Mapping[str, Choices]) -> Iterator[tuple[float, Assignment]]:
    """Yield joint choices that change one field or a few, the most probable first, with their probability."""
    found: list[tuple[float, Assignment]] = []
    for count in range(1, min(MOST_CHANGED, len(choices)) + 1):
        for names in combinations(choices, count):
            kept = prod(choices[name].first.share for name in choices if name not in names)
            for picked in product(*(choices[name].others[: 12 // count] for name in names)):
                values = dict(zip(names, picked, strict=True))
                found.append((kept * prod(choice.share for choice in picked), values))
    found.sort(key=lambda entry: -entry[0])
    yield from found[:MOST_TRIED]


def _unseen(choices: Choices, choice: Choice) -> float:
    """Return the belief that a character was lost which no reading shows: in what is misshapen for want of one."""
    is_shorter = choices.is_misshapen and len(choices.first.value) < len(choice.value)
    return choices.first.share if is_shorter else 0.0


def _is_gained(after: Verdict, before: Verdict) -> bool:
    """Tell whether a check speaks for a choice: what held without it, such as another column's sum, says nothing."""
    return after.status == "pass" and before.status != "pass"


def _holds(after: Verdicts, before: Verdicts, failing: Collection[str]) -> bool:
    """Tell whether the checks hold that failed, and none fails that did not."""
    if any(one.status == "fail" and before[key].status != "fail" for key, one in after.items()):
        return False
    return all(key in after and after[key].status == "pass" for key in failing)
