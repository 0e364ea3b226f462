"""What second looks add to item rows: cells that were overlooked, cut off, or read together with a seal.

A cell's new reading counts only if the rest of the row supports it: quantity times price is the amount, the rate makes
the tax. A row is looked at place by place, only as long as its numbers do not agree; all rows take turns, so that one
round of looks keeps all cores busy.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS, TAXES, text_of
from piaoju.doctypes.vat_invoice.cell_readings import first_readings, level_of, numbers_in, places
from piaoju.doctypes.vat_invoice.forms import AMOUNT, NUMBER, RATE
from piaoju.doctypes.vat_invoice.support import doubtful, supported
from piaoju.doctypes.vat_invoice.units import with_words
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.red_ink import is_near
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Rect, Sheet
from piaoju.reading.kie.stars import is_stars

PAIRS = (FACTORS, TAXES)
NUMERIC = "0123456789.,-*%免税不征零"
LEAST_NUMERIC = 0.5  # share of a number's characters that are its own

Place = tuple[str, int, Rect]
"""Name of a cell, which of its places, and where that is."""


@dataclass(slots=True)
class _Draft:
    """A row at work.

    Attributes:
        first: as assigned, without what cannot be a number.
        row: with what was put right.
        y: height at which its values are printed, millimetres.
        new: what its cells can be by second looks, besides what stands in the row.
        looked: cells and places that were looked at.
    """

    first: Row
    row: Row
    y: float
    new: dict[str, list[Run]] = field(default_factory=dict)
    looked: set[tuple[str, int]] = field(default_factory=set)

    def add(self, place: Place, again: Run | None) -> None:
        """Add what was read at a place."""
        name, index, _ = place
        self.looked.add((name, index))
        own = self.new.setdefault(name, [])
        if again is not None:
            own += numbers_in(again, name, self.first)
        current = {name: self.row[name][0] if self.row.get(name) else None for name in self.new}
        self.row = supported(self.row, {name: [current[name], *runs] for name, runs in self.new.items()})

    def forget(self) -> None:
        """Forget where was looked, and where nothing was seen: in another light something may be."""
        self.looked.clear()
        self.new = {name: runs for name, runs in self.new.items() if runs}

    def is_in_vain(self, name: str) -> bool:
        """Tell whether a look at a cell would be: of two that make a third, the other was looked at, and is empty.

        Where neither quantity nor price was read, one look tells whether anything is printed.
        """
        if name == "quantity" and self.new.get(name) == [] and "unit_price" not in self.row:
            return True
        other = next((other for pair in PAIRS for other in pair if name in pair and name != other), None)
        return other is not None and other not in self.row and self.new.get(other) == []


def completed(
    sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column], levels: Sequence[float], red: Sequence[Rect]
) -> list[Row]:
    """Return the rows with cut or contradictory numbers put right and overlooked cells filled.

    Args:
        sheet: to look at.
        rows: as assigned.
        columns: where the cells are.
        levels: height at which each row's values are printed, millimetres.
        red: where red ink lies, through which is looked if a plain look does not help.
    """
    usual = {name for row in rows for name in row}
    numbers = [column.name for column in columns if column.pattern in (NUMBER, AMOUNT, RATE)]
    drafts = []
    for row, y in zip(rows, levels, strict=True):
        first = _legible(row, numbers)
        readings = first_readings(first, numbers)
        beside = {name: [run for run in own[1:] if run is not None] for name, own in readings.items() if own[1:]}
        drafts.append(_Draft(first, supported(first, readings), y, beside))
    hidden = [run for row, draft in zip(rows, drafts, strict=True) for run in _dropped(row, draft.first)]
    red = [*red, *((run.left, run.y, run.right, run.y) for run in hidden)]
    for without_seals in (False, True):
        for draft in drafts:
            draft.forget()
        while due := [
            (draft, place)
            for draft in drafts
            if (place := next(_places(draft, columns, usual, red if without_seals else None), None)) is not None
        ]:
            seen = sheet.look_at_all([rect for _, (_, _, rect) in due], without_seals=without_seals)
            for (draft, place), again in zip(due, seen, strict=True):
                draft.add(place, again)
    return with_words(sheet, [draft.row for draft in drafts], columns, levels, red)


def _legible(row: Row, numbers: Collection[str]) -> Row:
    """Return the row without what cannot be a number where one must be: stamps lie on the amounts mostly."""
    return {name: runs for name, runs in row.items() if name not in numbers or _is_number(runs)}


def _dropped(row: Row, legible: Row) -> list[Run]:
    """Return what is no number where one must be, so that a stamp lies there."""
    return [run for name, runs in row.items() if name not in legible for run in runs]


def _is_number(runs: Sequence[Run]) -> bool:
    text = text_of(runs)
    signs = sum(char in NUMERIC for char in text)
    return signs >= LEAST_NUMERIC * len(text) or any(is_stars(run) for run in runs)


def _places(
    draft: _Draft, columns: Sequence[Column], usual: Collection[str], red: Sequence[Rect] | None
) -> Iterator[Place]:
    """Yield where to look next, the likeliest to help first: cells without a reading, then the least sure ones.

    Args:
        draft: of the row.
        columns: where its cells are.
        usual: cells that rows of the table have.
        red: where red ink lies if it is looked through, else None.
    """
    there = {column.name for column in columns}
    places_of: list[tuple[bool, int, float, Place]] = []
    for name in (name for name in doubtful(draft.row, usual) if name in there):
        column, own = named(columns, name), draft.row.get(name)
        for index, rect in enumerate(places(column, level_of(draft.row, column, draft.y))):
            places_of.append((bool(own), index, _sureness(own), (name, index, rect)))
    for *_, place in sorted(places_of):
        name, index, rect = place
        if (name, index) not in draft.looked and not draft.is_in_vain(name) and (red is None or is_near(rect, red)):
            yield place


def _sureness(runs: Sequence[Run] | None) -> float:
    return confidence_of(runs[0].glyphs) if runs else -1.0
