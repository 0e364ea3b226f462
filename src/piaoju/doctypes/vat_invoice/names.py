"""Item names put right: stars of their category that were not read (`*category*name`), last words that were overlooked.

The stars are small and stand alone; the detection cuts the first one off, and the recogniser skips either. A name that
is wrapped may end with a single character, which the detection overlooks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from piaoju.doctypes.vat_invoice.item_lines import NOT_ITEMS
from piaoju.reading.kie.columns import Column, Row
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Glyph, Run, in_lines, joined
from piaoju.reading.kie.sheet import Rect, Sheet

CATEGORISED = re.compile(r"\*[^*]{1,20}\*.*")
CLOSED = re.compile(r"[\u4e00-\u9fff、（）()]{2,20}\*[^*]+")
STARLIKE = '“”"★＊'  # what stars are read as where they are blurred
OPENED = re.compile(r"\*[\u4e00-\u9fff、（）()]{4,}[^*]*")
BLURRED = re.compile(rf"[*{STARLIKE}]?[\u4e00-\u9fff、（）()]{{2,20}}[*{STARLIKE}][^*{STARLIKE}]+")
LONE = re.compile(rf"[\u4e00-\u9fff、（）()]{{2,20}}[{STARLIKE}][^*{STARLIKE}]+")  # quotation marks come in pairs
BEHIND_MARGIN = re.compile(r"[^*]{1,2}(?=\*[\u4e00-\u9fff、（）()]{2,20}\*[^*]+$)")
STARLESS = re.compile(r"\d{1,2}(?=[\u4e00-\u9fff、（）()]{2,20}\*[^*\d][^*]*$)")
"""A figure of the margin that hides the star behind it."""
OTHER_INK = 40  # levels of a colour
LEAST_STAR = 0.02  # probability of a star that was considered and not read; elsewhere none is considered at all
LONE_STAR = 0.7  # of all stars that were considered within a name, the share of the one that closes its category
SURMISED = 0.7  # what a star is believed for that share, as it was not read
LEAST_BRACKET = 0.05  # probability of a bracket that must be one
LEAST_CATEGORY = 2  # characters
STAR_ON_A_RULE = "↑"  # what the recogniser takes it for
BEFORE = 1.2  # text heights before the name that are looked at
HALF_LINE = 0.5  # text heights
PITCH_MM = 4.5
ROOM = 1.6  # pitches to the next item, so that a line may stand between
FULL_MM = 6.0  # a line that ends nearer to the end of its column than that may go on below
CERTAIN_END = 0.9
HALF_CELL_MM = 2.2
LEAST_WIDTH_MM = 4.0  # of the place of a last word
BRACKET_MM = 6.0  # of a last bracket
LAST_SIGN_MM = 4.0  # of a last letter or digit
CLOSING = ("）", ")")
OPENING, CLOSED_BY = re.compile("[（(]"), re.compile("[）)]")
END = re.compile(r"[\u4e00-\u9fff）)]{1,6}|[0-9A-Za-z）)]{2,}")
SERIAL = re.compile(r"[0-9A-Za-z-]{3,}$")  # a name that ends so may go on with a single sign,
LAST_SIGN = re.compile("[02-9A-HJ-Za-km-z]")  # unless that looks like a rule


def with_stars(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the stars that a second look reads, or that the closing star of a category demands.

    All 数电票 have them, older forms since 2018; there any star of one name speaks for all.
    """
    names = [_text(row.get("name", ())) for row in rows]
    starred = (CATEGORISED, CLOSED, OPENED, LONE)
    is_usual = sheet.form.name == "digital" or any(pattern.fullmatch(name) for pattern in starred for name in names)
    return [_with_stars(sheet, _without_margin(row)) if is_usual and row.get("name") else row for row in rows]


def with_ends(sheet: Sheet, rows: Sequence[Row], column: Column, end: float) -> list[Row]:
    """Return the rows with the last lines of names that fill their column and below which nothing was read.

    Args:
        sheet: to look at.
        rows: all items, names whole as far as read.
        column: of names.
        end: where the items end, millimetres.
    """
    names = [in_lines(row.get("name", ())) for row in rows]
    places: list[tuple[int, Rect, Callable[[Run, str], Run | None]]] = []
    for index, (lines, following) in enumerate(pairwise([*names, []])):
        next_y = following[0][0].y if following else end
        if lines and _may_go_on(lines, column, next_y):
            place = _bounded(sheet, _below(lines, column))
            if place[2] - place[0] > LEAST_WIDTH_MM:
                places.append((index, place, _end))
                # On a whole line of paper a lone sign is overlooked again, and a rule before it makes another one.
                begin, name = lines[-1][0].left, _text(rows[index]["name"])
                if _is_open(name):
                    places.append((index, (begin, place[1], begin + BRACKET_MM, place[3]), _bracket))
                elif SERIAL.search(name):
                    places.append((index, (place[0], place[1], place[0] + LAST_SIGN_MM, place[3]), _end))
    done = list(rows)
    for (index, _, ending), again in zip(places, sheet.look_at_all([rect for _, rect, _ in places]), strict=True):
        is_due = len(done[index]["name"]) == len(rows[index]["name"])
        last = ending(again, _text(done[index]["name"])) if again is not None and is_due else None
        if last is not None and not (last.is_red and sheet.form.is_stamped):
            done[index] = {**done[index], "name": [*done[index]["name"], last]}
    return done


def _is_open(name: str) -> bool:
    """Tell whether a name opens a bracket that it does not close."""
    return len(OPENING.findall(name)) > len(CLOSED_BY.findall(name))


def _end(again: Run, name: str) -> Run | None:
    """Return a reading that may be the end of a name, or the bracket that it must be; None if it is neither."""
    solid = again.solid()
    if NOT_ITEMS.match(solid.text):
        return None
    goes_on = SERIAL.search(name) and LAST_SIGN.fullmatch(solid.text) and not _is_open(name)
    is_end = (goes_on or END.fullmatch(solid.text)) and confidence_of(solid.glyphs) > CERTAIN_END
    return _bracket(again, name) or (again if is_end else None)


def _bracket(again: Run, name: str) -> Run | None:
    """Return a reading of one sign as the bracket that closes a name; None if it hardly is one."""
    solid = again.solid()
    bracket = next((candidate for candidate in solid.glyphs[-1].candidates if candidate[0] in CLOSING), None)
    if bracket is None or bracket[1] < LEAST_BRACKET or len(solid.glyphs) > 1 or not _is_open(name):
        return None
    return Run((replace(solid.glyphs[0], text=bracket[0], confidence=bracket[1]),), again.text)


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


def _bounded(sheet: Sheet, place: Rect) -> Rect:
    """Return a place up to what was read behind its beginning on its line, which is something else's."""
    left, top, right, bottom = place
    beside = [run.left for run in sheet.values if top < run.y < bottom and run.left > left + LEAST_WIDTH_MM]
    return left, top, min([right, *(x - 0.2 for x in beside)]), bottom


def _y(line: Sequence[Run]) -> float:
    return sum(run.y for run in line) / len(line)


def _without_margin(row: Row) -> Row:
    """Return the row without signs of the margin that were read with the first line of its name."""
    first, *others = in_lines(row["name"])
    whole = joined(first).solid()
    margin = BEHIND_MARGIN.match(whole.text) or (STARLESS.match(whole.text) if _begins_otherwise(whole) else None)
    rest = whole.part(margin.end()) if margin is not None else None
    if rest is None:
        return row
    return {**row, "name": [replace(rest, first_text=whole.text), *(run for line in others for run in line)]}


def _begins_otherwise(name: Run) -> bool:
    """Tell whether a name's first sign may be a star, or is printed in another ink than the rest, as the margin is."""
    first, *others = name.glyphs
    inks = zip(first.ink, Run(tuple(others)).ink, strict=True) if others else ()
    considered = dict(first.candidates).get("*", 0.0) >= LEAST_STAR
    return considered or any(abs(one - other) > OTHER_INK for one, other in inks)


def _with_stars(sheet: Sheet, row: Row) -> Row:
    first, *others = in_lines(row["name"])
    text = _text(first)
    if CATEGORISED.match(text) or text.startswith(("(", "（")):
        return row
    rest = [run for line in others for run in line]
    if BLURRED.fullmatch(text):
        first, text = [_sharpened(first)], re.sub(f"[{STARLIKE}]", "*", text)
        if CATEGORISED.match(text):
            return {**row, "name": [*first, *rest]}
    considered = None if "*" in text[1:] else _closed(first)
    if considered is not None:
        first, text = [considered], considered.compact
        if CATEGORISED.match(text):
            return {**row, "name": [*first, *rest]}
    if CLOSED.match(text):
        return {**row, "name": [_opened(first), *rest]}
    again = _look(sheet, first)
    new = _from_star(again, text.lstrip("*")) if again is not None else None
    if new is None or not CATEGORISED.match(new.text) or new.text.replace("*", "") != text.replace("*", ""):
        return row
    return {**row, "name": [replace(new, first_text=" ".join(run.text for run in first)), *rest]}


def _sharpened(line: Sequence[Run]) -> Run:
    """Return a name with the stars that were read as something that looks like them."""
    whole = joined(line).solid()
    glyphs = (replace(glyph, text="*") if glyph.text in STARLIKE else glyph for glyph in whole.glyphs)
    return Run(tuple(glyphs), " ".join(run.text for run in line))


def _closed(line: Sequence[Run]) -> Run | None:
    """Return a name with the closing star of its category where the recogniser considered one; None if nowhere.

    The star is sure as far as it was considered nowhere else.
    """
    whole = joined(line).solid()
    stars: dict[int, float] = {}
    before = 0
    for glyph in joined(line).glyphs:
        is_blank = not glyph.text.strip()
        for is_behind, share in _considered(glyph):
            place = before + int(is_behind and not is_blank)
            if place - whole.text.startswith("*") >= LEAST_CATEGORY and place < len(whole.glyphs):
                stars[place] = max(stars.get(place, 0.0), share)
        before += not is_blank
    place = max(stars, key=lambda place: stars[place], default=0)
    share = stars[place] / sum(stars.values()) if stars else 0.0
    if share < LONE_STAR or stars[place] < LEAST_STAR:
        return None
    behind = whole.glyphs[place]
    star = replace(behind, text="*", confidence=SURMISED * share, right=behind.left, candidates=(), steps=())
    return Run((*whole.glyphs[:place], star, *whole.glyphs[place:]), _first_text(line))


def _considered(glyph: Glyph) -> Iterator[tuple[bool, float]]:
    """Yield the stars considered beside a character: whether behind it, and with which probability."""
    own = [dict(step).get(glyph.text, 0.0) for step in glyph.steps]
    peak = own.index(max(own)) if own else 0
    for index, step in enumerate(glyph.steps):
        share = dict(step).get("*", 0.0)
        if share and (index != peak or not glyph.text.strip()):
            yield index > peak, share


def _opened(line: Sequence[Run]) -> Run:
    """Return a name that has the closing star of its category with the opening one: it is no surer than that."""
    whole = joined(line).solid()
    star = next(glyph for glyph in whole.glyphs if glyph.text == "*")
    begin = whole.glyphs[0]
    opening = replace(begin, text="*", confidence=star.confidence, right=begin.left, candidates=(), steps=())
    return Run((opening, *whole.glyphs), _first_text(line))


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


def _look(sheet: Sheet, line: Sequence[Run]) -> Run | None:
    """Read a name anew from before its beginning on."""
    height = max(run.height for run in line)
    y, half = _y(line), HALF_LINE * height
    again = sheet.look_again((line[0].left - BEFORE * height, y - half, line[-1].right + 0.2 * height, y + half))
    return again if again is None or not (again.is_red and sheet.form.is_stamped) else None


def _first_text(line: Sequence[Run]) -> str:
    """Return what was read of a line at first."""
    return " ".join(run.first_text or run.text for run in line)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.compact for run in runs)
