"""Reports as Markdown for people."""

from collections.abc import Sequence

from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.sections import Section, sections, wrong_documents, wrong_fields


def to_markdown(report: Report, *, with_errors: bool = True) -> str:
    """Return the report as Markdown: its tables and, if wanted, all wrong documents and fields."""
    parts = list(sections(report))
    if with_errors:
        parts += [*wrong_documents(report), *wrong_fields(report)]
    return "\n\n".join(map(section_to_markdown, parts)) + "\n"


def section_to_markdown(section: Section, depth: int = 2) -> str:
    """Return heading of a depth, table and note."""
    parts = [f"{'#' * depth} {section.title}", table(section.head, section.rows), section.note]
    return "\n\n".join(part for part in parts if part)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; bars in cells become fullwidth, line feeds blanks.

    >>> print(table(("a", "b"), [("1", "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x｜y |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")
