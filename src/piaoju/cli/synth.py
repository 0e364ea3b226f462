"""`piaoju synth`: draw invented documents with their truth, for tests and evaluation.

Exit codes: 0 all written, 1 a file could not be written, or a frozen set is not as recorded, 2 wrong usage.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import NOT_ALL_WELL, complain, progress

if TYPE_CHECKING:
    from piaoju.lab.synth.sets import Task, Tell

_CONTACT_COUNT = 12
_COUNT = 10


class SynthLevel(StrEnum):
    """How bad the pictures are; the levels of `piaoju.lab.synth`."""

    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"
    HARD = "hard"


class FrozenSet(StrEnum):
    """The recipes of `piaoju.lab.synth.frozen`."""

    DEV = "dev"
    TEST = "test"
    CALIBRATION = "calibration"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "synth",
        help="Draw invented documents into a folder, each picture with its truth as a JSON label, and a manifest of"
        " hashes. The same options give the same bytes.",
        epilog="Example: piaoju synth --out drawn --types vat_invoice,multi --count 20 --level photo",
    )(synth)


def synth(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where to write; made if need be.", file_okay=False)
    ],
    seed: Annotated[int | None, typer.Option(min=0, help="Of the first document; 1 if not given.")] = None,
    types: Annotated[
        str | None,
        typer.Option(
            metavar="TYPE,…",
            help="Document types, in turn; also multi (sheets of several) and negative (no document). All types if"
            " not given.",
        ),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(min=1, help="How many documents (10); of a frozen set, how many of each type and level (40)."),
    ] = None,
    level: Annotated[SynthLevel | None, typer.Option(help="How bad the pictures are; clean if not given.")] = None,
    recipe: Annotated[
        FrozenSet | None,
        typer.Option("--recipe", help="Write this frozen set, all types and levels, and check it against its record."),
    ] = None,
    contact: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the first twelve side by side to this PNG file.", dir_okay=False),
    ] = None,
) -> None:
    """Draw, and store."""
    if recipe is not None and (seed, types, level) != (None, None, None):
        raise typer.BadParameter("fixes seeds, types and levels", param_hint="--recipe")
    try:
        with progress("drawing") as show:

            def tell(done: int, total: int) -> None:
                show(f"{done} of {total} drawn")

            if recipe is not None:
                tasks, differences = _write_frozen(recipe, count, out, tell)
            else:
                tasks, differences = _write_drawn(_chosen(types, count, seed, level), out, tell), []
            if contact is not None:
                show(f"drawing {contact}")
                _write_contact(tasks[:_CONTACT_COUNT], contact)
    except OSError as error:
        complain(f"cannot write: {error}")
        raise typer.Exit(NOT_ALL_WELL) from error
    typer.echo(f"{len(tasks)} documents in {out}")
    if differences:
        complain(f"the set {recipe} is not as recorded: {', '.join(differences)}")
        raise typer.Exit(NOT_ALL_WELL)


def _chosen(types: str | None, count: int | None, seed: int | None, level: SynthLevel | None) -> "list[Task]":
    from piaoju.lab.synth import KINDS, VARIANTS, Level
    from piaoju.lab.synth.sets import plan

    names = [name.strip() for name in types.split(",")] if types else list(VARIANTS)
    for name in names:
        if name not in KINDS:
            raise typer.BadParameter(f"no type {name!r}; there are {', '.join(KINDS)}", param_hint="--types")
    return plan(names, count or _COUNT, 1 if seed is None else seed, Level((level or SynthLevel.CLEAN).value))


def _write_drawn(tasks: "list[Task]", out: Path, tell: "Tell") -> "list[Task]":
    from piaoju.lab.synth.sets import write_set

    types = list(dict.fromkeys(task.type for task in tasks))
    recipe = {"types": types, "count": len(tasks), "seed": tasks[0].seed, "level": tasks[0].level.value}
    write_set(tasks, out, recipe, tell)
    return tasks


def _write_frozen(name: FrozenSet, count: int | None, out: Path, tell: "Tell") -> "tuple[list[Task], list[str]]":
    from piaoju.lab.synth import frozen

    recipe, size = frozen.RECIPES[name.value], count or frozen.DEFAULT_SIZE
    frozen.write_frozen(recipe, out, tell, size)
    return frozen.tasks(recipe, size), frozen.differences(recipe)


def _write_contact(tasks: "list[Task]", path: Path) -> None:
    from piaoju.lab.synth.contact import contact_sheet, write_png

    write_png(contact_sheet([task.make() for task in tasks]), path)
