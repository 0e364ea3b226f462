"""`piaoju.engine`: what goes in and what comes out; models are loaded once for the process."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

import piaoju
from piaoju.engine import Engine, EngineOptions
from piaoju.errors import InvalidParameter
from piaoju.model.document import Reading
from piaoju.reading.decode import DecodeLimits
from tests.unit.engine.synthetic import as_png, document, six_files, turned, values

Key = tuple[str, str, int]
TICKET: Key = ("train_ticket", "magnetic", 21)
INVOICE: Key = ("vat_invoice", "digital_general", 24)
PAPER_INVOICE: Key = ("vat_invoice", "vat_special_paper", 26)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def untimed(reading: Reading) -> Reading:
    return replace(reading, timing_ms={})


def as_pdf(*pages: bytes) -> bytes:
    """Return a PDF file with one picture a page, 200 dots an inch."""
    pdf = pypdfium2.PdfDocument.new()
    for content in pages:
        stored = BytesIO()
        picture = Image.open(BytesIO(content)).convert("RGB")
        picture.save(stored, "JPEG", quality=92)
        width, height = (side * 72 / 200 for side in picture.size)
        image = pypdfium2.PdfImage.new(pdf)
        image.load_jpeg(BytesIO(stored.getvalue()))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = pdf.new_page(width, height)
        page.insert_obj(image)
        page.gen_content()
    written = BytesIO()
    pdf.save(written)
    pdf.close()
    return written.getvalue()


class TestWithoutModels:
    def test_knows_its_types(self, engine: Engine) -> None:
        assert {"vat_invoice", "train_ticket"} <= set(engine.type_ids)

    @pytest.mark.parametrize("types", [["visiting_card"], ["vat_invoice", "visiting_card"]])
    def test_an_unknown_type_is_refused(self, engine: Engine, types: list[str]) -> None:
        with pytest.raises(InvalidParameter, match="visiting_card") as refusal:
            engine.read(b"", types=types)
        assert refusal.value.name == "types"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            pytest.param(b"", "corrupt_input", id="empty"),
            pytest.param(b"no picture at all", "unsupported_format", id="text"),
            pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "corrupt_input", id="broken picture"),
            pytest.param(b"%PDF-1.7\nbroken", "corrupt_input", id="broken pdf"),
        ],
    )
    def test_garbage_fails_with_its_error(self, engine: Engine, content: bytes, code: str) -> None:
        reading = engine.read(content)
        assert (reading.status, reading.documents, reading.pages) == ("failed", (), ())
        (error,) = reading.errors
        assert (error.code, error.stage) == (code, "decode")
        assert error.message

    @pytest.mark.parametrize("name", ["none.png", ".", "none.png/none.png", "\0"])
    def test_a_missing_file_fails_with_its_error(self, engine: Engine, tmp_path: Path, name: str) -> None:
        reading = engine.read(tmp_path / name)
        assert reading.status == "failed"
        assert [error.code for error in reading.errors] == ["unreadable_file"]

    def test_a_page_that_is_not_there_fails(self, engine: Engine) -> None:
        reading = engine.read(as_png(document(*TICKET).pixels), pages=[2])
        assert reading.status == "failed"
        assert [error.code for error in reading.errors] == ["page_out_of_range"]

    def test_limits_are_kept(self) -> None:
        engine = Engine(EngineOptions(limits=DecodeLimits(max_bytes=100)))
        reading = engine.read(as_png(document(*TICKET).pixels))
        assert [error.code for error in reading.errors] == ["payload_too_large"]

    def test_limits_of_a_call_are_never_laxer(self) -> None:
        content = as_png(document(*TICKET).pixels)
        engine = Engine(EngineOptions(limits=DecodeLimits(max_side_px=40)))
        for limits in (DecodeLimits(max_bytes=100), DecodeLimits(max_bytes=100, max_side_px=9000)):
            assert [error.code for error in engine.read(content, limits=limits).errors] == ["payload_too_large"]
        reading = engine.read(content, limits=DecodeLimits(max_side_px=9000))
        assert [error.code for error in reading.errors] == ["image_too_large"]

    def test_the_true_size_of_a_large_file_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "large.pdf"
        path.write_bytes(bytes(5000))
        reading = Engine().read(path, limits=DecodeLimits(max_bytes=100))
        assert [error.message for error in reading.errors] == ["5000 bytes are more than the limit of 100"]


@pytest.mark.models
class TestRead:
    def test_bytes_and_paths_agree(self, engine: Engine, tmp_path: Path) -> None:
        content = as_png(document(*TICKET).pixels)
        path = tmp_path / "ticket.png"
        path.write_bytes(content)
        reading = untimed(engine.read(content))
        assert reading.status == "ok"
        assert reading.documents
        assert untimed(engine.read(path)) == untimed(engine.read(str(path))) == reading
        assert untimed(piaoju.read_document(content)) == reading

    def test_says_what_was_done(self, engine: Engine) -> None:
        pixels = document(*TICKET).pixels
        reading = engine.read(as_png(pixels))
        (page,) = reading.pages
        assert (page.page, page.width, page.height) == (1, pixels.shape[1], pixels.shape[0])
        assert page.lines > 10
        assert {"decode", "detect", "recognize", "total"} <= set(reading.timing_ms)
        assert all(spent >= 0 for spent in reading.timing_ms.values())
        (found,) = reading.documents
        assert (found.type, found.pages, found.carrier) == ("train_ticket", (1,), "image")
        assert found.confidence is not None
        assert 0 < found.confidence <= 1

    def test_only_chosen_types_are_read(self, engine: Engine) -> None:
        content = as_png(document(*TICKET).pixels)
        assert [found.type for found in engine.read(content, types=["train_ticket"]).documents] == ["train_ticket"]
        other = engine.read(content, types=["vat_invoice"])
        assert (other.status, other.documents) == ("ok", ())
        assert len(other.pages) == 1

    def test_a_blank_page_holds_no_document(self, engine: Engine) -> None:
        reading = engine.read(as_png(np.full((600, 900, 3), 255, np.uint8)))
        assert (reading.status, reading.documents) == ("ok", ())
        assert [page.lines for page in reading.pages] == [0]

    def test_noise_is_read_without_a_document(self, engine: Engine) -> None:
        noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
        reading = engine.read(as_png(noise))
        assert (reading.status, reading.documents) == ("ok", ())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    ticket = as_png(document(*TICKET).pixels)
    return as_pdf(ticket, as_png(document(*INVOICE).pixels), ticket)


@pytest.mark.models
class TestPdf:
    def test_every_page_is_read(self, engine: Engine, pdf: bytes) -> None:
        reading = engine.read(pdf)
        assert reading.status == "ok"
        assert [page.page for page in reading.pages] == [1, 2, 3]
        assert [(found.type, found.pages) for found in reading.documents] == [
            ("train_ticket", (1,)),
            ("vat_invoice", (2,)),
            ("train_ticket", (3,)),
        ]
        assert {field.page for field in reading.documents[2].fields.values()} == {3}

    def test_one_page_is_chosen(self, engine: Engine, pdf: bytes) -> None:
        reading = engine.read(pdf, pages=[3])
        assert [page.page for page in reading.pages] == [3]
        assert [(found.type, found.pages) for found in reading.documents] == [("train_ticket", (3,))]


@pytest.mark.models
def test_threads_read_what_one_thread_reads(engine: Engine) -> None:
    files = six_files()
    alone = [untimed(engine.read(content)) for content in files]
    assert all(reading.documents for reading in alone)
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(engine.read, [*files, *files[:2]]))
    assert [untimed(reading) for reading in together] == [*alone, *alone[:2]]


@pytest.mark.models
@pytest.mark.parametrize(
    ("key", "quarters"),
    [(TICKET, 1), (TICKET, 2), (TICKET, 3), (INVOICE, 1), (INVOICE, 2), (PAPER_INVOICE, 2), (PAPER_INVOICE, 3)],
)
def test_a_turned_page_gives_the_same_values(
    engine: Engine, upright: Callable[[Key], Reading], key: Key, quarters: int
) -> None:
    before, after = upright(key), engine.read(as_png(turned(document(*key).pixels, quarters)))
    assert values(after) == values(before)
    difference = rotation_of(after) + 90 * quarters - rotation_of(before)
    assert abs((difference + 180) % 360 - 180) < 0.5


def rotation_of(reading: Reading) -> float:
    (found,) = reading.documents
    assert found.rotation_deg is not None
    return found.rotation_deg


@pytest.fixture(scope="module")
def upright(engine: Engine) -> Callable[[Key], Reading]:
    kept: dict[Key, Reading] = {}

    def read(key: Key) -> Reading:
        if key not in kept:
            kept[key] = engine.read(as_png(document(*key).pixels))
        return kept[key]

    return read
