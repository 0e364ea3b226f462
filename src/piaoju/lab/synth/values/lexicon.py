"""The word lists that values are made of, read once from the data files beside this module."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a data file of this package by its stem.

    >>> len(table("rail")["station"]) > 50
    True
    """
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def pick(rng: np.random.Generator, choices: Sequence[T]) -> T:
    """Return one of the choices, all equally likely."""
    return choices[int(rng.integers(len(choices)))]


def chance(rng: np.random.Generator, probability: float) -> bool:
    """Return True with the given probability."""
    return bool(rng.random() < probability)


def digits(rng: np.random.Generator, count: int) -> str:
    """Return so many random decimal digits."""
    return "".join(str(digit) for digit in rng.integers(0, 10, count))


def between(rng: np.random.Generator, low: int, high: int) -> int:
    """Return an integer of the closed range."""
    return int(rng.integers(low, high + 1))
