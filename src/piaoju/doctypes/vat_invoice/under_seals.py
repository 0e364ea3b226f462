"""Lines of text that a seal lies on: read anew through it, from where the line should begin to where its cell ends.

Seals cut lines in two or hide their ends, so that what was read of one may look certain and yet be half of it. Red ink
tells where a seal lies, if it was read; else a line that begins late, or has a gap, shows that something does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median_low

from piaoju.model.field import FieldReading
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.shapes import Shape, has_shape, shaped
from piaoju.reading.kie.sheet import Rect, Sheet

HALF_LINE = 0.55  # text heights
REACH_MM = 1.5  # of red ink
BEFORE_MM = 1.5  # the margin's print may be red, and stands that near
RIM_MM = 4.0  # of a seal beyond what was read of it
BEYOND_MM = 3.0  # the end of a line, or the seal that hides it
LATE = 1.2  # text heights behind where a line should begin
GAP = 1.5  # text heights within a line, as between a street and a telephone number
SOLID_GAP = 0.5  # likewise, within a name
REPEATED = 0.6  # share of the first reading that a new one must repeat
CERTAIN = 0.9  # mean confidence of a new reading's characters, geometric
LEGIBLE = 0.5  # each of the characters of a longer one
RED = 2  # of the channels of an ink
LIGHTER = 15  # levels
BROKEN_FACTOR = 0.4
"""What a reading is believed of which a part is missing or was read with a seal."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its room.

    Attributes:
        runs: what was read of it.
        left: where it should begin, millimetres.
        right: where its cell ends.
        is_seen: whether a second look has read the same.
        is_solid: whether it has no blanks, as a name.
    """

    runs: Sequence[Run]
    left: float
    right: float
    is_seen: bool = False
    is_solid: bool = False

    @property
    def text(self) -> str:
        """What was read, without blanks, from left to right."""
        return "".join(run.compact for line in in_lines(self.runs) for run in line)

    @property
    def is_broken(self) -> bool:
        """Whether it begins late or has a gap, and no second look has found that nothing is missing there."""
        ordered = sorted(self.runs, key=lambda run: run.left)
        height = median_low(run.height for run in ordered)
        is_late = ordered[0].left - self.left > LATE * height
        most = (SOLID_GAP if self.is_solid else GAP) * height
        has_gap = any(after.left - run.right > most for run, after in pairwise(ordered))
        return (is_late or has_gap) and not self.is_seen

    def hidden_by(self, seals: Sequence[Rect]) -> list[Rect]:
        """Return the seals that lie on it, or where it ends."""
        y, half = self._level()
        begin, end = min(run.left for run in self.runs), max(run.right for run in self.runs)
        extent = begin + BEFORE_MM, y - half, min(end + RIM_MM, self.right), y + half
        return [seal for seal in seals if is_near(extent, [seal])]

    def place(self, seals: Sequence[Rect] = ()) -> Rect:
        """Return where it is looked for: as far as the seals hide it, and as it was read at least."""
        y, half = self._level()
        own = max(run.right for run in self.runs)
        end = max((own, *(right for _, _, right, _ in self.hidden_by(seals)))) + BEYOND_MM
        right = own + half if own > self.right else min(self.right, end)
        return self.left, y - half, right, y + half

    def _level(self) -> tuple[float, float]:
        """Return the middle and half of the height of its place."""
        y = sum(run.y for run in self.runs) / len(self.runs)
        return y, HALF_LINE * max(run.height for run in self.runs)


def lifted(sheet: Sheet, lines: Mapping[str, Line], shapes: Mapping[str, Shape]) -> dict[str, Line]:
    """Return the lines, those anew that are read better through a seal.

    Args:
        sheet: to look at.
        lines: by any name.
        shapes: of the values that have one, by the same names.
    """
    seals = _whole(red_boxes(sheet, REACH_MM))
    due = [name for name, line in lines.items() if len(in_lines(line.runs)) == 1]
    due = [name for name in due if lines[name].is_broken or lines[name].hidden_by(seals)]
    done = dict(lines)
    looks = sheet.look_at_all([lines[name].place(seals) for name in due], without_seals=True)
    for name, again in zip(due, looks, strict=True):
        if again is not None and not again.is_red and STAMP.search(again.compact) is None:
            done[name] = better(lines[name], again, shapes.get(name))
    return done


def doubted(reading: FieldReading, lines: Iterable[Line]) -> FieldReading:
    """Return a reading at a lower confidence if one of its lines is broken."""
    if reading.confidence is None or not any(line.is_broken for line in lines):
        return reading
    return replace(reading, confidence=reading.confidence * BROKEN_FACTOR)


def _whole(boxes: Sequence[Rect]) -> list[Rect]:
    """Return one box for each seal, of which words along its rim and in its middle were read apart."""
    seals: list[Rect] = []
    for box in boxes:
        left, top, right, bottom = box
        near = [
            seal for seal in seals if is_near((left - RIM_MM, top - RIM_MM, right + RIM_MM, bottom + RIM_MM), [seal])
        ]
        lefts, tops, rights, bottoms = zip(box, *near, strict=True)
        seals = [*(seal for seal in seals if seal not in near), (min(lefts), min(tops), max(rights), max(bottoms))]
    return seals


def better(line: Line, again: Run, shape: Shape | None = None) -> Line:
    """Return a line as read again if that is better: certain, and more than the first reading, or as much and surer.

    Of two of which one has the shape of the field, that one is better if it is the first reading's and not shorter: of
    a code that lost characters, a part has the shape of a shorter code.
    """
    value = _own(again) if shape is None else shaped([again], shape)
    if value is None:
        return line
    old, new = line.text, value.compact
    if old == new:
        return replace(line, runs=[run.seen_through() for run in line.runs], is_seen=True)
    if shape is not None and has_shape(new, shape) != has_shape(old, shape):
        is_better = has_shape(new, shape) and len(new) >= len(old)
    else:
        is_surer = len(new) == len(old) and certainty([value]) > certainty(line.runs)
        is_more = len(new) > len(old) and min(glyph.confidence for glyph in value.solid().glyphs) >= LEGIBLE
        is_better = certainty([value]) >= CERTAIN and (is_more or is_surer)
    repeated = sum(block.size for block in SequenceMatcher(None, new, old, autojunk=False).get_matching_blocks())
    if not is_better or repeated < REPEATED * len(old):
        return line
    return replace(line, runs=[replace(value, first_text=" ".join(run.text for run in line.runs))])


def _own(again: Run) -> Run | None:
    """Return a reading without the end of the label before it and what is left of a seal beside it.

    In the red light a seal's signs are lighter than print.
    """
    usual = median_low(glyph.ink[RED] for glyph in again.glyphs)
    inks = range(min(usual, 1), usual + LIGHTER)  # 0 is what could not be measured
    own = [i for i, glyph in enumerate(again.glyphs) if glyph.text.strip(":： ") and glyph.ink[RED] in inks]
    return again.part(own[0], own[-1] + 1) if own else None


def certainty(runs: Sequence[Run]) -> float:
    """Return the geometric mean of the characters' confidences."""
    glyphs = [glyph for run in runs for glyph in run.glyphs if glyph.text.strip()]
    return float(confidence_of(glyphs) ** (1 / max(1, len(glyphs))))
