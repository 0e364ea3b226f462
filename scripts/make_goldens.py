"""Write synthesised documents of tests/golden, each with its truth: `make_goldens.py TYPE VARIANT…`.

Needed only when a variant is added. Changing a golden needs a reason: what it tests is that the reader has not got
worse on a document that stays the same, so a change of the synthesiser is none.
"""

import argparse
import sys
from pathlib import Path

import cv2

from piaoju.lab.synth import VARIANTS, Level, synthesise, write

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
SEED = 1
"""The same for all: chosen by nobody, so that no document is here because it reads well."""
CLEAN = {("vat_invoice", "digital_special"), ("train_ticket", "rail_e_ticket")}
"""Variants stored as rendered; the others as scanned, skew, noise and compression included."""
WEBP_QUALITY = 60
"""Scans of two megapixels come to some 130 kB: a third of the same in JPEG."""


def main() -> None:
    """Draw the variants that are asked for and store each beside its label."""
    parser = argparse.ArgumentParser(description="Write synthesised documents of tests/golden.")
    parser.add_argument("type", choices=VARIANTS)
    parser.add_argument("variants", nargs="+", metavar="variant")
    asked = parser.parse_args()
    unknown = sorted(set(asked.variants) - set(VARIANTS[asked.type]))
    if unknown:
        parser.error(f"{', '.join(unknown)}: choose from {', '.join(VARIANTS[asked.type])}")
    for variant in asked.variants:
        path = _write(asked.type, variant)
        sys.stderr.write(f"{path.relative_to(GOLDEN)}: {path.stat().st_size // 1000} kB\n")


def _write(document_type: str, variant: str) -> Path:
    level = Level.CLEAN if (document_type, variant) in CLEAN else Level.SCAN
    document = synthesise(document_type, variant, SEED, level)
    path = write(document, GOLDEN / document_type)
    if level is Level.CLEAN or len(document.pages) > 1:
        return path
    path.unlink()
    path = path.with_suffix(".webp")
    cv2.imwrite(str(path), document.pixels, [cv2.IMWRITE_WEBP_QUALITY, WEBP_QUALITY])
    return path


if __name__ == "__main__":
    main()
