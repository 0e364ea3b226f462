"""One reading, from bytes to documents."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from piaoju.engine.checking import Draft, checked, head
from piaoju.engine.joining import joined
from piaoju.engine.located import read_located
from piaoju.engine.notes import Notes
from piaoju.engine.sealing import PageSeals
from piaoju.engine.second import keys_read, wants_second, with_effort
from piaoju.engine.types import DocumentType, load_types
from piaoju.errors import DeploymentError, InvalidParameter, PayloadTooLarge, PiaojuError, UnreadableFile
from piaoju.model.document import (
    Barcode,
    DocumentReading,
    LocatedDocument,
    Look,
    PageReading,
    Reading,
    Status,
    look_nowhere,
)
from piaoju.model.page import PageImage
from piaoju.reading.beside import beside
from piaoju.reading.confidence.calibration import Calibration
from piaoju.reading.decode import DecodeLimits, PageSource, open_pages
from piaoju.reading.locate import (
    Looked,
    Part,
    cut_out,
    first_lines,
    is_left,
    is_sizeable,
    joined_halves,
    locate,
    looked,
    own_lines,
    split,
    with_more,
    without_read,
)
from piaoju.reading.ocr import OcrOptions, PageText, read_quads, read_text
from piaoju.reading.ocr.barcodes import read_barcodes
from piaoju.reading.ocr.pool import process_pool
from piaoju.reading.repair import RepairOptions

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine reads.

    Attributes:
        ocr: models and sizes.
        limits: what inputs are refused.
        repair: what may be chosen anew of what was read.
        calibration: how sure a value is by what speaks for it; that of the package if None.
    """

    ocr: OcrOptions = field(default_factory=OcrOptions)
    limits: DecodeLimits = field(default_factory=DecodeLimits)
    repair: RepairOptions = field(default_factory=RepairOptions)
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class _PageResult:
    """What one reading of a page gave: the page, all that seemed documents, and the wanted ones that are."""

    page: PageReading
    located: list[LocatedDocument]
    drafts: list[Draft]


class Engine:
    """Reads documents. Cheap to make: models are loaded when first needed and shared by all engines of the process."""

    def __init__(self, options: EngineOptions | None = None) -> None:
        """Make an engine with options that hold for all its readings."""
        self._options = options or EngineOptions()
        self._types = load_types()

    @property
    def type_ids(self) -> tuple[str, ...]:
        """The document types that it reads."""
        return tuple(kind.id for kind in self._types)

    def read(
        self,
        source: bytes | str | Path,
        *,
        types: Sequence[str] | None = None,
        pages: Sequence[int] | None = None,
        limits: DecodeLimits | None = None,
    ) -> Reading:
        """Read one file.

        What is wrong with the file is told in the reading's status and errors; nothing is raised for it.

        Args:
            source: the file's content, or its path.
            types: look for these document types only; all by default.
            pages: 1-based pages to read; all by default.
            limits: for this call; where they are laxer than the engine's own, those hold.

        Raises:
            InvalidParameter: an unknown document type.
            DeploymentError: a model is missing or corrupt.
        """
        begin = time.perf_counter()
        kinds = self._chosen(types)
        notes = Notes()
        held = self._options.limits if limits is None else self._options.limits.narrowed(limits)
        try:
            with open_pages(_content(source, held.max_bytes), pages=pages, limits=held) as opened:
                for number in opened.numbers:
                    self._read_page(opened, number, kinds, notes)
        except DeploymentError:
            raise
        except PiaojuError as error:
            notes.failed(error, "decode", None)
        documents = tuple(checked(draft, self._options.calibration) for draft in joined(notes.drafts))
        notes.spent("total", begin)
        status: Status = "ok" if not notes.errors else "partial" if notes.pages else "failed"
        return Reading(status, tuple(notes.errors), tuple(notes.pages), documents, notes.timing_ms)

    def _chosen(self, types: Sequence[str] | None) -> tuple[DocumentType, ...]:
        unknown = sorted(set(types or ()) - set(self.type_ids))
        if unknown:
            raise InvalidParameter("types", f"{', '.join(unknown)} is none of {', '.join(self.type_ids)}")
        return tuple(kind for kind in self._types if types is None or kind.id in types)

    def _read_page(self, source: PageSource, number: int, kinds: tuple[DocumentType, ...], notes: Notes) -> None:
        stage = "decode"
        try:
            begin = time.perf_counter()
            page = source.read(number)
            notes.spent("decode", begin)
            stage = "ocr"
            text = self._read_text(page, notes)
            stage = "extract"
            result = self._read_documents(page, text, kinds, notes)
            is_wanted = not result.located or any(one.type == kind.id for one in result.located for kind in kinds)
            more = with_effort(page, self._options.ocr)
            if is_wanted and more is not None and wants_second(page, text.lines, result.drafts):
                closer, options = more
                engine = Engine(replace(self._options, ocr=options))
                second = engine._read_documents(closer, engine._read_text(closer, notes), kinds, notes)
                result = max(result, second, key=lambda one: keys_read(one.drafts))
            notes.pages.append(result.page)
            notes.drafts += result.drafts
        except DeploymentError:
            raise
        except PiaojuError as error:
            logger.info("page %d failed in %s: %s", number, stage, error.code)
            notes.failed(error, stage, number)

    def _read_text(self, page: PageImage, notes: Notes) -> PageText:
        text = read_text(page, process_pool(), self._options.ocr)
        notes.add("detect", text.detect_ms)
        notes.add("recognize", text.recognize_ms)
        return text

    def _read_documents(
        self, page: PageImage, text: PageText, kinds: tuple[DocumentType, ...], notes: Notes
    ) -> _PageResult:
        """Find and read the documents on a page whose text was read."""
        begin = time.perf_counter()
        seals = PageSeals(page, process_pool(), self._options.ocr.recogniser)
        again = partial(read_quads, page, pool=process_pool(), options=self._options.ocr)
        look: Look = again if self._options.repair.look else look_nowhere
        # All types compete, so that asking for one type never turns another's document into it.
        cues = [kind.cues for kind in self._types]
        lines = text.lines
        if is_left(lines, cues):
            lines = with_more(lines, self._read_text(without_read(page, lines), notes).lines)
        parts = split(page, lines, cues)
        located: list[LocatedDocument] = []
        if parts:
            notes.spent("extract", begin)
            located = self._look_closer(page, parts, look, notes)
            begin = time.perf_counter()
        if not located:  # what was read in pieces adds nothing to a document that is read without it
            located = locate(page, text.lines, text.rotation_deg, cues, look)
        if not located and lines is not text.lines:
            located = locate(page, lines, text.rotation_deg, cues, look)
        barcodes = beside(partial(_read_barcodes, page, located, kinds))
        seals.lie(located, text.rotation_deg)
        drafts = read_located(located, kinds, barcodes, self._options.repair, seals)
        count = len(text.lines)
        reading = PageReading(page.number, page.width, page.height, count, seals=seals.seals, barcodes=barcodes())
        notes.spent("extract", begin)
        return _PageResult(reading, located, drafts)

    def _look_closer(
        self, page: PageImage, parts: list[Part], look: Look, notes: Notes, *, again: bool = True
    ) -> list[LocatedDocument]:
        """Read each part of a page as a picture of its own and find what is on it; if several, divide it once more.

        Where nothing is found, print that is hardly read, or hardly any on paper that was seen, is read a second time.
        """
        cues = [kind.cues for kind in self._types]
        found: list[Looked] = []
        for part in parts:
            picture, to_page = cut_out(page, part)
            others = [other for other in parts if other is not part]
            text = self._read_text(picture, notes)
            lines = own_lines(part, others, text.lines, to_page)
            within = split(picture, lines, cues, in_doubt=False) if again and not part.is_paper else []
            if within:
                located = self._look_closer(picture, within, look, notes, again=False)
            else:
                located = locate(picture, lines, text.rotation_deg, cues, look) or locate(
                    picture, first_lines(part, to_page), 0.0, cues, look
                )
            more = None
            if not located and ((part.is_paper and not is_sizeable(lines)) or wants_second(picture, lines, ())):
                more = with_effort(picture, self._options.ocr)
            if more is not None:
                closer, options = more
                text = Engine(replace(self._options, ocr=options))._read_text(closer, notes)
                second = own_lines(part, others, text.lines, to_page)
                located = locate(picture, second, text.rotation_deg, cues, look)
                lines = second if located else lines
            found.append(looked(part, lines, located, to_page, look))
        return joined_halves(page, found, cues, look)


def read_lines(
    page: PageImage, text: PageText, look: Look, types: Sequence[DocumentType], wanted: Sequence[DocumentType]
) -> list[DocumentReading]:
    """Read the documents among a page's lines, whoever has read those.

    Args:
        page: whose frame the lines are in.
        text: of the page.
        look: reads places of this page anew.
        types: that compete.
        wanted: that are returned.
    """
    located = locate(page, text.lines, text.rotation_deg, [kind.cues for kind in types], look)
    return [checked(draft) for draft in read_located(located, wanted)]


def _read_barcodes(
    page: PageImage, located: Sequence[LocatedDocument], kinds: Sequence[DocumentType]
) -> tuple[Barcode, ...]:
    """Read the page's QR codes if a document on it is of a type whose code can be understood."""
    bearing = {kind.id for kind in kinds if kind.qr_fields is not None}
    heads = [head(document) for document in located if document.type in bearing]
    return read_barcodes(page, heads) if heads else ()


def _content(source: bytes | str | Path, max_bytes: int) -> bytes:
    """Return the bytes of a file, of which one more than allowed is read at most.

    Raises:
        UnreadableFile: it is not there, or not a file that can be read.
        PayloadTooLarge: it is longer than allowed.
    """
    if isinstance(source, bytes):
        return source
    path = Path(source)
    try:
        if not path.is_file():
            raise UnreadableFile("there is no such file" if not path.exists() else "it is not a regular file")
        size_bytes = path.stat().st_size
        if size_bytes > max_bytes:
            raise PayloadTooLarge(size_bytes, max_bytes)
        with path.open("rb") as file:
            return file.read(max_bytes + 1)  # it may have grown
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise UnreadableFile(f"it cannot be read: {getattr(error, 'strerror', error)}") from error
