"""The face value, in words and in figures: two prints of one amount, each of which tells what the other has lost.

Both are set large and wide, so that the detection cuts them apart and loses characters (伍拾元 becomes 拾元, ¥100元
becomes 0元). What does not agree is looked at again, as one line; what still does not is settled by which of the two
can be a rest of the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from piaoju.doctypes.quota_invoice import grammar
from piaoju.doctypes.quota_invoice.face import Face
from piaoju.doctypes.quota_invoice.unseen import look_for_face_value
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers import amount_in_words, money
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.look import look_at
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.runs import Run

REACH = 3.5  # text heights: how far from what was read a character of the same value stands
FIGURES_GAP = 1.5  # text heights; what stands further off is another number
LEVEL = 0.6  # text heights between the middles of pieces of one line
HOLE = 1.5  # times the closest distance between characters: there one is missing
WIDE = 1.3  # text heights from character to character: there is room for another between them

_Parse = Callable[[Sequence[Chain]], list[Run]]


@dataclass(frozen=True, slots=True)
class FaceValue:
    """The face value as printed.

    Attributes:
        words: None if they were not read or are not printed.
        figures: likewise.
        is_disputed: whether they contradict each other.
    """

    words: Run | None
    figures: Run | None
    is_disputed: bool = False


def read_face_value(
    document: LocatedDocument, runs: list[Run], face: Face, head: Mapping[str, Sequence[Run]]
) -> FaceValue:
    """Read the face value.

    Args:
        document: to look at again where words and figures do not confirm each other.
        runs: all its text, in its upright frame.
        face: tells the face's print from the stub's.
        head: title, code and number, beside which the face value stands.
    """
    strings, close = chains(runs), chains(runs, FIGURES_GAP)
    words, figures = _words(strings), _figures(close)
    if not _agree(words, figures) or any(_may_lack(run) for run in words):
        part = face.best(find_pattern(strings, grammar.WORDS_PART))
        words += _anew(document, strings, part, grammar.WORDS_PART, _words)
    if not _agree(words, figures):
        part = face.best(figures or find_pattern(close, grammar.FIGURES_PART, "value"))
        figures += _anew(document, close, part, grammar.FIGURES_PART, _figures)
    bands = look_for_face_value(document, strings, head)
    while not words and not figures and (looks := next(bands, None)) is not None:
        words = [run for look in looks for run in _second(_words, look, "") if is_usual(words_value(run))]
        figures = [run for look in looks for run in _second(_figures, look, "") if is_usual(figures_value(run))]
    both = _agree(words, figures)
    if not both:
        return _settled(words, figures, face)
    word = face.best(_longest([run for run in words if words_value(run) in both]))
    said = words_value(word) if word is not None else None
    return FaceValue(word, face.best(run for run in figures if figures_value(run) == said))


def words_value(run: Run) -> Decimal | None:
    """Return the amount that words say; None if they say none."""
    return amount_in_words.parse(run.text)


def figures_value(run: Run) -> Decimal | None:
    """Return the amount that figures say; None if they say none."""
    return money.parse(run.text)


def is_usual(value: Decimal | None) -> bool:
    """Tell whether invoices are printed with that face value."""
    return value in grammar.DENOMINATIONS


def _words(strings: Iterable[Chain]) -> list[Run]:
    return [run for run in find_pattern(strings, grammar.WORDS) if words_value(run)]


def _figures(strings: Sequence[Chain]) -> list[Run]:
    found = (run for pattern in grammar.FIGURES for run in find_pattern(strings, pattern, "value"))
    return [run for run in found if figures_value(run)]


def _agree(words: Iterable[Run], figures: Iterable[Run]) -> set[Decimal | None]:
    """Return the values that are read both in words and in figures."""
    return {words_value(run) for run in words} & {figures_value(run) for run in figures}


def _may_lack(words: Run) -> bool:
    """Tell whether a character may be missing: in front of 拾, or where two characters stand far apart."""
    steps = [after.x - before.x for before, after in pairwise(words.glyphs)]
    return words.text[0] == "拾" or max(steps) > max(HOLE * min(steps), WIDE * words.height)


def _anew(
    document: LocatedDocument, strings: Sequence[Chain], part: Run | None, pattern: str, parse: _Parse
) -> list[Run]:
    """Read the line anew on which a part of a value stands, as it is and through the red of a seal.

    Args:
        document: to look at.
        strings: what was read of it.
        part: of the value; None if nothing of it was read.
        pattern: of other parts on the same line.
        parse: finds values in what is read.
    """
    if part is None:
        return []
    level = [run for run in find_pattern(strings, pattern) if abs(run.y - part.y) < LEVEL * part.height]
    left, right = min(run.left for run in (part, *level)), max(run.right for run in (part, *level))
    reach = REACH * part.height
    quad = quad_from_rect(left - reach, part.y - part.height / 2, right - left + 2 * reach, part.height)
    looks = [look_at(document, quad, without_seals=without_seals) for without_seals in (False, True)]
    return [run for look in looks if look is not None for run in _second(parse, look, part.text)]


def _second(parse: _Parse, look: Run, first_text: str) -> list[Run]:
    """Return the values in what a second look read, which know what was read first."""
    return [replace(run, first_text=first_text) for run in parse(chains([look]))]


def _settled(words: list[Run], figures: list[Run], face: Face) -> FaceValue:
    """Return what is to be believed of words and figures that contradict each other, or of which one is missing."""
    word, figure = face.best(_longest(words)), face.best(_longest(figures))
    said = words_value(word) if word is not None else None
    written = figures_value(figure) if figure is not None else None
    if said is None or written is None:
        return FaceValue(word, figure)
    if is_usual(said) and (not is_usual(written) or is_rest(f"{written}", f"{said}.00")):
        return FaceValue(word, None)
    if word is not None and is_usual(written) and is_rest(word.text, amount_in_words.write(written)):
        return FaceValue(None, figure)
    return FaceValue(word, figure, is_disputed=True)


def _longest(runs: list[Run]) -> list[Run]:
    """Return the longest readings: characters are lost, hardly ever invented."""
    longest = max((len(run.text) for run in runs), default=0)
    return [run for run in runs if len(run.text) == longest]


def is_rest(text: str, whole: str) -> bool:
    """Tell whether a text is what is left of another when characters of it are lost.

    >>> is_rest("拾元整", "伍拾圆整"), is_rest("壹拾", "伍拾圆整")
    (True, False)
    """
    left = iter(whole)
    return all(char in left for char in text.replace("元", "圆"))
