"""The frozen sets as they are read: by the default reader all, by the readers of `ablation` a part of one."""

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from benchmarks.ablation import DEFAULT, ENTRANTS
from benchmarks.progress import tell
from piaoju.lab.evaluate.dataset import Sample, load
from piaoju.lab.evaluate.difference import AccuracyChange, difference
from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate
from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.stored import save
from piaoju.lab.synth.frozen import RECIPES, tasks, write_frozen
from piaoju.lab.synth.sets import MANIFEST, Tell, write_set

ABLATION_SET, SUMMED_SET = "dev", "test"
T = TypeVar("T")
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
class Comparison:
    """Several readers on the same files.

    Attributes:
        files: how many; each holds one document.
        runs: one a reader, the default one first.
    """

    files: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """A set of documents that the default reader has read.

    Attributes:
        name: of the set.
        files: how many.
        sha256: of its manifest, which names recipe, fonts, and every file with its own.
        run: of the default reader.
        comparison: of readers on a part of it; None if there were no others.
    """

    name: str
    files: int
    sha256: str
    run: Run
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        sets: names of sets.
        readers: names of readers beside the default one, for the development set.
        size: documents of each type and level, see `frozen.tasks`.
        count: so many files of each set, spread over all of it; None for all.
        compared: files of the development set on which readers are compared; None for all with one document.
        threads: files read, and drawn, at once.
        keep: folder in which the development set and its reports stay, without such a set so far; None to remove all.
    """

    sets: tuple[str, ...]
    readers: tuple[str, ...]
    size: int
    count: int | None
    compared: int | None
    threads: int
    keep: Path | None


def measure(plan: Plan) -> tuple[MeasuredSet, ...]:
    """Draw and read the sets."""
    with tempfile.TemporaryDirectory(prefix="piaoju-accuracy-") as temporary:
        return tuple(_measure_set(name, plan, Path(temporary)) for name in plan.sets)


def _measure_set(name: str, plan: Plan, temporary: Path) -> MeasuredSet:
    keep = plan.keep if name == ABLATION_SET else None
    folder = (keep or temporary) / name
    _draw(name, folder, plan)
    samples = load(folder)
    run = _run(DEFAULT, name, samples, plan.threads)
    comparison = _compare(name, samples, plan) if name == ABLATION_SET and plan.readers else None
    if keep is not None:
        save(run.report, keep / f"{name}.json")
        for one in comparison.runs if comparison is not None else ():
            save(one.report, keep / f"{name}-{one.reader.replace(' ', '-')}.json")
    return MeasuredSet(name, len(samples), sha256((folder / MANIFEST).read_bytes()).hexdigest(), run, comparison)


def _compare(name: str, samples: Sequence[Sample], plan: Plan) -> Comparison | None:
    """Let all readers read the same files.

    Those with several documents are left out: only the engine takes sheets apart, so they would count the engine's
    work and not the readers'.
    """
    single = [sample for sample in samples if len(sample.documents) == 1]
    chosen = single if plan.compared is None else _some(single, plan.compared)
    if not chosen:
        return None
    default = _run(DEFAULT, name, chosen, plan.threads)
    runs = [default]
    for reader in plan.readers:
        run = _run(reader, name, chosen, plan.threads)
        runs.append(Run(reader, run.report, run.cpu_s, difference(default.report, run.report).accuracy))
    return Comparison(len(chosen), tuple(runs))


def _draw(name: str, folder: Path, plan: Plan) -> None:
    recipe, show = RECIPES[name], _progress(f"{name} drawn")
    if plan.count is None:
        write_frozen(recipe, folder, show, plan.size, plan.threads)
        return
    chosen = _some(tasks(recipe, plan.size), plan.count)
    told = asdict(recipe) | {"size": plan.size, "count": len(chosen)}
    write_set(chosen, folder, told, show, plan.threads)


def _some(all_of_them: Sequence[T], count: int) -> list[T]:
    """Return so many, always the same ones; all if there are no more."""
    return random.Random(0).sample(all_of_them, min(count, len(all_of_them)))  # noqa: S311


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
