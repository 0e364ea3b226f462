"""Which lines need no good reader: a quick model reads everything first, and a better one what is left in doubt.

Printed labels are half of a form's lines, and a reading that is one of the known labels is right however faint it is,
also in front of its value. Of the values, those stand in which the quick model doubted no character and passed over
nothing that may be one. Traces of a character beside where it was read are no doubt, nor are signs like blanks and
brackets: a second reading leaves such lines as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from piaoju.model.page import Steps, TextChar, TextLine
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.vocabulary import usual_width

MIN_WIDTH = 80  # of the text in the model's input: less is a few characters
CERTAIN = 0.95  # probability of every character, in whatever width
MISSED = 0.15  # probability of another character where none was read: above, one may have been dropped
DIGIT = 0.05  # probability of a digit where a harmless sign was read
FEW_CERTAIN = 0.98  # of a few characters, which have no context that would show a misreading
FEW_MISSED = 0.02  # likewise, of two and more: of those, the quick model drops the last nearly unseen
READABLE = 0.7  # mean probability of a label's characters
STACKED_CHARS = 5  # longer labels are never set character by character
COLONS = ":："
HARMLESS = frozenset(" *:：()（）¥￥")
"""Signs that no value depends on, or of which every row has the same."""
SEAL = "章"
LABEL_MARKS = str.maketrans("", "", " :：()（）、,，/")
CIPHER = re.compile(r"(?=(.*[*/+<>-]){3})[0-9*/+<>-]{15,}")
"""A row of a password block. The larger model knows more of language, and reads 1 for / where there is none."""


@cache
def form_words() -> frozenset[str]:
    """Return the words that forms print, without marks and blanks, and the characters of those that may be set apart.

    A label that is not among them is read twice, and in red taken for a part of a seal. Words that may be values are
    not among them.
    """
    words = files("piaoju.reading.ocr").joinpath("form_words.txt").read_text(encoding="utf-8").split()
    apart = {char for word in words if len(word) <= STACKED_CHARS for char in word}
    return frozenset(word.translate(LABEL_MARKS) for word in words) | apart


def is_form_word(text: str) -> bool:
    """Tell whether a text is what forms print, or one character of that; what seals say is not."""
    return SEAL not in text and text.translate(LABEL_MARKS) in form_words()


@dataclass(frozen=True, slots=True)
class QuickReading:
    """How the quick model is used.

    Attributes:
        size: of the model.
        labels: printed words of the forms, without marks and blanks.
    """

    size: Size = "tiny"
    labels: frozenset[str] = field(default_factory=form_words)

    def stands(self, line: TextLine, width: int) -> bool:
        """Tell whether a quick reading needs no second one.

        Args:
            line: as the quick model read it.
            width: of the text in the model's input, pixels.
        """
        if not line.chars:
            return False
        if self._is_label(line.chars) or CIPHER.fullmatch(line.text.translate(LABEL_MARKS)):
            return line.certainty >= READABLE
        if width < MIN_WIDTH:
            return _is_certain(line, FEW_CERTAIN, MISSED if len(line.chars) == 1 else FEW_MISSED)
        return _is_certain(line, CERTAIN, MISSED, self._label_end(line))

    @staticmethod
    def contested(line: TextLine, first: TextLine) -> TextLine:
        """Return a line as the better model read it, with a mark on characters that the quick one read otherwise there.

        The two fail in different places, so that what both read is surer.
        """
        places = [(usual_width(char.text), char.start, char.end) for char in first.chars]

        def is_read(char: TextChar) -> bool:
            text = usual_width(char.text)
            return any(other == text and start <= char.end and end >= char.start for other, start, end in places)

        chars = (char if is_read(char) else replace(char, is_contested=True) for char in line.chars)
        return replace(line, chars=tuple(chars))

    def _is_label(self, chars: Sequence[TextChar]) -> bool:
        return "".join(char.text for char in chars).translate(LABEL_MARKS) in self.labels

    def _label_end(self, line: TextLine) -> int:
        """Return how many characters belong to the known label that a line begins with, its colon included."""
        end = next((index for index, char in enumerate(line.chars) if char.text in COLONS), 0)
        label = line.chars[:end]
        is_read = self._is_label(label) and sum(char.confidence for char in label) >= READABLE * len(label)
        return end + 1 if is_read else 0


def _is_certain(line: TextLine, certain: float, missed: float, begin: int = 0) -> bool:
    """Tell whether no character from one on is in doubt, nor that there are no others."""
    chars = line.chars[begin:]
    telling = [char for char in chars if not _is_harmless(char, line.steps)] or chars
    first = line.chars[begin - 1].step if begin else 0
    return all(char.confidence >= certain for char in telling) and not _missed_any(line.steps[first:], missed)


def _is_harmless(char: TextChar, steps: Steps) -> bool:
    """Tell whether a character is a sign that no value depends on, and hardly a digit."""
    return char.text in HARMLESS and not any(
        text.isdigit() and probability > DIGIT for text, probability in steps[char.step]
    )


def _missed_any(steps: Steps, most: float) -> bool:
    for index, step in enumerate(steps):
        if step[0][0] == "" and step[0][1] < 1 - most:
            beside = {usual_width(other[0][0]) for other in steps[max(0, index - 1) : index + 2]}
            if sum(probability for text, probability in step if usual_width(text) in beside) < 1 - most:
                return True
    return False
