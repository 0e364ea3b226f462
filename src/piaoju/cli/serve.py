"""`piaoju serve`: the HTTP server, in the foreground until Ctrl-C."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from piaoju.cli.output import WRONG_USAGE, complain

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
        folder = data or data_folder()
        path = accounts or folder / FILE_NAME
        if not path.exists():
            add_account(path, FIRST_ACCOUNT)
            typer.echo(f"made the account {FIRST_ACCOUNT} in {path}", err=True)
        if sys.stderr.isatty():  # elsewhere stderr is the log, of JSON alone
            _greet(f"http://{host}:{port}", path)
        run(host, port, settings, path, folder)
    except BadConfig as error:
        complain(str(error))
        raise typer.Exit(WRONG_USAGE) from error


def _greet(address: str, accounts: Path) -> None:
    """Say how to make a first call."""
    from piaoju.service.accounts import FILE_NAME, read_accounts
    from piaoju.service.config import data_folder

    file = "" if accounts == data_folder() / FILE_NAME else f" --accounts {shlex.quote(str(accounts))}"
    program = shlex.quote(str(Path(sys.argv[0])))
    names = [account.name for account in read_accounts(accounts) if account.native is not None]
    for name in names[:1]:
        typer.echo(f"keys:  {program} accounts show {shlex.quote(name)} --secrets{file}", err=True)
    typer.echo(f'call:  curl -H "Authorization: Bearer API_KEY" -F file=@invoice.jpg {address}/v1/read', err=True)
    typer.echo(f"more:  {address}/docs; stop with Ctrl-C", err=True)
