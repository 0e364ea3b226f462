"""The frozen sets as they are read: by the default reader all, by the readers of `ablation` the development set."""

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.ablation import DEFAULT, ENTRANTS
from piaoju.lab.evaluate.dataset import Sample, load
from piaoju.lab.evaluate.difference import AccuracyChange, difference
from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate
from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.stored import save
from piaoju.lab.synth.frozen import RECIPES, tasks, write_frozen
from piaoju.lab.synth.sets import MANIFEST, Tell, write_set

ABLATION_SET, SUMMED_SET = "dev", "test"
TOLD_EACH = 20


@dataclass(frozen=True, slots=True)
class Run:
    """One reader on one set.

    Attributes:
        reader: a key of `ENTRANTS`.
        report: what was found.
        cpu_s: seconds of processor time a file, over all threads; loading the models and judging included.
        changes: of the accuracies against the default reader on the same documents; empty for itself.
    """

    reader: str
    report: Report
    cpu_s: float
    changes: tuple[AccuracyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """A set of documents with the readers that read it, the default reader first.

    Attributes:
        name: of the set.
        files: how many.
        sha256: of its manifest, which names recipe, fonts, and every file with its own.
        runs: one a reader.
    """

    name: str
    files: int
    sha256: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        sets: names of sets.
        readers: names of readers beside the default one, for the development set.
        size: documents of each type and level, see `frozen.tasks`.
        count: so many files of each set, spread over all of it; None for all.
        threads: files read at once.
        keep: folder in which the development set and its reports stay, without such a set so far; None to remove all.
    """

    sets: tuple[str, ...]
    readers: tuple[str, ...]
    size: int
    count: int | None
    threads: int
    keep: Path | None


def measure(plan: Plan) -> tuple[MeasuredSet, ...]:
    """Draw and read the sets."""
    with tempfile.TemporaryDirectory(prefix="piaoju-accuracy-") as temporary:
        return tuple(_measure_set(name, plan, Path(temporary)) for name in plan.sets)


def _measure_set(name: str, plan: Plan, temporary: Path) -> MeasuredSet:
    is_ablation = name == ABLATION_SET
    folder = (plan.keep if plan.keep is not None and is_ablation else temporary) / name
    _draw(name, folder, plan)
    samples = load(folder)
    default = _run(DEFAULT, name, samples, plan.threads)
    runs = [default]
    for reader in plan.readers if is_ablation else ():
        run = _run(reader, name, samples, plan.threads)
        changes = difference(default.report, run.report).accuracy
        runs.append(Run(reader, run.report, run.cpu_s, changes))
    if plan.keep is not None and is_ablation:
        for run in runs:
            save(run.report, plan.keep / f"{name}-{run.reader}.json")
    return MeasuredSet(name, len(samples), sha256((folder / MANIFEST).read_bytes()).hexdigest(), tuple(runs))


def _draw(name: str, folder: Path, plan: Plan) -> None:
    recipe, show = RECIPES[name], _progress(f"{name} drawn")
    if plan.count is None:
        write_frozen(recipe, folder, show, plan.size)
        return
    whole = tasks(recipe, plan.size)
    count = min(plan.count, len(whole))
    chosen = random.Random(0).sample(whole, count)  # noqa: S311, a part of the set, and always the same one
    write_set(chosen, folder, asdict(recipe) | {"size": plan.size, "count": count}, show)


def _run(reader: str, name: str, samples: Sequence[Sample], threads: int) -> Run:
    entrant = ENTRANTS[reader]
    read = entrant.make(threads)
    options = EvaluateOptions(threads=threads if entrant.is_shared else 1)
    show = _progress(f"{name} read by {reader}")
    began = time.process_time()
    report = evaluate(samples, read, lambda done, total, _: show(done, total), options)
    return Run(reader, report, (time.process_time() - began) / len(samples))


def _progress(what: str) -> Tell:
    """Return what tells of progress: on a terminal now and then, else only at the end."""

    def show(done: int, total: int) -> None:
        if done == total or (sys.stderr.isatty() and done % TOLD_EACH == 0):
            tell(f"{what}: {done} of {total}")

    return show


def tell(message: str) -> None:
    """Write a line about the progress to stderr."""
    sys.stderr.write(f"benchmark: {message}\n")
