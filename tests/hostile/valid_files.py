"""Small valid files of every format, to be damaged by tests and by `scripts/fuzz_decode.py`."""

from io import BytesIO

import numpy as np
from PIL import Image

from tests.hostile.heic_files import PLAIN, TRANSPARENT, TURNED

PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 50]/Contents 4 0 R/Annots[7 0 R]"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 43>>stream\nBT /F 20 Tf 9 9 Td <53D17968003100320033> Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[6 0 R]>>endobj\n"
    b"6 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/W[1 95 500]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>endobj\n"
    b"7 0 obj<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 8>>\n%%EOF\n"
)


def encode(picture: Image.Image, file_format: str, **options: object) -> bytes:
    """Return a picture as a file."""
    buffer = BytesIO()
    picture.save(buffer, file_format, **options)
    return buffer.getvalue()


def valid_files() -> list[bytes]:
    """Return small files of every format that is read, in several encodings each."""
    noise = np.random.default_rng(3).integers(0, 255, (24, 32, 3), dtype=np.uint8)
    colour = Image.fromarray(noise)
    exif = Image.Exif()
    exif[0x0112] = 6
    return [
        encode(colour, "JPEG", exif=exif),
        encode(colour, "JPEG", progressive=True),
        encode(colour.convert("CMYK"), "JPEG"),
        encode(colour, "PNG", exif=exif),
        encode(colour.convert("P"), "PNG", transparency=1),
        encode(colour.convert("L"), "BMP"),
        encode(colour.convert("RGBA"), "BMP"),
        encode(colour, "TIFF", exif=exif, save_all=True, append_images=[colour.convert("L")]),
        encode(colour.convert("1"), "TIFF", compression="group4"),
        encode(colour, "TIFF", compression="tiff_lzw"),
        encode(colour, "TIFF", compression="jpeg"),
        encode(colour, "GIF"),
        encode(colour.convert("P"), "GIF", transparency=1, save_all=True, append_images=[colour.convert("L")]),
        encode(colour, "WEBP", exif=exif),
        encode(colour, "WEBP", lossless=True),
        encode(colour.convert("RGBA"), "WEBP", save_all=True, append_images=[Image.new("RGBA", (32, 24))]),
        PLAIN,
        TURNED,
        TRANSPARENT,
        PDF,
    ]
