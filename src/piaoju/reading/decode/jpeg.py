"""JPEG files whose data ends before the picture does, though their end marker is there.

A file that simply stops is refused by Pillow. Where an end marker follows too early, libjpeg fills what is
missing with mid-grey and reports success.

Source: ITU-T T.81, annex B, for the markers; libjpeg-turbo jdhuff.c for the grey (coefficients of zero).
"""

import re
from collections.abc import Callable, Iterator

import numpy as np

from piaoju.model.page import Pixels

_FILL_GREY = 128
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
_MARKERS_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
# In a scan FF 00 is a byte FF, and FF D0 to FF D7 are restart marks; anything else after FF ends the scan.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Valid entropy-coded data of no meaning: varied, and never FF.
_FILLER = bytes((index * 37 + 11) % 255 for index in range(512))


def ends_early(data: bytes, pixels: Pixels, decode: Callable[[bytes], Pixels]) -> bool:
    """Say whether an end marker cuts the picture short.

    Only a picture whose last pixel has the filling's grey is looked at more closely: data inserted before the
    end marker is ignored after a whole picture, and shows after one that was cut short.

    Args:
        data: the file.
        pixels: uint8, shape (H, W, 3), decoded from it, as stored.
        decode: decodes such a file.
    """
    if (pixels[-1, -1] != _FILL_GREY).any():
        return False
    end = find_end(data)
    return end is not None and not np.array_equal(decode(data[:end] + _FILLER + data[end:]), pixels)


def find_end(data: bytes) -> int | None:
    """Return where the end marker of the first picture in the file is, or None if it cannot be found."""
    return next((at for marker, at in _markers(data) if marker == _END_OF_IMAGE), None)


def count_scans(data: bytes) -> int:
    """Return in how many passes the first picture in the file is stored: one, or several if it is progressive."""
    return sum(marker == _START_OF_SCAN for marker, _ in _markers(data))


def _markers(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the markers of the first picture and their places, up to its end or to where they make no sense."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        marker = data[at + 1]
        if data[at] != 0xFF:
            return
        if marker != 0xFF:
            yield marker, at
        if marker == _END_OF_IMAGE:
            return
        if marker == 0xFF:
            at += 1
        elif marker in _MARKERS_WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == _START_OF_SCAN:
                found = _SCAN_END.search(data, at)
                if found is None:
                    return
                at = found.start()
