"""Aliyun's sign-in: everything that makes it fail, in the documented order, and the shapes of refusals."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from piaoju.dialects.aliyun import DIALECT
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Desk
from piaoju.errors import AccessError, InvalidParameter, PiaojuError, RateLimited, Unauthenticated, UnknownOperation
from tests.unit.dialects.aliyun.signed import (
    BODY,
    HEADERS,
    HEADERS3,
    KEY,
    NONCE,
    NOW,
    PATH,
    REGION,
    SECRET,
    SIGNED,
    acs,
    acs3,
    here,
    resigned,
)
from tests.unit.dialects.desks import REQUEST_ID, UsedOnce, credential, desk, request


def refusal(given: WireRequest, where: Desk | None = None) -> tuple[int, dict[str, str]]:
    """Return status and content of the reply to a request that is refused."""
    with pytest.raises(PiaojuError) as caught:
        DIALECT.admit(given, where or here())
    reply = DIALECT.refuse(given, caught.value)
    content = json.loads(reply.body)
    assert reply.outcome == str(content.get("Code") or content["code"])
    return reply.status, content


def code(given: WireRequest, where: Desk | None = None) -> str:
    return refusal(given, where)[1]["Code"]


@pytest.mark.parametrize(
    "given",
    [
        acs(signature="a" * 27 + "="),
        acs(body=b"[]"),
        acs3(signature="0" * 64),
        acs3(body=b"[]"),
        acs3(headers={**HEADERS3, "x-acs-action": "ImageAsyncScan"}),
    ],
)
def test_wrong_signature(given: WireRequest) -> None:
    """The SDK takes the text after the first colon, and fails itself if there is none."""
    status, content = refusal(given)
    assert (status, content["Code"]) == (400, "SignatureDoesNotMatch")
    start, _, told = content["Message"].partition(":")
    assert start == "Specified signature is not matched with our calculation. server string to sign is"
    assert told.startswith(("POST\napplication/json\n", "ACS3-HMAC-SHA256\n"))
    assert SECRET not in content["Message"]


@pytest.mark.parametrize("given", [acs(signature="YQ=="), acs3(signature="0" * 64), request("POST", PATH)])
def test_strangers_are_told_by_the_head(given: WireRequest) -> None:
    with pytest.raises(Unauthenticated):
        DIALECT.examine(replace(given, body=b""), here())


@pytest.mark.parametrize("off_s", [-900, 900])
def test_clock_within_tolerance(off_s: int) -> None:
    for given in (acs(), acs3()):
        DIALECT.admit(given, desk(NOW + timedelta(seconds=off_s), credential("aliyun")))
        late = desk(NOW + timedelta(seconds=off_s + (1 if off_s > 0 else -1)), credential("aliyun"))
        assert code(given, late) == "InvalidTimeStamp.Expired"


@pytest.mark.parametrize(
    "date", ["", "2023-11-14T22:13:20Z", "Tue, 14 Nov 2023 22:13:20 +0800", "Tue, 34 Nov 2023 22:13:20 GMT"]
)
def test_date(date: str) -> None:
    assert code(acs(headers={**HEADERS, "Date": date})) == "InvalidTimeStamp.Format"


@pytest.mark.parametrize("date", ["", HEADERS["Date"], "2023-13-14T22:13:20Z"])
def test_date_of_acs3(date: str) -> None:
    assert code(resigned({**HEADERS3, "x-acs-date": date})) == "InvalidTimeStamp.Format"


@pytest.mark.parametrize(
    ("authorization", "status", "expected"),
    [
        (None, 400, "MissingAccessKeyId"),
        ("", 400, "MissingAccessKeyId"),
        ("Basic YTpi", 400, "IncompleteSignature"),
        (f"acs {KEY}", 400, "IncompleteSignature"),
        (f"acs  {KEY}:a", 400, "IncompleteSignature"),
        (f"ACS3-RSA-SHA256 Credential={KEY},SignedHeaders={SIGNED},Signature={'0' * 64}", 400, "IncompleteSignature"),
        ("acs LTAIunknown:a", 404, "InvalidAccessKeyId.NotFound"),
        ("acs \udcff:a", 404, "InvalidAccessKeyId.NotFound"),
    ],
)
def test_authorization(authorization: str | None, status: int, expected: str) -> None:
    headers = HEADERS if authorization is None else {**HEADERS, "Authorization": authorization}
    found = refusal(request("POST", REGION, headers, BODY))
    assert (found[0], found[1]["Code"]) == (status, expected)


@pytest.mark.parametrize("missing", ["host", "x-acs-date", "x-acs-signature-nonce"])
def test_what_acs3_must_sign(missing: str) -> None:
    names = ";".join(name for name in SIGNED.split(";") if name != missing)
    assert code(acs3(signed=names)) == "IncompleteSignature"


def test_acs3_without_a_digest_of_the_body() -> None:
    assert code(acs3(headers={**HEADERS3, "x-acs-content-sha256": ""})) == "IncompleteSignature"


def test_disabled_account() -> None:
    assert code(acs(), here(is_enabled=False)) == "InvalidAccessKeyId.Inactive"


def test_method_of_the_signature() -> None:
    assert code(acs(headers={**HEADERS, "x-acs-signature-method": "HMAC-MD5"})) == "InvalidSignatureMethod"


@pytest.mark.parametrize("version", ["", "2017-08-25"])
def test_version(version: str) -> None:
    assert code(acs(headers={**HEADERS, "x-acs-version": version})) == "InvalidVersion"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", PATH), ("POST", "/green/text/scan"), ("POST", f"{PATH}/"), ("POST", "/green/")],
)
def test_paths_that_lead_nowhere(method: str, path: str) -> None:
    given = acs(path, method=method)
    assert DIALECT.claims(given)
    status, content = refusal(given)
    assert (status, content["Code"]) == (404, "InvalidApi.NotFound")


def test_paths_of_others() -> None:
    assert not DIALECT.claims(request("POST", "/v1/read"))


@pytest.mark.parametrize("with_nonce", [acs(headers={**HEADERS, "x-acs-signature-nonce": NONCE}), acs3()])
def test_replay(with_nonce: WireRequest) -> None:
    where = here()
    DIALECT.admit(with_nonce, where)
    assert code(with_nonce, where) == "SignatureNonceUsed"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\x1f"])
def test_replay_with_a_blank_that_is_not_signed(blank: str) -> None:
    where = here()
    DIALECT.admit(acs3(), where)
    again = acs3(headers={**HEADERS3, "x-acs-signature-nonce": f"{NONCE}{blank}"})
    assert code(again, where) == "SignatureNonceUsed"


def test_two_at_a_time_with_one_nonce() -> None:
    """Neither was there before the other, yet only one is let in."""

    class AtOnce(UsedOnce):
        def is_used(self, scope: str, nonce: str) -> bool:
            return False

    where = replace(here(), nonces=AtOnce())
    DIALECT.admit(acs3(), where)
    assert code(acs3(), where) == "SignatureNonceUsed"


def test_nonces_of_what_is_not_genuine_are_not_recorded() -> None:
    where = here()
    assert code(acs3(body=b"[]"), where) == "SignatureDoesNotMatch"
    DIALECT.admit(acs3(), where)


def test_without_a_nonce_a_request_may_be_repeated() -> None:
    where = here()
    DIALECT.admit(acs(), where)
    DIALECT.admit(acs(), where)


def test_order_of_checks() -> None:
    """Every fault goes before all that come after it in the documented order."""
    wrong = {**HEADERS, "x-acs-version": "1", "x-acs-signature-nonce": NONCE}
    late = {**wrong, "Date": "Tue, 14 Nov 2022 22:13:20 GMT"}
    assert code(acs("/green/nowhere", wrong)) == "InvalidVersion"
    assert code(acs("/green/nowhere", wrong, signature="YQ==")) == "SignatureDoesNotMatch"
    where = here()
    DIALECT.admit(acs(headers={**HEADERS, "x-acs-signature-nonce": NONCE}), where)
    assert code(acs("/green/nowhere", wrong, signature="YQ=="), where) == "SignatureNonceUsed"
    assert code(acs("/green/nowhere", late, signature="YQ==")) == "InvalidTimeStamp.Expired"
    stranger = {**late, "Authorization": "acs nobody:YQ=="}
    assert code(request("POST", "/green/nowhere", stranger)) == "InvalidAccessKeyId.NotFound"


def test_shape_of_the_gateway() -> None:
    given = request("POST", PATH, {"Host": "127.0.0.1:8080"})
    reply = DIALECT.refuse(given, UnknownOperation())
    assert dict(reply.headers) == {"Content-Type": "application/json;charset=utf-8"}
    number = str(REQUEST_ID).upper()
    assert json.loads(reply.body) == {
        "RequestId": number,
        "HostId": "127.0.0.1:8080",
        "Code": "InvalidApi.NotFound",
        "Message": "Specified api is not found, please check your url and method.",
        "Recommend": f"https://api.aliyun.com/troubleshoot?q=InvalidApi.NotFound&product=Green&requestId={number}",
    }


@pytest.mark.parametrize(
    ("error", "expected", "told"),
    [(RateLimited(0.2, 10, 1), 588, "EXCEED_QUOTA"), (InvalidParameter("tasks", "none"), 400, "BAD_REQUEST")],
)
def test_shape_of_the_service(error: AccessError | InvalidParameter, expected: int, told: str) -> None:
    reply = DIALECT.refuse(request("POST", PATH), error)
    assert reply.status == 200
    assert json.loads(reply.body) == {"code": expected, "msg": told, "requestId": str(REQUEST_ID).upper()}
