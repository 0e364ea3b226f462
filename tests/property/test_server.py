"""Any bytes to the whole application: the reply has the shape of whoever's path it is, and it is never our fault."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st

from piaoju.dialects import load_dialects
from piaoju.dialects.wire.message import WireReply
from piaoju.server.bodies import request_head
from tests.property.vendors import assert_of_vendor, path_of
from tests.serving import DEEPFINCH, NATIVE, Teller, app_for, write_accounts

DIALECTS = load_dialects()
OURS = ("/healthz", "/readyz", "/metrics", "/docs", "/v1/openapi.json")
PATHS = [path_of(operation).encode() for dialect in DIALECTS for operation in dialect.operations]
PATHS = [path for path in PATHS if b"/jobs" not in path]  # those need a database, which this application has not
PREFIXES = st.sampled_from([b"/v2/", b"/v3/", b"/ocr/", b"/green/", b"/v1/", b"/", b"//", b""])
NAMES = st.sampled_from(
    [b"authorization", b"content-type", b"content-length", b"host", b"expect", b"x-tc-action", b"x-auth-token", b"date"]
)
KEYS = st.sampled_from(
    [
        [],
        [(b"authorization", f"Bearer {NATIVE['api_key']}".encode())],
        [(b"x-df-api-id", DEEPFINCH["api_id"].encode()), (b"x-df-api-secret", DEEPFINCH["api_secret"].encode())],
    ]
)
TYPES = st.sampled_from([[], [(b"content-type", b"multipart/form-data; boundary=b")]])
BODIES = st.binary(max_size=100) | st.binary(max_size=50).map(
    lambda data: b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n' + data + b"\r\n--b--\r\n"
)


@st.composite
def scopes(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what ASGI says of a request: half of them to paths that are served."""
    path = draw(st.sampled_from(PATHS) | st.tuples(PREFIXES, st.binary(max_size=30)).map(b"".join))
    headers = draw(st.lists(st.tuples(NAMES, st.binary(max_size=40)), max_size=5))
    return {
        "type": "http",
        "method": draw(st.sampled_from(["GET", "POST", "PUT", "DELETE", "OPTIONS"])),
        "path": path.decode("utf-8", errors="replace"),
        "raw_path": path,
        "query_string": draw(st.binary(max_size=40)),
        "headers": [*headers, *draw(TYPES), *draw(KEYS)],
    }


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return app_for(Teller(), write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml"))


async def reply_of(app: FastAPI, scope: dict[str, Any], body: bytes) -> WireReply:
    """Send a request whose client stays until it is answered."""
    told: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Any] = []

    async def receive() -> Any:
        return told.pop() if told else await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    async with asyncio.timeout(10):
        await app(dict(scope), receive, send)
    start, content = sent[0], b"".join(message.get("body", b"") for message in sent[1:])
    headers = tuple((name.decode().title(), value.decode()) for name, value in start["headers"])
    return WireReply(start["status"], headers, content, "")


@given(scopes(), BODIES)
@settings(max_examples=400, deadline=None)
def test_any_bytes(app: FastAPI, scope: dict[str, Any], body: bytes) -> None:
    if scope["path"] in OURS:
        return
    reply = asyncio.run(reply_of(app, scope, body))
    head = request_head(scope)
    vendor = next((dialect.name for dialect in DIALECTS if dialect.claims(head)), "native")
    assert reply.status < 500
    assert_of_vendor(vendor, reply)
