"""The JSON of a reading, key by key as the documentation states it."""

import json
from typing import cast

import numpy as np

from piaoju.dialects.native.envelope import reading_to_json
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
from piaoju.model.geometry import quad_from_rect

QUAD = quad_from_rect(1.04, 2.06, 10.0, 5.0)
QUAD_JSON = [[1.0, 2.1], [11.0, 2.1], [11.0, 7.1], [1.0, 7.1]]
NUMBER = FieldReading("24312000000012345678", "2431 2000 0000 1234 5678", 0.99712345, 1, QUAD)
CIPHER = FieldReading(
    ("03<8", "/+45"),
    "03<8\n/+45",
    0.5,
    1,
    QUAD,
    lines=(LineReading("03<8", "03<8", 0.6, 1, QUAD), LineReading("/+45", "/+45", None, None, None)),
)
DOCUMENT = DocumentReading(
    type="vat_invoice",
    variant="digital_general",
    pages=(1,),
    quad=QUAD,
    rotation_deg=92.504,
    confidence=0.99799,
    carrier="image",
    fields={"invoice_number": NUMBER, "cipher_area": CIPHER},
    items=({"name": FieldReading("*服务*测试", "*服务*测试", None, None, None, source="derived")},),
    findings=(Finding("total_matches_words", "pass", ("total_in_words",), "equal"),),
)


def encode(reading: Reading) -> dict[str, object]:
    return reading_to_json(reading, "a.jpg")


def encode_document(document: DocumentReading) -> dict[str, object]:
    documents = cast(list[dict[str, object]], encode(Reading("ok", documents=(document,)))["documents"])
    return documents[0]


def encode_field(field: FieldReading) -> dict[str, object]:
    fields = cast(dict[str, dict[str, object]], encode_document(_with(field))["fields"])
    return fields["remark"]


def _with(field: FieldReading) -> DocumentReading:
    return DocumentReading("vat_invoice", None, (), None, None, None, "xml", {"remark": field})


def test_empty_reading_has_every_key_in_order() -> None:
    encoded = encode(Reading("failed"))
    assert list(encoded.items()) == [
        ("input", "a.jpg"),
        ("status", "failed"),
        ("errors", []),
        ("pages", []),
        ("documents", []),
        ("timing_ms", {}),
    ]


def test_error() -> None:
    encoded = encode(Reading("partial", errors=(ErrorItem("corrupt_input", "cut off", "decode", 2),)))
    assert encoded["errors"] == [
        {"code": "corrupt_input", "message": "cut off", "stage": "decode", "page": 2},
    ]


def test_page() -> None:
    page = PageReading(1, 1600, 1200, 63, (Seal("发票专用章", QUAD, 0.81239),), (Barcode("QRCode", "01,10", QUAD),))
    (encoded,) = cast(list[dict[str, object]], encode(Reading("ok", pages=(page,)))["pages"])
    assert list(encoded) == ["page", "width", "height", "lines", "seals", "barcodes"]
    assert encoded["seals"] == [{"text": "发票专用章", "quad": QUAD_JSON, "confidence": 0.8124}]
    assert encoded["barcodes"] == [{"format": "QRCode", "text": "01,10", "quad": QUAD_JSON}]


def test_document() -> None:
    encoded = encode_document(DOCUMENT)
    assert list(encoded) == [
        "type",
        "variant",
        "pages",
        "quad",
        "rotation_deg",
        "confidence",
        "carrier",
        "fields",
        "items",
        "findings",
    ]
    assert encoded["pages"] == [1]
    assert encoded["quad"] == QUAD_JSON
    assert encoded["rotation_deg"] == 92.5
    assert encoded["confidence"] == 0.998
    assert encoded["findings"] == [
        {"check": "total_matches_words", "status": "pass", "fields": ["total_in_words"], "message": "equal"}
    ]


def test_document_without_place() -> None:
    encoded = encode_document(_with(NUMBER))
    assert [encoded[key] for key in ("variant", "quad", "rotation_deg", "confidence")] == [None] * 4


def test_field() -> None:
    assert list(encode_field(NUMBER).items()) == [
        ("value", "24312000000012345678"),
        ("text", "2431 2000 0000 1234 5678"),
        ("confidence", 0.9971),
        ("page", 1),
        ("quad", QUAD_JSON),
        ("source", "ocr"),
    ]


def test_repaired_field_tells_what_was_read_first() -> None:
    encoded = encode_field(FieldReading("2023-08-01", "2023年08月01日", 0.9, 1, QUAD, raw_text="2023年O8月01日"))
    assert list(encoded)[:3] == ["value", "text", "raw_text"]
    assert encoded["raw_text"] == "2023年O8月01日"


def test_field_of_several_lines() -> None:
    encoded = encode_field(CIPHER)
    assert list(encoded)[:3] == ["value", "lines", "text"]
    assert encoded["value"] == ["03<8", "/+45"]
    assert encoded["lines"] == [
        {"value": "03<8", "text": "03<8", "confidence": 0.6, "page": 1, "quad": QUAD_JSON},
        {"value": "/+45", "text": "/+45", "confidence": None, "page": None, "quad": None},
    ]


def test_items_are_rows_of_fields() -> None:
    assert encode_document(DOCUMENT)["items"] == [
        {
            "name": {
                "value": "*服务*测试",
                "text": "*服务*测试",
                "confidence": None,
                "page": None,
                "quad": None,
                "source": "derived",
            }
        }
    ]


def test_numpy_numbers_and_negative_zeros_become_plain_json() -> None:
    quad = quad_from_rect(cast(float, np.float32(-0.01)), 0.0, 1.0, 1.0)
    field = FieldReading("a", "a", cast(float, np.float32(0.25)), 1, quad)
    text = json.dumps(encode_field(field), allow_nan=False)
    assert "-0.0" not in text
    assert '"confidence": 0.25' in text


def test_timing_keeps_order_and_a_tenth_of_a_millisecond() -> None:
    encoded = encode(Reading("ok", timing_ms={"decode": 3.14159, "detect": 0.0, "total": 120.06}))
    assert list(cast(dict[str, float], encoded["timing_ms"]).items()) == [
        ("decode", 3.1),
        ("detect", 0.0),
        ("total", 120.1),
    ]
