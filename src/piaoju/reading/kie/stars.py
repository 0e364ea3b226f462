"""Stars that stand where no tax is reckoned, printed in many shapes and read as many signs."""

import re
from dataclasses import replace

from piaoju.reading.kie.runs import Run

STARS = "*★☆＊女大火米方"  # what they are read as
MOST_STARS = 4


def is_stars(run: Run) -> bool:
    """Tell whether a reading may be of stars: signs like them, or a few small ones of which one was read as such."""
    text = run.compact
    others = [sign for sign in text if sign not in STARS]
    is_few = 1 < len(text) <= MOST_STARS and re.search(r"\d|章", text) is None
    return is_few and (not others or ("*" in text and (len(others) == 1 or text.isascii())))


def as_stars(run: Run) -> Run:
    """Return a reading of stars with an asterisk for each."""
    solid = run.solid()
    return replace(solid, glyphs=tuple(replace(glyph, text="*") for glyph in solid.glyphs))
