"""Fit the confidences to the frozen calibration set and write their table into the package.

    python -m scripts.calibrate --record FILE [--files N] [--minutes M]

Documents are drawn and read one by one, in an order that mixes types and levels, on each core in a process of its own.
What was observed is kept in FILE, so that a run that was interrupted, or is to see more documents, goes on there; a
record is of one state of the reader, so after a change of that begin another. With `--files 0` nothing is read.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from piaoju.lab.calibrate.fit import Prediction, cross_validated, fit
from piaoju.lab.calibrate.observe import ObservedDocument, ObservedFile, Record, observe
from piaoju.lab.evaluate.dataset import NEGATIVE, load
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.metrics import SURE, expected_calibration_error, reliability
from piaoju.lab.synth.document import write
from piaoju.lab.synth.frozen import DEFAULT_SIZE, RECIPES, tasks
from piaoju.lab.synth.sets import Task
from piaoju.reading.confidence.calibration import VERSION, Calibration

TARGET = Path(__file__).parents[1] / "src/piaoju/reading/confidence/calibration.json"
SET = "calibration"
DECIMALS = 4


def main(words: Sequence[str] | None = None) -> None:
    """Observe, fit, write the table, and print what cross-validation says of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, required=True, metavar="FILE", help="observations; may be there already")
    parser.add_argument("--size", type=int, default=DEFAULT_SIZE, help="documents of each type and level in the set")
    parser.add_argument("--files", type=int, help="so many files in all; by default the whole set")
    parser.add_argument("--minutes", type=float, help="begin no file after so many minutes")
    chosen = parser.parse_args(words)
    record = Record(chosen.record)
    _observe_all(record, _tasks(chosen.size)[: chosen.files], chosen.minutes)
    documents = [document for file in record.load() for document in file.documents]
    if not documents:
        parser.error("no document was observed")
    calibration = fit(documents).rounded(DECIMALS)
    TARGET.write_text(json.dumps(_table(calibration, documents), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(_told(documents))


def _tasks(size: int) -> list[Task]:
    """Return the files of the set that hold documents, shuffled, always the same way."""
    found = [task for task in tasks(RECIPES[SET], size) if task.type != NEGATIVE]
    random.Random(0).shuffle(found)  # noqa: S311
    return found


def _observe_all(record: Record, wanted: Sequence[Task], minutes: float | None) -> None:
    """Observe what is not in the record yet, one file at a time on each core, until the minutes are over."""
    done = {file.name for file in record.load()}
    waiting = [task for task in wanted if _name(task) not in done]
    end = time.monotonic() + minutes * 60 if minutes is not None else float("inf")
    with ExitStack() as stack:
        pools = [
            stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"), _settle, (core,)))
            for core in sorted(os.sched_getaffinity(0))
        ]
        running: dict[Future[ObservedFile], ProcessPoolExecutor] = {}
        while pools or running:
            while pools and waiting and time.monotonic() < end:
                pool = pools.pop()
                running[pool.submit(_observe, waiting.pop(0))] = pool
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                record.add(future.result())
                pools.append(running.pop(future))


def _settle(core: int) -> None:
    """Keep this process, and the model sessions that it will make, on one core."""
    os.sched_setaffinity(0, {core})


def _observe(task: Task) -> ObservedFile:
    with TemporaryDirectory(prefix="piaoju-calibrate-") as folder:
        write(task.make(), Path(folder))
        (sample,) = load(Path(folder))
        return observe(replace(sample, id=_name(task)))


def _name(task: Task) -> str:
    return f"{task.type}/{task.variant}/{task.level}/{task.seed}"


def _table(calibration: Calibration, documents: Sequence[ObservedDocument]) -> dict[str, object]:
    measured = {
        "set": SET,
        "files": len({document.file for document in documents}),
        "documents": len(documents),
        "values": sum(len(document.values) for document in documents),
    }
    return {"version": VERSION, "measured": measured} | calibration.to_json()


def _told(documents: Sequence[ObservedDocument]) -> str:
    """Return the measures by cross-validation, as Markdown."""
    values, wholes = cross_validated(documents)
    raw = [Prediction(value.signs.score, value.is_right) for document in documents for value in document.values]
    lines = [f"{len(documents)} documents, {len(values)} values", ""]
    lines += ["| | ECE | wrong with 0.9 or more | right with less |", "|---|---:|---:|---:|"]
    for name, predicted in (("scores", raw), ("probabilities", values), ("documents", wholes)):
        silent = sum(one.probability >= SURE and not one.is_right for one in predicted)
        doubted = sum(one.probability < SURE and one.is_right for one in predicted)
        counts = " | ".join(
            f"{count} of {len(predicted)} ({count / len(predicted):.2%})" for count in (silent, doubted)
        )
        lines.append(f"| {name} | {expected_calibration_error(_judgements(predicted)):.4f} | {counts} |")
    for name, predicted in (("values", values), ("documents", wholes)):
        lines += ["", f"| {name}: confidence | number | mean confidence | share right |", "|---|---:|---:|---:|"]
        for one in reliability(_judgements(predicted)):
            if one.confidence is not None and one.accuracy is not None:
                range_ = f"{one.low:.1f}–{one.high:.1f}"
                lines.append(f"| {range_} | {one.values} | {one.confidence:.3f} | {one.accuracy:.3f} |")
    return "\n".join(lines) + "\n"


def _judgements(predicted: Sequence[Prediction]) -> list[Judgement]:
    """Return predictions as judgements, over which the measures are defined."""
    return [Judgement("", "", "read", one.probability, one.is_right) for one in predicted]


if __name__ == "__main__":
    main()
