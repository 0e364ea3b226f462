"""`piaoju serve`: the HTTP server, in the foreground until Ctrl-C."""

from pathlib import Path
from typing import Annotated

import typer

WRONG_USAGE = 2
FIRST_ACCOUNT = "default"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "serve",
        help="Serve over HTTP: the native API, and the vendors' for their own SDKs.",
        epilog="Example: piaoju serve --port 9000",
    )(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    data: Annotated[Path | None, typer.Option(help="The data folder; ~/.local/share/piaoju by default.")] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings; piaoju.toml in the data folder by default.")
    ] = None,
    accounts: Annotated[
        Path | None, typer.Option(help="The accounts; accounts.toml in the data folder by default.")
    ] = None,
) -> None:
    """Run the server until it is interrupted."""
    from piaoju.errors import BadConfig
    from piaoju.server.run import run
    from piaoju.service.accounts import FILE_NAME
    from piaoju.service.config import data_folder, load_settings
    from piaoju.service.keys import add_account

    try:
        settings = load_settings(config, data)
        path = accounts or (data or data_folder()) / FILE_NAME
        if not path.exists():
            add_account(path, FIRST_ACCOUNT)
            typer.echo(f"made the account {FIRST_ACCOUNT} in {path}", err=True)
        run(host, port, settings, path)
    except BadConfig as error:
        typer.echo(f"piaoju: {error}", err=True)
        raise typer.Exit(WRONG_USAGE) from error
