"""`piaoju worker`: working on jobs beside a server, in the foreground until Ctrl-C or SIGTERM."""

from pathlib import Path
from typing import Annotated

import typer

from piaoju.cli.output import WRONG_USAGE, complain


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "worker",
        help="Work on the jobs that servers accepted, on this machine or another.",
        epilog="Example: piaoju worker --config piaoju.toml",
    )(worker)


def worker(
    data: Annotated[Path | None, typer.Option(help="The data folder; ~/.local/share/piaoju by default.")] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings; piaoju.toml in the data folder by default.")
    ] = None,
) -> None:
    """Work on jobs until interrupted."""
    from piaoju.errors import BadConfig
    from piaoju.server.work import run
    from piaoju.service.config import data_folder, load_settings
    from piaoju.service.jobs.tables import FILE_NAME

    folder = data or data_folder()
    try:
        settings = load_settings(config, data)
        if settings.jobs.database.get_secret_value() or (folder / FILE_NAME).exists():
            run(settings, folder)
            return
    except BadConfig as error:
        complain(str(error))
        raise typer.Exit(WRONG_USAGE) from error
    complain(f"{folder} has no jobs of a server; to share jobs between machines set [jobs] database")
    raise typer.Exit(WRONG_USAGE)
