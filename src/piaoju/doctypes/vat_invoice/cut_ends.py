"""Cells that lost a character at an edge: one that stands alone, as 一, or the last digit of a long price.

A new reading counts only if it is the first one and more.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS, decimal_of, multiplies
from piaoju.doctypes.vat_invoice.forms import NUMBER
from piaoju.doctypes.vat_invoice.names import CATEGORISED
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.red_ink import is_near
from piaoju.reading.kie.regain import RULE
from piaoju.reading.kie.runs import Glyph, Run, in_lines
from piaoju.reading.kie.sheet import Rect, Sheet

HALF_LINE = 0.55  # text heights
LATE = 0.25  # text heights behind where the column's values begin
LATE_NAME = 0.7  # text heights behind where the first of the names begins
BEFORE_NAME = 0.3  # text heights
STRAY = 1.5  # text heights behind where the column's values begin
SHORT_MM = 1.0  # before where the column's values end
LONG = 6  # characters of a price that may go on
BEYOND_MM = 2.0
CERTAIN = 0.9
MOST_LOST = 2  # characters
STAMP_WORDS = (
    "发票专用章",
    "财务专用章",
    "合同专用章",
    "现金付讫",
    "现金收讫",
    "银行付讫",
    "银行收讫",
    "转账付讫",
    "转账收讫",
)
STAMPED = {"specification": 3, "unit": 2}
"""Cell -> characters from which on it is of a stamp if its words have them."""
PRINTED = {word[:length] for word in STAMP_WORDS for length in (2, 4, len(word))}
"""Words that a stamp has and that may be printed too."""
SEALS = re.compile("[章印]")
WRAPPED = ("name", "specification")
TAIL = 4.0  # text heights of a line's end
SAME = 2  # signs of it that a new reading must repeat
ROOM_MM = 0.5  # that a line leaves at most, besides that of a sign
NAME_BEGINS = "[\u4e00-\u9fffA-Za-z0-9*()（）【】]+"  # else it is a rule, or a speck


def with_beginnings(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Return the rows with the first characters of specifications that begin late, and of names that do."""
    column = next((column for column in columns if column.name == "specification"), None)
    names = [run.left for row in rows for run in row.get("name", ())[:1]]

    def of_specification(row: Row) -> Rect | None:
        run = row["specification"][0]
        if column is None or run.left - column.edge < LATE * run.height:
            return None
        return _around(run, column.edge - LATE * run.height, run.right + HALF_LINE * run.height)

    def of_name(row: Row) -> Rect | None:
        run = row["name"][0]
        if run.left - min(names) < LATE_NAME * run.height:
            return None
        return _around(run, min(names) - BEFORE_NAME * run.height, run.right + BEFORE_NAME * run.height)

    done = _read_again(sheet, rows, "specification", of_specification, _ends_alike)
    return _read_again(sheet, done, "name", of_name, _is_longer_name)


def with_line_ends(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Return the rows with the signs that wrapped names and specifications lost at the ends of their lines.

    A line goes over to the next one only where no more fits: behind one that ends too early for that, a sign is lost.
    """
    due = [
        (index, column.name, run, _around(run, run.right - TAIL * run.height, column.right))
        for index, row in enumerate(rows)
        for column in columns
        if column.name in WRAPPED
        for run, following in _line_ends(row.get(column.name, ()))
        if column.right - run.right > ROOM_MM + following.right - following.left
    ]
    done = list(rows)
    for (index, name, run, _), again in zip(due, sheet.look_at_all([rect for *_, rect in due]), strict=True):
        longer = _continued(run, again) if again is not None else None
        if longer is not None:
            done[index] = {**done[index], name: [longer if one is run else one for one in done[index][name]]}
    return done


def _line_ends(runs: Sequence[Run]) -> list[tuple[Run, Glyph]]:
    """Return the end of each line of a cell but the last, with the first sign of the next line."""
    return [(line[-1], following[0].glyphs[0]) for line, following in pairwise(in_lines(runs))]


def _continued(run: Run, again: Run) -> Run | None:
    """Return a line with what a look at its end reads behind it; None if that does not go on where it ended."""
    text, end = again.compact, run.compact[-SAME:]
    place = text.rfind(end)
    rest = again.solid().part(place + len(end)) if place >= 0 else None
    if rest is None or RULE.issuperset(rest.compact) or rest.is_red or _is_of_stamp(rest.compact):
        return None
    is_end = len(rest.glyphs) <= MOST_LOST and confidence_of(again.glyphs) > CERTAIN
    return Run((*run.glyphs, *rest.glyphs), run.first_text or run.text) if is_end else None


def _is_of_stamp(text: str) -> bool:
    """Tell whether a sign or two are the end of a stamp's words, or within them."""
    return any(word.endswith(text) or (len(text) > 1 and text in word) for word in STAMP_WORDS)


def without_strays(rows: Sequence[Row], columns: Sequence[Column], red: Sequence[Rect]) -> list[Row]:
    """Return the rows without what a stamp left in them: its words, or a sign or two where no specification begins.

    Where no red is near, only parts of those words are taken for a stamp's: whole ones may be printed, and any of them
    where seals are sold.

    Args:
        rows: as assigned.
        columns: where the cells are.
        red: where red ink lies.
    """
    column = next((column for column in columns if column.name == "specification"), None)

    def is_stray(name: str, runs: Sequence[Run], *, sells_seals: bool) -> bool:
        text = _text(runs)
        is_of_stamp = name in STAMPED and len(text) >= STAMPED[name] and any(text in word for word in STAMP_WORDS)
        if is_of_stamp and not sells_seals and text not in PRINTED:
            return True
        late = [run for run in runs if column is not None and run.left - column.edge > STRAY * run.height]
        is_crumb = name == "specification" and len(text) <= MOST_LOST
        doubtful = runs if is_of_stamp else late if is_crumb else ()
        return any(run.is_red or is_near(_around(run, run.left, run.right), red) for run in doubtful)

    return [
        {
            name: runs
            for name, runs in row.items()
            if not is_stray(name, runs, sells_seals=SEALS.search(_text(row.get("name", ()))) is not None)
        }
        for row in rows
    ]


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.compact for run in runs)


def with_last_digits(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Return the rows with the last digits of long prices that end early, where quantity times price is the amount.

    It must be so before and after, up to rounding; a price that gives the amount exactly has lost nothing, and one that
    nothing tells is left alone.
    """
    column = next((column for column in columns if column.name == "unit_price"), None)

    def place(row: Row) -> Rect | None:
        run = row["unit_price"][-1]
        is_whole = len(run.compact) < LONG or column is None or column.edge - run.right < SHORT_MM
        is_due = not is_whole and multiplies(row) and not _is_exact(row)
        return _around(run, run.left, run.right + BEYOND_MM) if is_due else None

    again = _read_again(sheet, rows, "unit_price", place, _begins_alike)
    return [new if multiplies(new) else row for row, new in zip(rows, again, strict=True)]


def _is_exact(row: Row) -> bool:
    """Tell whether quantity times price is the amount without any rounding."""
    quantity, price, amount = (decimal_of(row.get(name)) for name in (*FACTORS, "amount"))
    return quantity is not None and price is not None and quantity * price == amount


def _read_again(
    sheet: Sheet,
    rows: Sequence[Row],
    name: str,
    place: Callable[[Row], Rect | None],
    is_more: Callable[[Run, Run], bool],
) -> list[Row]:
    done = list(rows)
    due = [(i, rect) for i, row in enumerate(done) if row.get(name) and (rect := place(row)) is not None]
    for (index, _), again in zip(due, sheet.look_at_all([rect for _, rect in due]), strict=True):
        first, *others = done[index][name]
        if again is not None and is_more(again, first) and confidence_of(again.glyphs) > CERTAIN:
            done[index] = {**done[index], name: [replace(again, first_text=first.text), *others]}
    return done


def _around(run: Run, left: float, right: float) -> Rect:
    return left, run.y - HALF_LINE * run.height, right, run.y + HALF_LINE * run.height


def _ends_alike(again: Run, first: Run) -> bool:
    lost = len(again.compact) - len(first.compact)
    return 0 < lost <= MOST_LOST and again.compact.endswith(first.compact)


def _is_longer_name(again: Run, first: Run) -> bool:
    """Tell whether a name begins earlier than was read: with signs of a name, and none before its category."""
    beginning = again.compact.removesuffix(first.compact)
    is_of_name = re.fullmatch(NAME_BEGINS, beginning) is not None and not CATEGORISED.match(first.compact)
    is_categorised = "*" not in again.compact or CATEGORISED.match(again.compact) is not None
    return _ends_alike(again, first) and is_of_name and is_categorised


def _begins_alike(again: Run, first: Run) -> bool:
    lost = len(again.compact) - len(first.compact)
    is_number = re.fullmatch(NUMBER, again.compact) is not None
    return is_number and 0 < lost <= MOST_LOST and again.compact.startswith(first.compact)
