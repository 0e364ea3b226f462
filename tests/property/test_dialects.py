"""Whatever is sent to any dialect, the reply has its vendor's shape, and nothing of how we failed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piaoju.dialects import load_dialects
from piaoju.dialects.wire.dialect import Dialect
from piaoju.dialects.wire.message import Headers, WireReply, WireRequest
from piaoju.errors import PiaojuError
from tests.serving import VENDORS
from tests.unit.dialects.desks import REQUEST_ID, credential, desk

DIALECTS = load_dialects()
NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
PATH = {"project_id": VENDORS["huawei"]["project_id"]}
TEXT = st.text(max_size=40) | st.binary(max_size=40).map(lambda data: data.decode("utf-8", "surrogateescape"))
NAMES = st.sampled_from(
    [
        *("authorization", "content-type", "host", "date", "content-md5"),
        *("x-sdk-date", "x-auth-token", "x-sdk-content-sha256"),
        *("x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-region"),
        *("x-df-api-id", "x-df-api-secret", "x-acs-version", "x-acs-signature-nonce"),
    ]
)
WORDS = st.sampled_from(
    [
        "application/json",
        "multipart/form-data; boundary=b",
        "application/x-www-form-urlencoded",
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
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.just("YWJj"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["image", "url", "type", "files", "content", "auth", "identity", "methods", "pages", "types"]
            )
            | TEXT,
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
BODIES = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())


@st.composite
def requests(draw: st.DrawFn) -> tuple[Dialect, WireRequest]:
    """Draw a dialect and a request to it, half of them to paths that it has."""
    dialect = draw(st.sampled_from(DIALECTS))
    known = st.sampled_from([(each.method, each.path.format_map(PATH)) for each in dialect.operations])
    method, path = draw(known | st.tuples(st.sampled_from(["GET", "POST", "PUT", "x"]), TEXT))
    headers = draw(st.lists(st.tuples(NAMES, WORDS | TEXT), max_size=6))
    if draw(st.booleans()):
        headers += sign_in(dialect.name)
    return dialect, WireRequest(method, path, draw(TEXT), Headers(tuple(headers)), REQUEST_ID, draw(BODIES))


def sign_in(vendor: str) -> list[tuple[str, str]]:
    """Return headers by which a vendor lets in whoever has no signature to calculate."""
    known: Mapping[str, list[tuple[str, str]]] = {
        "huawei": [("x-auth-token", "good")],
        "native": [("authorization", f"Bearer {VENDORS['native']['api_key']}")],
        "deepfinch": [
            ("x-df-api-id", VENDORS["deepfinch"]["api_id"]),
            ("x-df-api-secret", VENDORS["deepfinch"]["api_secret"]),
        ],
    }
    return known.get(vendor, [])


def reply_to(dialect: Dialect, request: WireRequest) -> WireReply | None:
    """Go through a dialect as the server does; None if the request is good enough for a task."""
    where = desk(NOW, credential(dialect.name))
    try:
        dialect.claims(request)
        dialect.examine(request, where)
        admission = dialect.admit(request, where)
        admission.operation.prepare(request, admission.credential)
    except PiaojuError as error:
        return dialect.refuse(request, error)
    return None


@given(requests())
@settings(max_examples=400, deadline=None)
def test_any_request(drawn: tuple[Dialect, WireRequest]) -> None:
    dialect, request = drawn
    reply = reply_to(dialect, request)
    if reply is None:
        return
    codes = {fault.code for fault in dialect.faults.faults.values()}
    assert reply.outcome in codes
    assert 200 <= reply.status < 500
    content = json.loads(reply.body)
    assert isinstance(content, dict)
    assert "Traceback" not in reply.body.decode()
    assert any(name == "Content-Type" for name, _ in reply.headers)
    for _, value in reply.headers:
        assert value.isascii()
        assert value.isprintable()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(TEXT)
def test_unexpected_errors_say_nothing(dialect: Dialect, message: str) -> None:
    request = WireRequest("POST", "/any", "", Headers(), REQUEST_ID)
    assert dialect.refuse(request, RuntimeError(message)) == dialect.refuse(request, RuntimeError())
