"""Printed labels: where the form's own words stand among the runs.

Labels are often spaced wide (金　额, 名　　称), so that the detection cuts them apart. Runs that follow each other on
one baseline are therefore strung into chains first, and labels are looked for in the chain's text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from piaoju.reading.kie.runs import Glyph, Run

WORD_GAP = 0.35  # text heights between two characters of one word at most


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs on one baseline, from left to right, as their glyphs without blanks."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters as one string."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Label:
    """An occurrence of a printed label.

    Attributes:
        name: of the pattern that matched.
        glyphs: that it consists of, its colon included.
        colon: whether the last glyph is a colon.
    """

    name: str
    glyphs: tuple[Glyph, ...]
    colon: bool

    @property
    def words(self) -> tuple[Glyph, ...]:
        """The glyphs without the colon."""
        return self.glyphs[:-1] if self.colon else self.glyphs

    @property
    def left(self) -> float:
        """Left edge."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right edge, the colon included."""
        return self.glyphs[-1].right

    @property
    def x(self) -> float:
        """Middle of the words."""
        return (self.words[0].left + self.words[-1].right) / 2

    @property
    def y(self) -> float:
        """Middle of the text's height."""
        return sum(glyph.y for glyph in self.words) / len(self.words)

    @property
    def height(self) -> float:
        """Height of the text."""
        return sum(glyph.height for glyph in self.words) / len(self.words)


def chains(runs: Sequence[Run], max_gap: float = 12.0) -> list[Chain]:
    """String runs that follow each other on one baseline.

    Args:
        runs: in an upright frame.
        max_gap: the widest gap within a chain, in text heights.
    """
    follower = _followers(runs, max_gap)
    followed = set(follower.values())
    result = []
    for index in range(len(runs)):
        if index in followed:
            continue
        members = [index]
        while members[-1] in follower:
            members.append(follower[members[-1]])
        result.append(Chain(_strung([runs[member] for member in members])))
    return result


def _strung(runs: Sequence[Run]) -> tuple[Glyph, ...]:
    """Return the glyphs of runs in order, a glyph on which two of them overlap only once."""
    glyphs: list[Glyph] = []
    for run in runs:
        solid = [glyph for glyph in run.glyphs if glyph.text.strip()]
        if glyphs and solid[0].text == glyphs[-1].text and solid[0].left < glyphs[-1].x:
            solid = solid[1:]
        glyphs.extend(solid)
    return tuple(glyphs)


def find_labels(strings: Iterable[Chain], patterns: dict[str, str]) -> list[Label]:
    """Find every occurrence of every label.

    Args:
        strings: chains of runs.
        patterns: name -> regular expression without blanks; a colon behind it is taken along.
    """
    compiled = {name: re.compile(rf"(?:{pattern})(?P<colon>[:：])?") for name, pattern in patterns.items()}
    found = []
    for chain in strings:
        text = chain.text
        for name, pattern in compiled.items():
            for match in pattern.finditer(text):
                if _continues(chain.glyphs, match.start()):
                    continue
                glyphs = chain.glyphs[match.start() : match.end()]
                found.append(Label(name, glyphs, match["colon"] is not None))
    return _longest(found)


def without_labels(runs: Sequence[Run], labels: Iterable[Label | Run]) -> list[Run]:
    """Return what is left of the runs when the labels' glyphs are taken out, and a colon that follows them."""
    taken = {id(glyph) for label in labels for glyph in label.glyphs}
    rest = []
    for run in runs:
        start = 0
        for index, glyph in enumerate(run.glyphs):
            is_colon = glyph.text in ":：" and index > 0 and id(run.glyphs[index - 1]) in taken
            if id(glyph) in taken or is_colon:
                taken.add(id(glyph))
                rest.append(run.part(start, index))
                start = index + 1
        rest.append(run.part(start))
    return [run for run in rest if run is not None]


def _continues(glyphs: Sequence[Glyph], start: int) -> bool:
    """Tell whether a match begins within a word: a Chinese character stands close before it."""
    if start == 0:
        return False
    before, first = glyphs[start - 1], glyphs[start]
    return "\u4e00" <= before.text <= "\u9fff" and first.left - before.right < WORD_GAP * first.height


def _followers(runs: Sequence[Run], max_gap: float) -> dict[int, int]:
    """Match each run with the nearest one to its right on the same baseline; each is followed by one at most."""
    if not runs:
        return {}
    whole = np.array([(run.x, run.height) for run in runs])
    begins = np.array([(glyph.x, glyph.left, glyph.y) for glyph in (run.glyphs[0] for run in runs)])
    ends = np.array([(glyph.x, glyph.right, glyph.y) for glyph in (run.glyphs[-1] for run in runs)])
    x, height = whole.T
    begin_x, begin_left, begin_y = begins.T
    pairs: list[tuple[float, int, int]] = []
    for i, (own_x, own_height), (end_x, end_right, end_y) in zip(range(len(runs)), whole, ends, strict=True):
        lower, higher = np.minimum(height, own_height), np.maximum(height, own_height)
        gap, off = begin_left - end_right, abs(begin_y - end_y)
        is_behind = (begin_x > end_x) & (x > own_x)
        is_near = (gap <= max_gap * lower) & (gap >= -1.5 * lower) & (off < 0.5 * lower)
        after = np.flatnonzero(is_behind & is_near & (higher < 2.2 * lower))
        costs = np.maximum(gap[after], 0.0) + 2 * off[after]
        pairs += [(cost, i, j) for cost, j in zip(costs.tolist(), after.tolist(), strict=True)]
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in follower and j not in taken:
            follower[i] = j
            taken.add(j)
    return follower


def _longest(labels: list[Label]) -> list[Label]:
    """Drop labels whose glyphs lie within those of a longer one: 税额 within 税额合计."""
    kept: list[Label] = []
    taken: set[int] = set()
    for label in sorted(labels, key=lambda label: -len(label.glyphs)):
        own = {id(glyph) for glyph in label.glyphs}
        if not own & taken:
            kept.append(label)
            taken |= own
    return kept
