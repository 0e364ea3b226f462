"""Values out of cells, with second looks: at print that lost its beginning at a rule, and where nothing was found."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import product

from piaoju.reading.kie.cells import INSET_MM, Cell, Filling
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.shapes import Shape, has_shape, is_filler, shaped
from piaoju.reading.kie.sheet import Rect, Sheet
from piaoju.reading.kie.starts import start_of

LATE = 0.2  # text heights; a value that begins later than that may have lost a character
BEFORE = 0.4  # text heights before the beginning that are looked at
SAME = 0.75  # share of the first reading that the second one must repeat
HALF_LINE = 0.5  # text heights
LINE_OF_SEVERAL = 0.62  # likewise, half of a line with others above or below it
CERTAIN = 0.9
SURE = 0.97  # what takes the place of another reading
ADDING = 0.95  # what repeats another reading and adds to it
SHAPED = 0.5  # what has the shape of its field, and takes the place of what lacks it
SEEN = 0.5  # a character as sure as that is not dropped from within a value: narrow ones are passed over
LONG, LEGIBLE = 8, 0.5  # a value of that many characters is no speck, if they are as sure together
BEHIND = 3.0  # text heights behind a value that a look at it sees
LINE_MM = 5.0  # height of a line of print
STAMP = re.compile("专用章|付讫|收讫")
STAMP_BEHIND = re.compile(rf"\s+\S*({STAMP.pattern})")
STRAY = r"[:：、，,。.;；|·]*"  # left over of a label's colon
LABEL_END = 2  # characters of a label at most that a look at the value beside it sees
RULE = frozenset("1Il|")  # what a vertical rule looks like

Chosen = Mapping[str, Sequence[Run]]
"""Name of a cell -> what of its print is the value."""
Tells = Callable[[Chosen], bool]


def choose(
    filling: Filling, shapes: Mapping[str, Shape], sheet: Sheet | None, fillers: Collection[str] = ()
) -> dict[str, Sequence[Run]]:
    """Choose from each cell's print what can be its value.

    Args:
        filling: of the cells.
        shapes: of the values; a cell without one may hold any text.
        sheet: for second looks; None if no form was registered.
        fillers: cells in which a dash or stars are a value; elsewhere they state that there is none.
    """
    chosen: dict[str, Sequence[Run]] = {}
    for name, runs in filling.values.items():
        stated = [run for run in runs if name in fillers or not is_filler(run)]
        if name not in shapes:  # what has the shape of a code is one, also with a stamp's words beside it
            stated = without_stamps(stated)
        if sheet is not None:
            cell = filling.cells[name]
            stated = with_beginnings(sheet, stated, cell, start_of(cell, filling))
        chosen[name] = in_shape(stated, shapes.get(name))
    return chosen


def without_stamps(runs: Iterable[Run]) -> list[Run]:
    """Return the runs of a text without those of a stamp, and without the words of one behind a blank."""
    kept = []
    for run in runs:
        behind = STAMP_BEHIND.search(run.text)
        own = run.part(0, behind.start()) if behind is not None else run
        if own is not None and STAMP.search(own.compact) is None:
            kept.append(own)
    return kept


def supported(
    filling: Filling, shapes: Mapping[str, Shape], sheet: Sheet, chosen: Chosen, tells: Mapping[str, Tells]
) -> dict[str, Sequence[Run]]:
    """Look again at values that nothing else on the form gives, and return those that then give each other.

    A stamp that lies on one of them mostly lies on several, so that none is confirmed before the others are read.

    Args:
        filling: where the cells are.
        shapes: of the values.
        sheet: to look at.
        chosen: what was read first.
        tells: name of a cell -> tells whether its value is given by the others too.
    """
    names = [name for name, is_told in tells.items() if name in filling.cells and not is_told(chosen)]
    if not names:
        return {}
    rects = [_line_of(filling.cells[name], chosen.get(name, ())) for name in names]
    looks = [sheet.look_at_all(rects, without_seals=without_seals) for without_seals in (False, True)]
    options: list[list[Run | None]] = [
        [None, *_distinct(shaped([run], shapes[name]) for run in seen if run is not None and not run.is_red)]
        for name, seen in zip(names, zip(*looks, strict=True), strict=True)
    ]
    best: dict[str, Sequence[Run]] = {}
    for values in product(*options):
        found = {name: [value] for name, value in zip(names, values, strict=True) if value is not None}
        if len(found) > len(best) and all(tells[name]({**chosen, **found}) for name in found):
            best = {name: [_after(value, chosen.get(name, ()))] for name, (value,) in found.items()}
    return best


def _line_of(cell: Cell, runs: Sequence[Run]) -> Rect:
    y = sum(run.y for run in runs) / len(runs) if runs else cell.y
    return cell.middle, y - LINE_MM / 2, cell.right, y + LINE_MM / 2


def _distinct(runs: Iterable[Run | None]) -> list[Run]:
    return list({run.compact: run for run in runs if run is not None}.values())


def _after(value: Run, first: Sequence[Run]) -> Run:
    text = " ".join(run.text for run in first)
    return replace(value, first_text=text) if text else value


def in_shape(runs: Sequence[Run], shape: Shape | None) -> Sequence[Run]:
    """Return the part of the runs that has a shape; all of them if any text may be printed."""
    value = shaped(runs, shape) if shape is not None else None
    return runs if shape is None else [] if value is None else [value]


def overlooked(
    filling: Filling, shapes: Mapping[str, Shape], sheet: Sheet, names: Iterable[str], chosen: Chosen
) -> dict[str, Sequence[Run]]:
    """Look into cells that should not be empty and yield what is read there with certainty.

    Args:
        filling: where the cells are.
        shapes: of the values.
        sheet: to look at.
        names: of the cells.
        chosen: what was read first.
    """
    found: dict[str, Sequence[Run]] = {}
    for name in names:
        if name in filling.cells and not chosen.get(name):
            value = seen_again(sheet, filling.cells[name], partial(_taken, shapes[name]))
            if value is not None and not RULE.issuperset(value.compact):
                found[name] = [value]
    return found


def with_beginnings(sheet: Sheet, runs: Sequence[Run], cell: Cell, column: float) -> list[Run]:
    """Return a cell's print, each line read anew from where it should begin, by its cell or its column, if it is late.

    Print that touches the rule before it loses its first character to the detection. The new reading counts only if it
    ends as the old one does.
    """
    return [run for first, *rest in in_lines(runs) for run in (_with_beginning(sheet, first, cell, column), *rest)]


def _with_beginning(sheet: Sheet, run: Run, cell: Cell, column: float) -> Run:
    own = cell.middle + INSET_MM
    late = [start for start in (own, column) if run.left - start >= LATE * run.height]
    if not late:
        return run
    start = late[0]
    half = HALF_LINE * run.height
    seen = sheet.look_again((start - BEFORE * run.height, run.y - half, run.right + half, run.y + half))
    again = without_label_end(sheet, cell, seen, [run]) if seen is not None else None
    if again is None or again.is_red:
        return run
    old, new = run.compact, again.compact
    tail = new[-len(old) :]
    is_same = SequenceMatcher(None, tail, old, autojunk=False).ratio() >= SAME
    is_more = len(new) > len(old) and not RULE.issuperset(new[: -len(old)])
    return replace(again, first_text=run.text) if is_more and is_same else run


def without_label_end(sheet: Sheet, cell: Cell, run: Run, first: Sequence[Run] = ()) -> Run | None:
    """Return the reading of a cell without the end of the label before it, and its colon; None if nothing is left.

    A look begins a little before the value, and sees of 开票人 the 人 there.

    Args:
        sheet: with the labels.
        cell: that was looked into.
        run: what the look read.
        first: what was read of the value before; what that begins with is no label's.
    """
    printed = [word for spec in sheet.form.labels if spec.name == cell.label for word in spec.words]
    printed += ["".join(glyph.text for glyph in label.words) for label in sheet.labels if label.name == cell.label]
    solid = run.solid()
    own = "".join(other.compact for other in first)
    ends = [end for end in range(LABEL_END, 0, -1) if any(solid.text[:end] == word[-end:] for word in printed)]
    end = next((end for end in ends if not own.startswith(solid.text[:end])), 0)
    stray = re.match(STRAY, solid.text[end:])
    start = end + (stray.end() if stray is not None else 0)
    return solid.part(start) if start else run


def read_anew(
    filling: Filling, shapes: Mapping[str, Shape], sheet: Sheet, names: Iterable[str], chosen: Chosen
) -> dict[str, Sequence[Run]]:
    """Look again at values that are in doubt, in the line of their cell and through a seal; return what is certain.

    What crosses a value draws the detection's region off the line; the cell tells where the line is.

    Args:
        filling: where the cells are.
        shapes: of the values; a cell without one may hold any text.
        sheet: to look at.
        names: of the cells.
        chosen: what was read first.
    """
    lines_of = {name: in_lines(chosen.get(name, ())) for name in names if name in filling.cells}
    # Of a value of several lines all are looked at if one is in doubt.
    doubted = [
        (name, line)
        for name, lines in lines_of.items()
        if any(_is_doubted(line) for line in lines) and (name not in shapes or len(lines) == 1)
        for line in lines
    ]
    rects = [_line_so_far(filling.cells[name], line, is_only=len(lines_of[name]) == 1) for name, line in doubted]
    looks = sheet.look_at_all(rects, without_seals=True)
    found: dict[str, Sequence[Run]] = {}
    for (name, line), seen in zip(doubted, looks, strict=True):
        again = without_label_end(sheet, filling.cells[name], seen, line) if seen is not None else None
        own = in_shape([again], shapes.get(name)) if again is not None and not again.is_red else ()
        for value in own:
            if _is_surer(value, line, shapes.get(name)):
                found[name] = [*others_than(line, found.get(name, chosen[name])), _after(value, line)]
    return found


def others_than(line: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """Return what of a value is not of one of its lines."""
    return [run for run in runs if all(run is not one for one in line)]


def _is_doubted(line: Sequence[Run]) -> bool:
    return confidence_of([glyph for run in line for glyph in run.glyphs]) < SURE


def _line_so_far(cell: Cell, line: Sequence[Run], *, is_only: bool) -> Rect:
    """Return where a line is, a cell's own if it is the only one, up to a little behind what was read of it.

    Farther on a seal may go on.
    """
    end = max(run.right + BEHIND * run.height for run in line)
    if is_only:
        return cell.middle, cell.y - LINE_MM / 2, min(end, cell.right), cell.y + LINE_MM / 2
    y, half = sum(run.y for run in line) / len(line), LINE_OF_SEVERAL * max(run.height for run in line)
    return cell.middle, y - half, min(end, cell.right), y + half


def _is_surer(value: Run, first: Sequence[Run], shape: Shape | None) -> bool:
    """Tell whether a new reading is certain, no part of the first one, and of its shape if that one is.

    One that goes on behind the first, or has the shape that it lacks, need not be that certain, but as much as that.
    """
    old, new = "".join(run.compact for run in first), value.compact
    if old.endswith(new) or STAMP.search(new) or is_filler(value) or _drops_any(first, new):
        return False
    least = SURE
    if shape is not None and has_shape(new, shape) and not has_shape(old, shape):
        least = SHAPED
    elif new.startswith(old) and (len(new) > len(old) + 1 or not new[-1].isascii()):
        least = ADDING
    if confidence_of(value.glyphs) < max(least, confidence_of([glyph for run in first for glyph in run.glyphs])):
        return False
    if shape is None and SequenceMatcher(None, old, new, autojunk=False).ratio() < SAME:
        return False
    return shape is None or has_shape(new, shape) or not has_shape(old, shape)


def _drops_any(first: Sequence[Run], new: str) -> bool:
    """Tell whether a new reading lacks a letter, a figure or a Chinese character that was seen within the first one."""
    glyphs = [glyph for run in first for glyph in run.solid().glyphs]
    matcher = SequenceMatcher(None, "".join(glyph.text for glyph in glyphs), new, autojunk=False)
    shorter = [range(begin, end) for _, begin, end, low, high in matcher.get_opcodes() if end - begin > high - low]
    inner = [index for places in shorter for index in places if places.start > 0 and places.stop < len(glyphs)]
    return any(glyphs[index].text.isalnum() and glyphs[index].confidence >= SEEN for index in inner)


def _taken(shape: Shape, run: Run) -> Run | None:
    return shaped([run], shape)


def seen_again(sheet: Sheet, cell: Cell, take: Callable[[Run], Run | None]) -> Run | None:
    """Look into a cell in which no value was found, as printed and through a seal.

    Args:
        sheet: to look at.
        cell: in millimetres, moved as the print is shifted.
        take: returns what of a reading is the value, None if it cannot be one.

    The value must be certain: what was overlooked is small, and a rule looks like a 1.
    """
    rect = (cell.middle, cell.y - LINE_MM / 2, cell.right, cell.y + LINE_MM / 2)
    for without_seals in (False, True):
        again = sheet.look_again(rect, without_seals=without_seals)
        value = take(again) if again is not None and not again.is_red else None
        if value is not None and confidence_of(value.glyphs) >= (LEGIBLE if len(value.glyphs) >= LONG else CERTAIN):
            return value
    return None
