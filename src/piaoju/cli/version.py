"""`piaoju version`: which version this is."""

import typer

from piaoju import __version__


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("version", help="Print the version.", epilog="Example: piaoju version")(version)


def version() -> None:
    """Write the version to stdout, alone."""
    typer.echo(__version__)
