"""Programs of the benchmarks in processes of their own, and the memory that a process holds.

Images are listed on a program's stdin, its outcome goes to stdout.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.pictures import ROOT, Groups

NOWHERE = "http://127.0.0.1:9"
"""A proxy that refuses: a reader that would fetch its models fails instead of being timed while fetching."""
STATUS = Path("/proc/self/status")


def start(module: str, words: Sequence[str], groups: Groups) -> Any:
    """Run a program of this package over groups of images and return its outcome, as JSON has it.

    Raises:
        subprocess.CalledProcessError: the program failed; stderr has said how.
    """
    images = json.dumps({group: list(map(str, paths)) for group, paths in groups.items()})
    environment = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        input=images,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    return json.loads(done.stdout)


def receive(threads: int) -> Groups:
    """Keep this process to so many cores and return the images it was given."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    return {group: tuple(map(Path, names)) for group, names in json.load(sys.stdin).items()}


def peak_mib() -> float:
    """Return the most memory that this process held.

    Linux keeps the high-water mark of `getrusage` over fork and exec, so that a large parent would count as this
    process's; the one in /proc belongs to the program alone.
    """
    if STATUS.exists():
        return _status_mib("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # macOS counts in bytes


def held_mib() -> float:
    """Return the memory that this process holds now; where the system does not tell, the most that it held."""
    return _status_mib("VmRSS") if STATUS.exists() else peak_mib()


def held_mib_of(pid: int) -> float:
    """Return the memory that another process holds now, on Linux."""
    return _status_mib("VmRSS", Path(f"/proc/{pid}/status"))


def _status_mib(name: str, status: Path = STATUS) -> float:
    line = next(line for line in status.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
