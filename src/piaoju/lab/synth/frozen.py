"""The sets that accuracy is measured on: `dev` to work with, `calibration` to fit confidences, `test` to be run only.

A recipe names a half of words and designs (`split`) and a range of seeds; `test` shares neither with the others. A set
holds every type, variant and level, sheets of several documents, and pictures of none. Digests of a sample of each set
are kept beside this module: if they still hold, the set is the one that earlier figures were measured on.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

from piaoju.lab.synth.compose import KINDS
from piaoju.lab.synth.levels import Level
from piaoju.lab.synth.sets import Task, Tell, fonts, write_set
from piaoju.lab.synth.split import Split

DEFAULT_SIZE = 40
"""Documents of each type and level."""
_DIGESTS = "frozen.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a frozen set comes to be.

    Attributes:
        name: of the set.
        split: the half of words and designs it is made of.
        seed: the first of its seeds, which are a million apart between recipes.
    """

    name: str
    split: Split
    seed: int


RECIPES: Mapping[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe("dev", Split.DEV, 1_000_000),
        Recipe("test", Split.TEST, 2_000_000),
        Recipe("calibration", Split.DEV, 3_000_000),
    )
}


def tasks(recipe: Recipe, size: int = DEFAULT_SIZE) -> list[Task]:
    """Return the documents of a set.

    Args:
        recipe: of the set.
        size: documents of each type and level; of a type with more variants, one of each.
    """
    return [
        Task(name, variant, recipe.seed + place, level, recipe.split)
        for name, variants in KINDS.items()
        for level in Level
        for place, variant in enumerate(islice(cycle(variants), max(size, len(variants))))
    ]


def write_frozen(
    recipe: Recipe, folder: Path, tell: Tell, size: int = DEFAULT_SIZE, workers: int = 1
) -> tuple[Path, ...]:
    """Write a set into a folder with its manifest, and return the pictures."""
    return write_set(tasks(recipe, size), folder, asdict(recipe) | {"size": size}, tell, workers)


def sample(recipe: Recipe) -> list[Task]:
    """Return the first document of each type and level, which stand for the set."""
    first: dict[tuple[str, Level], Task] = {}
    for task in tasks(recipe, 1):
        first.setdefault((task.type, task.level), task)
    return list(first.values())


def differences(recipe: Recipe, drawn: Sequence[Task] | None = None) -> list[str]:
    """Return what of a set is not as recorded: names of fonts, ids of documents in the sample; none if all is.

    Pixels may differ where another release of OpenCV or Pillow computes them.

    Args:
        recipe: of the set.
        drawn: the part of the sample to look at; all of it by default.
    """
    recorded = json.loads(files(__package__).joinpath(_DIGESTS).read_text(encoding="utf-8"))
    found = _digests(sample(recipe) if drawn is None else drawn)
    known = recorded[recipe.name] if drawn is None else {name: recorded[recipe.name].get(name) for name in found}
    return _different(recorded["fonts"], fonts()) + _different(known, found)


def record(path: Path) -> None:
    """Write the digests of all samples anew: the sets are then others, and earlier figures no longer compare."""
    digests = {"fonts": fonts()} | {name: _digests(sample(recipe)) for name, recipe in RECIPES.items()}
    path.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def _digests(drawn: Sequence[Task]) -> dict[str, str]:
    documents = (task.make() for task in drawn)
    return {str(document.label["id"]): document.digest() for document in documents}


def _different(recorded: Mapping[str, str | None], found: Mapping[str, str]) -> list[str]:
    return sorted(name for name in recorded.keys() | found.keys() if recorded.get(name) != found.get(name))
