"""Hand-made tickets and slips of three lines each, to lay side by side."""

from collections.abc import Sequence

import numpy as np

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.geometry import Matrix
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate import rotation_about
from tests.text_lines import line, moved_line

PAGE = PageImage(1, np.full((600, 800, 3), 255, np.uint8), 800, 600)
PITCH = 40.0
TICKET = DocumentCues(
    "ticket",
    (
        Cue("火车票", 4, place=0.05),
        Cue(r"\d{2}车", 3, place=0.5),
        Cue("限乘当日", 3, place=0.95),
        Cue("站名", 1),
        Cue("出租车", -6),
    ),
    6,
)
SLIP = DocumentCues(
    "slip",
    (Cue("出租车", 4, place=0.05), Cue("上车", 2), Cue("里程", 2, place=0.9), Cue("号码", 1, times=2), Cue("火车", -6)),
    6,
)
KINDS = (TICKET, SLIP)
TICKET_WORDS = ("某某火车票", "03车12A号", "限乘当日当次")
SLIP_WORDS = ("出租车专用", "上车08:15", "里程5.2公里")


def column(words: Sequence[str], x: float, y: float, pitch: float = PITCH) -> list[TextLine]:
    """Return lines below each other."""
    return [line(text, x, y + index * pitch) for index, text in enumerate(words)]


def ticket(x: float, y: float) -> list[TextLine]:
    """Return a ticket whose head begins at x, y."""
    return column(TICKET_WORDS, x, y)


def slip(x: float, y: float) -> list[TextLine]:
    """Return a slip whose head begins at x, y."""
    return column(SLIP_WORDS, x, y)


def turned(lines: Sequence[TextLine], clockwise_deg: float, about: tuple[float, float]) -> list[TextLine]:
    """Return lines turned about a point of the page."""
    matrix: Matrix = rotation_about(*about, clockwise_deg)
    return [moved_line(made, matrix) for made in lines]


def texts(lines: Sequence[TextLine]) -> list[str]:
    """Return what lines say, sorted."""
    return sorted(made.text for made in lines)
