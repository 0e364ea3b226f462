"""DeepFinch by `requests`, as the samples of its page call it, it having no SDK: every success and every error."""

import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse

from piaoju.errors import DeadlineExceeded, DownloadTimeout, ImageTooLarge, ModelMissing
from piaoju.model.document import ErrorItem, PageReading, Reading
from piaoju.model.field import FieldReading, LineReading
from piaoju.model.geometry import quad_from_rect
from tests.serving import DEEPFINCH, Teller, app_for, document, live, picture, reading_of, write_accounts

pytestmark = pytest.mark.sdk

PATH = "/ocr/value_add_tax_invoice"
HEADERS = {"X-DF-API-ID": DEEPFINCH["api_id"], "X-DF-API-SECRET": DEEPFINCH["api_secret"]}
LIMITED = {"X-DF-API-ID": "dfidlimited", "X-DF-API-SECRET": "limited"}
OTHERS = """
[[account]]
name = "limited"
uid = "2"
[account.limits]
deepfinch = "1/minute"
[account.deepfinch]
api_id = "dfidlimited"
api_secret = "limited"

[[account]]
name = "restricted"
uid = "3"
disabled_operations = ["deepfinch.value_add_tax_invoice"]
[account.deepfinch]
api_id = "dfidrestricted"
api_secret = "restricted"

[[account]]
name = "former"
uid = "4"
enabled = false
[account.deepfinch]
api_id = "dfidformer"
api_secret = "former"
"""
PICTURE = picture("JPEG")
CODE = FieldReading("044031900111", "044031900111", 0.99, 1, quad_from_rect(10, 20.5, 100, 12))
CIPHER = FieldReading(
    ("03<1", "+/22"),
    "03<1\n+/22",
    0.9,
    1,
    None,
    lines=(LineReading("03<1", "03<1", 0.9, 1, None), LineReading("+/22", "+/22", 0.9, 1, None)),
)
INVOICE = replace(
    document("vat_invoice", {}),
    fields={"invoice_code": CODE, "cipher_area": CIPHER},
    items=({"name": replace(CODE, value="*餐饮*餐费")},),
)


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    """`host:port` of a server that has pictures."""
    app = FastAPI()

    @app.get("/发票.jpg")
    def vat() -> Response:
        return Response(PICTURE, media_type="image/jpeg")

    @app.get("/large.jpg")
    def large() -> Response:
        return Response(b"\xff\xd8\xff" + bytes(5 * 2**20), media_type="image/jpeg")

    @app.get("/inside")
    def inside() -> Response:
        return RedirectResponse("http://127.0.0.1:1/a.jpg")

    with live(app) as where:
        yield where


@pytest.fixture(scope="module")
def address(teller: Teller, files: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of a server with accounts of DeepFinch that may fetch those pictures."""
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml", OTHERS)
    app = app_for(teller, accounts, server={"request_timeout_s": 2.0}, fetch={"allow": [files]})
    with live(app) as where:
        yield where


def post(address: str, headers: Mapping[str, str] = HEADERS, path: str = PATH, **sent: Any) -> requests.Response:
    return requests.post(f"http://{address}{path}", headers=headers, timeout=30, **sent)


def recognised(reply: requests.Response) -> dict[str, Any]:
    """Return the result of a success."""
    content = reply.json()
    assert (reply.status_code, content["status"]) == (200, "OK")
    assert reply.headers["Content-Type"] == "application/json"
    assert set(content) == {"status", "request_id", "result"}
    found: dict[str, Any] = content["result"]
    return found


def refused(reply: requests.Response) -> tuple[int, str, str]:
    """Return status, code and reason of an error; its request id has to be there."""
    content = reply.json()
    assert set(content) == {"status", "reason", "request_id"}
    assert content["request_id"].startswith("TID")
    assert len(content["request_id"]) == 35
    return reply.status_code, content["status"], content["reason"]


def test_file(address: str, teller: Teller, tmp_path: Path) -> None:
    teller.reading = reading_of(INVOICE)
    path = tmp_path / "发票.jpg"
    path.write_bytes(PICTURE)
    with path.open("rb") as file:
        result = recognised(post(address, files={"file": file}))
    leaf = {"txt": "044031900111", "region": [10.0, 20.5, 110.0, 20.5, 110.0, 32.5, 10.0, 32.5]}
    assert result["invoice_info"]["invoice_code"] == leaf
    assert result["invoice_info"]["invoice_numb"] == {"txt": "", "region": ""}
    assert [line["txt"] for line in result["invoice_info"]["invoice_password"]] == ["03<1", "+/22"]
    assert result["detail_info"][0]["detail_name"]["txt"] == "*餐饮*餐费"
    assert teller.asked == [(("vat_invoice",), (1,))]


@pytest.mark.parametrize("content", [PICTURE, picture("PNG")])
def test_file_without_name_and_type(content: bytes, address: str, teller: Teller) -> None:
    teller.reading = reading_of(INVOICE)
    assert recognised(post(address, files={"file": (None, content)}))["invoice_info"]["invoice_code"]["txt"]


@pytest.mark.parametrize("kind", ["form", "query", "part"])
@pytest.mark.parametrize("name", ["发票.jpg", "%E5%8F%91%E7%A5%A8.jpg"])
def test_url(kind: str, name: str, address: str, files: str, teller: Teller) -> None:
    teller.reading = reading_of(INVOICE)
    url = f"http://{files}/{name}"
    sent: Mapping[str, Any] = {
        "form": {"data": {"url": url}},
        "query": {"params": {"url": url}},
        "part": {"files": {"url": (None, url)}},
    }
    assert recognised(post(address, **sent[kind]))["invoice_info"]["invoice_code"]["txt"] == "044031900111"


def test_a_url_in_the_form_goes_first(address: str, files: str, teller: Teller) -> None:
    teller.reading = reading_of(INVOICE)
    recognised(post(address, data={"url": f"http://{files}/发票.jpg"}, params={"url": f"http://{files}/none"}))


def test_body_that_waits_to_be_asked_for(address: str, teller: Teller) -> None:
    teller.reading = reading_of(INVOICE)
    body = b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%s\r\n--b--\r\n' % PICTURE
    headers = {
        **HEADERS,
        "Host": address,
        "Connection": "close",
        "Expect": "100-continue",
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": str(len(body)),
    }
    head = "\r\n".join((f"POST {PATH} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())))
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    assert received.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-DF-API-ID": DEEPFINCH["api_id"]},
        {**HEADERS, "X-DF-API-SECRET": ""},
        {**HEADERS, "X-DF-API-SECRET": "wrong"},
        {**HEADERS, "X-DF-API-ID": "dfidunknown"},
        {"X-DF-API-ID": "dfidformer", "X-DF-API-SECRET": "former"},
    ],
)
def test_sign_in(headers: Mapping[str, str], address: str) -> None:
    expected = (401, "UNAUTHORIZED", "invalid api id or secret")
    assert refused(post(address, headers)) == expected
    # `requests` sends all before it listens: it sees the reply only if the body is taken in.
    assert refused(post(address, headers, files={"file": bytes(8 * 2**20)})) == expected


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "must specify 'file'"),
        ({"json": {"file": "abc"}}, "must specify 'file'"),
        ({"files": {"image": PICTURE}}, "must specify 'file'"),
        ({"files": {"file": b""}}, "must specify 'file'"),
        ({"data": {"url": ""}}, "must specify 'file'"),
        ({"files": {"file": PICTURE}, "data": {"url": "http://a/"}}, "specify only one of 'file' and 'url'"),
        ({"files": {"file": PICTURE}, "params": {"url": "http://a/"}}, "specify only one of 'file' and 'url'"),
        ({"data": b"x", "headers": {**HEADERS, "Content-Type": "multipart/form-data"}}, "malformed request body"),
        ({"data": {"url": "ftp://example.com/a.jpg"}}, "failed to download 'url'"),
        ({"data": {"url": "http://127.0.0.1:1/a.jpg"}}, "failed to download 'url'"),
        ({"data": {"url": "http://169.254.169.254/latest"}}, "failed to download 'url'"),
        ({"data": {"url": "http://name.invalid/a.jpg"}}, "failed to download 'url'"),
        ({"files": {"file": b"no picture"}}, "unsupported or corrupt image"),
        ({"files": {"file": picture("BMP")}}, "unsupported or corrupt image"),
        ({"files": {"file": b"%PDF-1.4"}}, "unsupported or corrupt image"),
        ({"files": {"file": b"\xff\xd8\xff" + bytes(5 * 2**20)}}, "image file too large"),
        ({"files": {"file": b"\xff\xd8\xff" + bytes(7 * 2**20)}}, "image file too large"),
    ],
)
def test_arguments(sent: Mapping[str, Any], reason: str, address: str, teller: Teller) -> None:
    assert refused(post(address, **sent)) == (400, "INVALID_ARGUMENT", reason)
    assert teller.asked == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("none.jpg", "failed to download 'url'"),
        ("inside", "failed to download 'url'"),
        ("large.jpg", "image file too large"),
    ],
)
def test_downloads(path: str, reason: str, address: str, files: str) -> None:
    reply = post(address, data={"url": f"http://{files}/{path}"})
    assert refused(reply) == (400, "INVALID_ARGUMENT", reason)


@pytest.mark.parametrize(
    ("reading", "status", "reason"),
    [
        (Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)), "DETECTION_FAILED", "no invoice detected"),
        (reading_of(document("quota_invoice", {})), "DETECTION_FAILED", "no invoice detected"),
        (Reading("ok", pages=(PageReading(1, 1600, 15, 3),)), "INVALID_ARGUMENT", "image size out of range"),
        (
            Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", 1),)),
            "INVALID_ARGUMENT",
            "unsupported or corrupt image",
        ),
    ],
)
def test_pictures_that_are_not_read(reading: Reading, status: str, reason: str, address: str, teller: Teller) -> None:
    teller.reading = reading
    assert refused(post(address, files={"file": PICTURE})) == (400, status, reason)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ImageTooLarge("any"), (400, "INVALID_ARGUMENT", "image size out of range")),
        (DownloadTimeout("any"), (400, "INVALID_ARGUMENT", "failed to download 'url'")),
        (ModelMissing("gone"), (500, "INTERNAL_ERROR", "internal error")),
        (DeadlineExceeded("any"), (500, "INTERNAL_ERROR", "internal error")),
        (ZeroDivisionError("secret"), (500, "INTERNAL_ERROR", "internal error")),
    ],
)
def test_what_else_goes_wrong(error: Exception, expected: tuple[int, str, str], address: str, teller: Teller) -> None:
    teller.error = error
    assert refused(post(address, files={"file": PICTURE})) == expected


def test_reading_that_takes_too_long(address: str, teller: Teller) -> None:
    teller.delay_s = 2.5
    assert refused(post(address, files={"file": PICTURE})) == (500, "INTERNAL_ERROR", "internal error")


def test_rate(address: str, teller: Teller) -> None:
    teller.reading = reading_of(INVOICE)
    recognised(post(address, LIMITED, files={"file": PICTURE}))
    reply = post(address, LIMITED)  # the rate goes before the arguments
    assert refused(reply) == (403, "RATE_LIMIT_EXCEEDED", "rate limit exceeded")
    assert 0 < int(reply.headers["Retry-After"]) <= 60


def test_operation_that_is_disabled(address: str) -> None:
    headers = {"X-DF-API-ID": "dfidrestricted", "X-DF-API-SECRET": "restricted"}
    expected = (401, "UNAUTHORIZED", "not permitted for this api id")
    assert refused(post(address, headers, files={"file": PICTURE})) == expected


@pytest.mark.parametrize(
    ("method", "path"), [("GET", PATH), ("PUT", PATH), ("POST", f"{PATH}/"), ("POST", "/ocr/vat_invoice")]
)
def test_path_and_method(method: str, path: str, address: str) -> None:
    reply = requests.request(method, f"http://{address}{path}", timeout=30)
    assert refused(reply) == (404, "NOT_FOUND", "no such path or method")
