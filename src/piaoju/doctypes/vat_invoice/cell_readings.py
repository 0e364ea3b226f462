"""New readings of an item row's cells: where to look, and what of the print there can be the value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from piaoju.doctypes.vat_invoice.amounts import figures
from piaoju.doctypes.vat_invoice.arithmetic import FACTORS, TAXES, text_of
from piaoju.numbers.rate import EXEMPTIONS
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Rect, Sheet

CELL_HALF_MM = 2.3  # half of the line pitch
FACTOR_LEFT_MM = 0.8  # before the border of the cell: long prices begin on it
OVER_FRAME_MM = 3.0  # print that is shifted crosses the table's right border
SHORT_MM = (9.0, 5.0)  # how wide the strip is in which a few signs are looked for
ALPHABETS = {"tax_rate": "0123456789.%", "tax": "0123456789.-*"}
DIGITS = "0123456789.-"
MOST_READINGS = 12
"""Of one cell; a cell under several seals yields many numbers, of which the first are the likeliest."""

Readings = Mapping[str, Sequence[Run | None]]
"""Cell -> its readings, the first one first, None for a cell in which nothing was read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One round of looks at a row.

    Attributes:
        is_for_missing: only cells in which nothing was read are looked at.
        most_places: of one cell.
        without_red: whether it is looked through seals.
    """

    is_for_missing: bool
    most_places: int
    without_red: bool


def read_anew(sheet: Sheet, row: Row, columns: Sequence[Column], y: float, step: Step) -> dict[str, list[Run | None]]:
    """Return what can stand in the cells: what was read first, and all numbers of new readings."""
    readings: dict[str, list[Run | None]] = {}
    places_of = ((column, _rects(column, level_of(row, column, y))) for column in columns)
    rects = [(column.name, rect) for column, places in places_of for rect in places[: step.most_places]]
    seen = sheet.look_at_all([rect for _, rect in rects], without_red=step.without_red)
    for (name, _), again in zip(rects, seen, strict=True):
        first = row.get(name)
        own = readings.setdefault(name, [first[0] if first else None])
        if again is not None:
            text = text_of(first) if first else None
            numbers = [*figures(again, ALPHABETS.get(name, DIGITS)), *(_rates(again) if name == "tax_rate" else ())]
            if name in FACTORS:
                numbers += _behind_rule(again)
            own += [replace(run, first_text=text) for run in numbers if name != "amount" or not _is_end(run, text)]
    return {name: runs[:MOST_READINGS] for name, runs in readings.items()}


def _rects(column: Column, y: float) -> list[Rect]:
    whole, *ends = places(column, y)
    left, top, right, bottom = whole
    if column.name in FACTORS:
        return [whole, (left - 2 * FACTOR_LEFT_MM, top, right, bottom), *ends]
    if column.name == "tax":
        return [whole, (left, top, right + OVER_FRAME_MM, bottom), *ends[:1]]
    return [whole, *ends[:1]]


def level_of(row: Row, column: Column, y: float) -> float:
    """Return the height of the print in a column: that of the row's nearest number, since paper bends."""
    numbers = [run for name in (*FACTORS, "amount", *TAXES) for run in row.get(name, ())]
    nearest = min(numbers, key=lambda run: abs(run.x - column.edge), default=None)
    return nearest.y if nearest is not None else y


def _rates(again: Run) -> list[Run]:
    """Return the rates in a reading, and the words for none: their sign is small, and a digit is read for it."""
    solid = again.solid()
    exempt = re.search("|".join(map(re.escape, EXEMPTIONS)), solid.text)
    part = solid.part(*exempt.span()) if exempt is not None else None
    found = [part] if part is not None else []
    for match in re.finditer(r"\d{1,2}(?=\D|\d)", solid.text):
        sign = solid.glyphs[match.end()]
        percent = next((candidate for candidate in sign.candidates if candidate[0] in "%％"), None)
        if percent is not None:
            digits = solid.glyphs[match.start() : match.end()]
            found.append(Run((*digits, replace(sign, text="%", confidence=percent[1]))))
    return found


def _behind_rule(again: Run) -> list[Run]:
    """Return a factor without its first digit where that may be a rule at the border of the cell."""
    solid = again.solid()
    rest = solid.part(1) if solid.text.startswith("1") else None
    return [rest] if rest is not None else []


def _is_end(run: Run, first: str | None) -> bool:
    """Tell whether a reading is the first one without its beginning, which the factors may have lost likewise."""
    return first is not None and run.compact != first and first.endswith(run.compact)


def places(column: Column, y: float) -> list[Rect]:
    """Return the cell of a column at a height, and the end of it where a short value stands."""
    top, bottom = y - CELL_HALF_MM, y + CELL_HALF_MM
    places = [(column.left + 0.8, top, column.right - 0.2, bottom)]
    if column.align == "right":
        places += [(column.edge - width, top, column.edge + 1.2, bottom) for width in SHORT_MM]
    elif column.align == "middle":
        places.append((column.edge - SHORT_MM[0] / 2, top, column.edge + SHORT_MM[0] / 2, bottom))
    return places
