"""Stars that stand where no tax is reckoned, printed in many shapes and read as many signs."""

import re
from dataclasses import replace

from piaoju.reading.kie.runs import Run

SHAPES = "*★☆＊"  # of printed stars
STARS = SHAPES + "女大火米方"  # what they are read as
MOST_STARS = 4
SIGN = re.compile("^[¥￥]?")


def is_stars(run: Run) -> bool:
    """Tell whether a reading may be of stars: signs like them, or a few small ones of which one was read as such.

    So little is no proof. It serves where the numbers beside it tell whether there is a tax.
    """
    text = run.compact
    others = [sign for sign in text if sign not in STARS]
    is_few = 1 < len(text) <= MOST_STARS and re.search(r"\d|章", text) is None
    return is_few and (not others or ("*" in text and (len(others) == 1 or text.isascii())))


def starred(run: Run) -> Run:
    """Return a reading with asterisks for stars of another shape, and for three and more signs that only stars are.

    Any other reading is returned as it is.
    """
    solid = run.solid()
    rest = SIGN.sub("", solid.text)
    is_shaped = len(rest) > 1 and set(rest) <= set(SHAPES)
    is_like = 2 < len(rest) <= MOST_STARS and set(rest) <= set(STARS)
    return as_stars(Run(solid.glyphs[-len(rest) :], run.first_text)) if is_shaped or is_like else run


def as_stars(run: Run) -> Run:
    """Return a reading with an asterisk for every sign; what was read first is kept beside it."""
    solid = run.solid()
    first = run.text if run.first_text is None else run.first_text
    glyphs = tuple(replace(glyph, text="*") for glyph in solid.glyphs)
    return Run(glyphs, first if first != "*" * len(glyphs) else None)
