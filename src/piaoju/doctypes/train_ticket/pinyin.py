"""Pinyin of stations: of what the recogniser considered, that which spells syllables."""

import re
from dataclasses import replace

from piaoju.numbers.pinyin import is_pinyin
from piaoju.reading.kie.runs import Glyph, Run


def spelt(run: Run) -> Run:
    """Return the run with one letter changed for another that was considered, if only that makes it pinyin.

    Of several such changes that to the most probable letter is taken.
    """
    if is_pinyin(run.text):
        return run
    changed = [
        (chance / max(glyph.confidence, chance), _with(run, index, letter, chance))
        for index, glyph in enumerate(run.glyphs)
        for letter, chance in glyph.candidates
        if re.fullmatch("[a-z]", letter) and letter != glyph.text
    ]
    mended = [(chance, other) for chance, other in changed if is_pinyin(other.text)]
    return max(mended, key=lambda one: one[0])[1] if mended else run


def _with(run: Run, index: int, letter: str, chance: float) -> Run:
    glyph: Glyph = replace(run.glyphs[index], text=letter, confidence=chance)
    return replace(run, glyphs=(*run.glyphs[:index], glyph, *run.glyphs[index + 1 :]))
