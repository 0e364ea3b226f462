"""Labels of blurred forms: hardly one is read as it is printed, yet together they tell where the form lies.

Each label is surmised wherever half of its characters were read or considered. Most of these surmises are wrong; those
that are right agree on one place of the form, which no chance does if there are many of them. Values help: machines
print them darker than the form is, and what a code or an amount looks like tells which few cells it may stand in.
"""

import re
from collections.abc import Mapping, Sequence

from piaoju.reading.kie.labels import Chain, Label
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import Run, split_at_gaps
from piaoju.reading.ocr.considered import Considered

EACH = 3  # surmises of one label that are followed up
PIECE_GAP = 0.9  # text heights: a wider gap parts two values
MOST = 36  # of all labels: registration tries all pairs


def surmised_labels(strings: Sequence[Chain], words: Mapping[str, Sequence[str]]) -> list[Label]:
    """Return where labels may be, the likeliest first.

    Args:
        strings: chains of runs, also of those that were hardly read.
        words: label name -> how it is printed.
    """
    found: list[tuple[float, Label]] = []
    texts = [Considered((glyph.text, glyph.candidates) for glyph in chain.glyphs) for chain in strings]
    for name, printed in words.items():
        own: list[tuple[float, Label]] = []
        for word in printed:
            for chain, text in zip(strings, texts, strict=True):
                for surmise in text.find(word):
                    glyphs = chain.glyphs[max(surmise.start, 0) : surmise.start + len(word)]
                    own.append((surmise.agreeing / len(word), Label(name, glyphs, colon=False)))
        found += _apart(own)[:EACH]
    return [label for _, label in sorted(found, key=lambda one: -one[0])[:MOST]]


def anchoring_values(runs: Sequence[Run], anchors: Sequence[LabelSpec]) -> list[Label]:
    """Return the values that their grammar tells, as labels of the anchors that they may be.

    Args:
        runs: in the upright frame.
        anchors: whose patterns whole values match, blanks left out.
    """
    pieces = [piece.solid() for run in runs for piece in split_at_gaps(run, PIECE_GAP)] if anchors else []
    return [
        Label(anchor.name, piece.glyphs, colon=False)
        for anchor in anchors
        for piece in pieces
        if re.fullmatch(anchor.pattern, piece.text)
    ]


def _apart(found: Sequence[tuple[float, Label]]) -> list[tuple[float, Label]]:
    """Return the likeliest of those that share a character, the likeliest first."""
    kept: list[tuple[float, Label]] = []
    taken: set[int] = set()
    for share, label in sorted(found, key=lambda one: -one[0]):
        own = {id(glyph) for glyph in label.glyphs}
        if not own & taken:
            kept.append((share, label))
            taken |= own
    return kept
