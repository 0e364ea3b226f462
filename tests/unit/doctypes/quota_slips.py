"""A made-up fixed-amount invoice, line by line, and looks that read lines of it which were not detected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from piaoju.doctypes.quota_invoice.extract import extract
from piaoju.model.document import Look
from piaoju.model.field import FieldReading
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from tests.text_lines import SEAL_RED, line, line_in, located, read_nothing

TITLE = line("云南省国家税务局通用定额发票", 320, 60, 30)
FACE_WORD = line("发票联", 480, 110, 26)
CODE = line("发票代码 153001864058", 420, 160)
NUMBER = line("发票号码 00345854", 420, 200, ink=SEAL_RED)
WORDS = line("伍拾元整", 360, 280, 60)
FIGURES = line("¥50.00", 360, 350, 30)
FOOT = line("收款单位（盖章）：", 340, 420)
SLIP = (TITLE, FACE_WORD, CODE, NUMBER, WORDS, FIGURES, FOOT)
VALUES = {
    "title": "云南省国家税务局通用定额发票",
    "location": "云南省",
    "invoice_code": "153001864058",
    "invoice_number": "00345854",
    "amount_in_words": "伍拾圆整",
    "amount_in_figures": "50.00",
}


CUT_OFF = 0.15
"""Of a line's height, above or below it: a look still reads what lacks no more, for there is hardly ink."""


def fields(
    lines: Sequence[TextLine], look: Look = read_nothing, outline: Quad | None = None
) -> Mapping[str, FieldReading]:
    document = located(lines, look=look)
    return extract(replace(document, quad=outline or document.quad)).fields


def values(lines: Sequence[TextLine], look: Look = read_nothing) -> dict[str, str]:
    return {name: str(reading.value).replace("元", "圆") for name, reading in fields(lines, look).items()}


def without(*left_out: TextLine) -> list[TextLine]:
    return [made for made in SLIP if made not in left_out]


def sees(text: str, through_red: str | None = None) -> Look:
    """Return a look that reads the same text everywhere, and another one without the red of seals."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        read = through_red if without_seals and through_red is not None else text
        return [line_in(quad, read) for quad in quads]

    return look


def shows(*printed: TextLine) -> Look:
    """Return a look that reads those lines that fill a good part of a quad's height and lie in it."""

    def read(quad: Quad) -> TextLine:
        (left, top), _, (right, bottom), _ = quad
        within = [
            one
            for one in printed
            if left <= one.quad[0][0] < one.quad[1][0] <= right
            and top - CUT_OFF * _height(one) <= one.quad[0][1] < one.quad[2][1] <= bottom + CUT_OFF * _height(one)
            and _height(one) > 0.4 * (bottom - top)
        ]
        text = "".join(one.text for one in within)
        sure = min((char.confidence for one in within for char in one.chars), default=0.99)
        return line_in(quad, text, confidence=sure)

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [read(quad) for quad in quads]

    return look


def _height(made: TextLine) -> float:
    return made.quad[2][1] - made.quad[0][1]
