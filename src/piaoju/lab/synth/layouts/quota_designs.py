"""The designs of fixed-amount invoices: what `quota_designs.toml` holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from piaoju.lab.synth.draw import Align
from piaoju.lab.synth.fonts import Face
from piaoju.lab.synth.layouts.design_table import design_table
from piaoju.lab.synth.typeset import Rect
from piaoju.lab.synth.values.quota import Title


@dataclass(frozen=True, slots=True)
class Print:
    """One line of text.

    Attributes:
        x: its left edge, middle or right edge, as `align` says.
        y: its middle.
        text: may name {title}, {code}, {number}, {words}, {figures}, {firm}, {phone} and {imprint}.
        size_mm: of its em.
        align: what x is.
        spread: to how wide its characters are set apart, 0 if they are not.
        down: to how high they are set below each other, 0 if they are not.
        room: at most so wide, 0 if there is no limit.
        ink: name of its colour.
        face: of its letters, the form's if empty.
        bold: by how much strokes are made bolder, in millimetres.
        cell_em: width of digits, 0 if they keep their own.
        name: of the field that it prints.
    """

    x: float
    y: float
    text: str
    size_mm: float
    align: Align = "left"
    spread: float = 0.0
    down: float = 0.0
    room: float = 0.0
    ink: str = "form"
    face: Face | None = None
    bold: float = 0.0
    cell_em: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class QuotaDesign:
    """One province's or city's form.

    Attributes:
        id: of the design.
        size_mm: width and height.
        inks: names of the colours that denominations are printed in.
        bureau: its tax bureau, as in the supervision seal.
        titles: of which the form carries one.
        decimals: of the figures.
        prints: every line of text.
        seal: centre and size of the supervision seal.
        firm_seal: centre and size of the payee's.
        perforation: line along which the stub, left of it or below it, is torn off: x0, y0, x1, y1; none if empty.
        frames: rectangles.
        scratch: the silver area, none if empty.
        qr: left, top and side of a QR code, none if empty.
        rosette: centre, half width and half height of the flower below the face value, none if empty.
        tint: rectangle of the tinted part with its border, none if empty.
    """

    id: str
    size_mm: tuple[float, float]
    inks: tuple[str, ...]
    bureau: str
    titles: tuple[Title, ...]
    decimals: int
    prints: tuple[Print, ...]
    seal: Rect
    firm_seal: Rect
    perforation: tuple[float, ...] = ()
    frames: tuple[Rect, ...] = ()
    scratch: tuple[float, ...] = ()
    qr: tuple[float, ...] = ()
    rosette: tuple[float, ...] = ()
    tint: tuple[float, ...] = ()


@cache
def quota_designs() -> Mapping[str, QuotaDesign]:
    """Return the designs by their ids."""
    return {row["id"]: _design(row) for row in design_table("quota_designs")}


def without_stub(design: QuotaDesign) -> QuotaDesign:
    """Return what the payer gets of a design with a perforation: the part right of it, or above it."""
    x0, y0, x1, _ = design.perforation
    width, height = design.size_mm
    if x0 != x1:
        kept = tuple(line for line in design.prints if line.y < y0)
        return replace(design, size_mm=(width, y0), prints=kept, perforation=())
    return replace(
        design,
        size_mm=(width - x0, height),
        prints=tuple(replace(line, x=line.x - x0) for line in design.prints if line.x > x0),
        seal=_moved_point(design.seal, x0),
        firm_seal=_moved_point(design.firm_seal, x0),
        perforation=(),
        frames=tuple(_moved_rect(frame, x0) for frame in design.frames),
        scratch=_moved_rect(design.scratch, x0) if design.scratch else (),
        qr=(design.qr[0] - x0, *design.qr[1:]) if design.qr else (),
        rosette=(design.rosette[0] - x0, *design.rosette[1:]) if design.rosette else (),
        tint=_moved_rect(design.tint, x0) if design.tint else (),
    )


def _moved_point(seal: Rect, left: float) -> Rect:
    return seal[0] - left, seal[1], seal[2], seal[3]


def _moved_rect(rect: tuple[float, ...], left: float) -> Rect:
    x0, y0, x1, y1 = rect
    return x0 - left, y0, x1 - left, y1


def _design(row: dict[str, Any]) -> QuotaDesign:
    parts = {
        "titles": tuple(Title(**title) for title in row["titles"]),
        "prints": tuple(Print(**line) for line in row["prints"]),
    }
    return QuotaDesign(**(row | parts))
