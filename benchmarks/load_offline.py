"""The rate at which one process reads pictures from its memory: `python -m benchmarks.load_offline`, by `measure`.

As many at once as a server on this machine reads, in whole rounds, each picture for the types that its operation looks
for. One round goes before, so that no time holds the loading of models.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import process
from benchmarks.calls import TYPES
from benchmarks.load_clients import in_rounds
from piaoju.engine import Engine
from piaoju.reading.cores import available_cores


def measure(pictures: Sequence[tuple[str, Path]], seconds: float) -> float:
    """Read pictures in a fresh process, in that order; return pictures a second."""
    # A picture a group: the order is that of the calls.
    groups = {f"{place} {operation}": (path,) for place, (operation, path) in enumerate(pictures)}
    rate = process.start("benchmarks.load_offline", [str(seconds)], groups)
    return float(rate)


async def rate(pictures: Sequence[tuple[str, bytes]], seconds: float) -> float:
    """Read pictures in this process; return pictures a second."""
    engine, slots = Engine(), available_cores() + 1  # as build_services has it
    read = 0

    async def work(picture: tuple[str, bytes]) -> None:
        nonlocal read
        types = TYPES[picture[0]]
        pages = None if types is None else (1,)
        await loop.run_in_executor(threads, lambda: engine.read(picture[1], types=types, pages=pages))
        read += 1

    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(slots) as threads:
        await in_rounds(pictures, work, slots, 0)
        read, begin = 0, time.perf_counter()
        await in_rounds(pictures, work, slots, seconds)
        return read / (time.perf_counter() - begin)


def _main() -> None:
    parser = argparse.ArgumentParser(description="Read pictures, listed on stdin, and write how many a second.")
    parser.add_argument("seconds", type=float)
    chosen = parser.parse_args()
    groups = process.receive(available_cores())
    pictures = [(name.split()[1], paths[0].read_bytes()) for name, paths in groups.items()]
    sys.stdout.write(json.dumps(asyncio.run(rate(pictures, chosen.seconds))))


if __name__ == "__main__":
    _main()
