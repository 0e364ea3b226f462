"""Where the time of one reading goes: `python -m benchmarks.profile`, or `make profile`.

One drawn scan, one photo and, where there are samples, one real picture are read by an engine with a single worker, so
that stages follow one another and their times add up to the whole. The product has no hooks for this: its functions
are wrapped from outside, by the names under which their callers know them. docs/explanation/speed.md explains it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import pictures
from benchmarks.latency import SAMPLES
from benchmarks.results import RESULTS, Circumstances, circumstances, store
from piaoju.engine import Engine, pipeline
from piaoju.reading import ocr
from piaoju.reading.decode.picture import PictureSource
from piaoju.reading.ocr import detection, pool, recognition
from piaoju.reading.ocr.runtime import Session, Tensor

REST = "everything else"
STAGES: Mapping[str, tuple[tuple[Any, str], ...]] = {
    "decode": ((pipeline, "open_pages"), (PictureSource, "read")),
    "resize for detection": ((detection, "reduce"), (detection, "prepare")),
    "detection inference": ((pool.ModelPool, "run_on_all_cores"),),
    "detection post-processing": ((detection, "find_regions"), (ocr, "split_stacked")),
    "orientation": ((ocr, "read_sample"),),
    "cropping": ((recognition, "cut_out"), (recognition, "prepare")),
    "recognition inference": (),
    "CTC decode": ((recognition, "decode"),),
    "colours of strokes": ((recognition, "coloured"),),
    "locate": ((pipeline, "locate"),),
    "second looks": ((pipeline, "read_quads"),),
    "extract": ((pipeline, "read_located"),),
}
"""Stage -> functions, each by its owner and name, in the order of the flow; inference is wrapped by the model."""
WHOLE = frozenset({"orientation", "second looks"})
"""Stages that keep the time of the others that they call."""


@dataclass(slots=True)
class Spent:
    """Seconds of the clock and of computing, and how often a stage ran."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    calls: int = 0


@dataclass(slots=True)
class Ledger:
    """Time by stage, each without the stages that it calls; valid as long as one thread works at a time."""

    spent: dict[str, Spent] = field(default_factory=dict)
    _open: list[tuple[str, Spent]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time within to a stage, unless a stage that keeps its callees' time is running."""
        if any(opened in WHOLE for opened, _ in self._open):
            yield
            return
        inner = Spent()
        self._open.append((name, inner))
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            self._open.pop()
            if self._open:
                self._open[-1][1].wall_s += wall
                self._open[-1][1].cpu_s += cpu
            total = self.spent.setdefault(name, Spent())
            total.wall_s += wall - inner.wall_s
            total.cpu_s += cpu - inner.cpu_s
            total.calls += 1

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time counted to a stage."""

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return wrapped


@dataclass(frozen=True, slots=True)
class _TimedSession:
    session: Session
    stage: str
    ledger: Ledger

    def run(self, tensor: Tensor) -> Tensor:
        with self.ledger.stage(self.stage):
            return self.session.run(tensor)


@contextmanager
def wrapped(ledger: Ledger) -> Iterator[None]:
    """Have the product's functions count their time, and its pool work with one thread.

    Raises:
        AttributeError: a function of STAGES is gone.
    """
    session_of = pool.ModelPool.session

    def session(self: pool.ModelPool, name: str) -> _TimedSession:
        return _TimedSession(session_of(self, name), "recognition inference", ledger)

    with ExitStack() as stack:
        for stage, functions in STAGES.items():
            for owner, name in functions:
                timed = ledger.timed(stage, getattr(owner, name))
                stack.enter_context(mock.patch.object(owner, name, timed))
        stack.enter_context(mock.patch.object(pool.ModelPool, "session", session))
        stack.enter_context(mock.patch.object(pipeline, "process_pool", _pool_of_one()))
        yield


def _pool_of_one() -> Callable[[], pool.ModelPool]:
    single = pool.ModelPool(1)
    return lambda: single


def profile(content: bytes, repeats: int) -> Mapping[str, Spent]:
    """Read a picture once to warm up, then some times more; return the mean times of a reading by stage."""
    ledger = Ledger()
    with wrapped(ledger):
        engine = Engine()
        engine.read(content)
        ledger.spent.clear()
        for _ in range(repeats):
            with ledger.stage(REST):
                engine.read(content)
    return {
        name: Spent(spent.wall_s / repeats, spent.cpu_s / repeats, round(spent.calls / repeats))
        for name, spent in ledger.spent.items()
    }


def to_markdown(now: Circumstances, profiles: Mapping[str, Mapping[str, Spent]]) -> str:
    """Return one table a picture, the stages in the order of the flow."""
    lines = [f"Commit {now.commit}; {now.processor}, one thread, Python {now.python}; load before {now.load}.", ""]
    for picture, spent in profiles.items():
        total = sum(one.cpu_s for one in spent.values())
        lines += [f"| {picture} | ms | CPU ms | share of CPU | calls |", "|---|---:|---:|---:|---:|"]
        for name in [*STAGES, REST]:
            one = spent.get(name, Spent())
            share = f"{100 * one.cpu_s / total:.1f} %"
            lines.append(f"| {name} | {1000 * one.wall_s:.1f} | {1000 * one.cpu_s:.1f} | {share} | {one.calls} |")
        lines += [f"| total | {1000 * sum(one.wall_s for one in spent.values()):.1f} | {1000 * total:.1f} | | |", ""]
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """Draw, read, store, and write the tables; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description="Where a reading's time goes.")
    parser.add_argument("--repeats", type=int, default=5, help="readings that the times are the mean of")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of real documents; its first is read")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder or .json file for the results")
    chosen = parser.parse_args(words)
    if chosen.repeats < 1:
        parser.error("there is at least one repeat")
    now = circumstances()
    samples = chosen.samples if chosen.samples.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="piaoju-bench-") as folder:
        groups = pictures.prepare(Path(folder), 1, 1, samples)
        profiles = {group: profile(paths[0].read_bytes(), chosen.repeats) for group, paths in groups.items()}
    content = {picture: {name: asdict(one) for name, one in spent.items()} for picture, spent in profiles.items()}
    store("profile", {"repeats": chosen.repeats, "pictures": content}, now, chosen.results)
    sys.stdout.write(to_markdown(now, profiles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
