"""Bad PDF files, as functions of no arguments by name."""

import zlib
from collections.abc import Callable, Sequence

_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{}>>"


def bad_pdfs() -> dict[str, Callable[[], bytes]]:
    """Return all of them by name."""
    return {
        "pdf_truncated": lambda: _one_page("0 0 9 9 re f")[:100],
        "pdf_header_only": lambda: b"%PDF-1.7\n%%EOF",
        "pdf_encrypted": _encrypted,
        "pdf_of_10000_pages": lambda: _tree(10_000),
        "pdf_without_pages": lambda: _tree(0),
        "pdf_whose_pages_are_their_own_parent": lambda: _write(["<</Type/Catalog/Pages 2 0 R>>", _OWN_PARENT]),
        "pdf_whose_root_is_itself": lambda: _write(["1 0 R"]),
        "pdf_of_deep_arrays": lambda: _write([f"<</Type/Catalog/Pages 2 0 R/A {'[' * 100_000}>>", _OWN_PARENT]),
        "pdf_of_deep_page_tree": _deep_tree,
        "pdf_of_1_px": lambda: _one_page("").replace(b"[0 0 595 842]", b"[0 0 0.3 0.3]"),
        "pdf_of_40000_px": lambda: _one_page("").replace(b"[0 0 595 842]", b"[0 0 14400 14400]"),
        "pdf_with_a_bomb_of_commands": lambda: _one_page(_flate(b"0 0 m 9 9 l S\n" * 4_000_000)),
        "pdf_with_a_bomb_of_blanks": lambda: _one_page(_flate(b" " * 100_000_000)),
        "pdf_with_a_picture_bomb": _picture_bomb,
        "pdf_that_takes_long_to_draw": lambda: _one_page("0 0 m 500 800 400 3 9 9 c S\n" * 60_000),
        "pdf_with_cyclic_lengths": lambda: _write(
            ["<</Type/Catalog/Pages 2 0 R>>", _OWN_PARENT, "<</Length 3 0 R>>\nstream\nendstream"]
        ),
    }


_OWN_PARENT = "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"


def _write(objects: Sequence[str], trailer: str = "") -> bytes:
    """Write a PDF of numbered objects; the first is the catalogue."""
    data = b"%PDF-1.7\n"
    for number, text in enumerate(objects, start=1):
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    return data + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n%%EOF\n".encode("latin-1")


def _stream(content: str, entries: str = "") -> str:
    return f"<</Length {len(content)}{entries}>>\nstream\n{content}\nendstream"


def _flate(content: bytes, entries: str = "") -> str:
    return _stream(zlib.compress(content, 9).decode("latin-1"), f"/Filter/FlateDecode{entries}")


def _one_page(content: str, *more: str, resources: str = "") -> bytes:
    stream = content if content.endswith("endstream") else _stream(content)
    page = _PAGE.format(resources)
    return _write(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, *more],
    )


def _tree(count: int) -> bytes:
    kids = " ".join(f"{number + 3} 0 R" for number in range(count))
    tree = f"<</Type/Pages/Kids[{kids}]/Count {count}>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * count]
    parts = [f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1)]
    return f"%PDF-1.7\n{''.join(parts)}trailer\n<</Size {count + 3}/Root 1 0 R>>\n%%EOF\n".encode()


def _deep_tree() -> bytes:
    levels = [f"<</Type/Pages/Kids[{number + 3} 0 R]/Count 1>>" for number in range(5000)]
    return _write(["<</Type/Catalog/Pages 2 0 R>>", *levels])


def _encrypted() -> bytes:
    keys = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -4>>/ID[<00><00>]"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE.format(""), _stream("")]
    return _write(objects, keys)


def _picture_bomb() -> bytes:
    picture = "/Type/XObject/Subtype/Image/Width 9000/Height 9000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    packed = _flate(bytes(9000) * 27_000, picture)
    return _one_page("500 0 0 800 0 0 cm /I Do", packed, resources="/Resources<</XObject<</I 5 0 R>>>>")
