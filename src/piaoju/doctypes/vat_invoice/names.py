"""Item names put right: stars of their category that were not read (`*category*name`), last words that were overlooked.

The stars are small and stand alone; the detection cuts the first one off, and the recogniser skips either. A name that
is wrapped may end with a single character, which the detection overlooks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, in_lines, joined
from piaoju.reading.kie.sheet import Rect, Sheet

CATEGORISED = re.compile(r"\*[^*]{1,20}\*.*")
CLOSED = re.compile(r"[\u4e00-\u9fff、（）()]{2,20}\*[^*]+")
STAR_ON_A_RULE = "↑"  # what the recogniser takes it for
BEFORE = (1.2, 2.0, 0.6)  # text heights before the name that are looked at
HALF_LINE = (0.5, 0.62)  # text heights
PITCH_MM = 4.5
ROOM = 1.6  # pitches to the next item, so that a line may stand between
FULL_MM = 6.0  # a line that ends nearer to the end of its column than that may go on below
CERTAIN_END = 0.9
HALF_CELL_MM = 2.2
END = re.compile(r"[\u4e00-\u9fff）)]{1,6}|[0-9A-Za-z）)]{2,}")


def with_stars(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the stars that a second look reads, or that the closing star of a category demands.

    All 数电票 have them, older forms since 2018; there one name's star speaks for all.
    """
    is_usual = sheet.form.name == "digital" or any("*" in _text(row.get("name", ())) for row in rows)
    return [_with_stars(sheet, row) if is_usual and row.get("name") else row for row in rows]


def with_ends(sheet: Sheet, rows: Sequence[Row], column: Column, end: float) -> list[Row]:
    """Return the rows with the last lines of names that fill their column and below which nothing was read.

    Args:
        sheet: to look at.
        rows: all items, names whole as far as read.
        column: of names.
        end: where the items end, millimetres.
    """
    names = [in_lines(row.get("name", ())) for row in rows]
    places = []
    for index, (lines, following) in enumerate(pairwise([*names, []])):
        next_y = following[0][0].y if following else end
        if lines and _may_go_on(lines, column, next_y):
            places.append((index, _below(lines, column)))
    done = list(rows)
    for (index, _), again in zip(places, sheet.look_at_all([rect for _, rect in places]), strict=True):
        is_end = again is not None and END.fullmatch(again.compact) and confidence_of(again.glyphs) > CERTAIN_END
        if again is not None and is_end and not (again.is_red and sheet.form.is_stamped):
            done[index] = {**done[index], "name": [*done[index]["name"], again]}
    return done


def _may_go_on(lines: Sequence[Sequence[Run]], column: Column, next_y: float) -> bool:
    """Tell whether a name's last line is full, its row has room for another, and its beginning is there."""
    last = lines[-1]
    is_full = column.right - last[-1].right < FULL_MM and last[0].left < column.left + FULL_MM
    return is_full and next_y - _y(last) > ROOM * PITCH_MM


def _below(lines: Sequence[Sequence[Run]], column: Column) -> Rect:
    levels = [_y(line) for line in lines]
    pitch = median([b - a for a, b in pairwise(levels)] or [PITCH_MM])
    y, left = levels[-1] + pitch, lines[-1][0].left - 0.5 * lines[-1][0].height
    return left, y - HALF_CELL_MM, column.right, y + HALF_CELL_MM


def _y(line: Sequence[Run]) -> float:
    return sum(run.y for run in line) / len(line)


def _with_stars(sheet: Sheet, row: Row) -> Row:
    first, *others = in_lines(row["name"])
    text = _text(first)
    if CATEGORISED.match(text) or text.startswith(("(", "（")):
        return row
    rest = [run for line in others for run in line]
    if CLOSED.match(text):
        return {**row, "name": [_opened(first), *rest]}
    for again in _looks(sheet, first):
        new = _from_star(again, text.lstrip("*"))
        if new is not None and CATEGORISED.match(new.text) and new.text.replace("*", "") == text.replace("*", ""):
            whole = replace(new, first_text=" ".join(run.text for run in first))
            return {**row, "name": [whole, *rest]}
    return row


def _opened(line: Sequence[Run]) -> Run:
    """Return a name that has the closing star of its category with the opening one: it is no surer than that."""
    whole = joined(line).solid()
    star = next(glyph for glyph in whole.glyphs if glyph.text == "*")
    begin = whole.glyphs[0]
    opening = replace(begin, text="*", confidence=star.confidence, right=begin.left, candidates=(), steps=())
    return Run((opening, *whole.glyphs), " ".join(run.text for run in line))


def _from_star(again: Run, name: str) -> Run | None:
    """Return what was read from the sign before a name on, that sign as the star that it may be; None without one."""
    solid = again.solid()
    begin = next((i for i, glyph in enumerate(solid.glyphs) if i > 0 and glyph.text == name[:1]), None)
    if begin is None:
        return None
    sign = solid.glyphs[begin - 1]
    considered = next((candidate for candidate in sign.candidates if candidate[0] == "*"), None)
    if sign.text != "*" and considered is None and sign.text != STAR_ON_A_RULE:
        return None
    star = replace(sign, text="*", confidence=considered[1] if considered is not None else sign.confidence)
    return Run((star, *solid.glyphs[begin:]))


def _looks(sheet: Sheet, line: Sequence[Run]) -> Iterator[Run]:
    height = max(run.height for run in line)
    y = _y(line)
    for before in BEFORE:
        left, right = line[0].left - before * height, line[-1].right + 0.2 * height
        for again in sheet.look_at_all([(left, y - half * height, right, y + half * height) for half in HALF_LINE]):
            if again is not None and not (again.is_red and sheet.form.is_stamped):
                yield again


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.compact for run in runs)
