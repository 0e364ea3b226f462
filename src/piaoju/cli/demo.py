"""`piaoju demo`: draw invented documents, read them, show what was read beside what was drawn."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from piaoju.cli.output import progress


class DemoLevel(StrEnum):
    """How bad the pictures are; the levels of `piaoju.lab.synth`."""

    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "demo",
        help="Draw one invented document of each type that piaoju reads, read it, and show the fields.",
        epilog="Example: piaoju demo --level photo --seed 7",
    )(demo)


def demo(
    folder: Annotated[Path, typer.Option(help="Where the pictures and their truth are written.")] = Path(
        "demo"
    ),
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives other documents.")] = 1,
    level: Annotated[DemoLevel, typer.Option(help="How bad the pictures are.")] = DemoLevel.CLEAN,
) -> None:
    """Draw, read and show."""
    with progress("starting"):
        from piaoju.cli.tables import print_reading
        from piaoju.engine import Engine
        from piaoju.lab.synth import VARIANTS, Level, synthesise, write

        engine = Engine()
    for document_type, variants in VARIANTS.items():
        with progress(f"drawing and reading {document_type}"):
            path = write(synthesise(document_type, variants[0], seed, Level(level.value)), folder)
            reading = engine.read(path)
        print_reading(str(path), reading)
