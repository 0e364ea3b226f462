"""The face value, in words and in figures: two prints of one amount, each of which tells what the other has lost.

Both are set large and wide, so that the detection cuts them apart and loses characters (伍拾元 becomes 拾元, ¥100元
becomes 0元). What does not agree is looked at again, as one line; what still does not is settled by which of the two
can be a rest of the other.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from piaoju.doctypes.quota_invoice import grammar
from piaoju.doctypes.quota_invoice.face import Face
from piaoju.doctypes.quota_invoice.unseen import Search, likeliest, outline, read_in_bands, shorter_side, whole_form
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers import amount_in_words, money
from piaoju.reading.kie import twins
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.look import look_at
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.runs import Run

REACH = 3.5  # text heights: how far from what was read a character of the same value stands
FAR = 10.0  # likewise, where nothing was found as near as that
FURTHER = 1.7  # times the distance between characters that were read: there ends the next one
FIGURES_GAP = 1.5  # text heights; what stands further off is another number
LEVEL = 0.6  # text heights between the middles of pieces of one line
HOLE = 1.5  # times the closest distance between characters: there one is missing
BAND = 0.24  # of the form's shorter side: height of a band that face values are searched in
MOST_BANDS = (0, 4, 11)  # of such a search, if none, one or both of code and number were read: one needs a search too
NUMBERS = ("invoice_code", "invoice_number")
LEGIBLE = 0.5  # what a search reads with less confidence is guesswork
TEN = Decimal(10)  # in words printed with 壹 or without, which figures do not tell
WIDE = 1.3  # text heights from character to character: there is room for another between them

_Parse = Callable[[Sequence[Chain]], list[Run]]
_Value = Callable[[Run], Decimal | None]


@dataclass(frozen=True, slots=True)
class FaceValue:
    """The face value as printed.

    Attributes:
        words: None if they were not read or are not printed.
        figures: likewise.
        is_disputed: whether they contradict each other.
        guesses: those of them that a single look found, or one that reached far.
    """

    words: Run | None
    figures: Run | None
    is_disputed: bool = False
    guesses: tuple[Run, ...] = ()


def read_face_value(
    document: LocatedDocument, runs: list[Run], face: Face, head: Mapping[str, Sequence[Run]]
) -> FaceValue:
    """Read the face value.

    Args:
        document: to look at again where words and figures do not confirm each other.
        runs: all its text, in its upright frame.
        face: tells the face's print from the stub's.
        head: title, code and number, which tell how far the form reaches.
    """
    strings, close = chains(runs), chains(runs, FIGURES_GAP)
    words, figures = _words(strings), _figures(close)
    guesses: list[Run] = []
    if not _agree(words, figures) or any(_may_lack(run) for run in words):
        part = face.best(find_pattern(strings, grammar.WORDS_PART))
        words += _anew(document, strings, part, grammar.WORDS_PART, _words)
        if part is not None and all(_may_lack(run) for run in words):
            guesses += _from_far(document, part, words, figures)
    if not _agree(words, figures):
        part = face.best(figures or find_pattern(close, grammar.FIGURES_PART, "value"))
        figures += _anew(document, close, part, grammar.FIGURES_PART, _figures)
    words = [run for run in (*words, *guesses) if is_usual(words_value(run))] or [*words, *guesses]
    figures = [run for run in figures if is_usual(figures_value(run))] or figures
    # What was read stays: a search only adds to it.
    if not words and all(figures_value(run) == TEN for run in figures):
        words, unseen_figures, guesses = _search(document, head, {figures_value(run) for run in figures})
        figures = figures or unseen_figures
    both = _agree(words, figures)
    if not both:
        return replace(_settled(words, figures, face), guesses=tuple(guesses))
    word = face.best(_longest([run for run in words if words_value(run) in both]))
    said = words_value(word) if word is not None else None
    figure = face.best(run for run in figures if figures_value(run) == said)
    return FaceValue(word, figure, guesses=tuple(guesses))


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


def is_doubtful(run: Run, face_value: FaceValue) -> bool:
    """Tell whether words or figures are a guess, or words that only a search found may have lost a character.

    A seal lies on many of those.
    """
    if run in face_value.guesses:
        return True
    is_wide = len(run.glyphs) == 2 and max(_steps(run)) > run.height
    return run is face_value.words and run.first_text == "" and (is_wide or _may_lack(run))


def _steps(words: Run) -> list[float]:
    """Return the distances from character to character."""
    return [after.x - before.x for before, after in pairwise(words.glyphs)]


def _may_lack(words: Run) -> bool:
    """Tell whether a character may be missing: in front of 拾, or where two characters stand far apart."""
    steps = _steps(words)
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
    looks = _look_beside(document, left, right, part, REACH * part.height)
    return [run for look in looks for run in _second(parse, look, part.text)]


def _from_far(document: LocatedDocument, part: Run, words: Sequence[Run], figures: Sequence[Run]) -> list[Run]:
    """Return words that reach further from a part of them than usual, on the same document.

    Args:
        document: to look at.
        part: of the words.
        words: that were read; the same value is not returned again.
        figures: that were read; if they say a usual value, no other is returned.
    """
    reach = max([FAR * part.height, *(FURTHER * step for step in _steps(part))])
    looks = _look_beside(document, part.left, part.right, part, reach)
    known, usual = set(map(words_value, words)), set(filter(is_usual, map(figures_value, figures)))
    found = [run for look in looks for run in _second(_words, look, part.text)]
    return [run for run in found if words_value(run) not in known and (not usual or words_value(run) in usual)]


def _look_beside(document: LocatedDocument, left: float, right: float, part: Run, reach: float) -> list[Run]:
    """Read the line of a part anew, with a reach of paper beside its ends, as it is and through the red of a seal.

    Beyond the usual reach it is read no further than the document, for a neighbour may say something else.
    """
    (outer_left, _), (outer_right, _), _, _ = outline(document)
    usual = REACH * part.height
    begin, end = max(left - reach, min(left - usual, outer_left)), min(right + reach, max(right + usual, outer_right))
    quad = quad_from_rect(begin, part.y - part.height / 2, end - begin, part.height)
    looks = (look_at(document, quad, without_seals=without_seals) for without_seals in (False, True))
    return [look for look in looks if look is not None]


def _search(
    document: LocatedDocument, head: Mapping[str, Sequence[Run]], only: Collection[Decimal | None]
) -> tuple[list[Run], list[Run], list[Run]]:
    """Search the whole form: words, figures, and those of them that must not be sure.

    Args:
        document: to look at.
        head: title, code and number.
        only: values that count, if there are any.
    """
    numbers = [run for name in NUMBERS for run in head.get(name, ())]
    most = MOST_BANDS[sum(run.first_text != "" for run in numbers)]
    if not most:
        return [], [], []

    def said(parse: _Parse, value: _Value, look: Run) -> list[Run]:
        return [run for run in parse(chains([look])) if is_usual(value(run)) and (not only or value(run) in only)]

    form = whole_form(document, numbers)
    for looks in read_in_bands(document, form, BAND * shorter_side(form, numbers), most):
        words = likeliest([said(_words, words_value, look) for look in looks], words_value, LEGIBLE)
        figures = likeliest([said(_figures, figures_value, look) for look in looks], figures_value, LEGIBLE)
        if words is None and figures is None:
            continue
        rest = _anew(document, [], words.run, "", _words) if words is not None and _may_lack(words.run) else []
        more = [replace(run, first_text="") for run in rest if not only or words_value(run) in only]
        guesses = [one.run for one in (words, figures) if one is not None and not one.is_sure]
        return [*_runs(words), *more], _runs(figures), [*guesses, *more]
    return [], [], []


def _runs(found: Search | None) -> list[Run]:
    return [found.run] if found is not None else []


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
    return twins.is_rest(text.replace("元", "圆"), whole)
