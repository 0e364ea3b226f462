"""Make a document: values, form, wear, raster, degradation, label. Same arguments, same bytes."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np

from piaoju.lab.synth import ink, labels, pasted
from piaoju.lab.synth.degrade import Picture, degrade
from piaoju.lab.synth.document import SyntheticDocument
from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.labels import MULTI, NEGATIVE, Identity, PlacedSheet
from piaoju.lab.synth.layouts import layouts, negatives
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.levels import LEVELS, Level, LevelSpec, Range
from piaoju.lab.synth.obscure import with_pen_marks, with_seals
from piaoju.lab.synth.raster import render
from piaoju.lab.synth.split import Split, generator
from piaoju.lab.synth.values.lexicon import chance, pick

VARIANTS: Mapping[str, tuple[str, ...]] = {name: layout.VARIANTS for name, layout in layouts().items()}
"""Document type -> variants that can be made."""
KINDS: Mapping[str, tuple[str, ...]] = {**VARIANTS, MULTI: pasted.VARIANTS, NEGATIVE: negatives.DESIGNS}
"""VARIANTS, sheets with several documents, and pictures without any."""

_MM_PER_INCH = 25.4
_CARBON_SHARE = 0.2
"""Of the documents that pins printed; their lower sheets are what the buyer gets."""
_PEN_SHARE = 0.15
_THERMAL_SHARE = 0.5
_ROLL_MM = 90.0
"""Narrower sheets, longer than wide, come off rolls, which may be thermal paper."""


def synthesise(
    document_type: str, variant: str, seed: int, level: Level = Level.CLEAN, *, split: Split | None = None
) -> SyntheticDocument:
    """Return an invented document with its truth.

    The values and the form depend on type, variant, seed and split alone, so that levels can be compared.

    Args:
        document_type: a key of KINDS.
        variant: one of its variants.
        seed: not negative.
        level: how bad the picture is.
        split: the half of words and designs to make it of; None for all.

    Raises:
        ValueError: no such type or variant.
    """
    if variant not in KINDS.get(document_type, ()):
        raise ValueError(f"no layout for {document_type} {variant}")
    identity = Identity(document_type, variant, seed, level)
    rng = _generator(document_type, variant, seed, level, split)
    if document_type == MULTI:
        return _sheet_of_several(identity, split, rng)
    return _document(identity, layout(document_type, variant, seed, split), rng)


def layout(document_type: str, variant: str, seed: int, split: Split | None = None) -> PrintedForm:
    """Return the filled form of a document, before it becomes pixels.

    Raises:
        ValueError: no such type or variant.
    """
    if document_type == MULTI or variant not in KINDS.get(document_type, ()):
        raise ValueError(f"no layout for {document_type} {variant}")
    rng = _generator(document_type, variant, seed, "form", split)
    return negatives.draw(variant, rng) if document_type == NEGATIVE else layouts()[document_type].draw(variant, rng)


def _generator(document_type: str, variant: str, seed: int, purpose: str, split: Split | None) -> np.random.Generator:
    """Return randomness of its own for each purpose, so that no stage disturbs another."""
    return generator([crc32(f"{document_type}/{variant}/{purpose}{split or ''}".encode()), seed], split)


def _document(identity: Identity, form: PrintedForm, rng: np.random.Generator) -> SyntheticDocument:
    spec = pick(rng, LEVELS[identity.level])
    dpi = _dpi(spec, (form.text_mm, form.text_mm), rng)
    text_px = form.text_mm * dpi / _MM_PER_INCH
    pages: list[PlacedSheet] = []
    pictures: list[Picture] = []
    for sheet in (form.sheet, *form.following):
        used = _used(sheet, spec, rng)
        picture = degrade(render(used, dpi, spec.finer), spec, rng, text_px)
        pictures.append(picture)
        pages.append(PlacedSheet(used, dpi, picture.warp))
    label = labels.head(identity, form.fields, len(pages)) | labels.places(pages)
    lines = tuple((text, pages[0].quad(rect)) for text, rect in form.sheet.lines)
    pixels = tuple(picture.pixels for picture in pictures)
    return SyntheticDocument(pixels, label, lines, identity.level, pictures[0].jpeg_quality)


def _sheet_of_several(identity: Identity, split: Split | None, rng: np.random.Generator) -> SyntheticDocument:
    spec = pick(rng, LEVELS[identity.level])
    chosen = pasted.choose(identity.variant, _generator(MULTI, identity.variant, identity.seed, "form", split))
    sizes = [ticket.form.text_mm for ticket in chosen.tickets]
    dpi = _dpi(spec, (min(sizes), max(sizes)), rng)
    sheets = [_used(ticket.form.sheet, spec, rng) for ticket in chosen.tickets]
    raster, matrices = pasted.drawn(chosen, sheets, dpi, spec.finer, rng)
    picture = degrade(raster, spec, rng, min(sizes) * dpi / _MM_PER_INCH)
    placed = [
        PlacedSheet(sheet, dpi, picture.warp.of_ticket(matrix)) for sheet, matrix in zip(sheets, matrices, strict=True)
    ]
    order = labels.in_reading_order([one.outline() for one in placed])
    documents = [
        {
            "type": chosen.tickets[index].type,
            "variant": chosen.tickets[index].variant,
            "fields": dict(chosen.tickets[index].form.fields),
            "illegible": [],
        }
        | labels.places([placed[index]])
        for index in order
    ]
    label = labels.head(identity, {"documents": documents})
    lines = tuple((text, placed[index].quad(rect)) for index in order for text, rect in placed[index].sheet.lines)
    return SyntheticDocument((picture.pixels,), label, lines, identity.level, picture.jpeg_quality)


def _dpi(spec: LevelSpec, text_mm: Range, rng: np.random.Generator) -> float:
    """Return the resolution at which the smallest and the largest text are of the height wanted."""
    if spec.text_px is None:
        return float(rng.uniform(*spec.dpi))
    low, high = (px / mm * _MM_PER_INCH for px, mm in zip(spec.text_px, text_mm, strict=True))
    return float(rng.uniform(low, high)) if low < high else low


def _used(sheet: Sheet, spec: LevelSpec, rng: np.random.Generator) -> Sheet:
    """Return a sheet as it looks after printer, accountant and drawer."""
    if spec.jpeg is None:
        return sheet
    if ink.is_impact_print(sheet) and chance(rng, _CARBON_SHARE):
        sheet = ink.as_carbon_copy(sheet, rng)
    if spec.ribbon is not None:
        is_roll = sheet.width_mm < _ROLL_MM and sheet.height_mm > sheet.width_mm
        if is_roll and chance(rng, _THERMAL_SHARE):
            sheet = ink.with_thermal_fade(sheet, *spec.ribbon, rng)
        else:
            sheet = ink.with_ribbon(sheet, float(rng.uniform(*spec.ribbon)))
    if chance(rng, _PEN_SHARE):
        sheet = with_pen_marks(sheet, rng)
    return with_seals(sheet, spec.obscured, rng)
