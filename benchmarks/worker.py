"""One reader in a fresh process: `python -m benchmarks.worker`, started by `run`; the outcome goes to stdout.

Ways to measure: `single` reads one image at a time with all threads, `parallel` as many images at once as
there are threads, `cold` one image without warming up.
"""

import argparse
import json
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from benchmarks import process
from benchmarks.pictures import Groups
from benchmarks.readers import READERS, Found, Read, Reader

WAYS = ("single", "parallel", "cold")
WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading of one image; `seconds` is 0 where images were read in parallel."""

    group: str
    image: int
    seconds: float
    items: int
    stages_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process measured.

    Attributes:
        samples: the readings.
        wall_s: group -> seconds for all its images.
        cpu_s: group -> seconds of computing for all its images, over all threads of the process.
        peak_rss_mib: the most memory that the process held.
        version: of the reader.
        models: name -> sha256 of its models.
    """

    samples: tuple[Sample, ...]
    wall_s: Mapping[str, float]
    cpu_s: Mapping[str, float]
    peak_rss_mib: float
    version: str
    models: Mapping[str, str]


def run(reader: str, way: str, threads: int, groups: Groups) -> Outcome:
    """Measure a reader in a fresh process.

    Args:
        reader: a key of `READERS`.
        way: one of `WAYS`.
        threads: how many threads the reader may use; no more cores are given to it.
        groups: the images.

    Raises:
        subprocess.CalledProcessError: the reader is not installed or failed; stderr has said how.
    """
    fields = process.start("benchmarks.worker", [reader, way, str(threads)], groups)
    return Outcome(**(fields | {"samples": tuple(Sample(**sample) for sample in fields["samples"])}))


def measure(reader: Reader, way: str, threads: int, groups: Groups) -> Outcome:
    """Measure a reader in this process."""
    contents = {group: [path.read_bytes() for path in paths] for group, paths in groups.items()}
    samples: list[Sample] = []
    wall_s: dict[str, float] = {}
    cpu_s: dict[str, float] = {}
    if way == "parallel":
        reads = [reader.make(threads)] * threads if reader.is_shared else [reader.make(1) for _ in range(threads)]
    else:
        reads = [reader.make(threads)]
    if way != "cold":
        warm_up = [images[0] for images in contents.values()][:WARM_UP]
        for read in reads:
            deque(map(read, warm_up), maxlen=0)
    for group, images in contents.items():
        begin, begin_cpu = time.perf_counter(), time.process_time()
        samples += _each(group, images, reads[0]) if len(reads) == 1 else _at_once(group, images, reads)
        wall_s[group], cpu_s[group] = time.perf_counter() - begin, time.process_time() - begin_cpu
    return Outcome(tuple(samples), wall_s, cpu_s, process.peak_mib(), reader.version, reader.models())


def _each(group: str, images: Sequence[bytes], read: Read) -> list[Sample]:
    samples = []
    for place, content in enumerate(images):
        begin = time.perf_counter()
        found = read(content)
        samples.append(Sample(group, place, time.perf_counter() - begin, found.items, found.stages_ms))
    return samples


def _at_once(group: str, images: Sequence[bytes], reads: Sequence[Read]) -> list[Sample]:
    waiting = deque(enumerate(images))
    founds: dict[int, Found] = {}

    def work(read: Read) -> None:
        while True:
            try:
                place, content = waiting.popleft()
            except IndexError:
                return
            founds[place] = read(content)

    with ThreadPoolExecutor(len(reads)) as threads:
        deque(threads.map(work, reads), maxlen=0)
    return [Sample(group, place, 0.0, found.items, {}) for place, found in sorted(founds.items())]


def _main() -> None:
    parser = argparse.ArgumentParser(description="Measure one reader; images are listed on stdin.")
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("threads", type=int)
    chosen = parser.parse_args()
    groups = process.receive(chosen.threads)
    outcome = measure(READERS[chosen.reader], chosen.way, chosen.threads, groups)
    sys.stdout.write(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    _main()
