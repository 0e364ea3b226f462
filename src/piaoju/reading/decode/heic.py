"""HEIC pictures through libheif, as a file class like Pillow's own.

Only what is shown is asked for, of the primary picture alone. The classes of pi-heif also fetch metadata, thumbnails
and depth maps, on which some damaged files end the process (pi-heif 1.4.0). Turning, mirroring and cropping are
properties of the file, which libheif applies; beside them EXIF says nothing.

Source: ISO/IEC 23008-12, 6.5 (transformative properties) and annex A (EXIF is descriptive).
"""

from typing import Any

import _pi_heif
from PIL.ImageFile import ImageFile

_THREADS = 1
_TO_8_BITS = True
_AS_BGR = False
_WITHOUT_STRIDE = True
_TO_16_BITS = False
_ANY_DECODER = ""
_WITHOUT_LIMITS = False


class HeicFile(ImageFile):
    """The primary picture of a HEIC or HEIF file; size and mode are known once opened, pixels once loaded."""

    format = "HEIC"
    format_description = "HEIF container"
    _picture: Any = None

    def _open(self) -> None:
        """Read the header; whatever is raised is turned into our errors by the caller."""
        data = self.fp.read() if self.fp is not None else b""
        pictures = _pi_heif.load_file(
            data, _THREADS, _TO_8_BITS, _AS_BGR, _WITHOUT_STRIDE, _TO_16_BITS, _ANY_DECODER, _WITHOUT_LIMITS
        )
        shown = next((picture for picture in pictures if picture is not None and picture.primary), None)
        if shown is None:
            raise SyntaxError("there is no primary picture")
        self._size, self._mode = shown.size_mode
        self._picture = shown
        self.tile = []

    def load(self) -> Any:
        """Decode the pixels."""
        picture, self._picture = self._picture, None
        if picture is not None:
            data = picture.data
            if picture.size_mode != (self._size, self._mode):
                raise SyntaxError("the picture has another size than the file says")
            self.load_prepare()
            self.frombytes(data, "raw", (self._mode, picture.stride))
        return super().load()
