"""What decoding a picture takes in memory and time, told from its header and refused if it is too much.

Only a JPEG of one pass is reduced while it is being decoded. Anything else is first held as a whole, so that how many
pixels it may have depends on how many bytes each takes.
"""

from collections.abc import Mapping

from PIL.ImageFile import ImageFile

from piaoju.errors import CorruptInput, ImageTooLarge
from piaoju.reading.decode.jpeg import count_scans
from piaoju.reading.decode.limits import REDUCE_ABOVE_PX
from piaoju.reading.decode.sniff import Format

_MAX_HELD_BYTES = 400_000_000
"""Of a picture while it is decoded: 100 megapixels in colour, 200 in 16-bit grey. With the models it is below 1 GiB."""

LARGE_BYTES = 100_000_000
"""Pictures that take more are decoded one at a time."""

_MAX_PX: Mapping[Format, int] = {
    "webp": 30_000_000,  # its decoder takes 12 bytes a pixel besides the picture
    "heic": REDUCE_ABOVE_PX,  # its decoder takes 8; telephones make 48.8 megapixels
    "tiff": 178_000_000,  # Pillow refuses larger ones
}

_MAX_SCANNED_PX = 2_500_000_000
"""Pixels times passes of a progressive JPEG: each pass goes over all of them, 0.6 ns each, however short its data is.

Programs write 10 to 20 passes.
"""

_BYTES_PER_COEFFICIENT = 2
# Tags of TIFF. Source: TIFF 6.0, sections 8 and 15.
_WIDTH, _LENGTH, _ORIENTATION, _ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 256, 257, 274, 278, 322, 323


def check_format(width: int, height: int, file_format: Format) -> None:
    """Refuse more pixels than the format's decoder can take.

    Raises:
        ImageTooLarge: more than the format's limit; most have none of their own.
    """
    limit = _MAX_PX.get(file_format)
    if limit is not None and width * height > limit:
        raise ImageTooLarge(
            f"{width} x {height} px are more than {limit} pixels, the most that is read of {file_format.upper()}"
        )


def check_cost(image: ImageFile, data: bytes, reduction: int) -> int:
    """Return how many bytes the picture takes while it is decoded.

    Args:
        image: opened, not loaded.
        data: the file.
        reduction: by which both sides are going to shrink.

    Raises:
        ImageTooLarge: they are too many.
        CorruptInput: a JPEG of more passes than any program writes.
    """
    if image.format == "JPEG":
        held = _jpeg_bytes(image, data, reduction)
    elif image.format == "TIFF":
        held = _tiff_bytes(image)
    else:
        held = image.width * image.height * _bytes_per_pixel(image.mode)
    if held > _MAX_HELD_BYTES:
        raise ImageTooLarge(
            f"{image.width} x {image.height} px of type {image.mode} in {image.format} take {held // 10**6} MB"
            f" to decode, more than {_MAX_HELD_BYTES // 10**6}"
        )
    return held


def _bytes_per_pixel(mode: str) -> int:
    """Return what Pillow takes for a pixel."""
    if mode in {"1", "L", "P"}:
        return 1
    return 2 if mode.startswith("I;16") else 4


def _jpeg_bytes(image: ImageFile, data: bytes, reduction: int) -> int:
    """Return what libjpeg takes: between passes it keeps all coefficients, reduced or not."""
    pixels = image.width * image.height
    held = pixels * _bytes_per_pixel(image.mode) // reduction**2
    scans = count_scans(data)
    if scans > 1:
        if scans * pixels > _MAX_SCANNED_PX:
            raise CorruptInput(f"{image.width} x {image.height} px in {scans} passes are more than any program writes")
        layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
        samplings = [across * down for _, across, down, _ in layers]
        held += pixels * _BYTES_PER_COEFFICIENT * sum(samplings) // max(samplings, default=1)
    return held


def _tiff_bytes(image: ImageFile) -> int:
    """Return what Pillow takes for a TIFF picture, for a strip or tile of it beside, and for turning it."""
    tags = getattr(image, "tag_v2", {})
    rows, across, down = (tags.get(tag) for tag in (_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH))
    width, height = tags[_WIDTH], tags[_LENGTH]  # as stored; those of the image are turned
    part = across * down if across and down else width * min(rows or height, height)
    copies = 1 if tags.get(_ORIENTATION, 1) == 1 else 2
    return int((copies * width * height + part) * _bytes_per_pixel(image.mode))
