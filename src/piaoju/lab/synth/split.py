"""Two halves of all words and designs, so that a test set shows nothing that a reader was developed on.

A generator carries its half: where one of a list is picked (`values.lexicon.pick`), a generator with a half sees only
the entries of that half. Lists of words are halved from twelve entries up; shorter ones are enumerations, such as tax
rates, of which every set needs all. Lists of anything else, such as copies of a form, colours or layouts, are designs
and are halved from four up. Which entry is in which half depends on a hash of the entry's text, or of its place for
what is no text, so that the halves are equal in size, stay when a list is put in another order, and follow nobody's
taste.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")
_LEAST_WORDS = 12
_LEAST_DESIGNS = 4


class Split(StrEnum):
    """A half of the words and designs."""

    DEV = "dev"
    TEST = "test"


class SplitGenerator(np.random.Generator):
    """Randomness that picks from one half only."""

    def __init__(self, split: Split, seed: Sequence[int]) -> None:
        """Start the generator of a half from a seed of several numbers."""
        super().__init__(np.random.PCG64(np.random.SeedSequence(seed)))
        self.split = split


def generator(seed: Sequence[int], split: Split | None) -> np.random.Generator:
    """Return randomness of a seed, that picks from one half if there is one."""
    return np.random.default_rng(seed) if split is None else SplitGenerator(split, seed)


def part(rng: np.random.Generator, choices: Sequence[T]) -> Sequence[T]:
    """Return the choices that a generator may pick from, at least one."""
    if not isinstance(rng, SplitGenerator) or len(choices) < _LEAST_DESIGNS:
        return choices
    keys = [choice if isinstance(choice, str) else str(place) for place, choice in enumerate(choices)]
    distinct = sorted(set(keys), key=lambda key: (crc32(key.encode()), key))
    least = _LEAST_WORDS if isinstance(choices[0], str) else _LEAST_DESIGNS
    if len(distinct) < least:
        return choices
    kept = set(distinct[::2] if rng.split is Split.DEV else distinct[1::2])
    return [choice for key, choice in zip(keys, choices, strict=True) if key in kept]
