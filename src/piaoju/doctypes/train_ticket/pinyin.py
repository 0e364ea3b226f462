"""Pinyin of stations: of what the recogniser considered, that which spells syllables.

Source: 汉语拼音方案; finals that begin with i or u have an initial before them, else they are written with y or w.
"""

import re
from dataclasses import replace

from piaoju.reading.kie.runs import Glyph, Run

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])"
_SYLLABLE = (
    rf"(?:{_INITIAL}(?:i(?:ang|ong|an|ao|ng|[naeu])?|u(?:ang|ai|an|[aeion])?|v|ong)"
    rf"|{_INITIAL}?(?:ang|eng|a[ion]?|e[inr]?|ou)|[bpmfwly]o)"
)
_SPELT = re.compile(rf"(?:{_SYLLABLE})+")


def is_pinyin(text: str) -> bool:
    """Tell whether a text spells syllables.

    >>> is_pinyin("Nanjingnan"), is_pinyin("Naniingnan"), is_pinyin("Tulufanbes")
    (True, False, False)
    """
    return _SPELT.fullmatch(text.lower()) is not None


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
