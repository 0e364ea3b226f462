"""The truth about a picture, as JSON values: the format of labelled documents, with places.

Keys: `id`, `type`, `variant`, `kind` (synthetic), `level`, `seed`, `pages`, `fields` (canonical name -> normalised
value, "" or [] where a cell is empty), `illegible` (always empty: what is drawn can be read), `obscured` (names of
values under a seal or stamp), `quads` (name -> four points, clockwise from the top-left of the text; parts of an item
are named `items[0].name`), `quad` (outline of the sheet), `rotation_deg` (clockwise degrees that make it upright). Of
several pages, `quad_pages` names the page of each quad, and `quad` and `rotation_deg` are those of the first. Of a
sheet with several tickets (`multi`), `fields.documents` lists them left to right, top to bottom, each with type,
variant, fields, illegible, obscured, quad, rotation_deg and quads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees

from piaoju.lab.synth.document import Label
from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.levels import Level
from piaoju.lab.synth.obscure import obscured
from piaoju.lab.synth.raster import rect_to_quad
from piaoju.lab.synth.typeset import Rect
from piaoju.lab.synth.warp import Warp
from piaoju.model.geometry import Quad, bounding_quad

MULTI, NEGATIVE = "multi", "negative"


@dataclass(frozen=True, slots=True)
class Identity:
    """What was asked for."""

    type: str
    variant: str
    seed: int
    level: Level

    @property
    def id(self) -> str:
        """Name of the document and of its files."""
        return f"{self.type}-{self.variant}-{self.level}-{self.seed:06d}"


@dataclass(frozen=True, slots=True, eq=False)
class PlacedSheet:
    """A printed sheet, the resolution it was drawn at, and where its points went."""

    sheet: Sheet
    dpi: float
    warp: Warp

    def quad(self, rect: Rect) -> Quad:
        """Return where a rectangle of the sheet lies in the picture."""
        return self.warp.quad(rect_to_quad(rect, self.dpi))

    def outline(self) -> Quad:
        """Return where the sheet itself lies."""
        return self.quad((0.0, 0.0, self.sheet.width_mm, self.sheet.height_mm))

    def marks(self) -> dict[str, Quad]:
        """Return where the print of each field lies."""
        return {
            name: self.warp.quad(bounding_quad(rect_to_quad(rect, self.dpi) for rect in rects))
            for name, rects in self.sheet.marks.items()
        }


def head(identity: Identity, fields: Mapping[str, object], pages: int = 1) -> Label:
    """Return the part of a label that does not depend on the picture."""
    return {
        "id": identity.id,
        "type": identity.type,
        "variant": identity.variant,
        "kind": "synthetic",
        "level": identity.level.value,
        "seed": identity.seed,
        "pages": list(range(1, pages + 1)),
        "fields": dict(fields),
        "illegible": [],
    }


def places(sheets: Sequence[PlacedSheet]) -> Label:
    """Return the part of a label that says where everything is, of the pages of one document."""
    quads: dict[str, Quad] = {}
    pages: dict[str, int] = {}
    for page, placed in enumerate(sheets, start=1):
        for name, quad in placed.marks().items():
            if name not in quads:  # what every page repeats is read from the first
                quads[name], pages[name] = quad, page
    outline = sheets[0].outline()
    label: Label = {
        "obscured": sorted({name for placed in sheets for name in obscured(placed.sheet)}),
        "rotation_deg": upright_by(outline),
        "quad": rounded(outline),
        "quads": {name: rounded(quad) for name, quad in quads.items()},
    }
    return label | ({"quad_pages": pages} if len(sheets) > 1 else {})


def upright_by(outline: Quad) -> float:
    """Return the clockwise degrees that make a document upright, in (-180, 180]."""
    (left, top), (right, bottom) = outline[0], outline[1]
    return round(-degrees(atan2(bottom - top, right - left)), 2) + 0.0


def rounded(quad: Quad) -> list[list[float]]:
    """Return a quad as JSON values, to a tenth of a pixel."""
    return [[round(x, 1) + 0.0, round(y, 1) + 0.0] for x, y in quad]


def in_reading_order(outlines: Sequence[Quad]) -> list[int]:
    """Return indices of documents in rows from the top, each row from the left.

    A document begins a new row if its centre is more than half its height below that of the row's first.
    """
    spans = [(min(y for _, y in quad), max(y for _, y in quad)) for quad in outlines]
    lefts = [min(x for x, _ in quad) for quad in outlines]
    rows: list[list[int]] = []
    for index in sorted(range(len(outlines)), key=lambda index: spans[index][0]):
        low, high = spans[index]
        if rows:
            first_low, first_high = spans[rows[-1][0]]
            if (low + high) / 2 - (first_low + first_high) / 2 <= (high - low) / 2:
                rows[-1].append(index)
                continue
        rows.append([index])
    return [index for row in rows for index in sorted(row, key=lambda index: lefts[index])]
