"""Readings of an item row's cells: what can be the value of what was read, and where to look for it anew.

Looks are named in the order in which they pay, measured on drawn scans and photos: the whole cell yields most, a narrow
strip finds lone signs. A look at a cell costs about as much as it is wide.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from piaoju.doctypes.vat_invoice.amounts import figures, with_point
from piaoju.doctypes.vat_invoice.arithmetic import FACTORS, TAXES, text_of
from piaoju.doctypes.vat_invoice.under_header import level, top_of
from piaoju.numbers.rate import EXEMPTIONS
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.runs import Run, restricted, split_at_gaps
from piaoju.reading.kie.sheet import Rect
from piaoju.reading.kie.stars import as_stars, is_stars

CELL_HALF_MM = 2.3  # half of the line pitch
SHORT_MM = (9.0, 5.0)  # how wide the strip is in which a few signs are looked for
ALPHABETS = {"tax_rate": "0123456789.%", "tax": "0123456789.-*"}
DIGITS = "0123456789.-"
AMOUNTS = ("amount", "tax")
PIECE_GAP = 0.6  # text heights between two cells
WORD_MM = 12.0  # how wide the strip is in which a word is looked for
BORDER_MM = 2.0  # long prices begin before the border of their cell
LONG_PRICE = r"\d{6,}"
MARKS = ".,·:;'"  # specks before a number
TALL = 1.5  # of the lowest number's height: it was read with something else
OFF_MM = 1.0
MOST_READINGS = 12
"""Of one cell; a cell under several seals yields many numbers, of which the first are the likeliest."""

Readings = Mapping[str, Sequence[Run | None]]
"""Cell -> its readings, the first one first, None for a cell in which nothing was read."""


def first_readings(row: Row, names: Sequence[str]) -> dict[str, list[Run | None]]:
    """Return what can stand in cells by what was read at first: marks beside a number were read along with it."""
    readings: dict[str, list[Run | None]] = {}
    for name in names:
        first = row[name][0] if row.get(name) else None
        own = numbers_in(first, name, row) if first is not None else []
        # A sign behind a factor may be its last digit.
        whole = [run for run in own if first is not None and (name not in FACTORS or run.right >= first.right)]
        readings[name] = [first, *whole]
    return readings


def numbers_in(run: Run, name: str, row: Row) -> list[Run]:
    """Return what of a reading of a cell can be its value, the likeliest first.

    Args:
        run: the reading.
        name: of the cell.
        row: as read at first.
    """
    text = text_of(row.get(name)) or None
    found = [*figures(run, ALPHABETS.get(name, DIGITS), is_amount=name in AMOUNTS)]
    if name in FACTORS:
        # A look at one may reach into the other's cell, where that lies off its place.
        pieces = split_at_gaps(run, PIECE_GAP)
        found += [restricted(piece.solid(), DIGITS) for piece in pieces if len(pieces) > 1]
    if name == "tax_rate":
        found += _rates(run)
    elif name == "tax":
        found += _stars(run)
    elif name in FACTORS:
        found += _behind_rule(run)
    if name == "quantity":
        found += _before_price(run)
    found = [number for number in found if name != "amount" or not _is_end(number, text)][:MOST_READINGS]
    if name == "unit_price":
        found += _pointed(run)
    return [replace(number, first_text=text) for number in found]


def level_of(row: Row, column: Column, y: float) -> float:
    """Return the height of the print in a column: that of the row's nearest number, since paper bends.

    What is taller than the others says nothing unless it is as high as the row's values.
    """
    numbers = [run for name in (*FACTORS, "amount", *TAXES) for run in row.get(name, ())]
    lowest = min((run.height for run in numbers), default=0.0)
    numbers = [run for run in numbers if run.height < TALL * lowest or abs(level(run) - y) < OFF_MM]
    nearest = min(numbers, key=lambda run: abs(run.x - column.edge), default=None)
    return level(nearest) if nearest is not None else y


def places(column: Column, y: float) -> list[Rect]:
    """Return where a column's value is looked for at a height, the place that pays best first."""
    top, bottom = top_of(y), y + CELL_HALF_MM
    whole = (column.left + 0.8, top, column.right - 0.2, bottom)
    ends = [(column.edge - width, top, column.edge + 1.2, bottom) for width in SHORT_MM]
    if column.name == "quantity":
        return [ends[0], whole, ends[1]]
    if column.name == "unit_price":
        return [whole, (column.left - BORDER_MM, top, column.right - 0.2, bottom)]
    if column.name == "tax":
        return [whole, ends[0]]
    if column.align == "middle" and column.name not in TAXES:
        return [(column.edge - WORD_MM / 2, top, column.edge + WORD_MM / 2, bottom)]
    return [whole]


def _rates(again: Run) -> list[Run]:
    """Return the rates in a reading, and the words for none: their sign is small, and a digit is read for it."""
    solid = again.solid()
    exempt = re.search("|".join(map(re.escape, EXEMPTIONS)), solid.text)
    part = solid.part(*exempt.span()) if exempt is not None else None
    found = [part] if part is not None else []
    for whole in (solid, *_behind_rule(solid)):
        for match in re.finditer(r"\d{1,2}(?=\D|\d)", whole.text):
            sign = whole.glyphs[match.end()]
            percent = next((candidate for candidate in sign.candidates if candidate[0] in ("%", "％")), None)
            if percent is not None:
                digits = whole.glyphs[match.start() : match.end()]
                found.append(Run((*digits, replace(sign, text="%", confidence=percent[1]))))
    return [*found, *_signed(solid)]


def _signed(solid: Run) -> list[Run]:
    """Return digits with the sign that follows them in print, where it was overlooked or read as something else."""
    digits = re.match(r"\d{1,2}", solid.text)
    if digits is None or len(solid.text) > digits.end() + 1:
        return []
    sign = replace(solid.glyphs[-1], text="%", candidates=(), steps=())
    ends = {digits.end(), len(solid.text) - 1} - {0}
    return [Run((*solid.glyphs[:end], sign)) for end in sorted(ends, reverse=True)]


def _stars(again: Run) -> list[Run]:
    """Return a reading as the stars that stand for no tax."""
    is_misread = is_stars(again) and set(again.compact) != {"*"}
    return [as_stars(again)] if is_misread else []


def _behind_rule(again: Run) -> list[Run]:
    """Return a number without its first digit where that may be a rule at the border of the cell."""
    solid = again.solid()
    rest = solid.part(1) if solid.text.startswith("1") else None
    return [rest] if rest is not None else []


def _before_price(again: Run) -> list[Run]:
    """Return a quantity without its last digit where that may be the first one of a price that begins too early."""
    rest = again.solid().part(0, -1)
    return [rest] if rest is not None and re.fullmatch(r"\d+", again.compact) else []


def _pointed(again: Run) -> list[Run]:
    """Return a long price without a point with one at each of its places: in small print it is overlooked.

    With so many digits the amount of its row agrees with one of them at most.
    """
    digits = restricted(again.solid(), DIGITS)
    if not re.fullmatch(LONG_PRICE, digits.text):
        return []
    return [with_point(digits, place) for place in range(1, len(digits.glyphs))]


def _is_end(run: Run, first: str | None) -> bool:
    """Tell whether a reading is the first one without its beginning, which the factors may have lost likewise."""
    return first is not None and run.compact != (solid := first.lstrip(MARKS)) and solid.endswith(run.compact)
