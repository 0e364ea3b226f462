"""Decoding with a grammar: the most probable well-formed texts of a recogniser's steps.

Prefix beam search for connectionist temporal classification, in which a text is only followed while the grammar allows
it. A blank that the recogniser read between characters stands for nothing, as values are compared without blanks.

Source: Graves et al. 2006, Connectionist Temporal Classification; Hannun et al. 2014, First-Pass Large Vocabulary
Continuous Speech Recognition using Bi-Directional Recurrent DNNs (prefix beam search).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from piaoju.model.page import Candidate, Steps
from piaoju.numbers.grammar import Grammar, State
from piaoju.numbers.text import to_halfwidth

WIDTH = 24
"""Texts that are followed at once."""
CONFUSED = 0.006
"""Probability of a character that looks like the one read and that the recogniser itself did not consider."""
LOOKALIKES = ("0ODQ", "1IJL7", "2Z", "5S", "8B", "6G", "4A", "UV", "MN", "38", "90", "EF", "%5")
"""Characters that are taken for each other in worn print."""

_LIKE: dict[str, str] = defaultdict(str)
for _group in LOOKALIKES:
    for _char in _group:
        _LIKE[_char] += _group.replace(_char, "")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A well-formed text and its probability."""

    text: str
    probability: float


@dataclass(slots=True)
class _Mass:
    """Probability of a text so far, by whether its last step was blank."""

    state: State
    blank: float = 0.0
    char: float = 0.0

    @property
    def total(self) -> float:
        return self.blank + self.char


def well_formed(steps: Steps, grammar: Grammar, width: int = WIDTH) -> tuple[Decoded, ...]:
    """Return the texts of a grammar that steps may be, the most probable first.

    Args:
        steps: of one value; each holds its candidates with probabilities.
        grammar: of the value, over text without blanks.
        width: how many beginnings are followed at once.
    """
    beam = {"": _Mass(grammar.start, blank=1.0)}
    for step in steps:
        beam = _after(beam, step, grammar)
        if len(beam) > width:
            beam = dict(sorted(beam.items(), key=lambda entry: -entry[1].total)[:width])
    whole = (
        Decoded(text, mass.total)
        for text, mass in beam.items()
        if mass.total > 0 and grammar.is_end(mass.state) and grammar.holds(text)
    )
    return tuple(sorted(whole, key=lambda decoded: -decoded.probability))


def with_lookalikes(steps: Steps) -> Steps:
    """Return steps in which each character may also be one that looks like it, with a small probability."""
    return tuple(_with_lookalikes(step) for step in steps)


def _after(beam: dict[str, _Mass], step: Sequence[Candidate], grammar: Grammar) -> dict[str, _Mass]:
    blank = sum(probability for char, probability in step if not char.strip())
    chars = [(to_halfwidth(char), probability) for char, probability in step if char.strip()]
    following: dict[str, _Mass] = {}
    for text, mass in beam.items():
        if blank or text:
            kept = following.setdefault(text, _Mass(mass.state))
            kept.blank += mass.total * blank
        for char, probability in chars:
            form = char if text.endswith(char) else _in_case(char, mass.state, grammar)
            repeated = text.endswith(form)
            if repeated:
                following[text].char += mass.char * probability
            onward = (mass.blank if repeated else mass.total) * probability
            state = grammar.after(mass.state, form)
            if onward > 0 and state:
                following.setdefault(text + form, _Mass(state)).char += onward
    return {text: mass for text, mass in following.items() if mass.total > 0}


def _in_case(char: str, state: State, grammar: Grammar) -> str:
    """Return the character, or its capital where the grammar has only capitals."""
    capital = char.upper()
    return capital if capital != char and not grammar.after(state, char) else char


def _with_lookalikes(step: Sequence[Candidate]) -> tuple[Candidate, ...]:
    char, probability = step[0]
    known = {candidate for candidate, _ in step}
    added = [(other, probability * CONFUSED) for other in _LIKE.get(char.upper(), "") if other not in known]
    return (*step, *added)
