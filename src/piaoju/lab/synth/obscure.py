"""Seals, stamps and pen marks that people put over a filled form, and which values come to lie under them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth import seals
from piaoju.lab.synth.draw import Seal, Sheet, Stroke
from piaoju.lab.synth.typeset import Colour, Rect
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.parties import firm_name

_SCALE = 4.0
"""Pixels per millimetre at which ink is weighed."""
_INK = 96
_LEAST_COVER = 0.05
"""Share of a value's rectangle that ink of a seal must cover for the value to count as under it."""
_TRIES = 48
_MOST_STAMPS = 6
_FREE = frozenset({"title"})
"""Not counted: many forms have a seal over it by design."""
_INKS: tuple[Colour, ...] = ((206, 36, 40), (216, 52, 50), (196, 30, 62), (60, 70, 170), (110, 60, 150))
_PENS: tuple[Colour, ...] = ((30, 40, 120), (25, 25, 30), (190, 30, 36))
_BOXES = ("现金付讫", "银行付讫", "转账付讫", "已报销", "已核销", "作废重开", "附件", "已入账", "收讫", "审核无误")
_OFFICES = ("财务专用章", "合同专用章", "业务专用章", "收费专用章", "仓库专用章")


@dataclass(frozen=True, slots=True)
class _Cells:
    """Values and their print, in pixels of the scale at which ink is weighed."""

    names: tuple[str, ...]
    rects: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]

    @classmethod
    def of(cls, marks: Mapping[str, list[Rect]]) -> "_Cells":
        names = tuple(marks)
        placed = [(rect, owner) for owner, name in enumerate(names) for rect in marks[name]]
        rects = np.array([rect for rect, _ in placed], dtype=np.float64).reshape(-1, 4)
        return cls(names, np.round(rects * _SCALE).astype(np.int64), np.array([owner for _, owner in placed], np.int64))

    def under(self, ink: npt.NDArray[np.float64], left: int, top: int) -> set[str]:
        """Return the values under a mask whose sums of ink (an integral image) are given."""
        low = np.clip(self.rects[:, :2] - (left, top), 0, (ink.shape[1] - 1, ink.shape[0] - 1))
        high = np.clip(self.rects[:, 2:] - (left, top), 0, (ink.shape[1] - 1, ink.shape[0] - 1))
        sums = (
            ink[high[:, 1], high[:, 0]]
            - ink[low[:, 1], high[:, 0]]
            - ink[high[:, 1], low[:, 0]]
            + ink[low[:, 1], low[:, 0]]
        )
        areas = np.maximum(1, np.prod(self.rects[:, 2:] - self.rects[:, :2], axis=1))
        return {self.names[owner] for owner in self.owners[sums / areas >= _LEAST_COVER]}


def obscured(sheet: Sheet) -> list[str]:
    """Return the names of the values that lie under seals or stamps, sorted; a title does not count."""
    cells = _Cells.of({name: rects for name, rects in sheet.marks.items() if name not in _FREE})
    found: set[str] = set()
    for operation in sheet.operations:
        if isinstance(operation, Seal):
            found |= cells.under(*_weighed(operation))
    return sorted(found)


def with_seals(sheet: Sheet, share: float, rng: np.random.Generator) -> Sheet:
    """Return a sheet with stamps added until `share` of its values lies under seals and stamps.

    What a form brings along counts. Of a value less than one the fraction is a matter of chance, so that the share
    holds over many sheets.
    """
    cells = _Cells.of({name: rects for name, rects in sheet.marks.items() if name not in _FREE})
    wanted = int(share * len(cells.names) + rng.random())
    covered = set(obscured(sheet))
    added: list[Seal] = []
    while len(covered) < wanted and len(added) < _MOST_STAMPS:
        stamp = _best_placed(_stamp(rng, sheet), cells, covered, wanted, rng)
        covered |= cells.under(*_weighed(stamp))
        added.append(stamp)
    return replace(sheet, operations=[*sheet.operations, *added])


def with_pen_marks(sheet: Sheet, rng: np.random.Generator) -> Sheet:
    """Return a sheet with what an accountant's pen leaves: a tick, a circle, a line under something, initials."""
    colour, width = pick(rng, _PENS), float(rng.uniform(0.35, 0.7))
    x, y = float(rng.uniform(0.15, 0.85)) * sheet.width_mm, float(rng.uniform(0.15, 0.9)) * sheet.height_mm
    points = pick(rng, (_tick, _ring, _line, _initials))(rng)
    curve = tuple((x + float(dx), y + float(dy)) for dx, dy in points)
    return replace(sheet, operations=[*sheet.operations, Stroke(curve, width, colour)])


def _weighed(seal: Seal) -> tuple[npt.NDArray[np.float64], int, int]:
    mask, left, top = seals.mask(replace(seal, wear=0.0), _SCALE)
    return np.asarray(cv2.integral((mask > _INK).astype(np.uint8)), dtype=np.float64), left, top


def _best_placed(stamp: Seal, cells: _Cells, covered: Collection[str], wanted: int, rng: np.random.Generator) -> Seal:
    """Return the stamp at the place, of some tried near values, where it covers as many more as are wanted."""
    ink, left, top = _weighed(replace(stamp, center=(0.0, 0.0)))
    best, least = stamp, len(cells.names) + 1
    for _ in range(_TRIES):
        rect = cells.rects[int(rng.integers(len(cells.rects)))] / _SCALE
        aim = (rng.uniform(rect[0], rect[2]), rng.uniform(rect[1], rect[3]))
        offset = rng.uniform(-0.5, 0.5, 2) * (stamp.width_mm, stamp.height_mm)
        x, y = float(aim[0] + offset[0]), float(aim[1] + offset[1])
        hit = cells.under(ink, left + round(x * _SCALE), top + round(y * _SCALE))
        off = abs(len(hit.union(covered)) - wanted)
        if off < least:
            best, least = replace(stamp, center=(x, y)), off
    return best


def _stamp(rng: np.random.Generator, sheet: Sheet) -> Seal:
    """Return a stamp of a kind and size that suits the sheet, at no place yet."""
    room = min(1.0, min(sheet.width_mm, sheet.height_mm) / 80)
    tilt, wear, seed = float(rng.normal(0, 9)), float(rng.uniform(0.1, 0.7)), int(rng.integers(2**31))
    colour = pick(rng, _INKS)
    if chance(rng, 0.4):
        text, size = pick(rng, _BOXES), float(rng.uniform(4.0, 6.5)) * room
        width = len(text) * size * 1.12 + 4
        line = (text, 0.0, size, 1.0)
        return Seal(
            (0, 0), width, size + 4, "", (line,), is_box=True, colour=colour, tilt_deg=tilt, wear=wear, seed=seed
        )
    firm = firm_name(rng)
    if chance(rng, 0.5):
        side = float(rng.uniform(34, 42)) * room
        line = (pick(rng, _OFFICES), 0.55, 3.2 * room, 0.9)
        return Seal(
            (0, 0), side, side, firm, (line,), arc_size_mm=4.0 * room, star_mm=5.0 * room,
            colour=colour, tilt_deg=tilt, wear=wear, seed=seed,
        )  # fmt: skip
    size = float(rng.uniform(38, 44)) * room
    code = "".join(pick(rng, "0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(18))
    lines = ((code, 0.0, 3.0 * room, 0.8), ("发票专用章", 0.48, 4.0 * room, 0.9))
    return Seal(
        (0, 0), size, size * 0.75, firm, lines, arc_size_mm=3.6 * room,
        colour=colour, tilt_deg=tilt, wear=wear, seed=seed,
    )  # fmt: skip


def _tick(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    size = float(rng.uniform(4, 9))
    return np.array([(0.0, 0.0), (0.3, 0.4), (0.42, 0.5), (0.7, -0.1), (1.3, -0.8)]) * size


def _ring(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    angles = np.linspace(0, float(rng.uniform(6.3, 7.2)), 40)
    radii = 1 + 0.06 * np.sin(angles * 1.7)
    return np.stack([np.cos(angles) * radii * rng.uniform(6, 16), np.sin(angles) * radii * rng.uniform(3, 6)], axis=1)


def _line(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    along = np.linspace(0, float(rng.uniform(15, 45)), 24)
    return np.stack([along, np.cumsum(rng.normal(0, 0.09, 24))], axis=1)


def _initials(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return a scrawl: a smooth walk to the right with loops, as signatures look from afar."""
    time = np.linspace(0, 1, 90)
    turns = 2 * np.pi * np.cumsum(rng.uniform(2, 6, 90)) / 90
    x = time * rng.uniform(10, 22) + 1.6 * np.cos(turns)
    return np.stack([x, 3.2 * np.sin(turns * 0.9) * rng.uniform(0.6, 1) * (1 - 0.5 * time)], axis=1)
