"""`piaoju eval`: how well documents with known truth are read, and what changed between two reports.

Exit codes: 0 the report is written, 1 the installation is not complete or a file cannot be read or written,
2 wrong usage, or no labelled files.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import NOT_ALL_WELL, complain, print_json, printable, progress
from piaoju.errors import DeploymentError, InvalidParameter

if TYPE_CHECKING:
    from piaoju.lab.evaluate.dataset import Sample
    from piaoju.lab.evaluate.evaluation import Rasterise
    from piaoju.lab.evaluate.report import Report


class EvalFormat(StrEnum):
    """How a report is written to stdout."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Destinations:
    """Where a report goes: stdout in a format unless Markdown goes to a file; other files only if asked for."""

    format: EvalFormat
    errors: bool
    markdown: Path | None
    json: Path | None
    html: Path | None

    def check(self) -> None:
        """Refuse at once what could not be written after a long run.

        Raises:
            InvalidParameter: a file in no folder, or in place of one.
        """
        for path in (self.markdown, self.json, self.html):
            if path is not None and (path.is_dir() or not path.parent.is_dir()):
                raise InvalidParameter(str(path), "cannot be written: it is a folder, or its folder is missing")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "eval",
        help="Read a folder of documents with their truth beside them and count what is right, or compare two reports.",
        epilog="Example: piaoju eval documents/ --raster --exclude ofd --errors",
    )(evaluate)


def evaluate(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            help="Holds each document beside a JSON label of the same name.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
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
    errors: Annotated[bool, typer.Option("--errors", help="List every wrong document and field.")] = False,
    format_: Annotated[
        EvalFormat, typer.Option("--format", help="text is Markdown for people, json for programs.")
    ] = EvalFormat.TEXT,
    threads: Annotated[int, typer.Option("--threads", min=1, help="How many files are read at once.")] = 1,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write the text here, not to stdout.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write everything here, for --compare.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page here that shows the worst fields with pictures."),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="A B", help="Compare two files of --json, the earlier first; reads no DIR."),
    ] = None,
) -> None:
    """Measure the reader and write the report, or compare two reports."""
    destinations = _Destinations(format_, errors, markdown, json, html)
    try:
        destinations.check()
        if compare is not None:
            _compare(*compare, folder, destinations)
        else:
            suffixes = tuple(f".{suffix.lstrip('.').lower()}" for suffix in exclude or ())
            _evaluate(_samples(folder, types), suffixes, destinations, raster=raster, threads=threads)
    except InvalidParameter as error:
        raise typer.BadParameter(str(error)) from error
    except DeploymentError as error:
        complain(f"{error.code}: {error}; `piaoju doctor` tells more")
        raise typer.Exit(NOT_ALL_WELL) from error
    except OSError as error:
        complain(str(error))
        raise typer.Exit(NOT_ALL_WELL) from error


def _samples(folder: Path | None, types: list[str] | None) -> "tuple[Sample, ...]":
    from piaoju.lab.evaluate import dataset

    if folder is None:
        raise InvalidParameter("DIR", "is missing")
    samples = dataset.load(folder)
    chosen = tuple(sample for sample in samples if not types or sample.type in types)
    if not chosen:
        raise InvalidParameter("--type", f"no label in {folder} has one of the types")
    return chosen


def _evaluate(
    samples: "tuple[Sample, ...]", exclude: tuple[str, ...], destinations: _Destinations, *, raster: bool, threads: int
) -> None:
    from piaoju.cli.rendering import render_to_tiff

    rasterise = render_to_tiff if raster else None
    report = _measure(samples, exclude, rasterise, threads)
    if destinations.json is not None:
        from piaoju.lab.evaluate.stored import save

        save(report, destinations.json)
    if destinations.html is not None:
        from piaoju.lab.evaluate.evaluation import content_of
        from piaoju.lab.evaluate.html_report import to_html

        paths = {sample.file_name: sample.path for sample in samples}
        page = to_html(report, lambda name: content_of(paths[name], rasterise))
        destinations.html.write_text(page, encoding="utf-8")
    _write_report(report, destinations)


def _measure(
    samples: "tuple[Sample, ...]", exclude: tuple[str, ...], rasterise: "Rasterise | None", threads: int
) -> "Report":
    with progress("starting") as show:
        from piaoju.engine import Engine
        from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate

        options = EvaluateOptions(rasterise=rasterise, exclude=exclude, threads=threads)
        engine = Engine()

        def tell(done: int, total: int, sample: "Sample") -> None:
            show(f"{done} of {total} read, last {sample.id}")

        return evaluate(samples, engine.read, tell, options)


def _write_report(report: "Report", destinations: _Destinations) -> None:
    from piaoju.lab.evaluate import stored, writing

    text = printable(writing.to_markdown(report, with_errors=destinations.errors))
    if destinations.markdown is not None:
        destinations.markdown.write_text(text, encoding="utf-8")
    elif destinations.format is EvalFormat.JSON:
        print_json(stored.to_summary(report, with_wrong_fields=destinations.errors), indent=2)
    else:
        typer.echo(text, nl=False)


def _compare(before: Path, after: Path, folder: Path | None, destinations: _Destinations) -> None:
    from piaoju.lab.evaluate.difference import difference
    from piaoju.lab.evaluate.difference_sections import difference_sections
    from piaoju.lab.evaluate.stored import difference_to_dict, load_report
    from piaoju.lab.evaluate.writing import section_to_markdown

    if folder is not None or destinations.json is not None or destinations.html is not None:
        raise InvalidParameter("--compare", "reads two reports: no DIR, --json or --html")
    changed = difference(load_report(before), load_report(after))
    text = printable("\n\n".join(map(section_to_markdown, difference_sections(changed))) + "\n")
    if destinations.markdown is not None:
        destinations.markdown.write_text(text, encoding="utf-8")
    elif destinations.format is EvalFormat.JSON:
        print_json(difference_to_dict(changed), indent=2)
    else:
        typer.echo(text, nl=False)
