"""Damage valid files of every format and decode them: `python -m scripts.fuzz_decode --count 100000 --seed 1`.

Case N of a seed is always the same file. A worker decodes them one after another; it is replaced when a case takes too
long or ends the process. Exit code 0 if every case gave pages or one of our errors in time, else 1.
"""

import argparse
import logging
import multiprocessing
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from piaoju.errors import InputError
from piaoju.reading.decode import DecodeLimits, open_pages
from piaoju.reading.decode.sniff import sniff
from tests.hostile.valid_files import valid_files

_LIMITS = DecodeLimits(max_side_px=20_000, max_pixels=50_000_000, max_pages=3)
_log = logging.getLogger("fuzz_decode")
_SLOWEST = 5
_REPORT_EVERY = 5000


@dataclass(frozen=True, slots=True)
class Cases:
    """Which cases to run: `first` up to, without, `end`, of files of one format or of all."""

    seed: int
    first: int
    end: int
    format: str | None


def mutate(files: list[bytes], seed: int, case: int) -> bytes:
    """Return the damaged file of a case."""
    random = np.random.default_rng((seed, case))
    data = bytearray(files[int(random.integers(len(files)))])
    for _ in range(int(random.integers(1, 6))):
        # Half of the damage goes to the first bytes, where the structure of most formats is densest.
        reach = min(len(data), 400) if random.integers(2) else len(data)
        at = int(random.integers(max(1, reach)))
        match int(random.integers(6)):
            case 0:
                data[at : at + 1] = bytes([1 << int(random.integers(8)) ^ (data[at] if at < len(data) else 0)])
            case 1:
                data[at : at + 4] = random.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\1\0\0"])
            case 2:
                data[at : at + int(random.integers(1, 60))] = b""
            case 3:
                data[at:at] = random.bytes(int(random.integers(1, 20)))
            case 4:
                data[at : at + 8] = random.bytes(8)
            case _:
                start = int(random.integers(max(1, len(data))))
                data[at:at] = data[start : start + int(random.integers(1, 200))]
    return bytes(data[: int(random.integers(1, len(data) + 1))] if random.integers(8) == 0 else data)


def decode(data: bytes) -> str:
    """Decode a file; say how it ended, as the class of what was raised."""
    try:
        with open_pages(data, limits=_LIMITS) as source:
            for number in source.numbers:
                source.read(number)
    except InputError as error:
        return error.code
    except Exception as error:
        return f"ESCAPED {type(error).__name__}: {error}"
    return "read"


def files_of(file_format: str | None) -> list[bytes]:
    """Return the valid files of a format, or all."""
    return [data for data in valid_files() if file_format in (None, sniff(data))]


def work(cases: Cases, answers: Connection) -> None:
    """Decode the cases and tell each one's duration and outcome."""
    files = files_of(cases.format)
    answers.send(None)
    for case in range(cases.first, cases.end):
        data = mutate(files, cases.seed, case)
        begin = time.perf_counter()
        outcome = decode(data)
        answers.send((case, time.perf_counter() - begin, outcome))


@dataclass
class Tally:
    """What came of the cases so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[int, str]] = field(default_factory=list)
    slowest: list[tuple[float, int]] = field(default_factory=list)

    def add(self, case: int, seconds: float, outcome: str) -> None:
        """Count a case."""
        self.outcomes[outcome.split(":")[0]] += 1
        self.slowest = sorted([*self.slowest, (seconds, case)], reverse=True)[:_SLOWEST]
        if outcome.startswith(("ESCAPED", "HANG", "CRASH")):
            self.bad.append((case, outcome))
            _log.warning("case %d: %s", case, outcome)


def run(cases: Cases, limit_s: float) -> Tally:
    """Decode all cases, with a new worker after each that hangs or crashes."""
    context = multiprocessing.get_context("spawn")
    tally = Tally()
    first, end = cases.first, cases.end
    while first < end:
        answers, sending = context.Pipe(duplex=False)
        worker = context.Process(target=work, args=(replace(cases, first=first), sending), daemon=True)
        worker.start()
        sending.close()
        answers.recv()
        while first < end:
            try:
                if not answers.poll(limit_s):
                    outcome = f"HANG: more than {limit_s:g} s"
                    break
                case, seconds, outcome = answers.recv()
            except EOFError:
                worker.join()
                outcome = f"CRASH: exit code {worker.exitcode}"
                break
            tally.add(case, seconds, outcome)
            first = case + 1
            if first % _REPORT_EVERY == 0:
                _log.info("%d cases", first)
        else:
            worker.join()
            break
        tally.add(first, limit_s, outcome)
        first += 1
        worker.kill()
        worker.join()
    return tally


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="how many damaged files")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", help="damage files of this format only, such as heic")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds a case may take")
    parser.add_argument("--save", type=Path, help="folder for the files of bad cases")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    begin = time.perf_counter()
    cases = Cases(options.seed, options.first, options.first + options.count, options.format)
    tally = run(cases, options.limit)
    for outcome, count in tally.outcomes.most_common():
        _log.info("%8d  %s", count, outcome)
    for seconds, case in tally.slowest:
        _log.info("%7.3f s  case %d", seconds, case)
    for case, _ in tally.bad if options.save else ():
        options.save.mkdir(parents=True, exist_ok=True)
        (options.save / f"{options.seed}-{case}.bin").write_bytes(mutate(files_of(options.format), options.seed, case))
    _log.info("%d bad cases in %.0f s", len(tally.bad), time.perf_counter() - begin)
    return 1 if tally.bad else 0


if __name__ == "__main__":
    sys.exit(main())
