"""From Pillow's picture of any pixel type to the one raster that all stages share: uint8 BGR."""

import numpy as np
from PIL import Image

from piaoju.errors import UnsupportedFormat
from piaoju.model.page import Pixels

# Modes that convert("RGB") turns into what a viewer would show. 32-bit and floating-point greys are not here:
# they have no known range, and are measurements rather than pictures of a document.
_CONVERTIBLE = frozenset({"1", "L", "P", "RGB", "RGBX", "CMYK", "YCbCr", "LA", "La", "PA", "RGBA", "RGBa"})
_STRIP_PX = 4_000_000
"""Pixels converted at a time, because on the way there are several copies of them."""

_PREMULTIPLIED = {"La": "LA", "RGBa": "RGBA"}


def to_bgr(image: Image.Image, reduction: int = 1) -> Pixels:
    """Return a loaded picture as BGR: transparent parts on white, 16 bits scaled to 8, palettes looked up.

    Args:
        image: loaded, of any mode.
        reduction: factor by which both sides shrink, by averaging; sides are rounded up.

    Returns:
        uint8, shape (H, W, 3), BGR.

    Raises:
        UnsupportedFormat: 32-bit or floating-point greys, and colour spaces that are not device colours.
    """
    width, height = -(-image.width // reduction), -(-image.height // reduction)
    pixels = np.empty((height, width, 3), np.uint8)
    rows = max(1, _STRIP_PX // image.width // reduction) * reduction
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        colour = _to_rgb(strip, reduction)
        drawn = np.frombuffer(colour.tobytes("raw", "BGR"), np.uint8).reshape(colour.height, colour.width, 3)
        pixels[top // reduction : top // reduction + colour.height] = drawn
    return pixels


def _to_rgb(image: Image.Image, reduction: int) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode not in _CONVERTIBLE:
        raise UnsupportedFormat(f"pictures with pixels of type {image.mode} are not read")
    if image.has_transparency_data:
        image = image.convert(_PREMULTIPLIED.get(image.mode, image.mode)).convert("RGBA")
    elif image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    if reduction > 1:
        image = image.reduce(reduction)
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")
