"""The pages of docs/reference/dialects: what is served of a vendor, from the same tables that serve it."""

from collections.abc import Iterator

from piaoju.dialects.wire.dialect import Dialect, Operation
from piaoju.dialects.wire.faults import Fault


def dialect_page(dialect: Dialect) -> Iterator[str]:
    """Yield the lines of a dialect's page."""
    yield f"# {dialect.title}\n"
    yield f"In settings, accounts and metrics: `{dialect.name}`.\n"
    for operation in dialect.operations:
        yield from _operation(dialect, operation)
    yield "## Errors\n"
    yield "Each row is an error of ours, with what tells apart errors of one class, and how it is answered.\n"
    yield from _table(("our error", "HTTP status", "code", "message"), _faults(dialect))
    yield "## Notes\n"
    yield from (f"- {note}" for note in dialect.notes)
    yield ""
    if dialect.gaps:
        yield "## Not supported\n"
        yield from (f"- {gap}" for gap in dialect.gaps)
        yield ""


def _operation(dialect: Dialect, operation: Operation) -> Iterator[str]:
    yield f"## {operation.method} {operation.path}\n"
    yield f"{operation.summary} Its name in `disabled_operations`: `{dialect.name}.{operation.name}`.\n"
    if operation.parameters:
        rows = ((f"`{each.name}`", each.kind, each.rule) for each in operation.parameters)
        yield from _table(("parameter", "type", "rule"), rows)
    for row_set in operation.rows:
        yield f"{row_set.title[0].upper()}{row_set.title[1:]}:\n"
        shown = ((f"`{row.name}`", ", ".join(f"`{field}`" for field in row.fields)) for row in row_set.rows)
        yield from _table(("name", f"field of `{row_set.document_type}`"), shown)


def _faults(dialect: Dialect) -> Iterator[tuple[str, ...]]:
    for kind, fault in dialect.faults.faults.items():
        name = f"`{kind.code}`" if isinstance(kind, type) else f"`{kind[0].code}`: {kind[1]}"
        yield (name, *_fault(fault))
    yield ("anything else", *_fault(dialect.faults.internal))


def _fault(fault: Fault) -> tuple[str, str, str]:
    return str(fault.status), f"`{fault.code}`", fault.message


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield f"|{'---|' * len(head)}"
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
