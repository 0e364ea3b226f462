"""PDF pages are drawn as a viewer shows them, on any machine, whatever fonts it has."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from piaoju.errors import (
    CorruptInput,
    EncryptedDocument,
    ImageTooLarge,
    ImageTooSmall,
    ModelMissing,
    PageOutOfRange,
)
from piaoju.model.page import PageImage
from piaoju.reading.decode import DecodeLimits, open_pages, pdf, pdf_fonts
from tests.unit.reading.decode.pdfs import BLACK_SQUARE, cjk_page, make_pdf, read


def dark(page: PageImage) -> npt.NDArray[np.bool_]:
    is_dark: npt.NDArray[np.bool_] = page.pixels.max(axis=2) < 128
    return is_dark


def test_frame_is_that_of_200_dpi() -> None:
    with open_pages(make_pdf("/MediaBox[0 0 144 72]|" + BLACK_SQUARE.format(top=36))) as source:
        assert (source.format, source.page_count, source.numbers) == ("pdf", 1, (1,))
        page = source.read(1)
    assert (page.number, page.width, page.height) == (1, 400, 200)
    assert page.pixels.shape == (200, 400, 3)
    assert page.pixels.dtype == np.uint8
    assert page.pixels.flags.c_contiguous
    assert dark(page)[2:98, 2:98].all()
    assert (page.pixels[102:] == 255).all()


def test_scan_of_whole_pixels_keeps_its_size() -> None:
    assert read(make_pdf("/MediaBox[0 0 595.44 841.68]|")).pixels.shape == (2338, 1654, 3)
    assert read(make_pdf("/MediaBox[0 0 36.3 36]|")).pixels.shape == (100, 101, 3)


def test_render_resolution_does_not_change_the_frame() -> None:
    page = read(make_pdf("/MediaBox[0 0 144 72]|"), render_dpi=300)
    assert (page.width, page.height) == (400, 200)
    assert page.pixels.shape == (300, 600, 3)


def test_rotation_and_crop_box() -> None:
    content = BLACK_SQUARE.format(top=36)
    page = read(make_pdf(f"/MediaBox[0 0 144 72]/Rotate 90|{content}"))
    assert (page.width, page.height) == (200, 400)
    assert dark(page)[2:98, 102:198].all()
    page = read(make_pdf(f"/MediaBox[0 0 144 72]/CropBox[0 36 72 72]|{content}"))
    assert (page.width, page.height) == (200, 100)
    assert dark(page)[2:98, 2:98].all()


def test_large_pages_are_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MAX_RENDER_PX", 20_000)
    page = read(make_pdf("/MediaBox[0 0 144 72]|"))
    assert (page.width, page.height) == (400, 200)
    assert page.pixels.shape == (100, 200, 3)


def test_each_page_has_its_own_limits() -> None:
    data = make_pdf("/MediaBox[0 0 144 72]|", "/MediaBox[0 0 3 72]|", "/MediaBox[0 0 14400 72]|")
    with open_pages(data) as source:
        assert source.numbers == (1, 2, 3)
        assert source.read(1).width == 400
        with pytest.raises(ImageTooSmall):
            source.read(2)
        with pytest.raises(ImageTooLarge):
            source.read(3)


def test_choosing_pages() -> None:
    data = make_pdf("/MediaBox[0 0 144 72]|", "/MediaBox[0 0 72 72]|")
    with open_pages(data, pages=[2]) as source:
        assert (source.page_count, source.numbers) == (2, (2,))
        assert source.read(2).width == 200
        with pytest.raises(PageOutOfRange):
            source.read(1)
    with pytest.raises(PageOutOfRange):
        open_pages(data, pages=[3])


def test_password() -> None:
    encrypt = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -4>>/ID[<00><00>]"
    with pytest.raises(EncryptedDocument):
        open_pages(make_pdf("/MediaBox[0 0 144 72]|", trailer=encrypt))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 500, make_pdf()])
def test_damaged_files(data: bytes) -> None:
    with pytest.raises(CorruptInput):
        open_pages(data)


def test_a_damaged_page_fails_on_its_own() -> None:
    data = make_pdf("/MediaBox[0 0 144 72]|", "/MediaBox[0 0 72 72]|").replace(
        b"/Kids[3 0 R 5 0 R]", b"/Kids[3 0 R 9 0 R]"
    )
    with open_pages(data) as source:
        assert source.read(1).width == 400
        with pytest.raises(CorruptInput):
            source.read(2)


def test_closed_source() -> None:
    source = open_pages(make_pdf("/MediaBox[0 0 144 72]|"), limits=DecodeLimits(max_pages=1))
    source.close()
    source.close()
    with pytest.raises(ValueError, match="closed"):
        source.read(1)


# Fonts that are named and not embedded.


def ink_runs(page: PageImage) -> list[tuple[int, int]]:
    """Start and end of each run of columns with ink."""
    columns = (page.pixels.min(axis=2) < 160).any(axis=0).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns, [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


@pytest.mark.parametrize("font", ["SimSun", "KaiTi_GB2312", "STSong-Light", "SimHei", "#CB#CE#CC#E5", "FZXBSJW"])
def test_chinese_text_without_its_font(font: str) -> None:
    left, right = ink_runs(read(cjk_page("国国", font)))
    em_px = 20 * 200 / 72
    assert right[0] - left[0] == pytest.approx(em_px, abs=2)
    assert left[1] - left[0] == pytest.approx(0.85 * em_px, rel=0.15)


@pytest.mark.parametrize("font", ["SimSun", "KaiTi_GB2312", "SimHei"])
def test_digits_are_squeezed_into_half_width(font: str) -> None:
    runs = ink_runs(read(cjk_page("0123456789", font)))
    assert len(runs) == 10
    middles = [(start + end) / 2 for start, end in runs]
    assert np.diff(middles) == pytest.approx(10 * 200 / 72, abs=4)


def test_courier_new_stays_monospaced() -> None:
    widths = " ".join(["600"] * 95)
    objects = {
        100: f"<</Type/Font/Subtype/TrueType/BaseFont/CourierNewPSMT/Encoding/WinAnsiEncoding/FirstChar 32"
        f"/LastChar 126/Widths[{widths}]/FontDescriptor 101 0 R>>",
        101: "<</Type/FontDescriptor/FontName/CourierNewPSMT/Flags 33/FontBBox[-21 -679 637 1020]/Ascent 612"
        "/Descent -188/CapHeight 699/ItalicAngle 0/StemV 80>>",
    }
    page = "/MediaBox[0 0 360 36]/Resources<</Font<</F 100 0 R>>>>|BT /F 20 Tf 9 9 Td (10203) Tj ET"
    runs = ink_runs(read(make_pdf(page, objects=objects)))
    assert len(runs) == 5
    assert np.diff([(start + end) / 2 for start, end in runs]) == pytest.approx(12 * 200 / 72, abs=4)


@pytest.mark.parametrize(
    ("name", "charset", "expected"),
    [
        (b"SimHei", 134, pdf_fonts._SANS),
        (b"Microsoft YaHei", 0, pdf_fonts._SANS),
        ("黑体".encode("gb18030"), 0, pdf_fonts._SANS),
        (b"SimSun", 0, pdf_fonts._SERIF),
        ("楷体".encode(), 1, pdf_fonts._SERIF),
        (b"unheard of", 134, pdf_fonts._SERIF),
        (b"Courier", 0, None),
        (b"", 0, None),
    ],
)
def test_choice_of_stand_in(name: bytes, charset: int, expected: int | None) -> None:
    assert pdf_fonts.choose_font(name, charset) == expected


def test_font_tables() -> None:
    font = pdf_fonts._FONTS[pdf_fonts._SANS]
    assert font.read_table(b"")[:4] == b"OTTO"
    assert len(font.read_table(b"head")) == 54
    assert font.read_table(b"none") == b""


def test_fonts_that_are_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf_fonts, "_installed", [])
    monkeypatch.setattr(pdf_fonts, "_FONTS", {1: pdf_fonts._Font(b"Gone", tmp_path / "gone.otf")})
    with pytest.raises(ModelMissing, match=r"gone\.otf"):
        pdf_fonts.install_fonts()
    assert pdf_fonts._get_font_data(None, 1, 0, None, 0) == 0


# Seals are annotations, most often of a signature.

RED_SQUARE = "/G gs 1 0 0 rg 0 0 36 36 re f"
APPEARANCE = (
    "<</Type/XObject/Subtype/Form/BBox[0 0 36 36]/Resources<</ExtGState<</G<</ca 0.5>>>>>>"
    f"/Length {len(RED_SQUARE)}>>\nstream\n{RED_SQUARE}\nendstream"
)


@pytest.mark.parametrize(
    ("subtype", "has_form"), [("/Widget/FT/Sig/T(seal)", True), ("/Stamp", True), ("/Stamp", False)]
)
def test_seals_are_drawn_once(subtype: str, has_form: bool) -> None:
    objects = {
        100: f"<</Type/Annot/Subtype{subtype}/Rect[0 36 36 72]/F 4/AP<</N 101 0 R>>>>",
        101: APPEARANCE,
    }
    catalog = "/AcroForm<</Fields[100 0 R]/SigFlags 3>>" if has_form else ""
    page = read(make_pdf("/MediaBox[0 0 144 72]/Annots[100 0 R]|", objects=objects, catalog=catalog))
    blue, green, red = (int(value) for value in page.pixels[50, 50])
    assert red == 255
    assert green == blue == pytest.approx(127, abs=2)


def test_filled_form_fields_are_drawn() -> None:
    objects = {
        100: "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(HHHH)/DA(/F 20 Tf 0 g)/Rect[0 36 144 72]/F 4>>",
        101: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    catalog = "/AcroForm<</Fields[100 0 R]/NeedAppearances true/DR<</Font<</F 101 0 R>>>>>>"
    page = read(make_pdf("/MediaBox[0 0 144 72]/Annots[100 0 R]|", objects=objects, catalog=catalog))
    assert dark(page)[:100].any()
