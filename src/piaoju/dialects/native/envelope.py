"""A reading as our own JSON: one object per input, the same on the command line and in the native API.

In: a `Reading` of the model. Out: plain dicts, lists, strings and numbers, in the key order of
docs/reference/dialects/native.md. Nothing is lost but digits without meaning: coordinates are given to a
tenth of a pixel, times to a tenth of a millisecond, confidences to four decimals.
"""

from collections.abc import Mapping

from piaoju.dialects.wire.message import Json
from piaoju.model.document import (
    Barcode,
    DocumentReading,
    ErrorItem,
    Finding,
    PageReading,
    Reading,
    Seal,
)
from piaoju.model.field import FieldReading, LineReading
from piaoju.model.geometry import Quad


def reading_to_json(reading: Reading, input_name: str) -> Json:
    """Encode the reading of one input.

    Args:
        reading: what the engine read.
        input_name: how the caller named the input; echoed as `input`.
    """
    return {
        "input": input_name,
        "status": reading.status,
        "errors": [_error(error) for error in reading.errors],
        "pages": [_page(page) for page in reading.pages],
        "documents": [_document(document) for document in reading.documents],
        "timing_ms": {stage: _rounded(duration, 1) for stage, duration in reading.timing_ms.items()},
    }


def _error(error: ErrorItem) -> Json:
    return {"code": error.code, "message": error.message, "stage": error.stage, "page": error.page}


def _page(page: PageReading) -> Json:
    return {
        "page": page.page,
        "width": page.width,
        "height": page.height,
        "lines": page.lines,
        "seals": [_seal(seal) for seal in page.seals],
        "barcodes": [_barcode(barcode) for barcode in page.barcodes],
    }


def _seal(seal: Seal) -> Json:
    return {"text": seal.text, "quad": _quad(seal.quad), "confidence": _confidence(seal.confidence)}


def _barcode(barcode: Barcode) -> Json:
    return {"format": barcode.format, "text": barcode.text, "quad": _quad(barcode.quad)}


def _document(document: DocumentReading) -> Json:
    return {
        "type": document.type,
        "variant": document.variant,
        "pages": list(document.pages),
        "quad": _quad(document.quad),
        "rotation_deg": None if document.rotation_deg is None else _rounded(document.rotation_deg, 2),
        "confidence": _confidence(document.confidence),
        "carrier": document.carrier,
        "fields": _fields(document.fields),
        "items": [_fields(row) for row in document.items],
        "findings": [_finding(finding) for finding in document.findings],
    }


def _fields(fields: Mapping[str, FieldReading]) -> Json:
    return {name: _field(reading) for name, reading in fields.items()}


def _field(field: FieldReading) -> Json:
    several_lines = not isinstance(field.value, str)
    encoded: Json = {"value": list(field.value) if several_lines else field.value}
    if several_lines:
        encoded["lines"] = [_line(line) for line in field.lines]
    encoded["text"] = field.text
    if field.raw_text is not None:
        encoded["raw_text"] = field.raw_text
    encoded["confidence"] = _confidence(field.confidence)
    encoded["page"] = field.page
    encoded["quad"] = _quad(field.quad)
    encoded["source"] = field.source
    return encoded


def _line(line: LineReading) -> Json:
    return {
        "value": line.value,
        "text": line.text,
        "confidence": _confidence(line.confidence),
        "page": line.page,
        "quad": _quad(line.quad),
    }


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "status": finding.status,
        "fields": list(finding.fields),
        "message": finding.message,
    }


def _quad(quad: Quad | None) -> list[list[float]] | None:
    return None if quad is None else [[_rounded(x, 1), _rounded(y, 1)] for x, y in quad]


def _confidence(confidence: float | None) -> float | None:
    return None if confidence is None else _rounded(confidence, 4)


def _rounded(number: float, digits: int) -> float:
    # The sum turns -0.0 into 0.0; float() turns a numpy scalar into what the JSON encoder knows.
    return round(float(number), digits) + 0.0
