"""PDF files written by hand, and their pages."""

from piaoju.model.page import PageImage
from piaoju.reading.decode import open_pages

BLACK_SQUARE = "0 0 0 rg 0 {top} 36 36 re f"
CATALOG, TREE = 1, 2


def make_pdf(*pages: str, objects: dict[int, str] | None = None, catalog: str = "", trailer: str = "") -> bytes:
    """Write a PDF.

    Args:
        pages: the entries of each page's dictionary, and after a bar its content stream.
        objects: more objects by number, from 100 on.
        catalog: more entries of the catalog.
        trailer: more entries of the trailer.
    """
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(pages)))
    body = {
        CATALOG: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        TREE: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
    }
    for index, page in enumerate(pages):
        entries, content = page.split("|")
        number = 3 + 2 * index
        body[number] = f"<</Type/Page/Parent 2 0 R/Contents {number + 1} 0 R{entries}>>"
        body[number + 1] = f"<</Length {len(content)}>>\nstream\n{content}\nendstream"
    body |= objects or {}
    written = b"%PDF-1.7\n"
    places = []
    for number, text in body.items():
        places.append((number, len(written)))
        written += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in places)
    end = f"xref\n0 1\n0000000000 65535 f \n{table}trailer\n<</Size 200/Root 1 0 R{trailer}>>\n"
    return written + f"{end}startxref\n{len(written)}\n%%EOF\n".encode("latin-1")


def cjk_page(text: str, font: str, encoding: str = "UniGB-UCS2-H") -> bytes:
    """A page with 20 pt text in a font with half-width Latin letters, as e-invoices have it."""
    code = text.encode("utf-16-be").hex()
    objects = {
        100: f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/{encoding}/DescendantFonts[101 0 R]>>",
        101: f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font}/W[1 95 500 814 939 500]"
        "/FontDescriptor 102 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        102: f"<</Type/FontDescriptor/FontName/{font}/Flags 32/FontBBox[-7 -140 1000 859]/Ascent 859"
        "/Descent -140/CapHeight 683/ItalicAngle 0/StemV 0>>",
    }
    page = f"/MediaBox[0 0 360 36]/Resources<</Font<</F 100 0 R>>>>|BT /F 20 Tf 9 9 Td <{code}> Tj ET"
    return make_pdf(page, objects=objects)


def read(data: bytes, number: int = 1, **options: float) -> PageImage:
    """Return a page of a file."""
    with open_pages(data, **options) as source:  # type: ignore[arg-type]
        return source.read(number)
