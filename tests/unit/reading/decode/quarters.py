"""A picture with a colour in each quarter, and what comes of it once it was stored and decoded."""

from collections.abc import Callable

from PIL import Image

from piaoju.model.page import PageImage, Pixels
from piaoju.reading.decode import open_pages

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION = 0x0112
UPRIGHT_AS_STORED: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda upright: upright,
    2: lambda upright: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda upright: upright.transpose(Image.Transpose.ROTATE_180),
    4: lambda upright: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda upright: upright.transpose(Image.Transpose.TRANSPOSE),
    6: lambda upright: upright.transpose(Image.Transpose.ROTATE_90),
    7: lambda upright: upright.transpose(Image.Transpose.TRANSVERSE),
    8: lambda upright: upright.transpose(Image.Transpose.ROTATE_270),
}
"""By the orientation of EXIF: how a picture is stored that is shown upright."""


def corners() -> Image.Image:
    """64 x 48 pixels: red, green / blue, white."""
    picture = Image.new("RGB", (64, 48), WHITE)
    picture.paste(RED, (0, 0, 32, 24))
    picture.paste(GREEN, (32, 0, 64, 24))
    picture.paste(BLUE, (0, 24, 32, 48))
    return picture


def decode(data: bytes, number: int = 1) -> PageImage:
    """Return a page of a file."""
    with open_pages(data) as source:
        return source.read(number)


def colours(pixels: Pixels) -> list[tuple[int, ...]]:
    """RGB in the middle of the four quarters, row by row, brought to full steps."""
    height, width = pixels.shape[:2]
    points = [(height * y // 4, width * x // 4) for y in (1, 3) for x in (1, 3)]
    return [tuple(255 if value > 127 else 0 for value in pixels[point][::-1]) for point in points]
