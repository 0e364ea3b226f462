"""A fixed-amount invoice: title, code, number and face value in words and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values.amounts import in_words
from piaoju.lab.synth.values.codes import short_number
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick

_DENOMINATIONS = (1, 2, 5, 10, 20, 50, 100)
_RARE_DENOMINATIONS = (200, 500)
_INDUSTRIES = {"1": "123456", "2": "1234567890"}
"""Eighth digit of the code, for each tax bureau. Source: 国税函〔2004〕521号."""
_YEARS = (2011, 2024)


@dataclass(frozen=True, slots=True)
class Title:
    """A title that a design is printed under.

    Attributes:
        text: as printed.
        location: province, and city if the code or the title names one.
        region: four digits of the code.
        bureau: first digit of the code.
        years: first and last year of codes with this title.
    """

    text: str
    location: str
    region: str
    bureau: str = "1"
    years: tuple[int, int] = _YEARS


@dataclass(frozen=True, slots=True)
class Quota:
    """The values of one fixed-amount invoice.

    Attributes:
        title: with the region.
        code: twelve digits.
        number: eight digits.
        words: the face value, as printed.
        figures: the face value, digits only.
    """

    title: Title
    code: str
    number: str
    words: str
    figures: str


def quota(rng: np.random.Generator, titles: Sequence[Title], *, decimals: int) -> Quota:
    """Return an invoice under one of the titles, with so many decimals in its figures."""
    title = titles[between(rng, 0, len(titles) - 1)]
    value = pick(rng, _RARE_DENOMINATIONS) if chance(rng, 0.04) else _DENOMINATIONS[between(rng, 0, 6)]
    year = between(rng, *title.years)
    industries = _INDUSTRIES[title.bureau]
    industry = industries[between(rng, 0, len(industries) - 1)]
    return Quota(
        title=title,
        code=f"{title.bureau}{title.region}{year % 100:02d}{industry}{digits(rng, 4)}",
        number=short_number(rng),
        words=_words(rng, value),
        figures=f"{value:.{decimals}f}",
    )


def _words(rng: np.random.Generator, value: int) -> str:
    """Write the value as forms do: 元 or 圆, with or without 整, ten without its leading 壹 at times."""
    words = in_words(Decimal(value))
    if value == 10 and chance(rng, 0.5):
        words = words.removeprefix("壹")
    if chance(rng, 0.75):
        words = words.replace("圆", "元")
    return words if chance(rng, 0.7) else words.removesuffix("整")
