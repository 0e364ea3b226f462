"""A made-up train ticket laid out on its card, and second looks that see what is printed there."""

from collections.abc import Mapping, Sequence

from piaoju.model.document import Look
from piaoju.model.geometry import Quad, center
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in

PX_PER_MM = 12.0

CARD: Mapping[str, tuple[str, float, float, float]] = {
    "ticket_number": ("017A012345", 5.6, 4.2, 4.4),
    "departure_station": ("甲东站", 9.0, 9.4, 5.0),
    "train_number": ("G1234", 36.5, 9.8, 4.2),
    "arrival_station": ("乙丙南站", 54.6, 9.4, 5.0),
    "departure_pinyin": ("Jiadong", 11.0, 13.8, 3.2),
    "arrival_pinyin": ("Yibingnan", 57.0, 13.8, 3.2),
    "departure_time": ("2020年03月04日08:15开", 5.6, 18.2, 3.5),
    "seat_number": ("05车12A号", 53.0, 18.2, 3.6),
    "fare": ("¥123.5元", 5.8, 22.6, 3.4),
    "seat_class": ("二等座", 57.8, 22.6, 3.6),
    "validity": ("限乘当日当次车", 5.6, 27.0, 3.4),
    "passenger": ("1101011990****0011甲乙丙", 5.6, 36.1, 2.9),
    "ticket_code": ("12345678901234A012345", 5.9, 50.2, 3.2),
}
"""What is printed: text, left edge, middle and height in millimetres."""


def card(**changed: str) -> list[TextLine]:
    """Return the lines of the ticket as first read; a changed text of nothing was not read."""
    return [
        line(changed.get(name, text), left * PX_PER_MM, middle * PX_PER_MM, height * PX_PER_MM)
        for name, (text, left, middle, height) in CARD.items()
        if changed.get(name, text)
    ]


def seen_there(*, through_red: Sequence[str] = (), **changed: str) -> Look:
    """Return a look that reads what is printed where it looks, in part only through a seal.

    Args:
        through_red: names of what is read only so.
        changed: what is read instead of the text, by name.
    """

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [
            line_in(quad, _printed_at(quad)) if _shows(quad, without_seals) else line_in(quad, "") for quad in quads
        ]

    def _name_at(quad: Quad) -> str:
        x, y = center(quad)
        return min(CARD, key=lambda name: abs(CARD[name][2] * PX_PER_MM - y) * 4 + abs(_middle(name) - x))

    def _printed_at(quad: Quad) -> str:
        name = _name_at(quad)
        return changed.get(name, CARD[name][0])

    def _shows(quad: Quad, without_seals: bool) -> bool:
        return without_seals or _name_at(quad) not in through_red

    return look


def _middle(name: str) -> float:
    text, left, _, height = CARD[name]
    width = sum(1.0 if ord(char) >= 0x2E80 else 0.5 for char in text) * height
    return (left + width / 2) * PX_PER_MM
