"""Which lines need no good reader: a quick model reads everything first, and a better one what is left in doubt.

Printed labels are half of a form's lines, and a reading that is one of the known labels is right however faint it is.
Of the values, those stand in which the quick model doubted no character and passed over nothing that may be one. Traces
of a character beside where it was read are no doubt: a second reading leaves such lines as they are.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from piaoju.model.page import TextLine
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.vocabulary import usual_width

MIN_WIDTH = 80  # of the text in the model's input: of a few characters, the quick model drops the last unseen
CERTAIN = 0.95  # probability of every character, in whatever width
LONE_CERTAIN = 0.98  # of a character by itself, which has no context that would show a misreading
MISSED = 0.15  # probability of another character where none was read: above, one may have been dropped
READABLE = 0.7  # mean probability of a label's characters
STACKED_CHARS = 5  # longer labels are never set character by character
LABEL_MARKS = str.maketrans("", "", " :：()（）、,，/")
CIPHER = re.compile(r"(?=(.*[*/+<>-]){3})[0-9*/+<>-]{15,}")
"""A row of a password block. The larger model knows more of language, and reads 1 for / where there is none."""


@cache
def form_words() -> frozenset[str]:
    """Return the words that forms print, without marks and blanks, and the characters of those that may be set apart.

    Only speed depends on them: a label that is not among them is read twice. Words that may be values are not.
    """
    words = files("piaoju.reading.ocr").joinpath("form_words.txt").read_text(encoding="utf-8").split()
    apart = {char for word in words if len(word) <= STACKED_CHARS for char in word}
    return frozenset(word.translate(LABEL_MARKS) for word in words) | apart


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
        text = line.text.translate(LABEL_MARKS)
        if text in self.labels or CIPHER.fullmatch(text):
            return sum(char.confidence for char in line.chars) >= READABLE * len(line.chars)
        if width < MIN_WIDTH:
            return len(line.chars) == 1 and line.chars[0].confidence >= LONE_CERTAIN and not _missed_any(line)
        return all(char.confidence >= CERTAIN for char in line.chars) and not _missed_any(line)


def _missed_any(line: TextLine) -> bool:
    for index, step in enumerate(line.steps):
        if step[0][0] == "" and step[0][1] < 1 - MISSED:
            beside = {usual_width(other[0][0]) for other in line.steps[max(0, index - 1) : index + 2]}
            if sum(probability for text, probability in step if usual_width(text) in beside) < 1 - MISSED:
                return True
    return False
