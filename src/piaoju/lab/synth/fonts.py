"""The two faces that text is set in, their metrics, and glyphs as masks.

Only faces that come with a free licence through the package index: Noto Sans SC and Noto Serif SC.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

Face = Literal["sans", "serif"]
Mask = npt.NDArray[np.uint8]
"""Coverage of ink: uint8, shape (H, W), 255 is full."""

FACES: tuple[Face, ...] = ("serif", "serif", "sans")
"""Faces of values, as often as they are met."""
LABEL_FACES: tuple[Face, ...] = (*("serif",) * 6, "sans")
"""Faces of printed labels, likewise."""
CENTER_ABOVE_BASELINE_EM = 0.38
"""Middle of the em box of both faces, above the baseline."""

_REFERENCE_PX = 1000
_MATRIX_PINS = 24


@cache
def face_path(face: Face) -> Path:
    """Return the file of a face."""
    return pylopdf_fonts_zh_cn.sans_path() if face == "sans" else pylopdf_fonts_zh_cn.serif_path()


@lru_cache(maxsize=256)
def _font(face: Face, size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face_path(face)), size_px, layout_engine=ImageFont.Layout.BASIC)


@cache
def advance_em(face: Face, char: str) -> float:
    """Return how far a character moves the pen, in em."""
    return _font(face, _REFERENCE_PX).getlength(char) / _REFERENCE_PX


@cache
def ink_em(face: Face, char: str) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a character's ink, in em from the pen on the baseline, y down."""
    left, top, right, bottom = _font(face, _REFERENCE_PX).getbbox(char, anchor="ls")
    return left / _REFERENCE_PX, top / _REFERENCE_PX, right / _REFERENCE_PX, bottom / _REFERENCE_PX


@cache
def has_glyph(face: Face, char: str) -> bool:
    """Tell whether a face can print a character, rather than its box for missing ones."""
    font = _font(face, 40)
    missing = font.getmask("\U000f0000")
    found = font.getmask(char)
    return found.size != missing.size or bytes(found) != bytes(missing)


@lru_cache(maxsize=8192)
def glyph(face: Face, char: str, size_px: float, weight_px: float, *, dots: bool) -> tuple[Mask, int, int]:
    """Draw one character.

    Args:
        face: which face.
        char: one character.
        size_px: of the em.
        weight_px: by how much strokes are made bolder on each side.
        dots: as a 24-pin printer does it.

    Returns:
        Coverage mask, and its left and top edge from the pen on the baseline, in pixels, y down.
    """
    if dots:
        mask, left, top = _outline(face, char, _MATRIX_PINS, 0.0)
        return _as_dots(mask, left, top, size_px / _MATRIX_PINS)
    return _outline(face, char, size_px, weight_px)


def _outline(face: Face, char: str, size_px: float, weight_px: float) -> tuple[Mask, int, int]:
    font = _font(face, size_px)
    box = font.getbbox(char, anchor="ls", stroke_width=weight_px)
    left, top = int(np.floor(box[0])), int(np.floor(box[1]))
    size = (max(1, int(np.ceil(box[2])) - left), max(1, int(np.ceil(box[3])) - top))
    image = Image.new("L", size)
    ImageDraw.Draw(image).text((-left, -top), char, 255, font, anchor="ls", stroke_width=weight_px)
    return np.asarray(image, dtype=np.uint8), left, top


def _as_dots(mask: Mask, left: int, top: int, scale: float) -> tuple[Mask, int, int]:
    """Set each pin that is mostly covered, then let the ink spread to the size wanted."""
    pins = np.where(mask > 80, 255, 0).astype(np.uint8)
    size = (max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale)))
    grown = cv2.resize(pins, size, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    return np.asarray(grown, dtype=np.uint8), round(left * scale), round(top * scale)
