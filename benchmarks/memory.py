"""Memory for one large photo: `python -m benchmarks.memory`.

A fresh process reads one JPEG photo of 4000 x 3000 pixels, drawn and scaled up, and must stay within 900 MiB.
Exit codes: 0 within, 1 above or nothing was read.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import worker
from benchmarks.pictures import ROOT, TYPE
from benchmarks.results import RESULTS, circumstances, store
from piaoju.reading.cores import available_cores

LIMIT_MIB = 900
SIZE_PX = (4000, 3000)
JPEG_QUALITY = 90
SEED = 1


def draw(path: Path) -> None:
    """Write the photo: as large as it fits, with the desk's edge drawn out where the shapes differ."""
    import cv2

    from piaoju.lab.synth import VARIANTS, Level, synthesise

    pixels = synthesise(TYPE, VARIANTS[TYPE][0], SEED, Level.PHOTO).pixels
    width, height = SIZE_PX
    factor = min(width / pixels.shape[1], height / pixels.shape[0])
    size = (min(width, round(pixels.shape[1] * factor)), min(height, round(pixels.shape[0] * factor)))
    scaled = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    margins = (top, height - size[1] - top, left, width - size[0] - left)
    whole = cv2.copyMakeBorder(scaled, *margins, cv2.BORDER_REFLECT_101)
    path.write_bytes(cv2.imencode(".jpg", whole, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes())


def measure(threads: int) -> worker.Outcome:
    """Draw the photo in one fresh process and read it in another."""
    with tempfile.TemporaryDirectory(prefix="piaoju-bench-") as folder:
        path = Path(folder) / "photo.jpg"
        subprocess.run([sys.executable, "-m", "benchmarks.memory", "--draw", str(path)], cwd=ROOT, check=True)
        return worker.run("piaoju", "cold", threads, {"large_photo": (path,)})


def main(words: Sequence[str] | None = None) -> int:
    """Measure, store, and write a line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Memory for one large photo.")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--draw", type=Path, metavar="PATH", help="only write the photo there")
    chosen = parser.parse_args(words)
    if chosen.draw is not None:
        draw(chosen.draw)
        return 0
    now, threads = circumstances(), available_cores()
    outcome = measure(threads)
    sample = outcome.samples[0]
    content = {
        "photo_px": SIZE_PX,
        "threads": threads,
        "peak_rss_mib": outcome.peak_rss_mib,
        "limit_mib": LIMIT_MIB,
        "documents": sample.items,
        "models": outcome.models,
    }
    store("memory", content, now, chosen.results)
    sys.stdout.write(
        f"One photo of {SIZE_PX[0]} x {SIZE_PX[1]} pixels, {threads} threads: "
        f"peak {outcome.peak_rss_mib:.0f} MiB of {LIMIT_MIB} allowed, documents found: {sample.items}, "
        f"{sample.seconds:.2f} s with loading.\n"
    )
    return 0 if outcome.peak_rss_mib <= LIMIT_MIB and sample.items else 1


if __name__ == "__main__":
    sys.exit(main())
