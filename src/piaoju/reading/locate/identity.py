"""Codes and numbers that tell one invoice from another: a document has one of each, which its stub repeats."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import dist

from piaoju.model.geometry import Point, center
from piaoju.model.page import TextLine
from piaoju.numbers import invoice_code
from piaoju.reading.locate.evidence import bare
from piaoju.reading.locate.layout import directions, text_heights

SURE = 0.9  # of every character: a misread stub would pass for another invoice
NEAR = 5.0  # heights of the digits, from the middle of a code to that of its number
UNLIKE = 3  # digits in which two codes differ: fewer may be misread all the same
CODE = re.compile(r"(?:\D{0,3}[票代]\D{0,3})?([012][1-6]\d{3}(?:0[6-9]|1\d|2\d)\d{5})")
"""Place, year and series; a machine's number, which is as long, has neither."""
NUMBER = re.compile(r"(?:N[o°º.]|№|[一-龥]{0,4}号码)?[:：.]?(\d{8})")
REGISTRATION = re.compile("登记证")
"""On vehicles' forms, whose registration numbers look like codes."""
OWNER = re.compile(r"密码|密$|[单卡证机车]号|流水|电话|(?i:passw|tel)")
"""Labels of other numbers that may look like codes."""
ON_ITS_ROW = 0.8  # heights of a number, by which the middle of its label stands above or below its own
BEFORE = 30.0  # likewise, how far before it


def codes_of(lines: Sequence[TextLine]) -> frozenset[str]:
    """Return the invoice codes that are read for certain, each on a line of its own."""
    return frozenset(found.text for found in _codes(lines))


def codes_by_line(lines: Sequence[TextLine]) -> list[frozenset[str]]:
    """Return the invoice codes that are read for certain, one at most, for every line."""
    codes = {found.place: found.text for found in _codes(lines)}
    return [frozenset({codes[place]} if place in codes else ()) for place in range(len(lines))]


def are_unlike(codes: Collection[str], others: Collection[str]) -> bool:
    """Tell whether there are codes on both sides and each is unlike all of the other."""
    distances = [sum(a != b for a, b in zip(one, other, strict=True)) for one in codes for other in others]
    return bool(distances) and min(distances) >= UNLIKE


def are_of_several(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines hold unlike codes, or one code several times and another number beside each.

    Invoices of one pad share their code. A stub repeats both, and telephones look like numbers.
    """
    codes, numbers = _codes(lines), _found(NUMBER, lines)
    if any(are_unlike([codes[0].text], [code.text]) for code in codes):
        return True
    beside = [found.text for code in codes if (found := _beside(code, numbers)) is not None]
    return 1 < len(codes) == len(set(beside))


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits as they stand on the page."""

    text: str
    place: int  # of its line
    center: Point
    height: float


def _codes(lines: Sequence[TextLine]) -> list[_Number]:
    """Return what looks like a code and has a number beside it, or no label of anything else."""
    codes = [code for code in _found(CODE, lines) if invoice_code.is_valid(code.text)]
    owners = [line for line in lines if OWNER.search(bare(line))] if codes else []
    may_be_registered = any(REGISTRATION.search(bare(line)) for line in lines)
    owned = [
        code for code in codes if may_be_registered or any(_stands_before(owner, lines[code.place]) for owner in owners)
    ]
    if not owned:
        return codes
    numbers = _found(NUMBER, lines)
    return [code for code in codes if code not in owned or _beside(code, numbers) is not None]


def _stands_before(label: TextLine, number: TextLine) -> bool:
    """Tell whether a label stands on the row of a number, before it."""
    x, y = (a - b for a, b in zip(center(label.quad), center(number.quad), strict=True))
    ((along_x, along_y),), (height,) = directions([number]), text_heights([number])
    before, beside = -(x * along_x + y * along_y), abs(x * along_y - y * along_x)
    return bool(0 < before <= BEFORE * height and beside <= ON_ITS_ROW * height)


def _beside(code: _Number, numbers: Sequence[_Number]) -> _Number | None:
    """Return the number that stands nearest to a code, if it is near."""
    nearest = min(numbers, key=lambda number: dist(number.center, code.center), default=None)
    is_near = nearest is not None and dist(nearest.center, code.center) <= NEAR * max(code.height, nearest.height)
    return nearest if is_near else None


def _found(pattern: re.Pattern[str], lines: Iterable[TextLine]) -> list[_Number]:
    matches = ((place, line, pattern.fullmatch(bare(line))) for place, line in enumerate(lines))
    return [
        _Number(found[1], place, center(line.quad), dist(line.quad[0], line.quad[3]))
        for place, line, found in matches
        if found and _is_sure(line)
    ]


def _is_sure(line: TextLine) -> bool:
    return all(char.confidence >= SURE for char in line.chars)
