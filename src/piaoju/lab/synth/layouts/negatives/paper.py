"""What office papers share: grids with text in their cells, numbered paragraphs, bar codes, round seals."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import Fill, Seal, Sheet
from piaoju.lab.synth.fonts import FACES
from piaoju.lab.synth.typeset import BLACK, Rect, Style, fitted, wrapped
from piaoju.lab.synth.values.lexicon import between, digits, pick, table

TEXT = Style(3.2, "serif", BLACK)


def text_style(rng: np.random.Generator) -> Style:
    """Return the common text of a paper, in one of the faces."""
    return replace(TEXT, face=pick(rng, FACES))


def heading(sheet: Sheet, y: float, text: str, style: Style, size_mm: float = 6.0) -> None:
    """Set a heading in the middle of the sheet."""
    sheet.text(sheet.width_mm / 2, y, text, replace(style, size_mm=size_mm, spacing_mm=0.6), "center")


def grid(
    sheet: Sheet, corner: tuple[float, float], widths: Sequence[float], rows: Sequence[Sequence[str]], style: Style
) -> float:
    """Draw a table with centred cells, the first row as its head, and return where it ends.

    Args:
        sheet: to draw on.
        corner: top left, in millimetres.
        widths: of the columns.
        rows: cells, as many as columns.
        style: of the text.
    """
    pitch = style.size_mm * 2.1
    lefts = corner[0] + np.concatenate([[0.0], np.cumsum(widths)])
    bottom = corner[1] + pitch * len(rows)
    for x in lefts:
        sheet.rule(float(x), corner[1], float(x), bottom, style.colour, 0.2)
    for row in range(len(rows) + 1):
        y = corner[1] + pitch * row
        sheet.rule(corner[0], y, float(lefts[-1]), y, style.colour, 0.2)
    for row, cells in enumerate(rows):
        for left, room, text in zip(lefts, widths, cells, strict=False):
            middle = (float(left) + room / 2, corner[1] + pitch * (row + 0.5))
            sheet.text(*middle, text, fitted(text, style, room - 1.5), "center")
    return float(bottom)


def paragraphs(sheet: Sheet, y: float, texts: Sequence[str], style: Style, margin_mm: float = 18.0) -> float:
    """Set paragraphs over the width of the sheet and return where they end."""
    for text in texts:
        for line in wrapped("　　" + text, style, sheet.width_mm - 2 * margin_mm):
            sheet.text(margin_mm, y, line, style)
            y += style.size_mm * 1.75
    return y


def bar_code(sheet: Sheet, rect: Rect, rng: np.random.Generator) -> None:
    """Draw bars of one to four modules that encode nothing."""
    left, top, right, bottom = rect
    module = (right - left) / 120
    x = left
    while x < right - 4 * module:
        bar, gap = (between(rng, 1, 4) * module for _ in range(2))
        sheet.add(Fill(((x, top), (x + bar, top), (x + bar, bottom), (x, bottom)), BLACK))
        x += bar + gap


def round_seal(center: tuple[float, float], firm: str, office: str, rng: np.random.Generator) -> Seal:
    """Return a firm's round seal with a star."""
    return Seal(
        center, 40.0, 40.0, firm, ((office, 0.55, 3.2, 0.9),), arc_size_mm=4.2, star_mm=5.5,
        tilt_deg=float(rng.normal(0, 10)), wear=float(rng.uniform(0.1, 0.6)), seed=between(rng, 0, 2**31),
    )  # fmt: skip


def person(rng: np.random.Generator) -> str:
    """Return an invented name."""
    words = table("words")
    given = "".join(pick(rng, words["given"]) for _ in range(between(rng, 1, 2)))
    return f"{pick(rng, words['surname'])}{given}"


def money(rng: np.random.Generator, low: int, high: int) -> str:
    """Return an amount with thousands separated, as office papers have it."""
    return f"{between(rng, low * 100, high * 100) / 100:,.2f}"


def day(rng: np.random.Generator) -> str:
    """Return a date in words."""
    return f"{between(rng, 2016, 2026)}年{between(rng, 1, 12)}月{between(rng, 1, 28)}日"


def reference(rng: np.random.Generator, prefix: str, count: int) -> str:
    """Return a number of a file or an account."""
    return prefix + digits(rng, count)
