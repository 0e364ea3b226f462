"""Where red ink lies on a form: only there does a look through it read anything else than a plain one."""

from collections.abc import Sequence

from piaoju.reading.kie.sheet import Rect, Sheet

RIM_MM = 4.0  # of a seal beyond what was read of it


def red_boxes(sheet: Sheet, reach_mm: float = RIM_MM) -> list[Rect]:
    """Return the boxes around what is in red ink, and what it may reach, millimetres."""
    return [
        (left - reach_mm, top - reach_mm, right + reach_mm, bottom + reach_mm) for left, top, right, bottom in sheet.red
    ]


def is_near(rect: Rect, boxes: Sequence[Rect]) -> bool:
    """Tell whether a place meets one of the boxes."""
    return any(rect[0] < box[2] and box[0] < rect[2] and rect[1] < box[3] and box[1] < rect[3] for box in boxes)
