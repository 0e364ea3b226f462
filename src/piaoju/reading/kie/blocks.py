"""Blocks of lines: ciphers, and notices that are printed in their place."""

from piaoju.model.field import FieldReading
from piaoju.reading.kie.readings import read_lines
from piaoju.reading.kie.runs import in_lines, joined
from piaoju.reading.kie.sheet import Rect, Sheet

CIPHER = "0123456789+-*/<>"
SHORTEST = 8
"""Characters of a line at least."""
SHORTEST_PIECE = 3
"""Characters of a piece of it; single ones are of labels and margins beside the block, set upright."""


def read_block(sheet: Sheet, rect: Rect) -> FieldReading | None:
    """Read the lines in a rectangle: those of a cipher within its alphabet if most are, else all as they are."""
    pieces = [run for run in sheet.inside(rect) if len(run.compact) >= SHORTEST_PIECE]
    lines = [joined(line) for line in in_lines(pieces)]
    lines = [line for line in lines if len(line.compact) >= SHORTEST]
    ciphers = [line for line in lines if sum(char in CIPHER for char in line.compact) > 0.7 * len(line.compact)]
    if len(ciphers) > 0.5 * len(lines):
        return read_lines(ciphers, sheet.page, CIPHER)
    return read_lines(lines, sheet.page)
