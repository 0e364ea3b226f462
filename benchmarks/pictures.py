"""The images that are read: `python -m benchmarks.pictures FOLDER` draws them and lists the files as JSON.

Groups are kept apart and never averaged: `synthetic_scan`, `synthetic_photo` and, where a folder of labelled
samples is given, `real`: its pictures as they are and the pages of its PDF files as PNG. Labels lie beside the
drawn images; those of real ones beside the pictures, and beside the page of a PDF file that has but one.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
TYPE = "vat_invoice"
LEVELS = ("scan", "photo")
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"})

Groups = Mapping[str, tuple[Path, ...]]


def prepare(folder: Path, seeds: int, variants: int | None, samples: Path | None) -> Groups:
    """Draw the images in a process of their own and return them by group.

    Args:
        folder: where they are written.
        seeds: documents of each variant and level.
        variants: how many variants of the document type; None for all.
        samples: folder of real documents, or None.
    """
    command = [sys.executable, "-m", "benchmarks.pictures", str(folder.resolve()), "--seeds", str(seeds)]
    command += [] if variants is None else ["--variants", str(variants)]
    command += [] if samples is None else ["--samples", str(samples.resolve())]
    listed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    groups = {group: tuple(Path(name) for name in names) for group, names in json.loads(listed).items()}
    return {group: paths for group, paths in groups.items() if paths}


def digest(groups: Groups) -> str:
    """Return a sha256 over groups and contents, which tells whether two runs read the same images."""
    whole = hashlib.sha256()
    for group in sorted(groups):
        whole.update(group.encode())
        for path in groups[group]:
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _drawn(folder: Path, level: str, seeds: int, variants: int | None) -> Iterator[Path]:
    from piaoju.lab.synth import VARIANTS, Level, synthesise, write

    for variant in VARIANTS[TYPE][:variants]:
        for seed in range(1, seeds + 1):
            yield write(synthesise(TYPE, variant, seed, Level(level)), folder)


def _real(samples: Path, folder: Path) -> Iterator[Path]:
    import cv2

    from piaoju.reading.decode import open_pages

    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(samples.iterdir()):
        if path.suffix.lower() in PICTURES:
            yield path
        elif path.suffix.lower() == ".pdf":
            label = path.with_suffix(".json")
            with open_pages(path.read_bytes()) as source:
                for number in source.numbers:
                    page = folder / f"{path.stem}-{number}.png"
                    if label.is_file() and len(source.numbers) == 1:
                        shutil.copyfile(label, page.with_suffix(".json"))
                    page.write_bytes(cv2.imencode(".png", source.read(number).pixels)[1].tobytes())
                    yield page


def _main() -> None:
    parser = argparse.ArgumentParser(description="Draw the images of the speed benchmark.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--variants", type=int)
    parser.add_argument("--samples", type=Path)
    chosen = parser.parse_args()
    groups = {
        f"synthetic_{level}": list(_drawn(chosen.folder / level, level, chosen.seeds, chosen.variants))
        for level in LEVELS
    }
    if chosen.samples is not None:
        groups["real"] = list(_real(chosen.samples, chosen.folder / "real"))
    sys.stdout.write(json.dumps({group: list(map(str, paths)) for group, paths in groups.items()}))


if __name__ == "__main__":
    _main()
