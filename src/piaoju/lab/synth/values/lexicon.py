"""The word lists that values are made of, read once from the data files beside this module."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

import numpy as np

from piaoju.lab.synth.split import SplitGenerator, generator, part

T = TypeVar("T")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a data file of this package by its stem.

    >>> len(table("rail")["station"]) > 50
    True
    """
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def pick(rng: np.random.Generator, choices: Sequence[T]) -> T:
    """Return one of the choices, all equally likely; of the generator's half, if it has one (`split`)."""
    open_choices = part(rng, choices)
    return open_choices[int(rng.integers(len(open_choices)))]


def sign(rng: np.random.Generator, alphabet: str) -> str:
    """Return a character of an alphabet, of which no half is closed to anybody."""
    return alphabet[int(rng.integers(len(alphabet)))]


def apart(rng: np.random.Generator) -> np.random.Generator:
    """Return randomness of its own, of the same half: what is drawn from it does not disturb what follows."""
    (seed,) = cast(np.random.SeedSequence, rng.bit_generator.seed_seq).spawn(1)
    words = [int(word) for word in seed.generate_state(4)]
    return generator(words, rng.split if isinstance(rng, SplitGenerator) else None)


def chance(rng: np.random.Generator, probability: float) -> bool:
    """Return True with the given probability."""
    return bool(rng.random() < probability)


def digits(rng: np.random.Generator, count: int) -> str:
    """Return so many random decimal digits."""
    return "".join(str(digit) for digit in rng.integers(0, 10, count))


def between(rng: np.random.Generator, low: int, high: int) -> int:
    """Return an integer of the closed range."""
    return int(rng.integers(low, high + 1))
