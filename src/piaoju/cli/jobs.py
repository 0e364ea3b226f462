"""`piaoju jobs`: what servers accepted and workers did. No document's content is shown, and no secret."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import NOT_ALL_WELL, WRONG_USAGE, complain, print_json, printable

if TYPE_CHECKING:
    from piaoju.service.jobs.store import JobStore
    from piaoju.service.jobs.survey import JobLine

PIPE_WIDTH = 120
"""Columns of a table where stdout is no terminal."""


class Format(StrEnum):
    """How jobs are written."""

    TABLE = "table"
    JSONL = "jsonl"


class State(StrEnum):
    """As `JobState`, which is not imported for `--help`."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


Id = Annotated[str, typer.Argument(metavar="ID", help="The job's id.")]
Data = Annotated[Path | None, typer.Option(help="The data folder; ~/.local/share/piaoju by default.")]
Config = Annotated[Path | None, typer.Option(help="The settings; piaoju.toml in the data folder by default.")]
Written = Annotated[
    Format | None, typer.Option("--format", help="A table, or a JSON object a line; a table on terminals by default.")
]

commands = typer.Typer(
    name="jobs",
    help="Look after the jobs that servers accepted.",
    epilog="Example: piaoju jobs list",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(commands)


@commands.command(
    "list", help="List the jobs that are kept, the latest first.", epilog="Example: piaoju jobs list --state failed"
)
def list_(
    state: Annotated[State | None, typer.Option(help="Only jobs in this state.")] = None,
    account: Annotated[str | None, typer.Option(help="Only jobs of this account.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 100,
    written: Written = None,
    data: Data = None,
    config: Config = None,
) -> None:
    """List the jobs that are kept, the latest first."""
    from piaoju.dialects.wire.jobs import JobState
    from piaoju.service.jobs import survey

    with _store(data, config) as store:
        found = survey.list_jobs(store, None if state is None else JobState(state), account, limit)
    _write(found, written)


@commands.command("show", help="Show one job.", epilog="Example: piaoju jobs show ID")
def show(job: Id, written: Written = None, data: Data = None, config: Config = None) -> None:
    """Show one job."""
    from piaoju.service.jobs import survey

    with _store(data, config) as store:
        found = survey.find_job(store, job)
    _write([found], written)


@commands.command(
    "retry",
    help="Read the link of a failed job anew, or tell anew of an end that nobody accepted.",
    epilog="Example: piaoju jobs retry ID",
)
def retry(job: Id, data: Data = None, config: Config = None) -> None:
    """Read the link of a failed job anew, or tell anew of an end that nobody accepted."""
    from piaoju.service.jobs import survey

    with _store(data, config) as store:
        survey.retry_job(store, job)


@commands.command(
    "purge",
    help="Remove the jobs that are no longer kept, and those in the states named.",
    epilog="Example: piaoju jobs purge --state done --state failed",
)
def purge(
    state: Annotated[list[State] | None, typer.Option(help="Remove all jobs in this state; may be repeated.")] = None,
    data: Data = None,
    config: Config = None,
) -> None:
    """Remove the jobs that are no longer kept, and those in the states named; say on stderr how many they were."""
    from piaoju.dialects.wire.jobs import JobState
    from piaoju.service.jobs import survey

    with _store(data, config) as store:
        removed = survey.purge(store, [JobState(each) for each in state or ()])
    typer.echo(f"removed {removed}", err=True)


@contextmanager
def _store(data: Path | None, config: Path | None) -> "Iterator[JobStore]":
    """Open the jobs; say on stderr what cannot be done, and end with wrong usage."""
    from sqlalchemy.exc import SQLAlchemyError

    from piaoju.errors import BadConfig, InvalidParameter, UnknownJob

    try:
        store = _open(data, config)
        try:
            yield store
        finally:
            store.engine.dispose()
    except (BadConfig, InvalidParameter, UnknownJob) as error:
        complain(str(error))
        raise typer.Exit(WRONG_USAGE) from error
    except SQLAlchemyError as error:
        complain("the jobs' database does not answer")
        raise typer.Exit(NOT_ALL_WELL) from error


def _open(data: Path | None, config: Path | None) -> "JobStore":
    from piaoju.errors import BadConfig
    from piaoju.service.clock import now
    from piaoju.service.config import data_folder, load_settings
    from piaoju.service.jobs.assembly import open_store
    from piaoju.service.jobs.tables import FILE_NAME, is_local

    settings = load_settings(config, data)
    folder = data or data_folder()
    if is_local(settings.jobs.database.get_secret_value()) and not (folder / FILE_NAME).exists():
        # Made here, the file might belong to another user than the server's.
        raise BadConfig(f"{folder} has no jobs of a server")
    return open_store(settings.jobs, folder, now)


def _write(lines: "list[JobLine]", written: Format | None) -> None:
    """Write jobs to stdout."""
    if written is Format.JSONL or (written is None and not sys.stdout.isatty()):
        for line in lines:
            moments = {name: value.isoformat() for name, value in asdict(line).items() if isinstance(value, datetime)}
            print_json(asdict(line) | moments)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("id", no_wrap=True)
    for heading in ("account", "dialect", "state", "submitted", "took", "attempts", "error", "callback"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(*(Text(printable(cell)) for cell in _cells(line)))
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH).print(table)


def _cells(line: "JobLine") -> tuple[str, ...]:
    took = "" if line.finished_at is None else f"{(line.finished_at - line.submitted_at).total_seconds():.1f} s"
    callback = f"{line.delivered} ({line.deliveries})" if line.delivered else ""
    submitted = f"{line.submitted_at.astimezone():%m-%d %H:%M:%S}"
    return (
        line.id,
        line.account,
        line.dialect,
        line.state,
        submitted,
        took,
        str(line.attempts),
        line.error or "",
        callback,
    )
