"""Options by which a user chooses part of the work: which pages, which document types."""

import re

import typer

from piaoju.doctypes import type_ids

MAX_PAGE = 100_000
"""No file has more pages; keeps a mistyped range from filling the memory."""


def parse_pages(text: str) -> tuple[int, ...]:
    """Return the pages of a list such as `1,3-5`, ascending and without repetition.

    >>> parse_pages("3-5, 1,4")
    (1, 3, 4, 5)

    Raises:
        typer.BadParameter: not such a list, or a page below 1 or above `MAX_PAGE`.
    """
    pages: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,6})\s*(?:-\s*([0-9]{1,6})\s*)?", part)
        if match is None:
            raise typer.BadParameter(f"{part.strip()!r} is no page and no range; write for example 1,3-5")
        first = int(match[1])
        last = int(match[2] or match[1])
        if not 1 <= first <= last <= MAX_PAGE:
            raise typer.BadParameter(f"{part.strip()!r}: pages count from 1 to {MAX_PAGE}, ranges upward")
        pages.update(range(first, last + 1))
    return tuple(sorted(pages))


def check_types(types: list[str] | None) -> tuple[str, ...] | None:
    """Return the chosen document types, or None where none was chosen, which means all.

    Raises:
        typer.BadParameter: there is no such type.
    """
    if not types:
        return None
    known = type_ids()
    for document_type in types:
        if document_type not in known:
            raise typer.BadParameter(f"no document type {document_type!r}; there are {', '.join(known)}")
    return tuple(dict.fromkeys(types))
