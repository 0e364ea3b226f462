"""Where red ink lies on a form: only there does a look through it read anything else than a plain one."""

from collections.abc import Sequence

import numpy as np

from piaoju.model.geometry import transform_points
from piaoju.reading.kie.runs import is_seal_ink
from piaoju.reading.kie.sheet import Rect, Sheet

RIM_MM = 4.0  # of a seal beyond what was read of it


def red_boxes(sheet: Sheet, reach_mm: float = RIM_MM) -> list[Rect]:
    """Return the boxes around what was read, or hardly read, in red ink, and what it may reach, millimetres."""
    boxes = []
    for line in sheet.document.lines:
        if line.chars and is_seal_ink([char.ink for char in line.chars]):
            upright = transform_points(sheet.document.to_upright, line.quad)
            corners = sheet.registration.place(np.array(upright, np.float64))
            (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
            boxes.append((left - reach_mm, top - reach_mm, right + reach_mm, bottom + reach_mm))
    return boxes


def is_near(rect: Rect, boxes: Sequence[Rect]) -> bool:
    """Tell whether a place meets one of the boxes."""
    return any(rect[0] < box[2] and box[0] < rect[2] and rect[1] < box[3] and box[1] < rect[3] for box in boxes)
