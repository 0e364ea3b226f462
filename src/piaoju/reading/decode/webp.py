"""The size of a WEBP picture, from its header alone: Pillow's decoder takes memory for it as soon as it is made.

Source: RFC 9649, WebP Image Format, sections 2.4 to 2.7 and 3.4; RFC 6386, section 9.1, for lossy frames.
"""

from piaoju.errors import CorruptInput

_CHUNK = slice(12, 16)
_SIDE_MASK = 0x3FFF
_SIDE_BITS = 14


def read_size(data: bytes) -> tuple[int, int]:
    """Return width and height of the canvas in pixels.

    Raises:
        CorruptInput: there is no such header.
    """
    kind = data[_CHUNK]
    if kind == b"VP8X" and len(data) >= 30:
        return _number(data[24:27]) + 1, _number(data[27:30]) + 1
    if kind == b"VP8L" and len(data) >= 25 and data[20] == 0x2F:
        bits = _number(data[21:25])
        return (bits & _SIDE_MASK) + 1, (bits >> _SIDE_BITS & _SIDE_MASK) + 1
    if kind == b"VP8 " and len(data) >= 30 and data[23:26] == b"\x9d\x01\x2a":
        return _number(data[26:28]) & _SIDE_MASK, _number(data[28:30]) & _SIDE_MASK
    raise CorruptInput("the WEBP file has no header")


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
