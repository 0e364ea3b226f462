"""Whatever is sent to any dialect, signed or not, the reply has its vendor's shape, and nothing of how we failed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piaoju.dialects import load_dialects
from piaoju.dialects.wire.dialect import Call, Dialect, Operation
from piaoju.dialects.wire.message import Headers, WireReply, WireRequest
from piaoju.dialects.wire.task import Read, ReadAll
from piaoju.errors import AccessError, PiaojuError
from piaoju.model.document import ErrorItem, PageReading, Reading
from tests.property.vendors import (
    assert_of_vendor,
    path_of,
    signed,
    signed_by_tencent_in_query,
    signed_by_tencent_v1,
)
from tests.serving import NOTHING, document, reading_of
from tests.unit.dialects.desks import REQUEST_ID, credential, desk

DIALECTS = {dialect.name: dialect for dialect in load_dialects()}
OPERATIONS = [(dialect, operation) for dialect in DIALECTS.values() for operation in dialect.operations]
SUCCESS = {"ok", "OK", "200"}
"""Outcomes that are no faults, as the vendors write them."""
NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
TEXT = st.text(max_size=40) | st.binary(max_size=40).map(lambda data: data.decode("utf-8", "surrogateescape"))
NAMES = st.sampled_from(
    [
        *("authorization", "content-type", "host", "date", "content-md5"),
        *("x-sdk-date", "x-auth-token", "x-sdk-content-sha256"),
        *("x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-region"),
        *("x-df-api-id", "x-df-api-secret", "x-acs-version", "x-acs-signature-nonce"),
    ]
)
TYPES = st.sampled_from(
    ["application/json", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "image/png", ""]
)
WORDS = TYPES | st.sampled_from(
    [
        "20231114T221320Z",
        "1700000000",
        "Tue, 14 Nov 2023 22:13:20 GMT",
        "CarInvoiceOCR",
        "2018-11-19",
        "SDK-HMAC-SHA256 Access=HWAKFAKE000000000000, SignedHeaders=host;x-sdk-date, Signature=" + "0" * 64,
        "TC3-HMAC-SHA256 Credential=AKIDfakefakefakefakefakefake/2023-11-14/ocr/tc3_request, SignedHeaders=host, "
        "Signature=" + "0" * 64,
        "acs LTAIfakefakefakefake:AAAA",
        "good",
    ]
)
VALUES = TEXT | st.sampled_from(["YWJj", "http://a/b", "auto", "invoice", "vat_invoice", "ocr", "password", "1"])
KEYS = [
    *("image", "url", "type", "files", "file", "content", "name", "pages", "types", "scenes", "extras", "card"),
    *("tasks", "dataId", "callback", "seed", "auth", "identity", "methods", "password", "user", "domain", "scope"),
]


def json_of(names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return any JSON, its objects mostly with these names."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | VALUES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | TEXT, inner, max_size=4),
        max_leaves=8,
    )


JSON = json_of(st.sampled_from(KEYS))
PARTS = st.lists(st.tuples(st.sampled_from(KEYS), st.binary(max_size=40)), max_size=4)
BODIES = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())
READINGS = st.sampled_from(
    [
        NOTHING,
        Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)),
        Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", 1),)),
        reading_of(
            *(document(kind, {"invoice_number": "1", "plate": "x"}) for kind in ("vat_invoice", "quota_invoice"))
        ),
        reading_of(document("motor_vehicle_invoice", {"vin": "1"}), document("used_vehicle_invoice", {"vin": "2"})),
    ]
)


def multipart(parts: list[tuple[str, bytes]]) -> bytes:
    """Return parts as a form with the boundary that `TYPES` has."""
    heads = (f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + data for name, data in parts)
    return b"\r\n".join((*heads, b"--b--\r\n"))


@st.composite
def requests(draw: st.DrawFn) -> tuple[Dialect, WireRequest]:
    """Draw a dialect and a request to it, half of them to paths that it has."""
    dialect = draw(st.sampled_from(list(DIALECTS.values())))
    known = st.sampled_from([(each.method, path_of(each)) for each in dialect.operations])
    method, path = draw(known | st.tuples(st.sampled_from(["GET", "POST", "PUT", "x"]), TEXT))
    headers = draw(st.lists(st.tuples(NAMES, WORDS | TEXT), max_size=6))
    return dialect, WireRequest(method, path, draw(TEXT), Headers(tuple(headers)), REQUEST_ID, draw(BODIES))


@st.composite
def let_in(draw: st.DrawFn) -> tuple[Dialect, Operation, WireRequest]:
    """Draw a request that is signed well, whatever its body is."""
    dialect, operation = draw(st.sampled_from(OPERATIONS))
    own = [parameter.name for parameter in operation.parameters] or KEYS
    parameters = st.dictionaries(st.sampled_from(own), JSON, max_size=4)
    body = draw(BODIES | parameters.map(lambda value: json.dumps(value).encode()) | PARTS.map(multipart))
    return dialect, operation, signed(dialect.name, operation, body, draw(TYPES), NOW)


def reply_to(dialect: Dialect, request: WireRequest, reading: Reading) -> WireReply | None:
    """Go through a dialect as the server does; None for tasks that are not about reading."""
    where = desk(NOW, credential(dialect.name))
    try:
        dialect.examine(request, where)
        admission = dialect.admit(request, where)
        call: Call[Any] = admission.operation.prepare(request, admission.credential)
    except PiaojuError as error:
        return dialect.refuse(request, error)
    match call.task:
        case Read():
            answer = call.answer(reading)
        case ReadAll():
            answer = call.answer([reading] * len(call.task.reads))
        case _:
            return None
    return answer if isinstance(answer, WireReply) else dialect.refuse(request, answer)


def assert_good(dialect: Dialect, reply: WireReply | None) -> None:
    if reply is not None:
        codes = {fault.code for fault in dialect.faults.faults.values()}
        assert reply.outcome in codes | SUCCESS
        assert reply.outcome != dialect.faults.internal.code
        assert reply.status < 500
        assert_of_vendor(dialect.name, reply)


@given(requests(), READINGS)
@settings(max_examples=400, deadline=None)
def test_any_request(drawn: tuple[Dialect, WireRequest], reading: Reading) -> None:
    dialect, request = drawn
    dialect.claims(request)
    assert_good(dialect, reply_to(dialect, request, reading))


@given(let_in(), READINGS)
@settings(max_examples=600, deadline=None)
def test_any_body_of_a_client_that_is_known(drawn: tuple[Dialect, Operation, WireRequest], reading: Reading) -> None:
    dialect, operation, request = drawn
    assert dialect.claims(request)
    assert_good(dialect, reply_to(dialect, request, reading))
    if operation.name == "auth-tokens":
        return  # signs in by its body
    admission = dialect.admit(request, desk(NOW, credential(dialect.name)))
    assert admission.operation is operation


@given(
    st.dictionaries(
        st.sampled_from(["ImageBase64", "ImageUrl", "IsPdf", "PdfPageNumber"]),
        st.sampled_from(["True", "false", "0", "-1", "2", "YWJj", "http://a/b"]) | st.text(max_size=20),
    ),
    st.sampled_from(["v1 GET", "v1 POST", "TC3 GET"]),
    READINGS,
)
@settings(max_examples=300, deadline=None)
def test_any_text_in_a_form_or_query_of_tencent(parameters: Mapping[str, str], way: str, reading: Reading) -> None:
    if way == "TC3 GET":
        request = signed_by_tencent_in_query(parameters, NOW)
    else:
        request = signed_by_tencent_v1(way.split()[1], parameters, NOW)
    dialect = DIALECTS["tencent"]
    try:
        dialect.admit(request, desk(NOW, credential("tencent")))
    except AccessError as error:
        pytest.fail(f"not let in: {error}")
    assert_good(dialect, reply_to(dialect, request, reading))


JSON_OF_TENCENT = json_of(st.sampled_from(["ImageBase64", "ImageUrl", "IsPdf", "PdfPageNumber"]))


@pytest.mark.parametrize("name", ["ImageBase64", "ImageUrl", "IsPdf", "PdfPageNumber"])
@given(JSON_OF_TENCENT)
@settings(max_examples=100, deadline=None)
def test_any_json_in_a_parameter_of_tencent(name: str, value: object) -> None:
    dialect = DIALECTS["tencent"]
    content = {"ImageBase64": "/9j/4AAQ", name: value}
    request = signed("tencent", dialect.operations[0], json.dumps(content).encode(), "application/json", NOW)
    reply = reply_to(dialect, request, NOTHING)
    assert reply is not None
    assert_good(dialect, reply)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@given(TEXT)
def test_unexpected_errors_say_nothing(dialect: Dialect, message: str) -> None:
    request = WireRequest("POST", "/any", "", Headers(), REQUEST_ID)
    assert dialect.refuse(request, RuntimeError(message)) == dialect.refuse(request, RuntimeError())
