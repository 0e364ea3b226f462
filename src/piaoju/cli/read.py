"""`piaoju read`: files in, fields out.

Exit codes: 0 all inputs `ok`, 1 some `failed` or `partial`, 2 wrong usage or a bad setting, 130 interrupted.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import NOT_ALL_WELL, WRONG_USAGE, complain, complain_of, input_name, print_json, progress
from piaoju.cli.selection import check_types, parse_pages
from piaoju.errors import BadConfig, DeploymentError

if TYPE_CHECKING:
    from piaoju.model.document import Reading
    from piaoju.service.config import Settings


class ReadFormat(StrEnum):
    """How readings are written to stdout."""

    TABLE = "table"  # for people
    JSON = "json"  # one array
    JSONL = "jsonl"  # one object a line, each as soon as it is read


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "read",
        help="Read pictures and PDF files and write the fields of the documents in them to stdout.",
        epilog="Example: piaoju read scans/*.pdf --pages 1-2 --format jsonl > fields.jsonl",
    )(read)


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The files to read.")],
    format_: Annotated[
        ReadFormat,
        typer.Option("--format", help="table is for people, json one array, jsonl one object per file."),
    ] = ReadFormat.TABLE,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Read documents of this type only; may be repeated."),
    ] = None,
    pages: Annotated[
        str | None, typer.Option("--pages", metavar="LIST", help="Read these pages only, such as 1,3-5.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Settings; else piaoju.toml in the data folder.")
    ] = None,
) -> None:
    """Read files and write the results in the order of the inputs."""
    chosen_types = check_types(types)
    chosen_pages = None if pages is None else parse_pages(pages)
    settings = _settings(config)
    all_ok = True
    objects: list[object] = []
    try:
        for name, reading in _readings(files, chosen_types, chosen_pages, settings):
            all_ok = all_ok and reading.status == "ok"
            for error in reading.errors:
                complain_of(name, error)
            _write(format_, name, reading, objects)
    except DeploymentError as error:
        complain(f"{error.code}: {error}; `piaoju doctor` tells more")
        raise typer.Exit(NOT_ALL_WELL) from error
    if format_ is ReadFormat.JSON:
        print_json(objects, indent=2)
    raise typer.Exit(0 if all_ok else NOT_ALL_WELL)


def _settings(path: Path | None) -> "Settings":
    from piaoju.service.config import load_settings

    try:
        return load_settings(path)
    except BadConfig as error:
        complain(f"{error.code}: {error}")
        raise typer.Exit(WRONG_USAGE) from error


def _readings(
    files: Sequence[Path], types: Sequence[str] | None, pages: Sequence[int] | None, settings: "Settings"
) -> Iterator[tuple[str, "Reading"]]:
    with progress("starting"):
        from piaoju.engine import Engine, EngineOptions

        engine = Engine(EngineOptions(limits=settings.decode.limits()))
    for position, path in enumerate(files, start=1):
        name = input_name(path)
        with progress(f"reading {name} ({position} of {len(files)})"):
            reading = engine.read(path, types=types, pages=pages)
        yield name, reading


def _write(format_: ReadFormat, name: str, reading: "Reading", objects: list[object]) -> None:
    if format_ is ReadFormat.TABLE:
        from piaoju.cli.tables import print_reading

        print_reading(name, reading)
        return
    from piaoju.dialects.native.envelope import reading_to_json

    encoded = reading_to_json(reading, name)
    if format_ is ReadFormat.JSONL:
        print_json(encoded)
    else:
        objects.append(encoded)
