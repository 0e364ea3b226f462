"""The vendors' limits of files, to the byte and the pixel: what is just allowed is read, one more is refused."""

import asyncio
import base64
import json
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image

from piaoju.dialects import load_dialects
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.errors import PiaojuError
from piaoju.model.document import ErrorItem, PageReading, Reading
from piaoju.reading.decode import DecodeLimits, open_pages
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.tasks import Tasks
from piaoju.service.tokens import Tokens
from tests.unit.dialects.desks import Book, credential, request
from tests.unit.service.at_once import NOW, AtOnce

MB = 2**20
DIALECTS = {dialect.name: dialect for dialect in load_dialects()}
SIDES = [
    ("huawei", "quota-invoice", 15, 4096, "AIS.0103"),
    ("huawei", "mvs-invoice", 100, 8000, "AIS.0103"),
    ("tencent", "CarInvoiceOCR", 20, 10000, "InvalidParameterValue.InvalidParameterValueLimit"),
    ("deepfinch", "value_add_tax_invoice", 16, 6000, "INVALID_ARGUMENT"),
]
TEXTS = [
    ("huawei", "quota-invoice", 10 * MB, "ModelArts.4104"),
    ("huawei", "mvs-invoice", 10 * MB, "ModelArts.4104"),
    ("tencent", "CarInvoiceOCR", 7 * MB, "LimitExceeded.TooLargeFileError"),
]


@dataclass(frozen=True, slots=True)
class Decoder:
    """A reader that gets no further than to open the file and decode its first page."""

    type_ids: tuple[str, ...] = ()

    def read(self, source: bytes, *, limits: DecodeLimits | None = None, **options: object) -> Reading:
        del options
        with open_pages(source, limits=limits or DecodeLimits()) as opened:
            page = opened.read(1)
        return Reading("ok", pages=(PageReading(1, page.width, page.height, 0),))


def asked(vendor: str, data: bytes) -> WireRequest:
    """Return a request with a file, as the vendor takes it."""
    if vendor == "deepfinch":
        body = b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n' + data + b"\r\n--b--\r\n"
        return request("POST", "/", {"Content-Type": "multipart/form-data; boundary=b"}, body)
    name = "ImageBase64" if vendor == "tencent" else "image"
    body = json.dumps({name: base64.b64encode(data).decode()}).encode()
    return request("POST", "/", {"Authorization": "any", "Content-Type": "application/json"}, body)


def outcome(vendor: str, name: str, data: bytes) -> str:
    """Return what comes of a file that holds no document: the vendor's code."""
    dialect = DIALECTS[vendor]
    operation = next(each for each in dialect.operations if each.name == name)
    given = asked(vendor, data)
    tasks = Tasks(Decoder(), Fetcher(Guard()), Tokens(Book(), lambda: NOW), AtOnce(), DecodeLimits())
    try:
        call = operation.prepare(given, credential(vendor))
        answer = call.answer(asyncio.run(tasks.run(call.task, "acme")))
    except PiaojuError as error:
        answer = dialect.refuse(given, error)
    assert isinstance(answer, WireReply | ErrorItem)
    return answer.outcome if isinstance(answer, WireReply) else dialect.refuse(given, answer).outcome


def drawn(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


def padded(size: int) -> bytes:
    """Return a picture of so many bytes."""
    buffer = BytesIO()
    Image.new("L", (200, 200), 255).save(buffer, "JPEG")
    return buffer.getvalue().ljust(size, b"\0")


NOTHING_FOUND = {
    "huawei": "AIS.0104",
    "tencent": "FailedOperation.OcrFailed",
    "deepfinch": "DETECTION_FAILED",
}


@pytest.mark.parametrize(("vendor", "name", "shortest", "longest", "code"), SIDES)
def test_sides(vendor: str, name: str, shortest: int, longest: int, code: str) -> None:
    for width, height in ((shortest, 300), (300, shortest), (longest, 300), (300, longest)):
        assert outcome(vendor, name, drawn(width, height)) == NOTHING_FOUND[vendor]
    for width, height in ((shortest - 1, 300), (300, shortest - 1), (longest + 1, 300), (300, longest + 1)):
        assert outcome(vendor, name, drawn(width, height)) == code


@pytest.mark.parametrize(("vendor", "name", "limit", "code"), TEXTS)
def test_base64(vendor: str, name: str, limit: int, code: str) -> None:
    assert outcome(vendor, name, padded(limit // 4 * 3)) == NOTHING_FOUND[vendor]
    assert outcome(vendor, name, padded(limit // 4 * 3 + 1)) == code


def test_bytes_of_deepfinch() -> None:
    assert outcome("deepfinch", "value_add_tax_invoice", padded(5 * MB)) == NOTHING_FOUND["deepfinch"]
    assert outcome("deepfinch", "value_add_tax_invoice", padded(5 * MB + 1)) == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("vendor", "name", "max_bytes", "timeout_s"),
    [
        ("huawei", "quota-invoice", 7_864_320, 5.0),
        ("huawei", "mvs-invoice", 7_864_320, 5.0),
        ("tencent", "CarInvoiceOCR", 7 * MB // 4 * 3, 3.0),
        ("deepfinch", "value_add_tax_invoice", 5 * MB, 5.0),
    ],
)
def test_downloads(vendor: str, name: str, max_bytes: int, timeout_s: float) -> None:
    operation = next(each for each in DIALECTS[vendor].operations if each.name == name)
    field = "ImageUrl" if vendor == "tencent" else "url"
    headers = {"Authorization": "any", "Content-Type": "application/json"}
    given = request("POST", "/?url=http://a/b", headers, json.dumps({field: "http://a/b"}).encode())
    task = operation.prepare(given, credential(vendor)).task
    assert (task.rules.max_bytes, task.source.timeout_s) == (max_bytes, timeout_s)  # type: ignore[attr-defined]
