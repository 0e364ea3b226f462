"""Scraps: text that could not be read, as it runs another way or is too faint; where many lie, a document may lie."""

from collections.abc import Sequence

import cv2
import numpy as np

from piaoju.model.page import TextLine
from piaoju.reading.locate.layout import gaps, text_heights

UNREAD_GAP = 3.0  # text heights between scraps of the same text
NARROW = 0.25  # breadth of a place by its length: a note along the edge is narrower, a document is not


def is_narrow(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines fill no more than a strip, whichever way it runs."""
    corners = np.array([line.quad for line in lines], np.float32).reshape(-1, 2)
    sides = cv2.minAreaRect(corners)[1]
    return min(sides) < NARROW * max(sides)


def clusters(lines: Sequence[TextLine], least_px: float) -> list[list[int]]:
    """Group lines that lie close together, by index; text is at least so high, whatever scraps of it are."""
    left = set(range(len(lines)))
    heights = text_heights(lines)
    wide = np.maximum(np.sqrt(heights[:, None] * heights[None, :]), least_px)
    near = gaps(lines) * np.sqrt(heights[:, None] * heights[None, :]) <= UNREAD_GAP * wide
    found = []
    while left:
        cluster, frontier = [], [left.pop()]
        while frontier:
            index = frontier.pop()
            cluster.append(index)
            reached = left.intersection(np.flatnonzero(near[index]).tolist())
            left -= reached
            frontier += reached
        found.append(sorted(cluster))
    return found
