"""Decode stage: the bytes of a file in, its pages as upright BGR rasters out.

`open_pages` tells the format by content, checks the limits and gives a `PageSource`, whose `read` decodes one
page at a time. Pictures go through Pillow (HEIC through libheif, as its plugin), PDF through PDFium. Whatever
the bytes are, the outcome is a page or an `InputError`.
"""

from piaoju.reading.decode.limits import DecodeLimits
from piaoju.reading.decode.source import PageSource, open_pages

__all__ = ["DecodeLimits", "PageSource", "open_pages"]
