"""Synthesised files for the tests of the engine, and readings without what differs from run to run."""

import json
from functools import cache

import cv2
import numpy as np

from piaoju.lab.synth import Level, SyntheticDocument, synthesise
from piaoju.model.document import Reading
from piaoju.model.page import Pixels

SIX = (
    ("train_ticket", "magnetic", 21, Level.CLEAN),
    ("train_ticket", "paper", 22, Level.SCAN),
    ("train_ticket", "rail_e_ticket", 23, Level.CLEAN),
    ("train_ticket", "magnetic", 24, Level.PHOTO),
    ("vat_invoice", "digital_general", 24, Level.CLEAN),
    ("vat_invoice", "vat_special_paper", 26, Level.CLEAN),
)


@cache
def document(type_id: str, variant: str, seed: int, level: Level = Level.CLEAN) -> SyntheticDocument:
    """Return a synthesised document, drawn once."""
    return synthesise(type_id, variant, seed, level)


def as_png(pixels: Pixels) -> bytes:
    """Return a picture as a file."""
    done, data = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    assert done
    return data.tobytes()


def six_files() -> list[bytes]:
    """Return six documents of two types as files."""
    return [as_png(document(*key).pixels) for key in SIX]


def turned(pixels: Pixels, quarters: int) -> Pixels:
    """Return a picture turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(pixels, -quarters))


def values(reading: Reading) -> str:
    """Return the values of all documents as one text, to be compared."""
    return json.dumps(
        [
            {
                "type": found.type,
                "variant": found.variant,
                "fields": {name: field.value for name, field in sorted(found.fields.items())},
                "items": [{name: field.value for name, field in sorted(row.items())} for row in found.items],
            }
            for found in reading.documents
        ],
        ensure_ascii=False,
        indent=1,
    )
