"""What a value may be instead: the well-formed readings of what the recogniser saw, each with its share of belief."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from piaoju.model.field import FieldReading, ValueType
from piaoju.model.page import Steps
from piaoju.numbers.grammar import Grammar
from piaoju.numbers.text import likeness
from piaoju.numbers.values import normalise
from piaoju.reading.ocr.beam import well_formed, with_lookalikes

EDGE = 0.003
"""Belief that the first or last character is none of the value: a rule of the form, a sign, a stroke of a seal."""
LEAST = 1e-4
"""What is believed less is no choice."""
MOST = 12
CERTAIN = 0.97
"""The recogniser is never more certain than that of a whole value: about so often is what it is sure of right."""
ALIKE = 0.5
"""Likeness to the first reading of what may stand at its place: what has less was read of something beside it."""
WHOLE_ID = 18
"""Characters of most numbers of persons and organisations: what is left of one is hardly a shorter one."""
MOST_LACKING = 6
"""Characters that a longer form may have lost of itself; of what lacks more, too little is legible."""
UNBOUNDED = frozenset({ValueType.DECIMAL, ValueType.WORDS})
"""Types of which any part of a value is a value too, so that the grammar does not tell a part from the whole."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field may have.

    Attributes:
        value: normalised.
        text: as printed, without blanks.
        share: of belief, over all that the field may be.
    """

    value: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Choices:
    """What a field may be.

    Attributes:
        first: the reading as it is.
        others: other values, the most probable first.
        is_misshapen: whether the reading as it is lacks the grammar of its field, so that it cannot be right.
    """

    first: Choice
    others: tuple[Choice, ...]
    is_misshapen: bool = False

    @property
    def known(self) -> float:
        """Share of belief that is accounted for."""
        return min(1.0, self.first.share + sum(choice.share for choice in self.others))

    def of_same_digits(self, form: str = ".*") -> "Choices | None":
        """Return those of a form that keep every digit of the reading, with any for a letter in it; None if none does.

        Args:
            form: regular expression of their values.
        """
        same = _same_digits(self.first.value)
        others = tuple(
            one for one in self.others if same.fullmatch(_digits(one.value)) and re.fullmatch(form, one.value)
        )
        return replace(self, others=others) if others else None


def choices_of(
    reading: FieldReading, value_type: ValueType, grammar: Grammar, looks: Sequence[Steps] = ()
) -> Choices | None:
    """Return what a field may be by its reading and by second looks at its place; None if nothing speaks for another.

    Args:
        reading: of a value of one line.
        value_type: of the field.
        grammar: of the field.
        looks: the recogniser's steps of each second look.
    """
    if not isinstance(reading.value, str):
        return None
    shares: dict[str, float] = {}
    texts: dict[str, str] = {}
    lattices = [steps for steps in (reading.steps, *looks) if steps]
    printed = "".join(reading.text.split())
    for steps in lattices:
        for text, share in _readings(steps, grammar).items():
            value = normalise(value_type, text)
            if value is not None and likeness(text, printed) >= ALIKE:
                belief = EDGE if _is_unlikely(value, reading.value, value_type, grammar) else 1.0
                shares[value] = shares.get(value, 0.0) + share * belief / len(lattices)
                texts.setdefault(value, text)
    own = shares.pop(reading.value, 0.0)
    is_misshapen = not grammar.accepts(printed) and not grammar.accepts(reading.value)
    if is_misshapen:
        own = max(own, (reading.confidence or 0.0) / max(1, len(lattices)))
    ranked = sorted(((share, value) for value, share in shares.items() if share >= LEAST), reverse=True)[:MOST]
    others = tuple(Choice(value, texts[value], share) for share, value in ranked)
    first = Choice(reading.value, reading.text, min(own, CERTAIN))
    return Choices(first, others, is_misshapen) if others else None


def _is_unlikely(value: str, first: str, value_type: ValueType, grammar: Grammar) -> bool:
    """Tell whether what makes a value of the first reading happens more often than that it is the true one."""
    is_stump = _is_stump(value, first, value_type, grammar)
    return is_stump or _is_part(value, first, value_type) or _adds_rule(value, first)


def _is_stump(value: str, first: str, value_type: ValueType, grammar: Grammar) -> bool:
    """Tell whether a value is a shorter form, where the first reading is rather what is left of a longer one."""
    if value_type is ValueType.TAX_ID:
        is_organisation_code = len(first) < WHOLE_ID - MOST_LACKING  # of what is longer, most is left of a whole number
        return len(value) < WHOLE_ID and not (is_organisation_code and len(value) == len(first))
    return len(value) < len(first) and 0 < grammar.lacking(len(first)) <= MOST_LACKING


def _is_part(value: str, whole: str, value_type: ValueType) -> bool:
    """Tell whether a value lacks what the whole has: its minus, or of an unbounded one any part."""
    loses_minus = whole.startswith("-") and not value.startswith("-")
    return loses_minus or (value_type in UNBOUNDED and value in whole and value != whole)


def _adds_rule(value: str, first: str) -> bool:
    """Tell whether a value is the first reading with a 1 more at either end, as which a rule of the form is read."""
    own, known = ("".join(filter(str.isalnum, text)) for text in (value, first))
    return own in (f"1{known}", f"{known}1")


def _same_digits(text: str) -> re.Pattern[str]:
    """Return a regular expression of the digits of a text, with any for a letter behind the first.

    Such a letter looks like a digit; letters before are the sign of the currency.
    """
    begin = next((index for index, char in enumerate(text) if char.isdigit()), len(text))
    signs = (char for char in text[begin:] if char.isdigit() or (char.isascii() and char.isalpha()))
    return re.compile("".join(char if char.isdigit() else r"\d" for char in signs))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _readings(steps: Steps, grammar: Grammar) -> dict[str, float]:
    """Return the well-formed texts of steps, of steps without the first or last character too, and their shares."""
    shares: dict[str, float] = {}
    for lattice, belief in ((steps, 1.0), (_without_first(steps), EDGE), (_without_last(steps), EDGE)):
        for decoded in well_formed(with_lookalikes(lattice), grammar):
            shares[decoded.text] = max(shares.get(decoded.text, 0.0), decoded.probability * belief)
    return shares


def _without_first(steps: Steps) -> Steps:
    """Return the steps behind those whose best candidates are the first character."""
    begin = next((index for index, step in enumerate(steps) if step[0][0].strip()), len(steps))
    end = next((index for index, step in enumerate(steps[begin:], begin) if step[0][0] != steps[begin][0][0]), begin)
    return steps[end:]


def _without_last(steps: Steps) -> Steps:
    return _without_first(steps[::-1])[::-1]
