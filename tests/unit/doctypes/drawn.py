"""Synthesised documents through a type's extractor, read by a reader without fault: extraction alone is tested."""

from dataclasses import dataclass, replace
from functools import cache

from piaoju.engine.types import load_types
from piaoju.lab.evaluate.dataset import LabelledDocument, parse_label
from piaoju.lab.evaluate.judge import Judgement, judge
from piaoju.lab.synth import synthesise
from piaoju.model.document import DocumentReading, Extraction
from piaoju.model.page import PageImage
from piaoju.reading.locate import locate
from tests.text_lines import drawn_lines, read_nothing

TYPES = {kind.id: kind for kind in load_types()}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn document and what was made of it.

    Attributes:
        label: the truth about its first page; what is printed on others only is not there.
        located: the types of what was located on it.
        extraction: by its own type; of a document that was not located, none.
    """

    label: LabelledDocument
    located: tuple[str, ...]
    extraction: Extraction

    def wrong(self) -> list[Judgement]:
        """Return the counted fields that are not as drawn."""
        found = self.extraction
        reading = DocumentReading(
            self.label.type, found.variant, (1,), None, 0.0, None, "image", found.fields, found.items
        )
        return [one for one in judge(self.label, reading, ()) if one.is_counted and not one.is_right]


@cache
def drawn(type_id: str, variant: str, seed: int) -> Drawn:
    """Draw a document, locate it among its printed lines and extract its fields."""
    document = synthesise(type_id, variant, seed)
    height, width = document.pixels.shape[:2]
    page = PageImage(1, document.pixels, width, height)
    cues = [kind.cues for kind in TYPES.values()]
    located = locate(page, drawn_lines(document), 0.0, cues, read_nothing)
    (label,) = parse_label(document.label)
    extraction = TYPES[type_id].extract(located[0]) if located else Extraction({})
    return Drawn(_first_page(label), tuple(found.type for found in located), extraction)


def _first_page(label: LabelledDocument) -> LabelledDocument:
    """Return the label of a document's first page, empty where a value is printed on another page only."""
    later = {name for name, (page, _) in label.places.items() if page != 1}
    rows = [
        row for row, _ in enumerate(label.items or ()) if not any(name.startswith(f"items[{row}].") for name in later)
    ]
    return replace(
        label,
        fields={name: "" if name in later else value for name, value in label.fields.items()},
        items=None if label.items is None else tuple(label.items[row] for row in rows),
    )
