"""Rows: which value of a document stands under which name on the wire, and how it is written.

A row turns a document into a cell: text, confidence and place. How a cell, or the lack of one, is written is the
vendor's affair. An encoder turns a normalised value into the vendor's text.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import Quad

Encoder = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says of a document; all empty where nothing was read."""

    text: str = ""
    confidence: float | None = None
    quad: Quad | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A name on the wire.

    Attributes:
        name: on the wire.
        fields: canonical names of the fields that it shows; empty for a constant.
        cell: makes the cell of a document's fields.
    """

    name: str
    fields: tuple[str, ...]
    cell: Callable[[Fields], Cell]


def verbatim(value: str) -> str:
    """Leave the value as it is."""
    return value


def row(name: str, field: str, encode: Encoder = verbatim) -> Row:
    """Show one field; of one of several lines, the lines run together."""

    def cell(fields: Fields) -> Cell:
        found = fields.get(field)
        return Cell() if found is None else Cell(encode(plain(found)), found.confidence, found.quad)

    return Row(name, (field,), cell)


def joined(name: str, fields: Sequence[str], separator: str = "") -> Row:
    """Show several fields in one text, those that were read; placed where the first of them is."""

    def cell(document: Fields) -> Cell:
        found = [document[field] for field in fields if field in document]
        if not found:
            return Cell()
        return Cell(separator.join(plain(each) for each in found), least_confidence(found), found[0].quad)

    return Row(name, tuple(fields), cell)


def derived(name: str, field: str, derive: Callable[[str], str | None]) -> Row:
    """Show what follows from a field; it has no place of its own."""

    def cell(fields: Fields) -> Cell:
        found = fields.get(field)
        text = None if found is None else derive(plain(found))
        return Cell() if found is None or not text else Cell(text, found.confidence)

    return Row(name, (field,), cell)


def constant(name: str, text: str) -> Row:
    """Show the same text always."""
    return Row(name, (), lambda _: Cell(text, 1.0))


def absent(name: str) -> Row:
    """Show nothing under a name that the vendor has and this document type does not."""
    return Row(name, (), lambda _: Cell())


def cells(rows: Iterable[Row], fields: Fields) -> Mapping[str, Cell]:
    """Return the cells of all rows by name, in their order."""
    return {each.name: each.cell(fields) for each in rows}


def item_cells(rows: Sequence[Row], document: DocumentReading) -> tuple[Mapping[str, Cell], ...]:
    """Return the cells of every item row of the document, from the top down."""
    return tuple(cells(rows, item) for item in document.items)


def line_cells(field: FieldReading | None, encode: Encoder = verbatim) -> tuple[Cell, ...]:
    """Return one cell a printed line of a field of several lines; none if it was not read."""
    if field is None:
        return ()
    return tuple(Cell(encode(line.value), line.confidence, line.quad) for line in field.lines)


def plain(field: FieldReading) -> str:
    """Return the value as one string."""
    return field.value if isinstance(field.value, str) else "".join(field.value)


def least_confidence(fields: Iterable[FieldReading]) -> float | None:
    """Return the least confidence; None if that of any field is not known."""
    known = [field.confidence for field in fields]
    return None if None in known else min((each for each in known if each is not None), default=None)
