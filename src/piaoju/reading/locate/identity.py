"""Codes and numbers that tell one invoice from another: a document has one of each, which its stub repeats."""

import re
from collections.abc import Iterable, Sequence

from piaoju.model.page import TextLine
from piaoju.reading.locate.evidence import bare

SURE = 0.9  # of every character: a misread stub would pass for another invoice
CODE = re.compile(r"(?:(?!机)\D){0,5}([012]\d{11})")  # a machine's number is as long
NUMBER = re.compile(r"(?:N[o°º.]|№|[一-龥]{0,4}号码)?[:：.]?(\d{8})")


def codes_of(lines: Iterable[TextLine]) -> frozenset[str]:
    """Return the invoice codes that are read for certain, each on a line of its own."""
    return frozenset(_found(CODE, lines))


def are_of_several(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines hold several codes, or one code twice and several numbers: invoices of one pad share it.

    Telephones and digits to be scratched free look like numbers, so those alone tell nothing.
    """
    codes = _found(CODE, lines)
    return len(set(codes)) > 1 or (len(codes) > 1 and len(set(_found(NUMBER, lines))) > 1)


def _found(pattern: re.Pattern[str], lines: Iterable[TextLine]) -> list[str]:
    matches = ((line, pattern.fullmatch(bare(line))) for line in lines)
    return [found[1] for line, found in matches if found and _is_sure(line)]


def _is_sure(line: TextLine) -> bool:
    return all(char.confidence >= SURE for char in line.chars)
