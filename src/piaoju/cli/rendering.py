"""A document as a picture of itself, so that an evaluation measures how pictures are read."""

from io import BytesIO

from PIL import Image

from piaoju.reading.decode import open_pages


def render_to_tiff(content: bytes) -> bytes:
    """Return all pages of a file as one TIFF file, without loss.

    Raises:
        InputError: the file cannot be decoded.
    """
    with open_pages(content) as source:
        pages = [Image.fromarray(source.read(number).pixels[:, :, ::-1]) for number in source.numbers]
    stored = BytesIO()
    pages[0].save(stored, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_adobe_deflate")
    return stored.getvalue()
