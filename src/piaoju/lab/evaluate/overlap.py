"""How much two places share: intersection over union (IoU) of quads.

Source: Jaccard 1912, The Distribution of the Flora in the Alpine Zone.
"""

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Quad


def iou(first: Quad, second: Quad) -> float:
    """Return the area of the intersection over that of the union, in [0, 1]; 0 if one has no area.

    Args:
        first: in pixels of a page; of a crossed or dented quad, its convex hull counts.
        second: of the same page.

    >>> round(iou(((0, 0), (10, 0), (10, 10), (0, 10)), ((5, 0), (15, 0), (15, 10), (5, 10))), 3)
    0.333
    """
    one, other = _hull(first), _hull(second)
    areas = cv2.contourArea(one), cv2.contourArea(other)
    if min(areas) <= 0:
        return 0.0
    shared, _ = cv2.intersectConvexConvex(one, other)
    return float(min(1.0, shared / (sum(areas) - shared)))


def _hull(quad: Quad) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.convexHull(np.array(quad, np.float32)), np.float32)
