"""`piaoju demo`: draw invented documents, read them, show what was read and whether it is what was drawn.

Exit codes: 0 every document was found, 1 not so, or the installation is not complete.
"""

import shlex
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import NOT_ALL_WELL, complain, printable, program, progress
from piaoju.errors import DeploymentError

if TYPE_CHECKING:
    from piaoju.lab.evaluate.dataset import FieldValue
    from piaoju.lab.evaluate.report import Report
    from piaoju.model.document import Reading


class DemoLevel(StrEnum):
    """How bad the pictures are; the levels of `piaoju.lab.synth`."""

    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"
    HARD = "hard"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "demo",
        help="Draw one invented document of each type that piaoju reads, read it, and show the fields.",
        epilog="Example: piaoju demo --level photo --seed 7",
    )(demo)


def demo(
    folder: Annotated[Path, typer.Option(help="Where pictures and truth are written.")] = Path("demo"),
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives other documents.")] = 1,
    level: Annotated[DemoLevel, typer.Option(help="How bad the pictures are.")] = DemoLevel.CLEAN,
) -> None:
    """Draw, read and show."""
    from piaoju.cli.tables import print_reading

    with progress("drawing"):
        paths = _draw(folder, seed, level)
    all_found = True
    for path in paths:
        try:
            with progress(f"reading {path}"):
                reading, report = _read(path)
        except DeploymentError as error:
            complain(f"{error.code}: {error}; `piaoju doctor` tells more")
            raise typer.Exit(NOT_ALL_WELL) from error
        print_reading(str(path), reading)
        for line in _comparison(report):
            typer.echo(line)
        all_found = all_found and bool(reading.documents)
    typer.echo(f"The pictures are in {folder}, the truth beside each. Try also:")
    typer.echo(f"  {program()} read {shlex.quote(str(paths[0]))} --format json")
    raise typer.Exit(0 if all_found else NOT_ALL_WELL)


def _draw(folder: Path, seed: int, level: DemoLevel) -> list[Path]:
    from piaoju.engine import Engine
    from piaoju.lab.synth import VARIANTS, Level, synthesise, write

    return [
        write(synthesise(document_type, VARIANTS[document_type][0], seed, Level(level.value)), folder)
        for document_type in Engine().type_ids
    ]


def _read(path: Path) -> "tuple[Reading, Report]":
    from piaoju.engine import Engine
    from piaoju.lab.evaluate import dataset
    from piaoju.lab.evaluate.evaluation import evaluate

    reading = Engine().read(path)
    samples = [sample for sample in dataset.load(path.parent) if sample.path == path]
    return reading, evaluate(samples, lambda _: reading)


def _comparison(report: "Report") -> Iterator[str]:
    """Yield how many fields are as drawn, and each that is not."""
    for score in report.groups:
        yield f"As drawn: {score.fields.count} of {score.fields.total} fields."
    for wrong in report.wrong:
        if wrong.is_counted:
            yield printable(f"  {wrong.field}: drawn {_text(wrong.expected)}, read {_text(wrong.read)}")
    yield ""


def _text(value: "FieldValue | None") -> str:
    if not value:
        return "nothing"
    return value if isinstance(value, str) else " ".join(value)
