"""The head of the form: title, invoice code and number, printed with or without labels."""

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from piaoju.doctypes.quota_invoice import grammar
from piaoju.doctypes.quota_invoice.face import Face
from piaoju.doctypes.quota_invoice.unseen import likeliest, read_in_bands, whole_form
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers import invoice_code
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.look import look_at
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.runs import Run, split_at_gaps

WORD_GAP = 1.0  # text heights; what stands further off is another number
NUMBER_REACH = 5.0  # text heights between code and a number without a label
READ_BESIDE = 2.0  # text heights of paper beside a number that lacks digits
HOLE = 1.6  # times the usual distance between characters
TELLING_GAP = 0.3  # text heights that a gap must be wider than another to be the one between code and number
SEARCHED = 3.4  # text heights around the one, of code and number, that was read, in which the other is searched
BAND = 2.2  # times the height of the one: height of a band that the other is searched in
MOST_BANDS = 7  # of such a search
ON_IT = 0.7  # times the height of the one: the middle of a band as near to it as that shows the one itself
TITLE_LINES = 2.6  # text heights from line to line at most
TITLE_REACH = 2.0  # text heights beside what was read of a title
CLEAR = 0.9  # a title of less confidence lies under a seal, a number under a stroke
LIKELY = 0.8  # a number that a search reads with less confidence is guesswork
LEGIBLE = 0.3  # a title under a seal of less confidence is guesswork


def read_head(document: LocatedDocument, runs: list[Run], face: Face) -> dict[str, list[Run]]:
    """Read title, code and number: name -> its printed lines.

    Args:
        document: to look at again where a digit is missing or a seal lies on the title.
        runs: all its text, in its upright frame.
        face: tells the face's print from the stub's.
    """
    strings = chains(runs)
    words = chains([piece for run in runs for piece in split_at_gaps(run, WORD_GAP)], WORD_GAP)
    code = _code(document, strings, words, face)
    number = _number(document, strings, words, face, code)
    if code is None and number is None:
        code, number = _beside_each_other(strings, words, face)
    elif code is None and number is not None:
        code = _search_beside(document, number, grammar.CODE)
    elif number is None and code is not None:
        number = _search_beside(document, code, grammar.NUMBER_SOUGHT)
    found = {
        "invoice_code": [code] if code is not None else [],
        "invoice_number": [number] if number is not None else [],
        "title": _title(document, strings, face),
    }
    return {name: lines for name, lines in found.items() if lines}


def _beside_each_other(strings: list[Chain], words: list[Chain], face: Face) -> tuple[Run | None, Run | None]:
    """Return code and number that stand in one row without a label, read as one number of twenty digits.

    Where either of them may stand first, the wider of the two gaps tells; if none does, neither is known.
    """
    labelled = {glyph for chain in strings if re.search(grammar.LABELLED_ROW, chain.text) for glyph in chain.glyphs}
    rows = [Run(chain.glyphs) for chain in words if re.fullmatch(grammar.CODE_AND_NUMBER, chain.text)]
    row = face.best(run for run in rows if not labelled & set(run.glyphs))
    if row is None:
        return None, None
    cuts = [cut for cut, code in ((12, row.text[:12]), (8, row.text[8:])) if _is_code(code, grammar.CODE_OF_YEAR)]
    gaps = sorted(((row.glyphs[cut].left - row.glyphs[cut - 1].right, cut) for cut in cuts), reverse=True)
    if not gaps or (len(gaps) > 1 and gaps[0][0] - gaps[1][0] < TELLING_GAP * row.height):
        return None, None
    cut = gaps[0][1]
    first, second = row.part(0, cut), row.part(cut)
    return (first, second) if cut == 12 else (second, first)


def _is_code(digits: str, pattern: str = grammar.CODE) -> bool:
    return re.fullmatch(pattern, digits) is not None and invoice_code.is_valid(digits)


def _search_beside(document: LocatedDocument, known: Run, pattern: str) -> Run | None:
    """Return what at least two bands around one of code and number say of the other, None if no two say the same."""
    (left, _), (right, _), _, _ = whole_form(document, [known])
    near = quad_from_rect(left, known.y - SEARCHED * known.height, right - left, 2 * SEARCHED * known.height)
    for looks in read_in_bands(document, near, BAND * known.height, MOST_BANDS):
        strings = [[chain for chain in chains([look]) if not _is_labelled_otherwise(chain)] for look in looks]
        bands = [[run for run in find_pattern(own, pattern) if _may_be_other(run, known)] for own in strings]
        if pattern == grammar.CODE:
            bands = [[run for run in runs if _is_code(run.text)] for runs in bands]
        found = likeliest(bands, lambda run: run.text, LIKELY)
        if found is not None and found.is_sure:
            return found.run
    return None


def _is_labelled_otherwise(chain: Chain) -> bool:
    return re.search(grammar.LABELLED_OTHERWISE, chain.text) is not None


def _may_be_other(run: Run, known: Run) -> bool:
    """Tell whether a run is whole and no part of what is known."""
    is_on_it = abs(run.y - known.y) < ON_IT * known.height and run.left < known.right and run.right > known.left
    return not (is_on_it or run.text in known.text or _has_hole(run))


def _code(document: LocatedDocument, strings: list[Chain], words: list[Chain], face: Face) -> Run | None:
    """Return the code: twelve digits of a region that exists, else what stands behind its label, read anew."""
    whole = [run for run in find_pattern(words, grammar.CODE) if invoice_code.is_valid(run.text)]
    if whole:
        return face.best(whole)
    maimed = find_pattern(strings, grammar.CODE_LABELLED, "value") or find_pattern(words, grammar.CODE_SHORT)
    rest = face.best(maimed)
    again = _read_anew(document, rest, grammar.CODE)
    return again if again is not None and invoice_code.is_valid(again.text) else rest


def _number(
    document: LocatedDocument, strings: list[Chain], words: list[Chain], face: Face, code: Run | None
) -> Run | None:
    """Return the number: eight digits behind its label, else near the code, else what stands behind its label."""
    labelled = [run for chain in (strings, words) for run in find_pattern(chain, grammar.NUMBER_LABELLED, "value")]
    if labelled:
        return face.best(labelled)
    own = [chain for chain in words if not re.search(grammar.OTHER_NUMBER, chain.text)]
    near = _near(code, [run for run in find_pattern(own, grammar.NUMBER) if not _has_hole(run)])  # passwords have one
    if near:
        return face.best(near)
    rest = face.best(find_pattern(strings, grammar.NUMBER_MAIMED, "value"))
    if rest is None and code is not None:
        whole = _read_anew(document, face.best(_near(code, find_pattern(own, grammar.NUMBER_CUT))), grammar.NUMBER)
        return whole if whole is not None and confidence_of(whole.glyphs) > CLEAR else None
    return _read_anew(document, rest, grammar.NUMBER) or rest


def _near(code: Run | None, runs: list[Run]) -> list[Run]:
    """Return the runs within a number's distance of the code; all if that was not read."""
    return [run for run in runs if code is None or abs(run.y - code.y) < NUMBER_REACH * code.height]


def _read_anew(document: LocatedDocument, run: Run | None, pattern: str) -> Run | None:
    """Return what a pattern finds where a number was read in part, with the paper beside it; None if it does not.

    It is read as it is and, if that does not help, through the red of a seal.
    """
    if run is None:
        return None
    beside = READ_BESIDE * run.height
    quad = quad_from_rect(run.left - beside, run.y - run.height / 2, run.right - run.left + 2 * beside, run.height)
    for without_seals in (False, True):
        again = look_at(document, quad, without_seals=without_seals)
        found = find_pattern(chains([again]), pattern) if again is not None else []
        if found:
            return replace(found[0], first_text=run.text)
    return None


def _title(document: LocatedDocument, strings: list[Chain], face: Face) -> list[Run]:
    """Return the title's lines: two that make one, or one that is a title, or what a second look tells."""
    lines = [Run(chain.glyphs) for chain in strings]
    for second in lines:
        for first in lines:
            if (
                re.fullmatch(grammar.TITLE_SECOND_LINE, second.text)
                and re.fullmatch(grammar.TITLE_FIRST_LINE, first.text)
                and 0.8 * second.height < second.y - first.y < TITLE_LINES * second.height
            ):
                return [first, second]
    whole = face.best(find_pattern(strings, grammar.TITLE))
    if whole is not None and not _has_hole(whole) and confidence_of(whole.glyphs) > CLEAR:
        return [whole]
    part = whole or face.best(run for run in lines if re.search(grammar.TITLE_PART, run.text))
    seen = _through_seal(document, part) if part is not None else []
    legible = [run for run in (*seen, whole) if run is not None and _is_legible(run)]
    return sorted(legible, key=lambda run: -confidence_of(run.glyphs))[:1]


def _through_seal(document: LocatedDocument, part: Run) -> list[Run]:
    """Return titles read anew around what was read of one, as it is and through the red of a seal."""
    reach = TITLE_REACH * part.height
    quad = quad_from_rect(part.left - reach, part.y - part.height / 2, part.right - part.left + 2 * reach, part.height)
    looks = [look_at(document, quad, without_seals=without_seals) for without_seals in (True, False)]
    read = [run for look in looks if look is not None for run in find_pattern(chains([look]), grammar.TITLE)]
    return [replace(run, first_text=part.text) for run in read]


def _is_legible(title: Run) -> bool:
    return confidence_of(title.glyphs) > LEGIBLE and not _has_hole(title)


def _has_hole(run: Run) -> bool:
    """Tell whether a character is missing: titles and numbers are set evenly, yet a seal may lie over them."""
    steps = [after.x - before.x for before, after in pairwise(run.glyphs)]
    return max(steps) > HOLE * median(steps)
