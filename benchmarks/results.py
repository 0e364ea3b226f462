"""Where results are kept: `benchmarks/results/<date>-<commit>.json`, one file for all benchmarks.

Each benchmark is a section of the file; running it again replaces its section alone. Another folder or file can be
named.
"""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.pictures import ROOT
from piaoju.reading.cores import available_cores

RESULTS = ROOT / "benchmarks" / "results"
PACKAGES = (
    "piaoju", "openvino", "numpy", "opencv-python-headless", "pillow", "pypdfium2", "rapidocr", "faster-paddle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under what circumstances something was measured.

    Attributes:
        commit: abbreviated hash, or `unknown` outside a clone.
        is_changed: the working tree differs from the commit.
        processor: model name.
        cores: that this process may use.
        memory_gib: of the machine; None if the system does not tell.
        system: operating system.
        python: version.
        load: processes that wanted to run in the last minute, before the measurement; None if unknown.
        packages: name -> installed version.
    """

    commit: str
    is_changed: bool
    processor: str
    cores: int
    memory_gib: float | None
    system: str
    python: str
    load: float | None
    packages: Mapping[str, str]


def circumstances() -> Circumstances:
    """Look at the machine, the clone and the environment."""
    return Circumstances(
        commit=_git("rev-parse", "--short", "HEAD") or "unknown",
        is_changed=bool(_git("status", "--porcelain", "--", "src", "benchmarks", "constraints.txt")),
        processor=_processor(),
        cores=available_cores(),
        memory_gib=_memory_gib(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        packages={name: found for name in PACKAGES if (found := _version(name)) is not None},
    )


def store(section: str, content: Mapping[str, object], now: Circumstances, place: Path = RESULTS) -> Path:
    """Write a benchmark's results as a section of a file; return the file's path.

    Args:
        section: name of the benchmark.
        content: JSON values.
        now: under what circumstances it was measured.
        place: a file that ends in .json, or a folder, where the file is named after this day and commit.
    """
    moment = datetime.now(UTC)
    path = place if place.suffix == ".json" else place / f"{moment:%Y-%m-%d}-{now.commit}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    sections = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    sections[section] = {"measured_at": f"{moment:%Y-%m-%dT%H:%MZ}", "circumstances": asdict(now), **content}
    path.write_text(json.dumps(sections, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory_gib() -> float | None:
    try:
        return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3, 1)
    except (AttributeError, OSError, ValueError):
        return None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
