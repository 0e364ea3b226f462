"""Seals drawn on paper, for the tests of finding and unrolling them."""

from dataclasses import replace

import cv2
import numpy as np

from piaoju.lab.synth import seals
from piaoju.lab.synth.draw import Seal
from piaoju.model.page import Pixels

SCALE = 8.0  # pixels per millimetre
FIRM = "蓝山纸品贸易有限公司"
TAX_ID = "91110000600037341L"
SEAL = Seal(
    center=(60.0, 45.0),
    width_mm=40.0,
    height_mm=30.0,
    upper=FIRM,
    lines=((TAX_ID, 0.02, 3.6, 0.68), ("发票专用章", 0.5, 4.2, 0.95)),
    arc_size_mm=4.2,
)


def paper(width_mm: float = 120.0, height_mm: float = 90.0, shade: int = 240) -> Pixels:
    """Return blank paper: uint8, shape (H, W, 3), BGR."""
    return np.full((round(height_mm * SCALE), round(width_mm * SCALE), 3), shade, np.uint8)


def stamped(page: Pixels, seal: Seal = SEAL) -> Pixels:
    """Return the page with a seal upon it, whose ink lets through what lies under it."""
    mask, left, top = seals.mask(seal, SCALE)
    result = page.copy()
    height, width = mask.shape
    under = result[top : top + height, left : left + width].astype(np.float32)
    share = mask[:, :, None].astype(np.float32) / 255
    ink = np.array(seal.colour[::-1], np.float32) / 255
    result[top : top + height, left : left + width] = np.round(under * (1 - share + share * ink))
    return result


def crossed(page: Pixels) -> Pixels:
    """Return the page with black print across the seal's name."""
    result = page.copy()
    cv2.line(result, (round(42 * SCALE), round(36 * SCALE)), (round(78 * SCALE), round(36 * SCALE)), (30, 30, 30), 6)
    return result


def at(x_mm: float, y_mm: float, **changes: float) -> Seal:
    """Return the seal at another place."""
    return replace(SEAL, center=(x_mm, y_mm), **changes)  # type: ignore[arg-type]
