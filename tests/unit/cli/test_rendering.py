"""Files as pictures of themselves."""

from io import BytesIO

import numpy as np
from PIL import Image

from piaoju.cli.rendering import render_to_tiff
from piaoju.reading.decode import open_pages


def test_pages_come_back_pixel_by_pixel() -> None:
    colours = np.zeros((3, 120, 160, 3), np.uint8)
    colours[0, :, :80] = (200, 30, 10)
    colours[2] = 250
    first, *others = (Image.fromarray(page) for page in colours)
    stored = BytesIO()
    first.save(stored, "TIFF", save_all=True, append_images=others)

    rendered = render_to_tiff(stored.getvalue())

    with open_pages(stored.getvalue()) as expected, open_pages(rendered) as found:
        assert found.numbers == expected.numbers == (1, 2, 3)
        for number in found.numbers:
            assert (found.read(number).pixels == expected.read(number).pixels).all()
