"""Names of places in Latin letters: what spells syllables of Mandarin.

Source: 汉语拼音方案; finals that begin with i or u have an initial before them, else they are written with y or w.
"""

import re

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])"
_SYLLABLE = (
    rf"(?:{_INITIAL}(?:i(?:ang|ong|an|ao|ng|[naeu])?|u(?:ang|ai|an|[aeion])?|v|ong)"
    rf"|{_INITIAL}?(?:ang|eng|a[ion]?|e[inr]?|ou)|[bpmfwly]o)"
)
_ONE = re.compile(_SYLLABLE)
_LONGEST = 6
"""Letters of a syllable."""

_DIRECTIONS = {"东": "dong", "南": "nan", "西": "xi", "北": "bei"}
"""What names of stations mostly end in."""


def is_pinyin(text: str) -> bool:
    """Tell whether a text spells syllables.

    >>> is_pinyin("Nanjingnan"), is_pinyin("Naniingnan"), is_pinyin("Tulufanbes"), is_pinyin("")
    (True, False, False, False)
    """
    return bool(_counts(text) - {0})


def spells(text: str, name: str) -> bool:
    """Tell whether a text may be parted into as many syllables as a name has characters, and ends in its direction.

    >>> spells("Xian", "西安"), spells("Xian", "县"), spells("Luoyanglongmen", "阳龙门"), spells("Guilinhei", "桂林北")
    (True, True, False, False)
    """
    return len(name) in _counts(text) and text.lower().endswith(_DIRECTIONS.get(name[-1:], ""))


def _counts(text: str) -> set[int]:
    """Return the numbers of syllables that a text may be parted into."""
    letters = text.lower()
    counts: list[set[int]] = [{0}]  # up to each letter
    for end in range(1, len(letters) + 1):
        begins = range(max(0, end - _LONGEST), end)
        counts.append({n + 1 for begin in begins if _ONE.fullmatch(letters, begin, end) for n in counts[begin]})
    return counts[-1]
