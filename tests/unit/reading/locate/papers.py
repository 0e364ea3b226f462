"""Pages with paper on noisy ground."""

import cv2
import numpy as np

from piaoju.model.geometry import Quad
from piaoju.model.page import PageImage


def page(paper: Quad | None, step: int, noise: float = 1.5) -> PageImage:
    """Return noisy ground with paper that is some grey values brighter."""
    pixels = np.full((600, 800, 3), 235, np.float64)
    if paper is not None:
        mask = np.zeros((600, 800), np.float32)
        cv2.fillConvexPoly(mask, np.round(np.array(paper)).astype(np.int32), 1.0)
        pixels += step * mask[:, :, None]
    pixels += np.random.default_rng(5).normal(0, noise, pixels.shape)
    return PageImage(1, np.clip(np.round(pixels), 0, 255).astype(np.uint8), 800, 600)
