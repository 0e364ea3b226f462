"""Speed and accuracy beside other readers: `python -m benchmarks.latency`, or `make bench`.

All readers read the same images in the same run on the same cores, each in fresh processes that take turns:
one image at a time, for seconds an image, and as many at once as there are cores, for images a second.
Before it is measured, a process reads one image of two groups, so that no time holds the loading of models. What
counts are the ratios: absolute times differ between machines. Then each reader's fields are judged, the same images
again. Results go to `benchmarks/results/`, tables to stdout.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import accuracy, pictures, worker
from benchmarks.comparison import Measured, build, compare
from benchmarks.progress import tell
from benchmarks.readers import READERS
from benchmarks.results import RESULTS, Circumstances, circumstances, store
from benchmarks.tables import to_markdown
from piaoju.reading.cores import available_cores

SAMPLES = pictures.ROOT.parent / "shared" / "samples" / "vat_invoice"
BUSY = 0.5
"""Load per core above which times say more about the neighbours than about the readers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        readers: keys of `READERS`; ours first, if it is among them.
        threads: cores that each reader may use.
        rounds: fresh processes a reader and way.
        seeds: documents of each variant and level.
        variants: how many variants; None for all.
        samples: folder of real documents, or None.
        section: under which name the results are kept.
    """

    readers: tuple[str, ...]
    threads: int
    rounds: int
    seeds: int
    variants: int | None
    samples: Path | None
    section: str


def measure(plan: Plan) -> Measured:
    """Run the plan."""
    with tempfile.TemporaryDirectory(prefix="piaoju-bench-") as folder:
        tell("drawing the images")
        groups = pictures.prepare(Path(folder), plan.seeds, plan.variants, plan.samples)
        outcomes: dict[str, dict[str, list[worker.Outcome]]] = {
            reader: {way: [] for way in ("single", "parallel")} for reader in plan.readers
        }
        for number in range(plan.rounds):
            # The order alternates, so that a machine that grows slow or warm favours nobody.
            for reader in plan.readers if number % 2 == 0 else reversed(plan.readers):
                for way, gathered in outcomes[reader].items():
                    tell(f"round {number + 1} of {plan.rounds}: {reader}, {way}")
                    gathered.append(worker.run(reader, way, plan.threads, groups))
        accuracies = []
        for reader in plan.readers:
            tell(f"fields of {reader}")
            accuracies.append(accuracy.run(reader, plan.threads, groups))
        images, digest = {group: len(paths) for group, paths in groups.items()}, pictures.digest(groups)
    results = tuple(build(reader, **ways) for reader, ways in outcomes.items())
    ratios = tuple(compare(results[0], other) for other in results[1:])
    return Measured(plan.threads, plan.rounds, images, digest, results, ratios, tuple(accuracies))


def _plan(words: Sequence[str] | None) -> tuple[Plan, Path]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description="Speed beside other readers.")
    parser.add_argument("--quick", action="store_true", help="two drawn images, one round: does it run at all?")
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS), help="all by default")
    parser.add_argument("--threads", type=int, default=available_cores(), help="cores for each reader")
    parser.add_argument("--rounds", type=int, default=2, help="fresh processes for each reader and way")
    parser.add_argument("--seeds", type=int, default=2, help="drawn documents of each variant and level")
    parser.add_argument("--samples", type=Path, help="folder of real documents, read as a group of its own")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder or .json file for the results")
    chosen = parser.parse_args(words)
    if not 1 <= chosen.threads <= available_cores() or chosen.rounds < 1 or chosen.seeds < 1:
        parser.error(f"there are 1 to {available_cores()} threads, and at least one round and seed")
    if chosen.samples is not None and not chosen.samples.is_dir():
        parser.error(f"{chosen.samples} is no folder")
    missing = [name for name in chosen.readers if find_spec(READERS[name].module) is None]
    if missing:
        parser.error(f"{', '.join(missing)} is not installed: pip install -e '.[bench]' -c constraints.txt")
    plan = Plan(
        readers=tuple(sorted(set(chosen.readers), key=list(READERS).index)),
        threads=chosen.threads,
        rounds=1 if chosen.quick else chosen.rounds,
        seeds=1 if chosen.quick else chosen.seeds,
        variants=1 if chosen.quick else None,
        samples=chosen.samples or (SAMPLES if SAMPLES.is_dir() and not chosen.quick else None),
        # Two images say nothing of speed, so they must not stand where a whole run's results stand.
        section="latency_quick" if chosen.quick else "latency",
    )
    return plan, chosen.results


def _warn(now: Circumstances) -> None:
    if now.load is not None and now.load > BUSY * now.cores:
        tell(f"the machine is busy (load {now.load} on {now.cores} cores): times and ratios will be wrong")


def main(words: Sequence[str] | None = None) -> int:
    """Measure, store, and write the table; return the exit code."""
    plan, folder = _plan(words)
    now = circumstances()
    _warn(now)
    try:
        measured = measure(plan)
    except subprocess.CalledProcessError as error:
        tell(f"{' '.join(error.cmd[1:])} failed with exit code {error.returncode}")
        return 1
    path = store(plan.section, asdict(measured), now, folder)
    sys.stdout.write(to_markdown(now, measured))
    tell(f"results are in {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
