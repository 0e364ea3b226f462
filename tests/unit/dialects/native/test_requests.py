"""The native API: what a request may look like, and that replies keep to the schema that is published."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from piaoju.dialects.native import DIALECT
from piaoju.dialects.native.operations.files import MAX_FILES
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.message import WireReply
from piaoju.dialects.wire.task import Content, Link, ListTypes, Read, ReadAll
from piaoju.errors import InvalidParameter, PiaojuError, Unauthenticated, UnsupportedFormat
from piaoju.model.document import Barcode, ErrorItem, Finding, PageReading, Reading, Seal
from piaoju.model.field import FieldReading, LineReading
from tests.serving import NATIVE, document, reading_of
from tests.unit.dialects.desks import credential, desk, request
from tests.unit.dialects.native.bodies import BOUNDARY, form, is_valid

DESK = desk(datetime(2026, 1, 1, tzinfo=UTC), credential("native"))
READ, TYPES = DIALECT.operations[:2]


def call(operation: Operation, body: bytes, content_type: str = "") -> Call[Any]:
    headers = {"Content-Type": content_type} if content_type else {}
    return operation.prepare(request(operation.method, operation.path, headers, body), credential("native"))


def json_call(**fields: object) -> Call[Any]:
    return call(READ, json.dumps(fields).encode())


def reads(found: Call[Any]) -> tuple[Read, ...]:
    assert isinstance(found.task, ReadAll)
    return found.task.reads


def names(found: Call[Any]) -> list[str]:
    reply = found.answer([Reading("ok")] * len(reads(found)))
    assert isinstance(reply, WireReply)
    return [result["input"] for result in json.loads(reply.body)["results"]]


def test_json() -> None:
    found = json_call(
        files=[
            {"name": "发票.jpg", "content": base64.b64encode(b"abc").decode()},
            {"url": "http://example.com/a.jpg"},
            {"content": "YQ=="},
        ],
        types=["vat_invoice"],
        pages=[2, 1],
    )
    assert [read.source for read in reads(found)] == [
        Content(b"abc"),
        Link("http://example.com/a.jpg", 10.0),
        Content(b"a"),
    ]
    assert {(read.types, read.pages) for read in reads(found)} == {(("vat_invoice",), (2, 1))}
    assert names(found) == ["发票.jpg", "http://example.com/a.jpg", "file 3"]


def test_everything_by_default() -> None:
    (read,) = reads(json_call(files=[{"content": "YQ=="}], types=None, pages=[]))
    assert (read.types, read.pages) == (None, None)


def test_multipart() -> None:
    body, content_type = form(
        ('name="file"; filename="a.jpg"', b"abc"),
        ('name="url"', b"https://example.com/b.jpg"),
        ('name="files"', b"def"),
        ('name="types"', b"vat_invoice, train_ticket"),
        ('name="pages"', b"1"),
        ('name="pages"', b"3,"),
        ('name="other"', b"ignored"),
    )
    found = call(READ, body, content_type)
    assert [read.source for read in reads(found)] == [
        Content(b"abc"),
        Link("https://example.com/b.jpg", 10.0),
        Content(b"def"),
    ]
    assert (reads(found)[0].types, reads(found)[0].pages) == (("vat_invoice", "train_ticket"), (1, 3))
    assert names(found) == ["a.jpg", "https://example.com/b.jpg", "file 3"]


def test_types_named_twice() -> None:
    (read,) = reads(json_call(files=[FILE], types=["vat_invoice", "quota_invoice", "vat_invoice"]))
    assert read.types == ("vat_invoice", "quota_invoice")


def test_url_as_a_plain_form() -> None:
    found = call(READ, b"url=http%3A%2F%2Fexample.com%2Fa.jpg", "application/x-www-form-urlencoded")
    assert reads(found)[0].source == Link("http://example.com/a.jpg", 10.0)


FILE = {"content": "YQ=="}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"files": []},
        {"files": [FILE] * (MAX_FILES + 1)},
        {"files": FILE},
        {"files": ["YQ=="]},
        {"files": [{}]},
        {"files": [{**FILE, "url": "http://example.com/"}]},
        {"files": [{"content": 1}]},
        {"files": [{"url": "file:///etc/passwd"}]},
        {"files": [{"url": f"http://example.com/{'a' * 8192}"}]},
        {"files": [{**FILE, "name": "a" * 1025}]},
        {"files": [FILE], "pages": [1] * 1001},
        {"files": [FILE], "types": "vat_invoice"},
        {"files": [FILE], "types": ["card"]},
        {"files": [FILE], "types": [1]},
        {"files": [FILE], "pages": [0]},
        {"files": [FILE], "pages": ["1"]},
        {"files": [FILE], "pages": [True]},
    ],
)
def test_json_that_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidParameter):
        json_call(**fields)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", ""),
        (b"[1]", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"files": 1' + b"0" * 5000 + b"}", "application/json"),
        (b"", f"multipart/form-data; boundary={BOUNDARY}"),
        (b"abc", "multipart/form-data"),
        (b"abc", f"multipart/form-data; boundary={BOUNDARY}"),
        (f"--{BOUNDARY}\r\nno header\r\n\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"),
        (form(('name="file"', b"abc"))[0][:-6], f"multipart/form-data; boundary={BOUNDARY}"),
        (form(('filename="a"', b"abc"))[0], f"multipart/form-data; boundary={BOUNDARY}"),
        (form(*[('name="types"', b"")] * 300)[0], f"multipart/form-data; boundary={BOUNDARY}"),
        (form(('name="file"', b"a"), ('name="pages"', b"one"))[0], f"multipart/form-data; boundary={BOUNDARY}"),
        (b"a=1&" * 300, "application/x-www-form-urlencoded"),
    ],
)
def test_bodies_that_are_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(InvalidParameter):
        call(READ, body, content_type)


def test_no_base64() -> None:
    with pytest.raises(UnsupportedFormat):
        json_call(files=[{"content": "data:image/png;base64,YQ=="}])


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (None, "missing"),
        ("", "missing"),
        ("Basic YTpi", "malformed"),
        ("Bearer", "malformed"),
        ("Bearer  ", "malformed"),
        ("Bearer other", "unknown_key"),
        ("Bearer \udcff", "unknown_key"),
    ],
)
def test_keys(header: str | None, reason: str) -> None:
    headers: Mapping[str, str] = {} if header is None else {"Authorization": header}
    with pytest.raises(Unauthenticated) as caught:
        DIALECT.examine(request("GET", "/v1/types", headers), DESK)
    assert caught.value.reason == reason


def test_sign_in() -> None:
    given = request("POST", "/v1/read", {"Authorization": f"bearer {NATIVE['api_key']}"})
    assert DIALECT.examine(given, DESK) >= 2**26
    assert DIALECT.admit(given, DESK).credential.account == "acme"


def test_a_lookup_that_is_too_kind() -> None:
    """The key is compared even if the look-up returned somebody."""
    other = desk(datetime(2026, 1, 1, tzinfo=UTC), credential("native", secret="another"))
    with pytest.raises(PiaojuError):
        DIALECT.admit(request("POST", "/v1/read", {"Authorization": f"Bearer {NATIVE['api_key']}"}), other)


def test_types() -> None:
    found = call(TYPES, b"")
    assert isinstance(found.task, ListTypes)
    reply = found.answer(("vat_invoice",))
    assert isinstance(reply, WireReply)
    assert json.loads(reply.body) == {"types": ["vat_invoice"]}
    assert not is_valid("Types", {"types": [1]})
    assert is_valid("Types", json.loads(reply.body))


def test_replies_keep_to_the_schema() -> None:
    quad = ((0.0, 0.0), (9.0, 0.0), (9.0, 5.0), (0.0, 5.0))
    line = LineReading("a", "a", None, None, None)
    found = document("vat_invoice", {"invoice_code": "1"}, "vat_roll")
    fields = {
        **found.fields,
        "cipher_area": FieldReading(("a",), "a", None, None, None, "attachment", raw_text="b", lines=(line,)),
    }
    whole = Reading(
        "partial",
        (ErrorItem("corrupt_input", "damaged", "decode", None),),
        (PageReading(1, 2, 3, 4, (Seal("章", quad, None),), (Barcode("QR", "01", quad),)),),
        tuple(
            type(found)(**{name: getattr(found, name) for name in found.__slots__} | changes)
            for changes in (
                {"fields": fields, "items": (fields,), "findings": (Finding("c", "pass", ("a",), "m"),)},
                {"quad": None, "rotation_deg": None, "confidence": None, "variant": None},
            )
        ),
        {"total": 1.0},
    )
    reply = json_call(files=[FILE, FILE]).answer([whole, reading_of()])
    assert isinstance(reply, WireReply)
    content = json.loads(reply.body)
    assert is_valid("Results", content)
    content["results"][0]["documents"][0]["fields"]["invoice_code"].pop("source")
    assert not is_valid("Results", content)


def test_problems_keep_to_the_schema() -> None:
    for error in (InvalidParameter("a", "b"), ValueError(), Unauthenticated("missing")):
        assert is_valid("Problem", json.loads(DIALECT.refuse(request("GET", "/v1/types"), error).body))
