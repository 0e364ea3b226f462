"""Sets of documents on disk: which ones, and a manifest that proves them.

The manifest names the recipe, the sha256 of the fonts that print was set in, and that of every file.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from piaoju.lab.synth.compose import KINDS, synthesise
from piaoju.lab.synth.document import SyntheticDocument, write
from piaoju.lab.synth.fonts import FACES, face_path
from piaoju.lab.synth.levels import Level
from piaoju.lab.synth.split import Split

MANIFEST = "manifest.json"
Tell = Callable[[int, int], None]
"""Called after each document with how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to make; see `synthesise`."""

    type: str
    variant: str
    seed: int
    level: Level
    split: Split | None = None

    def make(self) -> SyntheticDocument:
        """Make it."""
        return synthesise(self.type, self.variant, self.seed, self.level, split=self.split)


def plan(types: Sequence[str], count: int, seed: int, level: Level) -> list[Task]:
    """Return `count` documents in turn of each type, and of each variant within a type, with seeds from `seed` on.

    >>> [(task.type, task.seed) for task in plan(["multi", "negative"], 3, 5, Level.SCAN)]
    [('multi', 5), ('negative', 6), ('multi', 7)]
    """
    turns = {name: cycle(KINDS[name]) for name in types}
    order = islice(cycle(types), count)
    return [Task(name, next(turns[name]), seed + place, level) for place, name in enumerate(order)]


def write_set(
    tasks: Sequence[Task], folder: Path, recipe: Mapping[str, object], tell: Tell, workers: int = 1
) -> tuple[Path, ...]:
    """Make documents, store them with their labels and the manifest, and return the pictures.

    Args:
        tasks: what to make.
        folder: where to; made if need be.
        recipe: what the manifest is to say of how the set came to be; JSON values.
        tell: is told of progress.
        workers: processes that draw at once; the bytes do not depend on it.
    """
    paths = []
    for path in _written(tasks, folder, workers):
        paths.append(path)
        tell(len(paths), len(tasks))
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(file for path in paths for file in (path, path.with_suffix(".json")))
    manifest = {
        "recipe": dict(recipe),
        "fonts": fonts(),
        "files": {file.name: sha256(file.read_bytes()).hexdigest() for file in files},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return tuple(paths)


def _written(tasks: Sequence[Task], folder: Path, workers: int) -> Iterator[Path]:
    write_one = partial(_write, folder)
    if workers == 1:
        yield from map(write_one, tasks)
        return
    # Spawned, not forked: models may be loaded, and their threads do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(write_one, tasks)


def _write(folder: Path, task: Task) -> Path:
    return write(task.make(), folder)


def fonts() -> dict[str, str]:
    """Return the file name of each font in use, with its sha256."""
    paths = sorted({face_path(face) for face in (*FACES, "sans")})
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}
