"""The head of the form: title, invoice code and number, printed with or without labels."""

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers import date, invoice_code
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.look import look_at, widened
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run

HOLE = 1.6  # times the usual distance between characters
WORD_GAP = 1.0  # text heights; what stands further off is another number
TITLE_LINES = 2.6  # text heights from line to line at most
LEGIBLE = 0.3  # a title under a seal of less confidence is guesswork
LEFT_DIGITS, RIGHT_DIGITS = 1.5, 12.5  # from the code's first digit, how far the number may reach
NUMBER_REACH = 4.0  # text heights below the code; further down stand telephone numbers


def read_head(document: LocatedDocument, runs: list[Run]) -> dict[str, list[Run]]:
    """Read title, code and number: name -> its printed lines.

    Args:
        document: to look at again where a digit of the code is missing or a seal lies on the title.
        runs: all its text, in its upright frame.
    """
    strings, words = chains(runs), chains(runs, WORD_GAP)
    code = _code(document, strings, words)
    number = _number(strings, words, code) or _number_in_pieces(document, words, code)
    above = [chain for chain in strings if code is None or chain.glyphs[0].y < code.y]
    found = {
        "invoice_code": [code] if code is not None else [],
        "invoice_number": [number] if number is not None else [],
        "title": _title(document, above),
    }
    return {name: runs for name, runs in found.items() if runs}


def _code(document: LocatedDocument, strings: list[Chain], words: list[Chain]) -> Run | None:
    """Return the code: 12 digits of a region that exists; else what stands behind its label."""
    whole = find_pattern(words, grammar.CODE)
    valid = [run for run in whole if invoice_code.is_valid(run.text)]
    behind_label = find_pattern(strings, grammar.CODE_LABELLED, "value")
    found = _topmost(valid) or _topmost(behind_label)
    if found is not None and len(found.text) != 11:
        return found
    short = found or _topmost(find_pattern(words, grammar.CODE_SHORT))
    return _with_first_digit(document, short) or found or _topmost(whole)


def _with_first_digit(document: LocatedDocument, short: Run | None) -> Run | None:
    """Return a code whose first digit was overlooked, read anew with what stands before it."""
    if short is None:
        return None
    again = widened(document, short, 1.0, 0.2)
    match = re.search(grammar.CODE, again.compact) if again is not None else None
    if again is None or match is None or not match[0].endswith(short.text[1:]) or not invoice_code.is_valid(match[0]):
        return None
    return Run(again.solid().glyphs[match.start() : match.end()], first_text=short.text)


def _number(strings: list[Chain], words: list[Chain], code: Run | None) -> Run | None:
    """Return the number: behind its label, else the eight digits next below the code."""
    labelled = _topmost(find_pattern(strings, grammar.NUMBER_LABELLED, "value"))
    if labelled is not None or code is None:
        return labelled
    below = [
        run
        for run in find_pattern(words, grammar.NUMBER, "value")
        if -0.5 * code.height < run.y - code.y < NUMBER_REACH * code.height
    ]
    return _topmost(below)


def _number_in_pieces(document: LocatedDocument, words: list[Chain], code: Run | None) -> Run | None:
    """Return a number of which the detection told only a part, read anew as far as eight digits go below the code."""
    if code is None:
        return None
    digit = (code.glyphs[-1].x - code.glyphs[0].x) / (len(code.glyphs) - 1)
    left, right = code.glyphs[0].x - LEFT_DIGITS * digit, code.glyphs[0].x + RIGHT_DIGITS * digit
    part = _topmost(
        [
            run
            for run in find_pattern(words, grammar.NUMBER_PART)
            if 0.5 * code.height < run.y - code.y < NUMBER_REACH * code.height and left < run.x < right
        ]
    )
    if part is None:
        return None
    place = quad_from_rect(left, part.y - part.height / 2, right - left, part.height)
    for without_seals in (False, True):
        again = look_at(document, place, without_seals=without_seals)
        seen = find_pattern([Chain(again.solid().glyphs)], grammar.NUMBER, "value") if again is not None else []
        if seen and _has_digits_of(seen[0].text, part.text):
            return replace(seen[0], first_text=part.text)
    return None


def _has_digits_of(number: str, part: str) -> bool:
    """Tell whether a number that is no date has the digits of a part in a row, one more among them at most.

    The first and the last digit of the part may have been cut.
    """
    inner = part[1:-1]
    without_one = (number[:index] + number[index + 1 :] for index in range(len(number)))
    return date.normalise(number) is None and any(inner in rest for rest in (number, *without_one))


def _title(document: LocatedDocument, above: list[Chain]) -> list[Run]:
    """Return the title's lines: of the chains above the code one that is a title, or two that make one."""
    whole = _topmost(find_pattern(above, grammar.TITLE))
    if whole is not None and not _has_hole(whole):
        return [whole]
    lines = [Run(chain.glyphs) for chain in above]
    for second in lines:
        for first in lines:
            if (
                re.fullmatch(grammar.TITLE_BELOW, second.text)
                and re.fullmatch(grammar.TITLE_ABOVE, first.text)
                and 0.8 * second.height < second.y - first.y < TITLE_LINES * second.height
            ):
                return [first, second]
    through = _through_seal(document, above)
    return [through] if through is not None else []


def _through_seal(document: LocatedDocument, above: list[Chain]) -> Run | None:
    """Return the title, read anew across the slip where a part of it was read; None if it is not clear then either."""
    part = _topmost([Run(chain.glyphs) for chain in above if re.search(grammar.TITLE_PART, chain.text)])
    if part is None:
        return None
    left, right = (edge(glyph.x for chain in above for glyph in chain.glyphs) for edge in (min, max))
    reach = part.height
    quad = quad_from_rect(left - reach, part.y - part.height / 2, right - left + 2 * reach, part.height)
    looks = [look_at(document, quad, without_seals=without_seals) for without_seals in (True, False)]
    read = [look.solid() for look in looks if look is not None]
    clear = [
        run
        for run in read
        if re.fullmatch(grammar.TITLE, run.text) and confidence_of(run.glyphs) > LEGIBLE and not _has_hole(run)
    ]
    best = max(clear, key=lambda run: confidence_of(run.glyphs), default=None)
    return replace(best, first_text=part.text) if best is not None else None


def _has_hole(run: Run) -> bool:
    """Tell whether a character is missing: titles are set evenly, yet a seal lies over them."""
    steps = [after.x - before.x for before, after in pairwise(run.glyphs)]
    return max(steps) > HOLE * median(steps)


def _topmost(runs: list[Run]) -> Run | None:
    return min(runs, key=lambda run: run.y, default=None)
