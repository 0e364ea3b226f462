"""A synthesised document: its pages and its label, and how both are stored."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import cv2
from PIL import Image

from piaoju.lab.synth.levels import Level
from piaoju.model.geometry import Quad
from piaoju.model.page import Pixels

Label = dict[str, object]
"""A label as it is stored: JSON values only."""


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticDocument:
    """Pictures of an invented document, or of a sheet with several, with the truth.

    Attributes:
        pages: of each page uint8, shape (H, W, 3), BGR.
        label: what `labels` writes.
        lines: every printed run of text of the first page with its quad, form included, in pixels.
        level: how bad the picture is.
        jpeg_quality: of the compression the picture went through; None if none.
    """

    pages: tuple[Pixels, ...]
    label: Label
    lines: tuple[tuple[str, Quad], ...]
    level: Level
    jpeg_quality: int | None

    @property
    def pixels(self) -> Pixels:
        """The first page."""
        return self.pages[0]

    def digest(self) -> str:
        """Return the sha256 of label and pixels, which is the same wherever the document is."""
        digest = sha256(json.dumps(self.label, ensure_ascii=False, sort_keys=True).encode())
        for page in self.pages:
            digest.update(f"{page.shape}".encode())
            digest.update(page.tobytes())
        return digest.hexdigest()


def write(document: SyntheticDocument, folder: Path) -> Path:
    """Store a document as `<id>` with its label `<id>.json`; return the path of the first.

    One page becomes a PNG, or a JPEG if it was compressed; several become one TIFF, likewise without loss or with
    JPEG inside.
    """
    stem = str(document.label["id"])
    folder.mkdir(parents=True, exist_ok=True)
    path = _write_pages(document, folder / stem) if len(document.pages) > 1 else _write_page(document, folder / stem)
    text = json.dumps(document.label, ensure_ascii=False, indent=1)
    (folder / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
    return path


def _write_page(document: SyntheticDocument, stem: Path) -> Path:
    suffix, options = ".png", [cv2.IMWRITE_PNG_COMPRESSION, 3]
    if document.jpeg_quality is not None:
        # The same quality on the same grid of blocks changes next to nothing.
        suffix, options = ".jpg", [cv2.IMWRITE_JPEG_QUALITY, document.jpeg_quality]
    _, data = cv2.imencode(suffix, document.pixels, options)
    path = stem.with_name(f"{stem.name}{suffix}")
    path.write_bytes(data.tobytes())
    return path


def _write_pages(document: SyntheticDocument, stem: Path) -> Path:
    first, *others = (Image.fromarray(cv2.cvtColor(page, cv2.COLOR_BGR2RGB)) for page in document.pages)
    path = stem.with_name(f"{stem.name}.tif")
    if document.jpeg_quality is None:
        first.save(path, save_all=True, append_images=others, compression="tiff_adobe_deflate")
    else:
        first.save(path, save_all=True, append_images=others, compression="jpeg", quality=document.jpeg_quality)
    return path
