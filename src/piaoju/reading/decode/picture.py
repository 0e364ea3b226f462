"""JPEG, PNG, BMP, TIFF, GIF, WEBP and HEIC files as sources of pages; of animations the first frame.

Pillow decodes all of them. For photos OpenCV would take half the time (12 megapixels in 65 instead of 130 ms,
little beside reading them), but it fills truncated pictures with grey and lets libjpeg complain on stderr.
The classes of Pillow's plugins are used directly: `Image.open` would guess among formats and warn about large
pictures, for which there are limits of our own.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from io import BytesIO
from types import TracebackType
from typing import Self

import numpy as np
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from piaoju.errors import CorruptInput, ImageTooLarge, InputError, PageOutOfRange
from piaoju.model.page import PageImage, Pixels
from piaoju.reading.decode.cost import LARGE_BYTES, check_cost, check_format
from piaoju.reading.decode.heic import HeicFile
from piaoju.reading.decode.jpeg import ends_early
from piaoju.reading.decode.limits import REDUCE_ABOVE_PX, DecodeLimits, check_frame, check_ratio, choose_pages
from piaoju.reading.decode.orientation import read_orientation, swaps_sides, turn_upright
from piaoju.reading.decode.pixels import to_bgr
from piaoju.reading.decode.quiet import quiet
from piaoju.reading.decode.sniff import Format
from piaoju.reading.decode.webp import read_size


class _JpegFile(JpegImageFile):
    def _read_dpi_from_exif(self) -> None:
        """Leave the resolution unread: nothing needs it, and Pillow warns of every damaged EXIF block."""


_OPENERS: Mapping[Format, type[ImageFile]] = {
    "jpeg": _JpegFile,
    "png": PngImageFile,
    "bmp": BmpImageFile,
    "tiff": TiffImageFile,
    "gif": GifImageFile,
    "webp": WebPImageFile,
    "heic": HeicFile,
}

_TURNED_BY_DECODER = frozenset({"tiff", "heic"})
"""Pillow turns TIFF, libheif turns HEIC; the others are turned here."""

_MAX_TIFF_PAGES = 5000
"""More than any scanner writes; a small file can hold millions of directories, which take minutes to walk."""

_one_large_at_a_time = threading.Lock()


class PictureSource:
    """A file of one picture, or of several in TIFF. Holds the bytes only; each read decodes anew."""

    def __init__(self, data: bytes, file_format: Format, *, pages: Sequence[int] | None, limits: DecodeLimits) -> None:
        """Read the header and check it against the limits.

        Raises:
            InputError: as `open_pages` says.
        """
        self.format = file_format
        self._data: bytes | None = data
        self._limits = limits
        if file_format == "webp":
            self._check_size(*read_size(data))
        with _as_corrupt(file_format), self._open(data) as image:
            width, height = image.size
            self.page_count = _count_pages(image) if file_format == "tiff" else 1
        if self.page_count == 1:
            self._check_size(width, height)
        self.numbers = choose_pages(pages, self.page_count, limits)

    def read(self, number: int) -> PageImage:
        """Decode one page, see `PageSource.read`."""
        data = self._data
        if data is None:
            raise ValueError("the source is closed")
        if number not in self.numbers:
            raise PageOutOfRange(f"page {number} is not among the chosen ones")
        with _as_corrupt(self.format), self._open(data) as image:
            if number > 1:
                image.seek(number - 1)
            self._check_size(*image.size)
            check_ratio(*image.size, _pixel_bytes(image), len(data), self._limits)
            reduction = _reduction(*image.size)
            is_large = check_cost(image, data, reduction) > LARGE_BYTES or reduction > 1
            with _one_large_at_a_time if is_large else nullcontext():
                return self._decode(image, data, number, reduction)

    def close(self) -> None:
        """Let go of the bytes."""
        self._data = None

    def __enter__(self) -> Self:
        """Return the source itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the source."""
        self.close()

    def _check_size(self, width: int, height: int) -> None:
        check_frame(width, height, self._limits)
        check_format(width, height, self.format)

    def _open(self, data: bytes) -> ImageFile:
        return _OPENERS[self.format](BytesIO(data))

    def _decode(self, image: ImageFile, data: bytes, number: int, reduction: int) -> PageImage:
        width, height = image.size
        stored = _load(image, reduction)
        # PNG may hold its EXIF block after the pixels.
        orientation = 1 if self.format in _TURNED_BY_DECODER else read_orientation(image.info.get("exif", b""))
        image.close()  # before there is another copy of the pixels
        if self.format == "jpeg" and ends_early(data, stored, lambda d: _load(self._open(d), reduction)):
            raise CorruptInput("the JPEG data ends before the picture does")
        if swaps_sides(orientation):
            width, height = height, width
        return PageImage(number, turn_upright(stored, orientation), width, height)


def _pixel_bytes(image: Image.Image) -> float:
    """Return how many bytes a pixel has before it is compressed."""
    return 1 / 8 if image.mode == "1" else len(image.getbands()) * (2 if "16" in image.mode else 1)


def _load(image: ImageFile, reduction: int) -> Pixels:
    """Decode the current page; a JPEG is reduced while being decoded, which saves time and memory."""
    if reduction > 1 and image.format == "JPEG":
        image.draft(None, (image.width // reduction, image.height // reduction))
        reduction = 1
    image.load()
    if image.format == "BMP":
        return to_bgr(_without_void_alpha(image), reduction)
    return to_bgr(image, reduction)


def _without_void_alpha(image: Image.Image) -> Image.Image:
    """Drop a BMP's alpha channel where it is zero throughout: the writing program meant a padding byte."""
    if image.mode == "RGBA" and not np.asarray(image.getchannel("A")).any():
        return image.convert("RGB")
    return image


def _reduction(width: int, height: int) -> int:
    """Return the least power of two that brings a picture below `REDUCE_ABOVE_PX`."""
    reduction = 1
    while width * height > REDUCE_ABOVE_PX * reduction**2:
        reduction *= 2
    return reduction


def _count_pages(image: ImageFile) -> int:
    for count in range(1, _MAX_TIFF_PAGES + 1):
        try:
            image.seek(count)
        except EOFError:
            return count
    raise CorruptInput(f"the TIFF file has more than {_MAX_TIFF_PAGES} pages")


@contextmanager
def _as_corrupt(file_format: Format) -> Iterator[None]:
    """Turn whatever Pillow raises into our errors; damaged files make it raise nearly anything."""
    try:
        with quiet():
            yield
    except InputError:
        raise
    except Image.DecompressionBombError as error:
        raise ImageTooLarge("the picture has too many pixels") from error
    except Exception as error:
        raise CorruptInput(f"the {file_format.upper()} file is damaged or truncated") from error
