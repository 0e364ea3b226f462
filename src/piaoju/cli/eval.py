"""`piaoju eval`: how well documents with known truth are read."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "eval",
        help="Read a folder of labelled documents and count what is right.",
        epilog="Example: piaoju eval documents/ --raster --errors",
    )(evaluate)


def evaluate(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The labelled documents.")]) -> None:
    """Evaluate."""
