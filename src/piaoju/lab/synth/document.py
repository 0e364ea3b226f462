"""A synthesised document: its picture and its label, and how both are stored."""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2

from piaoju.lab.synth.degrade import Level
from piaoju.model.geometry import Quad
from piaoju.model.page import Pixels

Label = dict[str, object]
"""A label as it is stored: JSON values only."""


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticDocument:
    """A picture of an invented document with its truth.

    Attributes:
        pixels: uint8, shape (H, W, 3), BGR.
        label: id, type, variant, kind, level, seed, fields, illegible, quads (field name -> four points;
            parts of an item are named items[0].name), quad (outline of the sheet), rotation_deg, pages.
        lines: every printed run of text with its quad, form included, in pixels.
        level: how bad the picture is.
        jpeg_quality: of the compression the picture went through; None if none.
    """

    pixels: Pixels
    label: Label
    lines: tuple[tuple[str, Quad], ...]
    level: Level
    jpeg_quality: int | None


def write(document: SyntheticDocument, folder: Path) -> Path:
    """Store a document as `<id>.png`, or `.jpg` if it was compressed, and `<id>.json`; return the first."""
    stem = str(document.label["id"])
    folder.mkdir(parents=True, exist_ok=True)
    suffix, options = ".png", [cv2.IMWRITE_PNG_COMPRESSION, 3]
    if document.jpeg_quality is not None:
        # The same quality on the same grid of blocks changes next to nothing.
        suffix, options = ".jpg", [cv2.IMWRITE_JPEG_QUALITY, document.jpeg_quality]
    _, data = cv2.imencode(suffix, document.pixels, options)
    path = folder / f"{stem}{suffix}"
    path.write_bytes(data.tobytes())
    text = json.dumps(document.label, ensure_ascii=False, indent=1)
    (folder / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
    return path
