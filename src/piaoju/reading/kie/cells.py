"""Cells of a ruled form: which printed value stands in which cell.

On a registered sheet the cells are where the form has them; machine print that is shifted as a whole is moved back.
Where no form could be registered, `labelled` tells the cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from piaoju.model.geometry import Point
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Rect

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
LARGER = 1.38  # times the height of a line's first piece; what is larger is of a stamp
APART = 2.5  # text heights within a line of a value at most


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


def mapped(cell: Cell, frame: Rect, onto: Rect) -> Cell:
    """Return a cell of a table where it is on another page, stretched as the table's frame is."""
    wide = (onto[2] - onto[0]) / (frame[2] - frame[0])
    high = (onto[3] - onto[1]) / (frame[3] - frame[1])
    return replace(
        cell,
        left=onto[0] + (cell.left - frame[0]) * wide,
        middle=onto[0] + (cell.middle - frame[0]) * wide,
        right=onto[0] + (cell.right - frame[0]) * wide,
        top=onto[1] + (cell.top - frame[1]) * high,
        bottom=onto[1] + (cell.bottom - frame[1]) * high,
    )


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
    cells: Sequence[Cell], patterns: Mapping[str, str], words: Mapping[str, tuple[str, ...]]
) -> tuple[LabelSpec, ...]:
    """Return the labels of cells for registration; a label that several cells have gets several places.

    Args:
        cells: with their labels.
        patterns: label name -> regular expression.
        words: label name -> how it is printed; short labels may be left out.
    """
    places: dict[str, tuple[Point, ...]] = {}
    for cell in cells:
        places[cell.label] = (*places.get(cell.label, ()), (cell.label_x, cell.y))
    return tuple(
        LabelSpec(label, patterns[label], "middle", points, words=words.get(label, ()))
        for label, points in places.items()
    )


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


def close_together(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of each line that follow each other closely, from the first, and are no larger than it.

    Letters of a stamp's arc stand aslant, so that the text around them is higher.
    """
    kept: list[Run] = []
    for line in in_lines(runs):
        end = line[0].right
        height = next((run.height for run in line if len(run.compact) > 1), line[0].height)
        for run in line:
            if run.left - end > APART * run.height or (run is not line[0] and run.height > LARGER * height):
                break
            kept.append(run)
            end = run.right
    return kept


def _begun(runs: Sequence[Run], start: float) -> Sequence[Run]:
    """Return the runs of the lines that begin where values do; what stands apart from them is of stamps.

    If no line begins there, all are returned: they may be centred, or have lost their beginning.
    """
    lines = [line for line in in_lines(runs) if line[0].left <= start + STAGGER * line[0].height]
    return close_together([run for line in lines for run in line]) or runs


def _from(run: Run, x: float) -> Run | None:
    start = next((index for index, glyph in enumerate(run.glyphs) if glyph.left > x), None)
    return run.part(start) if start else None


def _until(run: Run, x: float) -> Run | None:
    return run.part(0, next((index for index, glyph in enumerate(run.glyphs) if glyph.left > x), None))
