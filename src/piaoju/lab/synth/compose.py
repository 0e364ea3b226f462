"""Make a document: values, form, raster, degradation, label. Same arguments, same bytes."""

from collections.abc import Callable, Mapping
from math import atan2, degrees
from zlib import crc32

import numpy as np

from piaoju.lab.synth.degrade import Level, Picture, degrade
from piaoju.lab.synth.document import Label, SyntheticDocument
from piaoju.lab.synth.layouts import train_ticket, vat_invoice
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.raster import rect_to_quad, render
from piaoju.lab.synth.typeset import Rect
from piaoju.model.geometry import Quad, bounding_quad, transform_quad

_LAYOUTS: Mapping[str, tuple[tuple[str, ...], Callable[[str, np.random.Generator], PrintedForm]]] = {
    "train_ticket": (train_ticket.VARIANTS, train_ticket.draw),
    "vat_invoice": (vat_invoice.VARIANTS, vat_invoice.draw),
}
VARIANTS: Mapping[str, tuple[str, ...]] = {name: variants for name, (variants, _) in _LAYOUTS.items()}
"""Document type -> variants that can be made."""

_TEXT_PX = (18.0, 30.0)
"""Height of the common text in scans and photos, in pixels."""
_CLEAN_DPI = (200, 300)
_MM_PER_INCH = 25.4


def synthesise(
    document_type: str, variant: str, seed: int, level: Level = Level.CLEAN, *, any_turn: bool = False
) -> SyntheticDocument:
    """Return an invented document with its truth.

    The values and the form depend on type, variant and seed alone, so that levels can be compared.

    Args:
        document_type: a key of VARIANTS.
        variant: one of its variants.
        seed: not negative.
        level: how bad the picture is.
        any_turn: at the levels above clean, turn it by a random multiple of a quarter.

    Raises:
        ValueError: no such type or variant.
    """
    form = layout(document_type, variant, seed)
    rng = _generator(document_type, variant, seed, level)
    dpi = _dpi(form, level, rng)
    picture = degrade(render(form.sheet, dpi), level, rng, any_turn=any_turn)
    label = _label(document_type, variant, seed, level, form)
    label |= _places(form, picture, dpi)
    lines = tuple((text, _moved(rect, picture, dpi)) for text, rect in form.sheet.lines)
    return SyntheticDocument(picture.pixels, label, lines, level, picture.jpeg_quality)


def layout(document_type: str, variant: str, seed: int) -> PrintedForm:
    """Return the filled form of a document, before it becomes pixels.

    Raises:
        ValueError: no such type or variant.
    """
    if variant not in VARIANTS.get(document_type, ()):
        raise ValueError(f"no layout for {document_type} {variant}")
    return _LAYOUTS[document_type][1](variant, _generator(document_type, variant, seed, "form"))


def _generator(document_type: str, variant: str, seed: int, purpose: str) -> np.random.Generator:
    """Return randomness of its own for each purpose, so that no stage disturbs another."""
    return np.random.default_rng([crc32(f"{document_type}/{variant}/{purpose}".encode()), seed])


def _dpi(form: PrintedForm, level: Level, rng: np.random.Generator) -> float:
    if level is Level.CLEAN:
        return float(rng.integers(*_CLEAN_DPI, endpoint=True))
    return float(rng.uniform(*_TEXT_PX)) / form.text_mm * _MM_PER_INCH


def _label(document_type: str, variant: str, seed: int, level: Level, form: PrintedForm) -> Label:
    return {
        "id": f"{document_type}-{variant}-{level}-{seed:06d}",
        "type": document_type,
        "variant": variant,
        "kind": "synthetic",
        "level": level.value,
        "seed": seed,
        "pages": [1],
        "fields": dict(form.fields),
        "illegible": [],
    }


def _places(form: PrintedForm, picture: Picture, dpi: float) -> Label:
    outline = _moved((0.0, 0.0, form.sheet.width_mm, form.sheet.height_mm), picture, dpi)
    (left, top), (right, bottom) = outline[0], outline[1]
    quads = {
        name: _rounded(transform_quad(picture.sheet_to_picture, bounding_quad(_quads(rects, dpi))))
        for name, rects in form.sheet.marks.items()
    }
    # Clockwise degrees that make the document upright, in (-180, 180].
    return {
        "rotation_deg": round(-degrees(atan2(bottom - top, right - left)), 2),
        "quad": _rounded(outline),
    } | {"quads": quads}


def _quads(rects: list[Rect], dpi: float) -> list[Quad]:
    return [rect_to_quad(rect, dpi) for rect in rects]


def _moved(rect: Rect, picture: Picture, dpi: float) -> Quad:
    return transform_quad(picture.sheet_to_picture, rect_to_quad(rect, dpi))


def _rounded(quad: Quad) -> list[list[float]]:
    return [[round(x, 1), round(y, 1)] for x, y in quad]
