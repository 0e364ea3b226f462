"""Write the synthesised documents of tests/golden anew: one of each variant, with its truth.

Needed only when a variant is added. Changing a golden needs a reason: what it tests is that the reader has not got
worse on a document that stays the same, so a change of the synthesiser is none.
"""

import sys
from pathlib import Path

from piaoju.lab.synth import VARIANTS, Level, synthesise, write

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
SEED = 1
"""The same for all: chosen by nobody, so that no document is here because it reads well."""
CLEAN = {"digital_special", "rail_e_ticket"}
"""Variants stored as rendered; the others as scanned, skew, noise and compression included."""


def main() -> None:
    """Draw each variant and store it beside its label."""
    for document_type, variants in VARIANTS.items():
        for variant in variants:
            level = Level.CLEAN if variant in CLEAN else Level.SCAN
            path = write(synthesise(document_type, variant, SEED, level), GOLDEN / document_type)
            sys.stderr.write(f"{path.relative_to(GOLDEN)}: {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
