"""Files of mixed formats and sizes: `python -m benchmarks.files FOLDER --count N` draws them.

Every document type, variant and level takes its turn, in every format that can be written, between a quarter and six
megapixels, some turned by quarters, some with two pages, and now and then one that was cut short.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.pictures import ROOT
from piaoju.lab.synth import VARIANTS, Level, synthesise

FORMATS = ("JPEG", "PNG", "PDF", "WEBP", "BMP", "TIFF", "GIF")
OF_PAGES = frozenset({"PDF", "TIFF"})
LONG_SIDES_PX = (900, 2600, 1300, 1800, 600)
TURNS = (0, 0, 0, 1, 0, 2, 0, 0, 3)  # clockwise quarters; its length shares no factor with those of the other cycles
CUT_SHORT_EACH = 25


def prepare(folder: Path, count: int) -> tuple[Path, ...]:
    """Draw files in a process of their own; return them in order."""
    command = [sys.executable, "-m", "benchmarks.files", str(folder.resolve()), "--count", str(count)]
    subprocess.run(command, cwd=ROOT, check=True)
    return tuple(sorted(folder.iterdir()))


def draw(folder: Path, place: int) -> Path:
    """Draw the file of a place in the row; the same place gives the same pictures."""
    form = FORMATS[place % len(FORMATS)]
    pages = [_page(place)] + [_page(place + 1)] * (form in OF_PAGES and place % 2)
    path = folder / f"{place:04d}.{form.lower()}"
    if form in OF_PAGES:
        pages[0].save(path, form, save_all=True, append_images=pages[1:])
    else:
        pages[0].save(path, form)
    if place % CUT_SHORT_EACH == CUT_SHORT_EACH - 1:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
    return path


def _page(place: int) -> Image.Image:
    kinds = [(kind, variant) for kind, variants in sorted(VARIANTS.items()) for variant in variants]
    kind, variant = kinds[place % len(kinds)]
    level = tuple(Level)[place // len(kinds) % len(Level)]
    pixels = synthesise(kind, variant, place, level).pixels
    factor = LONG_SIDES_PX[place % len(LONG_SIDES_PX)] / max(pixels.shape[:2])
    scaled = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    turned = np.rot90(scaled, -TURNS[place % len(TURNS)])
    return Image.fromarray(np.ascontiguousarray(turned[:, :, ::-1]))


def _main() -> None:
    parser = argparse.ArgumentParser(description="Draw files of mixed formats and sizes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, required=True)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for place in range(chosen.count):
        draw(chosen.folder, place)


if __name__ == "__main__":
    _main()
