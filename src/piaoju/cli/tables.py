"""Readings for people: a heading per document, its fields, item rows and findings as tables on stdout."""

import sys
from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from piaoju.cli.output import printable
from piaoju.cli.schemas import item_labels, labels
from piaoju.model.document import DocumentReading, Finding, Reading
from piaoju.model.field import FieldReading, Fields

PIPE_WIDTH = 120
"""Columns where stdout is no terminal; long values are folded, never cut."""
FOLDED_CELLS = frozenset({"name", "specification", "unit_price"})
"""Cells of items that give way on a narrow terminal; figures in a row are read at a glance only if whole."""
DOUBTFUL = 0.9
"""Confidences below are coloured on terminals."""
MARKS = {"pass": ("✓", "green"), "fail": ("✗", "red"), "not_applicable": ("–", "dim")}


def print_reading(name: str, reading: Reading, console: Console | None = None) -> None:
    """Write what was read of one input.

    Args:
        name: the input's name, as the user wrote it.
        reading: what was read.
        console: where to; stdout if None.
    """
    out = console or Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)
    out.print(_heading(name, reading), soft_wrap=True)
    for document in reading.documents:
        out.print(_document_heading(document))
        out.print(_field_table(document))
        if document.items:
            out.print(_item_table(document))
        for finding in document.findings:
            out.print(_finding(finding))
    if not reading.documents and reading.status == "ok":
        out.print(Text("  no document found"))
    out.print()


def _heading(name: str, reading: Reading) -> Text:
    parts = [reading.status, _count(len(reading.pages), "page"), _count(len(reading.documents), "document")]
    if "total" in reading.timing_ms:
        parts.append(f"{reading.timing_ms['total'] / 1000:.2f} s")
    style = "bold" if reading.status == "ok" else "bold red"
    return Text(f"{printable(name)}: {', '.join(parts)}", style=style)


def _document_heading(document: DocumentReading) -> Text:
    parts = [document.type]
    if document.variant is not None:
        parts.append(document.variant)
    if document.pages:
        parts.append("page " + ", ".join(str(page) for page in document.pages))
    parts.append(f"from {document.carrier}")
    if document.confidence is not None:
        parts.append(f"confidence {document.confidence:.3f}")
    return Text("  " + " · ".join(parts), style="cyan")


def _field_table(document: DocumentReading) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True)
    table.add_column("label", overflow="fold")
    table.add_column("field", overflow="fold", style="dim")
    table.add_column("value", overflow="fold")
    table.add_column("confidence", justify="right", no_wrap=True)
    known = labels(document.type)
    for name in _ordered(document.fields, known):
        field = document.fields[name]
        table.add_row(Text(known.get(name, "")), Text(name), _value(field), _confidence(field.confidence))
    return table


def _item_table(document: DocumentReading) -> Table:
    table = Table(box=box.SIMPLE_HEAD, collapse_padding=True)
    known = item_labels(document.type)
    columns = _ordered((name for row in document.items for name in row), known)
    for name in columns:
        no_wrap = name not in FOLDED_CELLS
        table.add_column(Text(known.get(name) or name), overflow="fold", no_wrap=no_wrap)
    table.add_column("confidence", justify="right", no_wrap=True)
    for row in document.items:
        cells = [_value(row[name]) if name in row else Text("") for name in columns]
        table.add_row(*cells, _confidence(_least_confidence(row)))
    return table


def _ordered(names: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Return names once each: those of the schema in its order, then the others."""
    present = dict.fromkeys(names)
    return [name for name in known if name in present] + [name for name in present if name not in known]


def _value(field: FieldReading) -> Text:
    value = field.value if isinstance(field.value, str) else "\n".join(field.value)
    return Text(printable(value))


def _least_confidence(row: Fields) -> float | None:
    known = [field.confidence for field in row.values() if field.confidence is not None]
    return min(known, default=None)


def _confidence(confidence: float | None) -> Text:
    if confidence is None:
        return Text("?")
    return Text(f"{confidence:.3f}", style="yellow" if confidence < DOUBTFUL else "")


def _finding(finding: Finding) -> Text:
    mark, style = MARKS[finding.status]
    return Text(f"  {mark} {finding.check}: {printable(finding.message)}", style=style)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
