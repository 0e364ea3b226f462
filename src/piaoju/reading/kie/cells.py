"""Cells of a ruled form: which printed value stands in which cell, and what of it has the grammar of the field.

Two ways lead to the same answer. On a registered sheet the cells are where the form has them, and machine print that
is shifted as a whole is moved back first. Without registration only the labels that were read are known: a value
belongs to the last label before it on its line, and which of several equal labels one is follows from the rows of the
labels that occur once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

import numpy as np

from piaoju.model.geometry import Point
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import Run, in_lines, joined

INSET_MM = 1.0  # from the rule to the value, where print is not shifted
SHIFT_X_MM = 4.0
SHIFT_Y_MM = 3.5
SHIFT_STEP_MM = 0.25
SHIFT_PRICE = 0.02  # a millimetre; breaks ties in favour of print that is not shifted
FARTHEST_MM = 2.5  # a value farther off its cell's middle says nothing about the shift
BEFORE_MM = 3.0  # values may begin that far before their cell
ABOVE_MM = 2.0  # and stand that far above or below it
BEYOND_MM = 6.0  # what runs farther over the end of its cell belongs to the next one
ENDING_MM = 1.5  # what begins that near to the end of a cell is of the next one, or of the margin
OVER_FRAME_MM = 2.5  # values of the last column run that far over the frame; then the margin's print begins
STAGGER = 1.2  # text heights; a line that begins farther to the right than that is no line of the value
APART = 2.5  # text heights within a line of a value at most
SAME_LINE = 0.8  # text heights between the middles of a label and of its value
LABEL_TO_VALUE = 14.0  # text heights at most
FILLER = re.compile(r"[-—–/\\*＊无\s]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its label, in millimetres of the form.

    Attributes:
        name: of the field, or of what is told apart by grammar later.
        label: name of its printed label; several cells may have the same.
        left: where the room of the label begins.
        middle: where the value's room begins.
        right: where it ends.
        top: border.
        bottom: border.
        is_preprinted: whether the value is printed with the form, so that a shift of the machine's print spares it.
        is_outside: whether it is outside the table: no rules bound it, and it goes where its label is.
    """

    name: str
    label: str
    left: float
    middle: float
    right: float
    top: float
    bottom: float
    is_preprinted: bool = False
    is_outside: bool = False

    @property
    def y(self) -> float:
        """Middle of its height."""
        return (self.top + self.bottom) / 2

    @property
    def label_x(self) -> float:
        """Middle of its label."""
        return (self.left + self.middle) / 2


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in the cells.

    Attributes:
        values: name of a cell -> its print; cells without any are left out.
        cells: name -> the cell, moved as the print is shifted; empty if no form was registered.
    """

    values: Mapping[str, Sequence[Run]]
    cells: Mapping[str, Cell] = field(default_factory=dict)


def label_specs(
    cells: Sequence[Cell], patterns: Mapping[str, str], more: Mapping[str, tuple[Point, ...]] | None = None
) -> tuple[LabelSpec, ...]:
    """Return the labels of cells for registration; a label that several cells have gets several places.

    Args:
        cells: with their labels.
        patterns: label name -> regular expression.
        more: label name -> middles of where it is printed beside values of other labels, millimetres.
    """
    places: dict[str, tuple[Point, ...]] = dict(more or {})
    for cell in cells:
        places[cell.label] = (*places.get(cell.label, ()), (cell.label_x, cell.y))
    return tuple(LabelSpec(label, patterns[label], "middle", points) for label, points in places.items())


def fill(cells: Sequence[Cell], labels: Sequence[Label], runs: Sequence[Run]) -> Filling:
    """Put values of a registered sheet into cells.

    Args:
        cells: of the form.
        labels: that were found, in millimetres.
        runs: values in millimetres; what stands in no cell is left out.
    """
    cells = [_beside_label(cell, labels) if cell.is_outside else cell for cell in cells]
    shift = _print_shift([cell for cell in cells if not cell.is_preprinted], runs)
    filled: dict[str, list[Run]] = {}
    for run in runs:
        rest: Run | None = run
        while rest is not None:
            cell, value, rest = _settled(rest, cells, shift)
            if cell is not None and value is not None:
                filled.setdefault(cell.name, []).append(value)
    moved = {cell.name: cell if cell.is_preprinted else _moved(cell, shift) for cell in cells}
    begun = {name: _begun(values, moved[name].middle + INSET_MM) for name, values in filled.items()}
    return Filling(begun, moved)


def fill_by_labels(cells: Sequence[Cell], labels: Sequence[Label], runs: Sequence[Run]) -> Filling:
    """Put values into cells by the labels alone.

    Args:
        cells: whose labels they are; only their order counts.
        labels: in the upright frame.
        runs: values in the upright frame.
    """
    known = _told_apart(cells, labels)
    filled: dict[str, list[Run]] = {}
    for run in runs:
        label = _label_before(run, labels)
        if label is not None and id(label) in known:
            filled.setdefault(known[id(label)].name, []).append(run)
    return Filling(filled)


def matching(run: Run, pattern: str) -> Run | None:
    """Return the part of a run that has a grammar, blanks ignored, if it is no part of a longer code."""
    solid = run.solid()
    match = re.search(rf"(?<![0-9A-Za-z*+<>/\-])(?:{pattern})(?![0-9A-Za-z*+<>/\-])", solid.text)
    return Run(solid.glyphs[match.start() : match.end()], run.first_text) if match else None


def best_match(runs: Sequence[Run], patterns: Sequence[str]) -> Run | None:
    """Return the longest part of the runs that has a grammar, by the first grammar that any part has.

    Pieces of one line are also taken as one: print is cut where a rule or a stamp crosses it, or where it leaves blanks.
    """
    together = [joined(line) for line in in_lines(runs) if len(line) > 1]
    for pattern in patterns:
        parts = [part for part in (matching(run, pattern) for run in (*runs, *together)) if part is not None]
        if parts:
            return max(parts, key=lambda part: len(part.glyphs))
    return None


def without_part(runs: Sequence[Run], part: Run | None) -> list[Run]:
    """Return what is left of runs without the glyphs of a part of them."""
    if part is None:
        return list(runs)
    taken = {id(glyph) for glyph in part.glyphs}
    rest = (Run(tuple(glyph for glyph in run.glyphs if id(glyph) not in taken)) for run in runs)
    return [piece for run in rest if run.glyphs and (piece := run.part(0)) is not None]


def is_filler(run: Run) -> bool:
    """Tell whether a run is what fills a cell that states nothing: a dash, a stroke, stars."""
    return FILLER.fullmatch(run.text) is not None


def _print_shift(cells: Sequence[Cell], runs: Sequence[Run]) -> tuple[float, float]:
    """Return how far the print is shifted to the right and down, in millimetres."""
    beside = [
        [run.y - cell.y for cell in cells if cell.middle - BEFORE_MM < run.left < cell.right and _is_about(run, cell)]
        for run in runs
    ]

    def off_rows(shift: float) -> float:
        return sum(min([FARTHEST_MM, *(abs(distance - shift) for distance in distances)]) for distances in beside)

    steps = round(SHIFT_Y_MM / SHIFT_STEP_MM)
    shifts = sorted((step * SHIFT_STEP_MM for step in range(-steps, steps + 1)), key=abs)
    down = min(shifts, key=lambda shift: off_rows(shift) + SHIFT_PRICE * abs(shift))
    starts = [
        run.left - cell.middle - INSET_MM
        for run in runs
        for cell in cells
        if cell.top < run.y - down < cell.bottom and abs(run.left - cell.middle - INSET_MM) < SHIFT_X_MM
    ]
    return (median(starts) if starts else 0.0), down


def _is_about(run: Run, cell: Cell) -> bool:
    return abs(run.y - cell.y) < SHIFT_Y_MM + FARTHEST_MM


def _moved(cell: Cell, shift: tuple[float, float]) -> Cell:
    right, down = shift
    return replace(
        cell,
        left=cell.left + right,
        middle=cell.middle + right,
        right=cell.right + right,
        top=cell.top + down,
        bottom=cell.bottom + down,
    )


def _beside_label(cell: Cell, labels: Sequence[Label]) -> Cell:
    """Return a cell outside the table where its label is, if that was found."""
    own = [label for label in labels if label.name == cell.label]
    if not own:
        return cell
    label = min(own, key=lambda label: abs(label.y - cell.y) + abs(label.x - cell.label_x))
    right, down = label.right - cell.middle, label.y - cell.y
    return replace(_moved(cell, (right, down)), left=label.left - INSET_MM, right=max(cell.right, cell.right + right))


def _settled(run: Run, cells: Sequence[Cell], shift: tuple[float, float]) -> tuple[Cell | None, Run | None, Run | None]:
    """Return the cell that a run begins in, what of the run stands in it, and what reaches into the next one.

    What begins where a label is printed is what was left of the label.
    """
    moved = [cell if cell.is_preprinted else _moved(cell, shift) for cell in cells]
    off = {cell.name: max(cell.top - run.y, run.y - cell.bottom, 0.0) for cell in moved}
    level = sorted((cell for cell in moved if off[cell.name] < ABOVE_MM), key=lambda cell: off[cell.name])
    for cell in level:
        if cell.left <= run.left < cell.middle - BEFORE_MM:
            return None, None, _from(run, cell.middle - INSET_MM)
        if cell.middle - BEFORE_MM <= run.left < cell.right - ENDING_MM:
            is_last = all(other.left < cell.right - INSET_MM for other in level)
            if run.right < cell.right + (OVER_FRAME_MM if is_last else BEYOND_MM):
                return cell, run, None
            return cell, _until(run, cell.right), _from(run, cell.right)
    return None, None, None


def _begun(runs: Sequence[Run], start: float) -> Sequence[Run]:
    """Return the runs of the lines that begin where values do; what stands apart from them is of stamps.

    If no line begins there, all are returned: they may be centred, or have lost their beginning.
    """
    kept: list[Run] = []
    for line in in_lines(runs):
        if line[0].left > start + STAGGER * line[0].height:
            continue
        end = line[0].right
        for run in line:
            if run.left - end > APART * run.height:
                break
            kept.append(run)
            end = run.right
    return kept or runs


def _from(run: Run, x: float) -> Run | None:
    start = next((index for index, glyph in enumerate(run.glyphs) if glyph.x > x), None)
    return run.part(start) if start else None


def _until(run: Run, x: float) -> Run | None:
    return run.part(0, next((index for index, glyph in enumerate(run.glyphs) if glyph.x > x), None))


def _label_before(run: Run, labels: Sequence[Label]) -> Label | None:
    """Return the last label before a run on its line."""
    before = [
        label
        for label in labels
        if label.x < run.left
        and run.left - label.right < LABEL_TO_VALUE * run.height
        and abs(label.y - run.glyphs[0].y) < SAME_LINE * max(label.height, run.height)
    ]
    return max(before, key=lambda label: label.right, default=None)


def _told_apart(cells: Sequence[Cell], labels: Sequence[Label]) -> dict[int, Cell]:
    """Return which cell each label belongs to, by its id: equal ones are told apart by the rows of the others."""
    found = {name: [label for label in labels if label.name == name] for name in {label.name for label in labels}}
    own = {name: [cell for cell in cells if cell.label == name] for name in found}
    single = [(own[name][0], found[name][0]) for name in found if len(own[name]) == len(found[name]) == 1]
    level = _levels([(cell.y, label.y) for cell, label in single])
    known: dict[int, Cell] = {}
    for name, same in found.items():
        rows = sorted(own[name], key=lambda cell: cell.y)
        ordered = sorted(same, key=lambda label: label.y)
        if level is not None and rows:
            known |= {id(label): min(rows, key=lambda cell: abs(level(cell.y) - label.y)) for label in ordered}
        elif len(rows) == len(ordered):
            known |= {id(label): cell for label, cell in zip(ordered, rows, strict=True)}
    return known


def _levels(pairs: Sequence[tuple[float, float]]) -> Callable[[float], float] | None:
    """Return where the rows of the form lie, by the labels that occur once; None if those tell too little."""
    if len({cell_y for cell_y, _ in pairs}) < 2:
        return None
    rows, levels = zip(*pairs, strict=True)
    slope, start = np.polyfit(rows, levels, 1)
    return lambda y: float(slope * y + start)
