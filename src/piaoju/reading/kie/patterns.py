"""Values found by their grammar alone, where a form prints no label beside them."""

import re
from collections.abc import Iterable

from piaoju.reading.kie.labels import Chain
from piaoju.reading.kie.runs import Run


def find_pattern(strings: Iterable[Chain], pattern: str, group: str | int = 0) -> list[Run]:
    """Return every match of a pattern in chains of runs, as runs.

    Args:
        strings: chains; matches may span the runs of one.
        pattern: regular expression, blanks left out.
        group: which group of it is wanted; matches without it are skipped.
    """
    compiled = re.compile(pattern)
    found = []
    for chain in strings:
        for match in compiled.finditer(chain.text):
            start, end = match.span(group)
            if start >= 0 and end > start:
                found.append(Run(chain.glyphs[start:end]))
    return found
