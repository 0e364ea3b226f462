"""`piaoju eval`: how well documents with known truth are read.

Exit codes: 0 the report is written, 1 the installation is not complete, 2 wrong usage, or no labelled files.
"""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import complain, print_json, progress
from piaoju.errors import DeploymentError, InvalidParameter

if TYPE_CHECKING:
    from piaoju.lab.evaluate.dataset import Sample
    from piaoju.lab.evaluate.report import Report


class EvalFormat(StrEnum):
    """How a report is written to stdout."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "eval",
        help="Read a folder of documents with their truth beside them, and count what is right.",
        epilog="Example: piaoju eval documents/ --raster --exclude ofd --errors",
    )(evaluate)


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="Holds each document beside a JSON label of the same name.",
            exists=True,
            file_okay=False,
        ),
    ],
    raster: Annotated[
        bool, typer.Option("--raster", help="Render PDF files first, to measure the reading of pictures.")
    ] = False,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only labels of this type; may be repeated."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="EXT", help="Leave out files that end so; may be repeated."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every wrong field.")] = False,
    format_: Annotated[
        EvalFormat, typer.Option("--format", help="text is Markdown for people, json for programs.")
    ] = EvalFormat.TEXT,
) -> None:
    """Measure the reader and write the report."""
    suffixes = tuple(f".{suffix.lstrip('.').lower()}" for suffix in exclude or ())
    try:
        report = _measure(_samples(folder, types), suffixes, raster=raster)
    except InvalidParameter as error:
        raise typer.BadParameter(str(error)) from error
    except DeploymentError as error:
        complain(f"{error.code}: {error}; `piaoju doctor` tells more")
        raise typer.Exit(1) from error
    _write(report if errors else replace(report, wrong=()), format_)


def _samples(folder: Path, types: list[str] | None) -> "tuple[Sample, ...]":
    from piaoju.lab.evaluate import dataset

    samples = dataset.load(folder)
    chosen = tuple(sample for sample in samples if not types or sample.type in types)
    if not chosen:
        raise InvalidParameter("--type", f"no label in {folder} has one of the types")
    return chosen


def _measure(samples: "tuple[Sample, ...]", exclude: tuple[str, ...], *, raster: bool) -> "Report":
    with progress("starting") as show:
        from piaoju.cli.rendering import render_to_tiff
        from piaoju.engine import Engine
        from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate

        options = EvaluateOptions(rasterise=render_to_tiff if raster else None, exclude=exclude)
        engine = Engine()

        def tell(done: int, total: int, sample: "Sample") -> None:
            show(f"{done} of {total} read, last {sample.id}")

        return evaluate(samples, engine.read, tell, options)


def _write(report: "Report", format_: EvalFormat) -> None:
    from piaoju.lab.evaluate import writing

    if format_ is EvalFormat.JSON:
        print_json(writing.to_dict(report), indent=2)
    else:
        typer.echo(writing.to_markdown(report), nl=False)
