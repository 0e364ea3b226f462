"""Sheets with two to six tickets: pasted on a page of A4 for the accountant, or laid out on a desk."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from piaoju.lab.synth.degrade import laid_over
from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts import layouts
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.raster import Raster, render
from piaoju.lab.synth.values.lexicon import between, chance, pick
from piaoju.lab.synth.warp import Warp, rotation, shift, warped
from piaoju.model.geometry import Matrix

VARIANTS = ("a4", "desk")

_A4_MM = (210.0, 297.0)
_COUNT = (2, 6)
_SKEW_DEG = 10.0
_DESK_MM2 = 100_000.0
"""Of a desk that tickets may cover, somewhat less than A3."""
_TOUCHING = 0.4
"""Share of the gaps between tickets that are none."""
_GAP_MM = (1.0, 9.0)
_TRIES = 24
_MM_PER_INCH = 25.4
_PAPER_BGR = (250, 252, 252)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket of a sheet.

    Attributes:
        type: document type.
        variant: of it.
        form: filled, of one page.
        turn_deg: clockwise, as it lies on the sheet.
        center: where its middle lies, in millimetres.
    """

    type: str
    variant: str
    form: PrintedForm
    turn_deg: float
    center: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PastedSheet:
    """Tickets on a sheet of a size in millimetres; on a desk there is nothing between them."""

    width_mm: float
    height_mm: float
    tickets: tuple[Ticket, ...]
    has_paper: bool


def choose(variant: str, rng: np.random.Generator) -> PastedSheet:
    """Return tickets of mixed types and where they go, row by row.

    Tickets are tried until so many as are wanted have found room on A4, or on a desk of the size that a camera takes
    in; there are always two.
    """
    wanted = between(rng, *_COUNT)
    if variant == "desk":
        return _on_desk(wanted, rng)
    width, height = _A4_MM if chance(rng, 0.7) else _A4_MM[::-1]
    kept: list[Ticket] = []
    for _ in range(_TRIES):
        packed = _packed([*kept, _ticket(rng)], width, rng)
        if _fits(packed, width, height):
            kept = packed
        if len(kept) == wanted:
            break
    if len(kept) < _COUNT[0]:
        return choose(variant, rng)
    return PastedSheet(width, height, tuple(kept), has_paper=True)


def drawn(
    pasted: PastedSheet, sheets: Sequence[Sheet], dpi: float, finer: int, rng: np.random.Generator
) -> tuple[Raster, list[Matrix]]:
    """Draw tickets on their sheet.

    Args:
        pasted: which tickets, and where.
        sheets: the printed form of each ticket, with all that happened to it.
        dpi: resolution.
        finer: as in `render`.
        rng: decides from where the light comes.

    Returns:
        The sheet, and for each ticket the transform from its own raster to that of the sheet.
    """
    scale = dpi / _MM_PER_INCH
    size = (round(pasted.width_mm * scale), round(pasted.height_mm * scale))
    pixels = np.full((size[1], size[0], 3), _PAPER_BGR, dtype=np.uint8)
    shape = np.full((size[1], size[0]), 255 if pasted.has_paper else 0, dtype=np.uint8)
    matrices = []
    for ticket, sheet in zip(pasted.tickets, sheets, strict=True):
        raster = render(sheet, dpi, finer)
        height, width = raster.shape.shape
        middle = (ticket.center[0] * scale - width / 2, ticket.center[1] * scale - height / 2)
        matrix = shift(*middle) @ rotation(ticket.turn_deg, (width / 2, height / 2))
        _lay(pixels, shape, raster, matrix, rng)
        matrices.append(np.asarray(matrix, dtype=np.float64))
    return Raster(pixels, shape), matrices


def _lay(
    pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    shape: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    raster: Raster,
    matrix: Matrix,
    rng: np.random.Generator,
) -> None:
    """Draw a ticket into a sheet and its shape, in place."""
    height, width = raster.shape.shape
    corners = Warp(matrix).points(np.array([(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]))
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 6, 0)
    high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 6, shape.shape[::-1])
    part = (slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0])))
    warp, size = Warp(shift(-float(low[0]), -float(low[1])) @ matrix), (int(high[0] - low[0]), int(high[1] - low[1]))
    cover = warped(raster.shape, warp, size, cv2.BORDER_CONSTANT)
    ticket = warped(raster.pixels, warp, size, cv2.BORDER_REPLICATE)
    pixels[part] = laid_over(np.ascontiguousarray(pixels[part]), ticket, cover, 1.5, rng)
    shape[part] = np.maximum(shape[part], cover)


def _on_desk(wanted: int, rng: np.random.Generator) -> PastedSheet:
    chosen = [_ticket(rng), _ticket(rng)]
    for _ in range(_TRIES):
        if len(chosen) == wanted:
            break
        ticket = _ticket(rng)
        if sum(map(_area, (*chosen, ticket))) < _DESK_MM2:
            chosen.append(ticket)
    width = max(1.2 * sum(map(_area, chosen)) ** 0.5, max(_reach(one)[0] for one in chosen))
    packed = _packed(chosen, width, rng)
    right, bottom = _extent(packed)
    return PastedSheet(max(width, right), bottom + _GAP_MM[0], tuple(packed), has_paper=False)


def _area(ticket: Ticket) -> float:
    wide, high = _reach(ticket)
    return wide * high


def _ticket(rng: np.random.Generator) -> Ticket:
    """Return a ticket of any type, at no place yet; documents of several pages are not pasted."""
    while True:
        name = pick(rng, tuple(layouts()))
        variant = pick(rng, layouts()[name].VARIANTS)
        form = layouts()[name].draw(variant, rng)
        if not form.following:
            turn = 90.0 * int(rng.choice(4, p=(0.55, 0.2, 0.05, 0.2))) + float(rng.uniform(-_SKEW_DEG, _SKEW_DEG))
            return Ticket(name, variant, form, turn, (0.0, 0.0))


def _reach(ticket: Ticket) -> tuple[float, float]:
    """Return width and height of the space that a turned ticket takes, in millimetres."""
    angle = np.deg2rad(ticket.turn_deg)
    along, across = abs(float(np.cos(angle))), abs(float(np.sin(angle)))
    width, height = ticket.form.sheet.width_mm, ticket.form.sheet.height_mm
    return width * along + height * across, width * across + height * along


def _packed(tickets: Sequence[Ticket], width: float, rng: np.random.Generator) -> list[Ticket]:
    """Return the tickets in rows, left to right, each row as high as its highest ticket."""
    placed: list[Ticket] = []
    left, top, row_height = _gap(rng), _gap(rng), 0.0
    for ticket in tickets:
        wide, high = _reach(ticket)
        if left + wide > width and row_height:
            left, top, row_height = _gap(rng), top + row_height + _gap(rng), 0.0
        center = (left + wide / 2, top + high / 2)
        placed.append(Ticket(ticket.type, ticket.variant, ticket.form, ticket.turn_deg, center))
        left += wide + _gap(rng)
        row_height = max(row_height, high)
    return placed


def _gap(rng: np.random.Generator) -> float:
    return 0.0 if chance(rng, _TOUCHING) else float(rng.uniform(*_GAP_MM))


def _extent(tickets: Sequence[Ticket]) -> tuple[float, float]:
    reaches = [(ticket.center, _reach(ticket)) for ticket in tickets]
    return max(x + wide / 2 for (x, _), (wide, _) in reaches), max(y + high / 2 for (_, y), (_, high) in reaches)


def _fits(tickets: Sequence[Ticket], width: float, height: float) -> bool:
    right, bottom = _extent(tickets)
    return right <= width and bottom <= height
