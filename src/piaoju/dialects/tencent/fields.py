"""How Tencent writes a field: its name, its text, and its place in two frames.

`Rect` is the box in the deskewed picture: the submitted page turned about its centre on a canvas that holds it whole.
`Polygon` are the corners in the submitted page. Where there is no place the vendor's example has zeros in the one, and
-2 and 0 in the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

from piaoju.dialects.wire.rows import Cell
from piaoju.model.geometry import Point, Quad

_CORNERS = ("LeftTop", "RightTop", "RightBottom", "LeftBottom")
_NOWHERE: Mapping[str, int] = {"X": -2, "Y": 0}


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned upright: its size in pixels, and by how many degrees clockwise."""

    width: int
    height: int
    clockwise_deg: float

    def to_upright(self, point: Point) -> Point:
        """Map a point of the submitted page to the deskewed picture.

        >>> x, y = Turn(1600, 1200, 90).to_upright((0, 0))
        >>> round(x), round(y)
        (1200, 0)
        """
        c, s = cos(radians(self.clockwise_deg)), sin(radians(self.clockwise_deg))
        x, y = point[0] - self.width / 2, point[1] - self.height / 2
        width = self.width * abs(c) + self.height * abs(s)
        height = self.width * abs(s) + self.height * abs(c)
        return c * x - s * y + width / 2, s * x + c * y + height / 2


def item(name: str, cell: Cell, turn: Turn) -> dict[str, object]:
    """Return an entry of the reply's list."""
    return {
        "Name": name,
        "Value": cell.text,
        "Rect": _rect(cell.quad, turn),
        "Polygon": _polygon(cell.quad),
    }


def _rect(quad: Quad | None, turn: Turn) -> dict[str, int]:
    if quad is None:
        return {"X": 0, "Y": 0, "Width": 0, "Height": 0}
    xs, ys = zip(*(turn.to_upright(point) for point in quad), strict=True)
    left, top = round(min(xs)), round(min(ys))
    return {"X": left, "Y": top, "Width": round(max(xs)) - left, "Height": round(max(ys)) - top}


def _polygon(quad: Quad | None) -> dict[str, Mapping[str, int]]:
    if quad is None:
        return dict.fromkeys(_CORNERS, _NOWHERE)
    return {corner: {"X": round(x), "Y": round(y)} for corner, (x, y) in zip(_CORNERS, quad, strict=True)}
