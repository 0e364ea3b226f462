"""EXIF orientation: which way up a camera was held, read from the EXIF block and applied to the pixels.

Source: CIPA DC-008 (Exif 2.32), tag 0x0112; its block is a TIFF header with one directory (TIFF 6.0, section
2).
"""

import struct
from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Pixels

_ORIENTATION_TAG = 0x0112
_SHORT = 3
_ENTRY_BYTES = 12

_Turn = Callable[[npt.NDArray[Any]], npt.NDArray[Any]]
# How the stored picture must be turned, per value of the tag.
_TURNS: Mapping[int, _Turn] = {
    2: lambda stored: cv2.flip(stored, 1),
    3: lambda stored: cv2.rotate(stored, cv2.ROTATE_180),
    4: lambda stored: cv2.flip(stored, 0),
    5: cv2.transpose,
    6: lambda stored: cv2.rotate(stored, cv2.ROTATE_90_CLOCKWISE),
    7: lambda stored: cv2.flip(cv2.transpose(stored), -1),
    8: lambda stored: cv2.rotate(stored, cv2.ROTATE_90_COUNTERCLOCKWISE),
}
_SWAPPING = frozenset({5, 6, 7, 8})


def read_orientation(exif: bytes) -> int:
    """Return the orientation in an EXIF block, 1 to 8; 1 (upright) where there is none, or no sense in it.

    A damaged EXIF block says nothing about the picture, so that it is no reason to refuse it.

    Args:
        exif: with or without the `Exif` prefix of JPEG.
    """
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for index in range(count):
            entry = directory + 2 + index * _ENTRY_BYTES
            tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
            if tag == _ORIENTATION_TAG:
                (value,) = struct.unpack_from(f"{order}{'H' if kind == _SHORT else 'I'}", tiff, entry + 8)
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def swaps_sides(orientation: int) -> bool:
    """Say whether the upright picture is as wide as the stored one is high."""
    return orientation in _SWAPPING


def turn_upright(stored: Pixels, orientation: int) -> Pixels:
    """Return the picture upright, as a new array unless it is so already.

    Args:
        stored: uint8, shape (H, W, 3), as in the file.
        orientation: 1 to 8.
    """
    turn = _TURNS.get(orientation)
    return stored if turn is None else np.ascontiguousarray(turn(stored), dtype=np.uint8)
