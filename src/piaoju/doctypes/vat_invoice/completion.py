"""What second looks add to an item row: cells that were overlooked, cut off, or read together with a seal.

A cell's new reading counts only if the rest of the row supports it: quantity times price is the amount, the rate makes
the tax. Units alone have no such support and must be read with high confidence.
"""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import product

from piaoju.doctypes.vat_invoice.arithmetic import (
    FACTORS,
    REPAIR_TOLERANCE,
    TAXES,
    decimal_of,
    is_taxed,
    multiplies,
    states_rate,
    text_of,
)
from piaoju.doctypes.vat_invoice.cell_readings import Readings, Step, level_of, places, read_anew
from piaoju.doctypes.vat_invoice.forms import AMOUNT, NUMBER, RATE, UNIT
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet

CERTAIN_UNIT = 0.9
SAME_TINT = 60  # levels of red against blue, of 255
SAME_HUE = 0.3  # of the same, as a share of how dark the ink is
HEADER_WORDS = ("单位", "类型")
VEHICLE_TYPE = "[\u4e00-\u9fff]{2,6}"
WORDS = {"unit": UNIT, "vehicle_type": VEHICLE_TYPE}

_STEPS = (Step(True, 2, False), Step(False, 4, False), Step(False, 4, True))
"""From the cheapest to the dearest; each only if the row is not put right before it."""


def completed(sheet: Sheet, row: Row, columns: Sequence[Column], y: float, usual: Collection[str] = ()) -> Row:
    """Return the row with cut or contradictory numbers put right and overlooked cells filled.

    Args:
        sheet: to look at.
        row: as assigned.
        columns: where the cells are.
        y: height at which the row's values are printed, millimetres.
        usual: cells that other rows of the table have.
    """
    row = _legible(row, columns)
    there = {column.name for column in columns}
    for step in _STEPS:
        doubtful = [name for name in _doubtful(row, usual) if name in there]
        wanted = [named(columns, name) for name in doubtful if name not in row or not step.is_for_missing]
        if wanted:
            row = _supported(row, read_anew(sheet, row, wanted, y, step))
    return _with_words(sheet, row, columns, y)


def _legible(row: Row, columns: Sequence[Column]) -> Row:
    """Return the row without what cannot be a number where one must be: stamps lie on the amounts mostly."""
    numbers = {column.name for column in columns if column.pattern in (NUMBER, AMOUNT, RATE)}
    return {
        name: runs
        for name, runs in row.items()
        if name not in numbers or re.search(r"[\d*]|[免不零]", text_of(runs)) is not None
    }


def _doubtful(row: Row, usual: Collection[str]) -> list[str]:
    """Return the numbers that are missing though the row or the table has such, or contradict each other."""
    amount = decimal_of(row.get("amount"))
    is_sold = any(name in row for name in FACTORS) or (amount is not None and amount > 0 and {*FACTORS} <= {*usual})
    is_factored = not is_sold or multiplies(row)
    has_tax = any(name in row for name in TAXES)
    is_right = not has_tax or (is_taxed(row) and states_rate(row))
    names = [*(() if is_factored else FACTORS), *(() if is_right else TAXES)]
    is_sure = (is_sold and is_factored) or (has_tax and is_taxed(row))
    return names if not names or (is_sure and amount is not None) else ["amount", *names]


def _supported(row: Row, readings: Readings) -> Row:
    """Return the row with those readings that its arithmetic supports, the first ones where they agree."""
    first = row["amount"][0] if row.get("amount") else None
    best, best_rank = row, (0, False)
    for amount in readings.get("amount", [first]):
        if amount is None or not re.fullmatch(AMOUNT, amount.compact):
            continue
        tried: Row = {**row, "amount": [amount]}
        pairs = [pair for names, holds in _RELATIONS if (pair := _agreeing(tried, names, holds, readings)) is not None]
        pairs = [pair for pair in pairs if amount is first or not _says_nothing(pair, row)]
        rank = (len(pairs), amount is first)
        if pairs and rank > best_rank:
            best, best_rank = {**tried, **{name: runs for pair in pairs for name, runs in pair.items()}}, rank
    return best


def _agreeing(row: Row, names: Sequence[str], holds: Callable[[Row], bool], readings: Readings) -> Row | None:
    """Return the readings of two cells that agree with the amount: the first ones, else those with most digits."""
    choices = [readings.get(name, [row[name][0] if row.get(name) else None]) for name in names]
    found: list[Row] = []
    for runs in product(*choices):
        pair = {name: [run] for name, run in zip(names, runs, strict=True) if run is not None}
        if len(pair) == len(names) and holds({**row, **pair}):
            if not found and all(run is choice[0] for run, choice in zip(runs, choices, strict=True)):
                return pair
            found.append(pair)
    return max(found, key=lambda pair: len(text_of([run for runs in pair.values() for run in runs])), default=None)


def _says_nothing(pair: Row, row: Row) -> bool:
    """Tell whether factors are no support for a new amount: once a new price is only the same number read twice."""
    is_new = "unit_price" in pair and text_of(pair["unit_price"]) != text_of(row.get("unit_price"))
    return is_new and decimal_of(pair["quantity"]) == 1


def _is_surely_taxed(row: Row) -> bool:
    return is_taxed(row, REPAIR_TOLERANCE)


_RELATIONS = ((FACTORS, multiplies), (TAXES, _is_surely_taxed))


def _with_words(sheet: Sheet, row: Row, columns: Sequence[Column], y: float) -> Row:
    """Return the row with its unit or kind of vehicle, if that was overlooked and is read with certainty now."""
    wanted = "vehicle_type" if "plate_number" in row else "unit"
    is_due = any(name in row for name in ("plate_number", *FACTORS))
    if wanted in row or not is_due or all(column.name != wanted for column in columns):
        return row
    column = named(columns, wanted)
    rects = places(column, level_of(row, column, y))
    for without_red in (False, True):
        for again in sheet.look_at_all(rects, without_red=without_red):
            if again is not None and _is_word(again, WORDS[wanted]) and _is_like_all(again, row.get("amount", ())):
                return {**row, wanted: [again]}
    return row


def _is_word(run: Run, pattern: str) -> bool:
    text = run.compact
    is_certain = confidence_of(run.glyphs) > CERTAIN_UNIT
    return is_certain and text not in HEADER_WORDS and re.fullmatch(pattern, text) is not None


def _is_like_all(run: Run, others: Sequence[Run]) -> bool:
    """Tell whether runs may be printed in one ink, by its tint: thin strokes come out lighter, not redder."""
    return all(
        abs(_tint(run) - _tint(other)) < SAME_TINT or abs(_hue(run) - _hue(other)) < SAME_HUE for other in others
    )


def _tint(run: Run) -> int:
    return run.ink[2] - run.ink[0]


def _hue(run: Run) -> float:
    return _tint(run) / max(1, 255 - min(run.ink))
