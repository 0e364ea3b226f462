"""Does reading stay the same under load: `python -m benchmarks.soak`, or `make soak`.

Two questions, over drawn files of mixed formats and sizes. Do many threads read what one reads, to the last digit of
the JSON, times left out? And does memory stop growing: is the most that a process holds over thousands of readings
less than 5 % above the most it held over the first ones, in which each file came by? Exit codes: 0 both hold, 1 not.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import files, process
from benchmarks.results import RESULTS, circumstances, store
from piaoju.dialects.native.envelope import reading_to_json
from piaoju.engine import Engine

GROWTH_LIMIT = 0.05
TELL_EACH = 100


@dataclass(frozen=True, slots=True)
class Sameness:
    """What one thread and many read of the same files.

    Attributes:
        threads: how many the many were.
        statuses: how many files were read how.
        documents: found on all files.
        different: names of the files that were read otherwise.
    """

    threads: int
    statuses: dict[str, int]
    documents: int
    different: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """The memory of this process over many readings, one after the other.

    Attributes:
        readings: how many.
        first: how many of them are the first ones.
        first_mib: the most memory held after one of the first readings.
        later_mib: the most held after one of the others.
    """

    readings: int
    first: int
    first_mib: float
    later_mib: float

    @property
    def share(self) -> float:
        """By how much more was held later, as a share."""
        return self.later_mib / self.first_mib - 1


def sameness(engine: Engine, paths: Sequence[Path], threads: int) -> Sameness:
    """Read files with one thread, then with several at once, and compare."""

    def read(path: Path) -> dict[str, object]:
        told = reading_to_json(engine.read(path.read_bytes()), path.name)
        del told["timing_ms"]
        return told

    alone = [read(path) for path in paths]
    with ThreadPoolExecutor(threads) as pool:
        together = list(pool.map(read, paths))
    return Sameness(
        threads=threads,
        statuses=dict(Counter(str(told["status"]) for told in alone)),
        documents=sum(len(list(_listed(told["documents"]))) for told in alone),
        different=tuple(path.name for path, one, other in zip(paths, alone, together, strict=True) if one != other),
    )


def growth(engine: Engine, paths: Sequence[Path], readings: int, first: int) -> Growth:
    """Read files over and over.

    Args:
        engine: what reads.
        paths: taken in turn.
        readings: how many.
        first: how many of them are the first ones, fewer than all; at least as many as there are files.
    """
    held = []
    for number in range(readings):
        engine.read(paths[number % len(paths)].read_bytes())
        held.append(process.held_mib())
        if (number + 1) % TELL_EACH == 0:
            _tell(f"{number + 1} of {readings} readings, {held[-1]:.0f} MiB")
    return Growth(readings, first, max(held[:first]), max(held[first:]))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _tell(message: str) -> None:
    sys.stderr.write(f"soak: {message}\n")


def _chosen(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description="Reading under load.")
    parser.add_argument("--files", type=int, default=100, help="how many are drawn")
    parser.add_argument("--threads", type=int, default=8, help="that read at once")
    parser.add_argument("--readings", type=int, default=2000, help="over which memory is watched")
    parser.add_argument("--first", type=int, default=200, help="readings after which it may not grow any more")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder or .json file for the results")
    chosen = parser.parse_args(words)
    if not 1 <= chosen.files <= chosen.first < chosen.readings or chosen.threads < 1:
        parser.error("there are 1 <= files <= first < readings, and at least one thread")
    return chosen


def main(words: Sequence[str] | None = None) -> int:
    """Draw, read, store, and write the figures; return the exit code."""
    chosen = _chosen(words)
    now = circumstances()
    engine = Engine()
    with tempfile.TemporaryDirectory(prefix="piaoju-soak-") as folder:
        _tell(f"drawing {chosen.files} files")
        paths = files.prepare(Path(folder), chosen.files)
        # Memory comes first: many threads hold more at once, and what they leave behind would hide a growth.
        memory = growth(engine, paths, chosen.readings, chosen.first)
        _tell(f"the same files with one thread, then with {chosen.threads}")
        same = sameness(engine, paths, chosen.threads)
        formats = dict(Counter(path.suffix[1:] for path in paths))
    is_well = not same.different and memory.share < GROWTH_LIMIT
    content = {"formats": formats, "sameness": asdict(same), "memory": asdict(memory), "is_well": is_well}
    store("soak", content, now, chosen.results)
    sys.stdout.write(
        f"{chosen.files} files ({_counts(formats)}; {_counts(same.statuses)}; {same.documents} documents): "
        f"{len(same.different)} read otherwise by {same.threads} threads than by one"
        f"{': ' if same.different else ''}{', '.join(same.different)}.\n"
        f"{memory.readings} readings: most memory in the first {memory.first} {memory.first_mib:.0f} MiB, later "
        f"{memory.later_mib:.0f} MiB: {100 * memory.share:+.1f} %, allowed is less than {100 * GROWTH_LIMIT:.0f} %.\n"
    )
    return 0 if is_well else 1


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
