"""Labelled documents on disk: `<id>.<ext>` beside `<id>.json`, in folders of any depth.

A label is a JSON object with `type` (a document type, `multi` or `negative`), `kind` (photo, scan, digital,
mock or synthetic); `fields` with canonical names and normalised values, where an empty one says that nothing is
printed in the cell; `illegible`, names of fields that are printed but cannot be read. Labels of synthesised
documents add `level`, `variant`, `pages`, `quad` (the outline), `quads` (of fields) and, of several pages,
`quad_pages` (field name to page). Of `multi`, `fields.documents` lists objects with all that belongs to one document,
left to right and top to bottom.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from piaoju.errors import InvalidParameter
from piaoju.model.geometry import Quad

MULTI = "multi"
NEGATIVE = "negative"
OTHER = "other"
"""A labelled document of a type that piaoju does not read."""

FieldValue = str | tuple[str, ...]
Place = tuple[int, Quad]
"""A 1-based page, and a quad in its pixels."""


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """The truth about one document.

    Attributes:
        type: document type, or `other`.
        fields: canonical name -> value; empty where nothing is printed.
        items: rows of cells; None if the label does not speak of rows.
        illegible: names that are not scored: fields, `items`, `items[].<cell>`.
        variant: printed variant; empty if the label does not say.
        pages: 1-based pages that it covers.
        quad: its outline on the first of them; None if the label does not say.
        places: field, or `items[<row>].<cell>` -> where it is printed, as far as the label says.
    """

    type: str
    fields: Mapping[str, FieldValue]
    items: tuple[Mapping[str, str], ...] | None = None
    illegible: frozenset[str] = frozenset()
    variant: str = ""
    pages: tuple[int, ...] = (1,)
    quad: Quad | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file with its label.

    Attributes:
        id: the file's path in the data set, without suffix.
        path: of the file.
        type: document type, `multi` or `negative`.
        kind: how the picture came to be.
        level: of synthesised documents, how damaged they are; else empty.
        documents: in reading order; none on a negative.
    """

    id: str
    path: Path
    type: str
    kind: str
    level: str
    documents: tuple[LabelledDocument, ...]

    @property
    def file_name(self) -> str:
        """The file's path in the data set, with its suffix."""
        return self.id + self.path.suffix


def load(folder: Path) -> tuple[Sample, ...]:
    """Return all samples below a folder, sorted by path.

    JSON files that are no labels (no `type` and `fields`) are passed over; a file may come in several formats
    that share a label.

    Raises:
        InvalidParameter: a label without its file, or one that is not of the format; or no label at all.
    """
    samples = tuple(sample for path in sorted(folder.rglob("*.json")) for sample in _samples_of(path, folder))
    if not samples:
        raise InvalidParameter(str(folder), "holds no labelled documents")
    return samples


def parse_label(label: Mapping[str, Any]) -> tuple[LabelledDocument, ...]:
    """Return the documents of a label.

    Raises:
        InvalidParameter: the label is not of the format.
    """
    fields = label["fields"]
    if not isinstance(fields, Mapping):
        raise InvalidParameter("fields", "is not an object")
    match label["type"]:
        case "negative":
            return ()
        case "multi":
            return tuple(map(_document, _list(fields, "documents")))
    return (_document(label),)


def _samples_of(path: Path, folder: Path) -> Iterator[Sample]:
    try:
        label = json.loads(path.read_bytes())
    except ValueError as error:
        raise InvalidParameter(str(path), "is not JSON") from error
    if not isinstance(label, dict) or not {"type", "fields"} <= label.keys():
        return
    files = sorted(file for file in path.parent.glob(f"{_escaped(path.stem)}.*") if file.suffix != ".json")
    if not files:
        raise InvalidParameter(str(path), "is a label without a document")
    try:
        documents = parse_label(label)
    except InvalidParameter as error:
        raise InvalidParameter(str(path), str(error)) from error
    for file in files:
        yield Sample(
            id=path.relative_to(folder).with_suffix("").as_posix(),
            path=file,
            type=str(label["type"]),
            kind=str(label.get("kind", "")),
            level=str(label.get("level", "")),
            documents=documents,
        )


def _document(label: Any) -> LabelledDocument:
    if not isinstance(label, Mapping) or not isinstance(label.get("fields", {}), Mapping):
        raise InvalidParameter("documents", "are not objects with fields")
    fields = label.get("fields", {})
    rows = _list(fields, "items") if "items" in fields else None
    pages = tuple(map(int, _list(label, "pages"))) or (1,)
    return LabelledDocument(
        type=str(label.get("type", OTHER)),
        fields={name: _value(value) for name, value in fields.items() if name != "items"},
        items=None if rows is None else tuple(map(_row, rows)),
        illegible=frozenset(map(str, _list(label, "illegible"))),
        variant=_text(label.get("variant")),
        pages=pages,
        quad=None if label.get("quad") is None else _quad(label["quad"]),
        places=_places(label, pages[0]),
    )


def _places(label: Mapping[str, Any], first_page: int) -> Mapping[str, Place]:
    quads, pages = label.get("quads", {}), label.get("quad_pages", {})
    if not isinstance(quads, Mapping) or not isinstance(pages, Mapping):
        raise InvalidParameter("quads", "is not an object")
    return {name: (int(pages.get(name, first_page)), _quad(points)) for name, points in quads.items()}


def _quad(points: Any) -> Quad:
    try:
        a, b, c, d = ((float(x), float(y)) for x, y in points)
    except (TypeError, ValueError) as error:
        raise InvalidParameter("quad", "is not four points") from error
    return a, b, c, d


def _row(cells: Any) -> Mapping[str, str]:
    if not isinstance(cells, Mapping):
        raise InvalidParameter("items", "are not objects")
    return {name: _text(cell) for name, cell in cells.items()}


def _value(value: Any) -> FieldValue:
    return tuple(map(_text, value)) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _list(label: Mapping[str, Any], name: str) -> list[Any]:
    found = label.get(name, [])
    if not isinstance(found, list):
        raise InvalidParameter(name, "is not a list")
    return found


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)
