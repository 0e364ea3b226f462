"""PDF streams that expand to far more than any page needs, found before PDFium sees them.

PDFium reads a page's content as a whole and cannot be stopped at it: 200 KB that expand to 100 MB of drawing commands
keep it busy for a minute, in 2 GB. Only streams compressed by Flate alone are looked at, which is how bombs come; the
file is scanned for them rather than parsed, so that damage to its tables hides nothing.

Source: ISO 32000-1, 7.3.8 (streams) and 7.4.4 (FlateDecode).
"""

import re
import zlib

from piaoju.errors import ImageTooLarge
from piaoju.reading.decode.limits import REDUCE_ABOVE_PX, DecodeLimits

_MAX_CONTENT_BYTES = 16 * 1024 * 1024
"""Of one expanded stream that is no picture, attachment or font. A page of an invoice has 0.1 MB, a map 10 MB."""

_FREE_PICTURE_BYTES = 3 * REDUCE_ABOVE_PX
"""Pictures that expand to no more are not looked at: it is what any picture file may cost."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY_BYTES = 1024
# The font files' dictionaries are told by Length1 (TrueType, Type 1) or by their subtype.
_OTHERS = re.compile(rb"/EmbeddedFile|/Length1|/CIDFontType0C|/Type1C|/OpenType")
_STEP_BYTES = 256 * 1024


def check_streams(data: bytes, limits: DecodeLimits) -> None:
    """Refuse a PDF file with a stream that expands beyond measure.

    Raises:
        ImageTooLarge: the content of a page has more than 16 MiB, or a picture expands more than `limits.max_ratio`.
    """
    at = 0
    while (found := _STREAM.search(data, at)) is not None:
        at = found.end()
        start = data.rfind(b"obj", max(0, at - _DICTIONARY_BYTES), at)
        dictionary = data[max(start, 0) : at]
        if b"/FlateDecode" not in dictionary or _OTHERS.search(dictionary):
            continue
        if b"/Image" in dictionary:
            allowed, consumed_at_most = _FREE_PICTURE_BYTES, round(_FREE_PICTURE_BYTES / limits.max_ratio)
        else:
            allowed, consumed_at_most = _MAX_CONTENT_BYTES, len(data)
        used, is_excessive = _expand(data, at, allowed, consumed_at_most)
        if is_excessive:
            raise ImageTooLarge(f"a compressed part of the PDF file expands to more than {allowed} bytes")
        at += used


def _expand(data: bytes, at: int, allowed: int, consumed_at_most: int) -> tuple[int, bool]:
    """Return how many bytes of a stream were looked at, and whether they expand to more than allowed."""
    inflate = zlib.decompressobj()
    produced, start = 0, at
    end = min(len(data), at + consumed_at_most)
    pending = b""
    while not inflate.eof and (pending or at < end):
        if not pending:
            pending = data[at : min(at + _STEP_BYTES, end)]
            at += len(pending)
        try:
            produced += len(inflate.decompress(pending, _STEP_BYTES * 4))
        except zlib.error:
            return 0, False
        pending = inflate.unconsumed_tail
        if produced > allowed:
            return at - start, True
    return at - start - len(pending) - len(inflate.unused_data), False
