"""Requests signed as each vendor's client signs them, whatever their bodies, and what vendors' replies look like."""

import base64
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlencode

from piaoju.dialects.huawei import signature as sdk_hmac
from piaoju.dialects.tencent import signature as tc3
from piaoju.dialects.wire.dialect import Operation
from piaoju.dialects.wire.message import Headers, WireReply, WireRequest
from tests.serving import ALIYUN, DEEPFINCH, HUAWEI, NATIVE, TENCENT
from tests.unit.dialects.desks import REQUEST_ID

HOST = "127.0.0.1:8000"
VARIABLES = {"project_id": HUAWEI["project_id"], "id": "any"}


def path_of(operation: Operation) -> str:
    """Return the operation's path with its variables filled in."""
    return operation.path.format_map(VARIABLES)


def signed(vendor: str, operation: Operation, body: bytes, media_type: str, now: datetime) -> WireRequest:
    """Return a request that its vendor lets in."""
    head = {"host": HOST, "content-type": media_type}
    request = _request(operation.method, path_of(operation), head, body)
    match vendor:
        case "huawei":
            return _with_sdk_hmac(request, head, now)
        case "tencent":
            return _with_tc3(request, head, now)
        case "aliyun":
            return _with_acs(request, head, now)
        case "deepfinch":
            head |= {"x-df-api-id": DEEPFINCH["api_id"], "x-df-api-secret": DEEPFINCH["api_secret"]}
        case _:
            head |= {"authorization": f"Bearer {NATIVE['api_key']}"}
    return _request(request.method, request.path, head, body)


def signed_by_tencent_v1(method: str, parameters: Mapping[str, str], now: datetime) -> WireRequest:
    """Return a request of Tencent's whose parameters are a form or a query, with the signature among them."""
    sent = {
        **parameters,
        "Action": "CarInvoiceOCR",
        "Version": "2018-11-19",
        "Region": "ap-beijing",
        "Timestamp": str(int(now.timestamp())),
        "Nonce": "1",
        "SecretId": TENCENT["secret_id"],
    }
    sent["Signature"] = tc3.sign_v1(method, HOST, sent, TENCENT["secret_key"], "sha1")
    form = urlencode(sent)
    head = {"host": HOST, "content-type": "application/x-www-form-urlencoded"}
    return _request(method, "/", head, b"" if method == "GET" else form.encode(), form if method == "GET" else "")


def signed_by_tencent_in_query(parameters: Mapping[str, str], now: datetime) -> WireRequest:
    """Return a GET of Tencent's with a TC3 signature."""
    head = {"host": HOST, "content-type": "application/x-www-form-urlencoded"}
    return _with_tc3(_request("GET", "/", head, b"", urlencode(parameters)), head, now)


def assert_of_vendor(vendor: str, reply: WireReply) -> None:
    """Assert that a reply has its vendor's shape, status and content type, and quotes nothing of how we failed."""
    assert "Traceback" not in reply.body.decode()
    headers = dict(reply.headers)
    for value in headers.values():
        assert value.isascii()
        assert value.isprintable()
    content = json.loads(reply.body)
    assert isinstance(content, dict)
    is_good = 200 <= reply.status < 300
    match vendor:
        case "huawei":
            _assert_huawei(content, headers, is_good)
        case "tencent":
            assert (reply.status, headers["Content-Type"]) == (200, "application/json")
            assert set(content) == {"Response"}
            own = set(content["Response"]) - {"RequestId"}
            assert own in ({"Error"}, {"CarInvoiceInfos"})
            assert own == {"CarInvoiceInfos"} or set(content["Response"]["Error"]) == {"Code", "Message"}
        case "deepfinch":
            assert (content["status"] == "OK") == is_good
            assert set(content) == {"status", "request_id", "result" if is_good else "reason"}
        case "aliyun":
            of_service = {"code", "msg", "requestId"}
            of_gateway = {"RequestId", "HostId", "Code", "Message", "Recommend"}
            assert set(content) in ((of_service, of_service | {"data"}) if is_good else (of_gateway,))
        case _:
            _assert_native(content, headers, reply.status, is_good)


def _assert_huawei(content: Mapping[str, object], headers: Mapping[str, str], is_good: bool) -> None:
    assert len(headers["X-Request-Id"]) == 32
    if is_good:
        assert set(content) in ({"result"}, {"token"}, {"projects", "links"})
    else:
        assert set(content) - {"request_id"} in ({"error_code", "error_msg"}, {"error"})


def _assert_native(content: Mapping[str, object], headers: Mapping[str, str], status: int, is_good: bool) -> None:
    assert headers["Content-Type"] == ("application/json" if is_good else "application/problem+json")
    if not is_good:
        assert set(content) == {"type", "title", "status", "detail", "code", "request_id"}
        assert content["status"] == status


def _request(method: str, path: str, head: Mapping[str, str], body: bytes, query: str = "") -> WireRequest:
    return WireRequest(method, quote(path, safe="/"), query, Headers(tuple(head.items())), REQUEST_ID, body)


def _again(request: WireRequest, head: Mapping[str, str]) -> WireRequest:
    return _request(request.method, request.path, head, request.body, request.query)


def _with_sdk_hmac(request: WireRequest, head: Mapping[str, str], now: datetime) -> WireRequest:
    date = f"{now:%Y%m%dT%H%M%SZ}"
    dated = {**head, sdk_hmac.DATE_HEADER: date}
    names = tuple(sorted(dated))
    canonical = sdk_hmac.canonical_request(_again(request, dated), names)
    signature = sdk_hmac.sign(canonical, date, HUAWEI["secret_key"])
    parts = f"Access={HUAWEI['access_key']}, SignedHeaders={';'.join(names)}, Signature={signature}"
    return _again(request, {**dated, "authorization": f"{sdk_hmac.ALGORITHM} {parts}"})


def _with_tc3(request: WireRequest, head: Mapping[str, str], now: datetime) -> WireRequest:
    names, date, timestamp = tuple(sorted(head)), f"{now:%Y-%m-%d}", str(int(now.timestamp()))
    given = tc3.Authorization(TENCENT["secret_id"], date, "ocr", names, "")
    signature = tc3.sign_tc3(tc3.canonical_requests(request, names)[0], given, timestamp, TENCENT["secret_key"])
    credential = f"Credential={TENCENT['secret_id']}/{date}/ocr/tc3_request"
    own = {
        "x-tc-action": "CarInvoiceOCR",
        "x-tc-version": "2018-11-19",
        "x-tc-region": "ap-beijing",
        "x-tc-timestamp": timestamp,
        "authorization": f"{tc3.ALGORITHM} {credential}, SignedHeaders={';'.join(names)}, Signature={signature}",
    }
    return _again(request, {**head, **own})


def _with_acs(request: WireRequest, head: Mapping[str, str], now: datetime) -> WireRequest:
    dated = {**head, "date": f"{now:%a, %d %b %Y %H:%M:%S} GMT", "x-acs-version": "2018-05-09"}
    lines = (request.method, "", "", head["content-type"], dated["date"])
    message = "\n".join((*lines, f"x-acs-version:2018-05-09\n{request.path}"))
    signature = base64.b64encode(
        hmac.digest(ALIYUN["access_key_secret"].encode(), message.encode(errors="surrogateescape"), "sha1")
    )
    return _again(request, {**dated, "authorization": f"acs {ALIYUN['access_key_id']}:{signature.decode()}"})
