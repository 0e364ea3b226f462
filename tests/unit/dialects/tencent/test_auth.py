"""Tencent's sign-in: the documented vectors of both signatures, and everything that makes them fail."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from piaoju.dialects.tencent import DIALECT
from piaoju.dialects.tencent.auth import MAX_BODY_BYTES, MAX_QUERY_BYTES, MAX_V1_BODY_BYTES
from piaoju.dialects.tencent.signature import canonical_requests, parse_authorization, sign_tc3, sign_v1
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.signing import sha256_hex
from piaoju.errors import InvalidParameter, PayloadTooLarge, PiaojuError, Unauthenticated
from tests.serving import TENCENT
from tests.unit.dialects.desks import credential, desk, request

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
BODY = b'{"ImageUrl": "http://example.com/a b.jpg", "IsPdf": true}'
QUERY = "/?ImageUrl=http%3A%2F%2Fexample.com%2Fa+b.jpg&IsPdf=True"
SIGNED = "content-type;host"
POSTED = "6e66db7ac69dfebafda7e6426abe65a34672105b8fe2c9a9ecafedc0f06b9d43"
UNSIGNED = "6f2356ff8003a75d31005878d2c178629daf596bb7d6614cb91147dc39ec7a3b"
GOT = "cdb53249d8bc32d096e89619ddc4d29c78bc850f6cda09460c90306060b030e1"
FORM = {"Host": "127.0.0.1:8080", "Content-Type": "application/x-www-form-urlencoded"}
V1 = {
    "ImageUrl": "http://example.com/a b.jpg",
    "IsPdf": "True",
    "Action": "CarInvoiceOCR",
    "Version": "2018-11-19",
    "Region": "ap-guangzhou",
    "Timestamp": "1700000000",
    "Nonce": "123456789",
    "SecretId": TENCENT["secret_id"],
    "Language": "zh-CN",
    "RequestClient": "SDK_PYTHON_3.1.193",
}
V1_SIGNATURES = {
    "HmacSHA1": "TgpVO/KI1SRfr5zQPHkuUvLNl4A=",
    "HmacSHA256": "+BeMlRyXrWCjjv4P8x/Yvt45ae/6Eu1eCkFQPOZLeMk=",
}


def headers(signature: str = POSTED, **changes: str) -> dict[str, str]:
    """Return the headers of a TC3 request; underscores in the names of changes stand for hyphens."""
    scope = f"{TENCENT['secret_id']}/2023-11-14/ocr/tc3_request"
    return {
        "Host": "127.0.0.1:8080",
        "Content-Type": "application/json",
        "X-TC-Action": "CarInvoiceOCR",
        "X-TC-Version": "2018-11-19",
        "X-TC-Timestamp": "1700000000",
        "X-TC-Region": "ap-guangzhou",
        "Authorization": f"TC3-HMAC-SHA256 Credential={scope}, SignedHeaders={SIGNED}, Signature={signature}",
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }


def tc3(signature: str = POSTED, **changes: str) -> WireRequest:
    return request("POST", "/", headers(signature, **changes), BODY)


def v1(method: str = "POST", signature: str | None = None, **changes: str) -> WireRequest:
    """Return a request signed in the old way; a parameter that is changed to nothing is left out."""
    said = {name: value for name, value in {**V1, **changes}.items() if value}
    digest = "sha256" if said.get("SignatureMethod") == "HmacSHA256" else "sha1"
    signed = sign_v1(method, FORM["Host"], said, TENCENT["secret_key"], digest)
    if signature != "":
        said["Signature"] = signature or signed
    text = urlencode(said)
    return request("GET", f"/?{text}", FORM) if method == "GET" else request("POST", "/", FORM, text.encode())


def admitted(given: WireRequest, at: datetime = NOW) -> str:
    """Go the server's way; return who was let in."""
    assert DIALECT.claims(given)
    where = desk(at, credential("tencent"))
    DIALECT.examine(given, where)
    admission = DIALECT.admit(given, where)
    assert admission.operation.name == "CarInvoiceOCR"
    return admission.credential.account


def refused(given: WireRequest, at: datetime = NOW) -> str:
    """Go the server's way; return the vendor's code of the error."""
    with pytest.raises(PiaojuError) as caught:
        admitted(given, at)
    return DIALECT.refuse(given, caught.value).outcome


def test_documented_vector() -> None:
    authorization = parse_authorization(headers()["Authorization"])
    assert authorization is not None
    assert authorization.signed_headers == ("content-type", "host")
    canonical, _ = canonical_requests(tc3(), authorization.signed_headers)
    assert canonical.startswith("POST\n/\n\ncontent-type:application/json\nhost:127.0.0.1:8080\n\ncontent-type;host\n")
    payload = canonical.rpartition("\n")[2]
    assert (payload[:8], payload[-4:]) == ("c28792d9", "a3fb")
    assert sha256_hex(canonical.encode()) == "37e436f982da91ef35630cc02b4cada0b866b394e1c1fac0dcde493cb47398d4"
    assert sign_tc3(canonical, authorization, "1700000000", TENCENT["secret_key"]) == POSTED


@pytest.mark.parametrize(
    "given",
    [
        tc3(),
        tc3(UNSIGNED, X_TC_Content_SHA256="UNSIGNED-PAYLOAD"),
        request("GET", QUERY, headers(GOT, Content_Type=FORM["Content-Type"])),
        tc3(Authorization=headers()["Authorization"].replace(", ", ",")),
        *(v1(SignatureMethod=method, signature=signature) for method, signature in V1_SIGNATURES.items()),
        v1(),
        v1("GET"),
        v1("GET", SignatureMethod="HmacSHA256"),
        v1(ImageUrl="http://example.com/发票.jpg"),
        tc3(X_TC_Token="any", X_TC_TraceId="any", X_TC_RequestClient="any"),
    ],
)
def test_signatures(given: WireRequest) -> None:
    assert admitted(given) == "acme"


def test_header_values_in_lower_case() -> None:
    names = f"{SIGNED};x-tc-action"
    text = headers()["Authorization"].replace(SIGNED, names)
    authorization = parse_authorization(text)
    assert authorization is not None
    both = canonical_requests(tc3(), authorization.signed_headers)
    assert ["x-tc-action:carinvoiceocr\n" in each for each in both] == [False, True]
    for canonical in both:
        signature = sign_tc3(canonical, authorization, "1700000000", TENCENT["secret_key"])
        assert admitted(tc3(Authorization=text.replace(POSTED, signature))) == "acme"


def test_underscores_in_names_alone() -> None:
    signed = sign_v1("GET", "h", {"a_b": "c_d", "Signature": "any"}, "secret", "sha1")
    assert signed == sign_v1("GET", "h", {"a.b": "c_d"}, "secret", "sha1")
    assert signed != sign_v1("GET", "h", {"a.b": "c.d"}, "secret", "sha1")


AUTHORIZATION = headers()["Authorization"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Authorization": "SKIP"}, "AuthFailure.InvalidAuthorization"),
        ({"Authorization": ""}, "AuthFailure.InvalidAuthorization"),
        ({"Authorization": AUTHORIZATION.replace(";host", "")}, "AuthFailure.InvalidAuthorization"),
        ({"Authorization": AUTHORIZATION.replace("SHA256", "SM3")}, "AuthFailure.InvalidAuthorization"),
        ({"Authorization": AUTHORIZATION.replace("AKID", "OTHER")}, "AuthFailure.SecretIdNotFound"),
        ({"Authorization": AUTHORIZATION.replace("/ocr/", "/cvm/")}, "AuthFailure.SignatureFailure"),
        ({"Authorization": AUTHORIZATION.replace("11-14", "11-15")}, "AuthFailure.SignatureFailure"),
        ({"Authorization": AUTHORIZATION.replace(POSTED, UNSIGNED)}, "AuthFailure.SignatureFailure"),
        ({"Host": "127.0.0.1:8081"}, "AuthFailure.SignatureFailure"),
        ({"X_TC_Timestamp": "1700000001"}, "AuthFailure.SignatureFailure"),
        ({"X_TC_Timestamp": "soon"}, "AuthFailure.SignatureExpire"),
        ({"X_TC_Timestamp": "9" * 12}, "AuthFailure.SignatureExpire"),
        ({"X_TC_Timestamp": "9" * 11}, "AuthFailure.SignatureExpire"),
        ({"X_TC_Action": ""}, "MissingParameter"),
        ({"X_TC_Version": ""}, "MissingParameter"),
        ({"X_TC_Timestamp": " "}, "MissingParameter"),
        ({"X_TC_Region": ""}, "MissingParameter"),
        ({"X_TC_Region": "ap-nowhere"}, "UnsupportedRegion"),
        ({"X_TC_Version": "2018-11-20"}, "NoSuchVersion"),
        ({"X_TC_Action": "VatInvoiceOCR"}, "InvalidAction"),
    ],
)
def test_failures(changes: Mapping[str, str], expected: str) -> None:
    assert refused(tc3(**changes)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (request("PUT", "/", headers()), "UnsupportedProtocol"),
        (request("POST", "/", FORM, b""), "MissingParameter"),
        (request("POST", "/", {"X-TC-TraceId": "any", "Content-Type": "text/plain"}, b"Action=a"), "MissingParameter"),
        (v1(signature=""), "MissingParameter"),
        *((v1(**{name: ""}), "MissingParameter") for name in ("Action", "Version", "Timestamp", "Nonce", "SecretId")),
        (v1(Region=""), "MissingParameter"),
        (v1(SecretId="AKIDother"), "AuthFailure.SecretIdNotFound"),
        (v1(Timestamp="1699999000"), "AuthFailure.SignatureExpire"),
        (v1(signature="AAAA"), "AuthFailure.SignatureFailure"),
        (v1(SignatureMethod="HmacMD5"), "AuthFailure.SignatureFailure"),
        (v1("GET", signature=V1_SIGNATURES["HmacSHA1"]), "AuthFailure.SignatureFailure"),
        (v1(Version="2017-03-12"), "NoSuchVersion"),
        (v1(Action="TaxiInvoiceOCR"), "InvalidAction"),
        (v1(Region="eu-frankfurt"), "UnsupportedRegion"),
        (request("POST", "/", FORM, b"&".join(b"a=b" for _ in range(300))), "InvalidParameter"),
    ],
)
def test_other_failures(given: WireRequest, expected: str) -> None:
    assert refused(given) == expected


def test_the_missing_parameter_is_named() -> None:
    given = tc3(X_TC_Timestamp="")
    with pytest.raises(InvalidParameter) as caught:
        admitted(given)
    assert "required parameter `Timestamp`." in DIALECT.refuse(given, caught.value).body.decode()


def test_a_changed_body_or_query() -> None:
    assert refused(request("POST", "/", headers(), b"{}")) == "AuthFailure.SignatureFailure"
    got = headers(GOT, Content_Type=FORM["Content-Type"])
    assert refused(request("GET", QUERY.replace("True", "False"), got)) == "AuthFailure.SignatureFailure"


@pytest.mark.parametrize("seconds", [-300, 300])
@pytest.mark.parametrize("make", [tc3, v1])
def test_clock_within_tolerance(make: Callable[[], WireRequest], seconds: int) -> None:
    assert admitted(make(), NOW + timedelta(seconds=seconds)) == "acme"
    late = NOW + timedelta(seconds=seconds + (1 if seconds > 0 else -1))
    assert refused(make(), late) == "AuthFailure.SignatureExpire"


def test_disabled_account() -> None:
    with pytest.raises(Unauthenticated, match="disabled"):
        DIALECT.admit(tc3(), desk(NOW, credential("tencent", is_enabled=False)))


def test_sizes() -> None:
    where = desk(NOW, credential("tencent"))
    assert DIALECT.examine(tc3(), where) == MAX_BODY_BYTES
    assert DIALECT.examine(v1(), where) == MAX_V1_BODY_BYTES
    assert DIALECT.examine(v1("GET"), where) == MAX_QUERY_BYTES
    assert refused(v1("GET", ImageBase64="A" * MAX_QUERY_BYTES)) == "RequestSizeLimitExceeded"
    trouble = PayloadTooLarge(2, 1, "body")
    assert DIALECT.refuse(tc3(), trouble).outcome == "RequestSizeLimitExceeded"
    told = DIALECT.refuse(request("POST", "/", FORM), trouble)
    assert told.outcome == "AuthFailure.SignatureFailure"
    assert "please use new signature method `TC3-HMAC-SHA256`" in told.body.decode()


def test_what_is_claimed() -> None:
    assert DIALECT.claims(request("GET", "/?Action=CarInvoiceOCR"))
    assert DIALECT.claims(request("POST", "/", {"Authorization": AUTHORIZATION}))
    assert DIALECT.claims(request("PUT", "/", {"X-TC-Action": "CarInvoiceOCR"}))
    assert DIALECT.claims(request("POST", "/", {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}))


@pytest.mark.parametrize(
    "given",
    [
        request("GET", "/"),
        request("GET", "/?action=a&lang=zh"),
        request("GET", "/", {"Accept": "text/html", "Authorization": "Basic abc", "Content-Type": "text/plain"}),
        request("POST", "/", {"Content-Type": "application/json"}),
        request("POST", "/v1/read", headers(), BODY),
    ],
)
def test_what_is_left_to_others(given: WireRequest) -> None:
    assert not DIALECT.claims(given)


def test_order_of_checks() -> None:
    """Whoever fails twice is told of what comes first."""
    assert refused(tc3(Authorization="SKIP", X_TC_Action="")) == "AuthFailure.InvalidAuthorization"
    assert refused(tc3(X_TC_Action="", X_TC_Timestamp="1")) == "MissingParameter"
    other = AUTHORIZATION.replace("AKID", "OTHER")
    assert refused(tc3(Authorization=other, X_TC_Timestamp="1")) == "AuthFailure.SecretIdNotFound"
    assert refused(tc3(POSTED[::-1], X_TC_Version="1")) == "AuthFailure.SignatureFailure"
    assert refused(tc3(X_TC_Version="1", X_TC_Action="Any", X_TC_Region="")) == "NoSuchVersion"
    assert refused(tc3(X_TC_Action="Any", X_TC_Region="")) == "InvalidAction"


def test_bytes_that_are_no_text() -> None:
    given = request("GET", "/?Action=\udcff&SecretId=%ff", {"Host": "\udcff"})
    assert refused(given) == "MissingParameter"
    assert refused(v1(SecretId="AKID\x00")) == "AuthFailure.SecretIdNotFound"
    assert (
        refused(request("GET", f"/?{urlencode(V1)}&Signature=a", {"Host": "\udcff"})) == "AuthFailure.SignatureFailure"
    )
