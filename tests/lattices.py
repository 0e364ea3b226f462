"""Steps of a recogniser, made of a text and of what each character may be instead."""

from collections.abc import Mapping, Sequence

from piaoju.model.page import BLANK_STEP, Candidate, Steps

CERTAIN = 0.98


def lattice(text: str, doubts: Mapping[int, Sequence[Candidate]] | None = None) -> Steps:
    """Return a step for each character and a blank one behind it.

    Args:
        text: what is read at each step with certainty.
        doubts: index of a character -> its candidates instead, the most probable first.
    """
    steps: list[tuple[Candidate, ...]] = []
    for index, char in enumerate(text):
        steps += [tuple((doubts or {}).get(index, [(char, CERTAIN)])), BLANK_STEP]
    return tuple(steps)
