"""Huawei's sign-in: the documented vector, and everything that makes it fail."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from piaoju.dialects.huawei import DIALECT
from piaoju.dialects.huawei.signature import canonical_request, parse_authorization, parse_date
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.signing import sha256_hex
from piaoju.errors import InvalidParameter, Unauthenticated, UnknownOperation
from tests.serving import HUAWEI
from tests.unit.dialects.desks import credential, desk, request

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
PATH = f"/v2/{HUAWEI['project_id']}/ocr/quota-invoice"
BODY = b'{"url": "http://example.com/a.jpg"}'
SIGNED = "content-type;host;x-project-id;x-sdk-date"
SIGNATURE = "c421276ca5b0c1a7b690ceb530cbdf11a0970e347fedbff9db7034bd348a194c"
HEADERS = {
    "Host": "127.0.0.1:8080",
    "Content-Type": "application/json;charset=utf-8",
    "X-Project-Id": HUAWEI["project_id"],
    "X-Sdk-Date": "20231114T221320Z",
    "Authorization": f"SDK-HMAC-SHA256 Access={HUAWEI['access_key']}, SignedHeaders={SIGNED}, Signature={SIGNATURE}",
}
DESK = desk(NOW, credential("huawei"))


def signed(changes: Mapping[str, str] | None = None, body: bytes = BODY) -> WireRequest:
    return request("POST", PATH, {**HEADERS, **(changes or {})}, body)


def reason(given: WireRequest, at: datetime = NOW) -> tuple[str, str]:
    with pytest.raises(Unauthenticated) as caught:
        DIALECT.admit(given, desk(at, credential("huawei")))
    return caught.value.reason, caught.value.detail


def test_documented_vector() -> None:
    canonical = canonical_request(signed(), tuple(SIGNED.split(";")))
    assert canonical.endswith("82f2336cea6b8593cbc5641402e25d5158da0bebdec048ebb58429f2d7d3d9b8")
    assert sha256_hex(canonical.encode()) == "446bf29570d12a951bb889cc0562f409b815592ff12a0983f0227001a65912cd"
    admission = DIALECT.admit(signed(), DESK)
    assert (admission.credential.account, admission.operation.name) == ("acme", "quota-invoice")


@pytest.mark.parametrize("changed", [{"Host": "127.0.0.1:8081"}, {"X-Sdk-Date": "20231114T221321Z"}])
def test_a_changed_header(changed: Mapping[str, str]) -> None:
    kind, detail = reason(signed(changed))
    assert kind == "bad_signature"
    assert detail.startswith(f"POST|{PATH}/||content-type:application/json;charset=utf-8|host:127.0.0.1:808")


def test_a_changed_body_or_query() -> None:
    assert reason(signed(body=b"{}"))[0] == "bad_signature"
    assert reason(request("POST", f"{PATH}?a=1", HEADERS, BODY))[0] == "bad_signature"


def test_payload_that_is_not_signed() -> None:
    given = request("POST", PATH, HEADERS | {"X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD"}, BODY)
    assert canonical_request(given, ("host",)).endswith("\nUNSIGNED-PAYLOAD")


@pytest.mark.parametrize("minutes", [-15, 15])
def test_clock_within_tolerance(minutes: int) -> None:
    DIALECT.admit(signed(), desk(NOW + timedelta(minutes=minutes), credential("huawei")))
    late = NOW + timedelta(minutes=minutes, seconds=1 if minutes > 0 else -1)
    kind, detail = reason(signed(), late)
    assert (kind, detail) == ("expired", f"signature time:20231114T221320Z,server time:{late:%Y%m%dT%H%M%SZ}")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"X-Sdk-Date": ""}, "bad_timestamp"),
        ({"X-Sdk-Date": "20231314T221320Z"}, "bad_timestamp"),
        ({"X-Sdk-Date": "2023-11-14"}, "bad_timestamp"),
        ({"Authorization": "Basic abc"}, "malformed"),
        ({"Authorization": HEADERS["Authorization"].replace("host;", "")}, "malformed"),
        ({"Authorization": HEADERS["Authorization"].replace(";x-sdk-date", "")}, "malformed"),
        ({"Authorization": HEADERS["Authorization"].replace("HMAC-SHA256", "HMAC-SM3")}, "malformed"),
        ({"Authorization": HEADERS["Authorization"].replace(HUAWEI["access_key"], "OTHER")}, "unknown_key"),
        ({"X-Auth-Token": "bad"}, "bad_token"),
        ({"X-Auth-Token": ""}, "bad_token"),
    ],
)
def test_reasons(changed: Mapping[str, str], expected: str) -> None:
    assert reason(signed(changed))[0] == expected


def test_a_token_goes_before_a_signature() -> None:
    given = signed({"X-Auth-Token": "good", "Authorization": "nonsense"})
    assert DIALECT.admit(given, DESK).credential.account == "acme"


def test_a_token_of_another_project() -> None:
    with pytest.raises(Unauthenticated, match="bad token"):
        DIALECT.admit(request("POST", "/v2/other/ocr/quota-invoice", {"X-Auth-Token": "good"}), DESK)


def test_no_credentials() -> None:
    with pytest.raises(Unauthenticated, match="missing"):
        DIALECT.admit(request("POST", PATH), DESK)


def test_disabled_account() -> None:
    with pytest.raises(Unauthenticated, match="disabled"):
        DIALECT.admit(signed(), desk(NOW, credential("huawei", is_enabled=False)))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", PATH),
        ("POST", "/v2/p/ocr/vat-invoice"),
        ("POST", "/v2/p/ocr/quota-invoice/"),
        ("POST", "/v2//ocr/quota-invoice"),
        ("POST", "/v3/projects"),
        ("GET", "/v3/auth/tokens"),
        ("GET", "/v3/"),
    ],
)
def test_paths_that_lead_nowhere(method: str, path: str) -> None:
    given = request(method, path)
    assert DIALECT.claims(given)
    with pytest.raises(UnknownOperation):
        DIALECT.examine(given, DESK)
    assert DIALECT.refuse(given, UnknownOperation()).status == 404


def test_paths_of_others() -> None:
    assert not DIALECT.claims(request("GET", "/v1/read"))


USER = {"name": "clerk", "password": "open sesame", "domain": {"name": "acme"}}


def sign_in(user: Mapping[str, object], **auth: object) -> WireRequest:
    identity = {"methods": ["password"], "password": {"user": user}}
    return request("POST", "/v3/auth/tokens", body=json.dumps({"auth": {"identity": identity, **auth}}).encode())


@pytest.mark.parametrize(
    "scope",
    [
        {},
        {"scope": None},
        *({"scope": {"project": project}} for project in ({"name": "cn-north-4"}, {"id": HUAWEI["project_id"]})),
    ],
)
def test_password(scope: Mapping[str, object]) -> None:
    admission = DIALECT.admit(sign_in(USER, **scope), DESK)
    assert (admission.operation.name, admission.credential.account) == ("auth-tokens", "acme")


@pytest.mark.parametrize(
    "given",
    [
        sign_in({**USER, "password": "wrong"}),
        sign_in({**USER, "name": "nobody"}),
        sign_in({**USER, "domain": {"name": "other"}}),
        sign_in(USER, scope={"project": {"name": "cn-south-1"}}),
    ],
)
def test_wrong_password(given: WireRequest) -> None:
    with pytest.raises(Unauthenticated) as caught:
        DIALECT.admit(given, DESK)
    reply = DIALECT.refuse(given, caught.value)
    assert (reply.status, json.loads(reply.body)) == (
        401,
        {"error": {"code": 401, "message": "The username or password is wrong.", "title": "Unauthorized"}},
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"auth": 1}',
        b'{"auth": {"identity": {"methods": ["token"]}}}',
        sign_in({"name": "clerk"}).body,
        sign_in({**USER, "password": 1}).body,
        sign_in(USER, scope={"domain": {}}).body,
    ],
)
def test_malformed_sign_in(body: bytes) -> None:
    given = request("POST", "/v3/auth/tokens", body=body)
    with pytest.raises(InvalidParameter) as caught:
        DIALECT.admit(given, DESK)
    reply = DIALECT.refuse(given, caught.value)
    assert (reply.status, json.loads(reply.body)["error"]["title"]) == (400, "Bad Request")


def test_parsers_refuse_other_forms() -> None:
    assert parse_authorization("") is None
    assert parse_date("20231114T221320") is None
    assert parse_date("20231114T221320Z") == NOW
