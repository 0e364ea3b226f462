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
        "pdf_of_multiplying_forms": lambda: _forms(levels=30, calls=10),
        "pdf_of_multiplying_groups": lambda: _forms(levels=30, calls=10, entries="/Group<</S/Transparency>>"),
        "pdf_of_forms_in_a_circle": lambda: _circle("/F Do " * 3),
        "pdf_of_groups_in_a_circle": lambda: _circle("/F Do " * 3, "/Group<</S/Transparency/I true>>"),
        "pdf_of_a_million_tiles": _tiles,
        "pdf_of_a_slow_shading": _shading,
        "pdf_of_multiplying_glyphs": _glyphs,
        "pdf_of_multiplying_stamps": _stamps,
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


def _form(content: str, entries: str = "") -> str:
    return _stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{entries}")


def _forms(levels: int, calls: int, entries: str = "") -> bytes:
    """Forms of which each draws the next several times."""
    drawn = (
        _form("/F Do " * calls, f"{entries}/Resources<</XObject<</F {level + 6} 0 R>>>>") for level in range(levels)
    )
    return _one_page("/F Do", *drawn, _form("0 0 99 99 re f"), resources="/Resources<</XObject<</F 5 0 R>>>>")


def _circle(content: str, entries: str = "") -> bytes:
    """Two forms that draw each other."""
    forms = [_form(content, f"{entries}/Resources<</XObject<</F {number} 0 R>>>>") for number in (6, 5)]
    return _one_page("/F Do", *forms, resources="/Resources<</XObject<</F 5 0 R>>>>")


def _tiles() -> bytes:
    """A pattern of tiles much smaller than a pixel, drawn a thousand times."""
    tile = _stream(
        "0 0 1 1 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<<>>",
    )
    content = "/Pattern cs /P scn " + "0 0 595 842 re f " * 1000
    return _one_page(content, tile, resources="/Resources<</Pattern<</P 5 0 R>>>>")


def _shading() -> bytes:
    """Ten thousand shadings over the whole page, each by a program for every pixel."""
    program = "{ " + "2 copy mul sin abs " * 500 + " pop pop 0.5 0.5 0.5 }"
    function = _stream(program, "/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]")
    shading = "<</ShadingType 1/ColorSpace/DeviceRGB/Function 6 0 R/Matrix[595 0 0 842 0 0]>>"
    return _one_page("/S sh " * 10_000, shading, function, resources="/Resources<</Shading<</S 5 0 R>>>>")


def _glyphs() -> bytes:
    """A font whose glyphs are drawn with the font's own glyphs."""
    glyph = _stream("1000 0 0 0 1000 1000 d1 BT /F 1 Tf (aaaaaaaaaa) Tj ET")
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 97"
        "/Widths[1000]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    text = f"BT /F 9 Tf 9 9 Td ({'a' * 5000}) Tj ET\n" * 2000
    return _one_page(text, font, glyph, resources="/Resources<</Font<</F 5 0 R>>>>")


def _stamps() -> bytes:
    """A hundred stamps, each drawn by multiplying forms; annotations come after the page."""
    drawn = [_form("/F Do " * 10, f"/Resources<</XObject<</F {number + 7} 0 R>>>>") for number in range(30)]
    stamp = "<</Type/Annot/Subtype/Stamp/Rect[0 0 99 99]/F 4/AP<</N 6 0 R>>>>"
    return _one_page("", stamp, *drawn, _form("0 0 9 9 re f"), resources=f"/Annots[{'5 0 R ' * 100}]")


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
