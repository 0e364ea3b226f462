"""Tencent's sign-in: TC3-HMAC-SHA256 where there is an `Authorization` header, else v1 among the parameters.

Order: method, form of the header, common parameters, key, clock, size, signature, version, action, region.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from piaoju.dialects.tencent.operations.car_invoice import CAR_INVOICE
from piaoju.dialects.tencent.parameters import MISSING, common_parameters, has_form, is_v1, text_parameters
from piaoju.dialects.tencent.served import (
    METHOD_NOT_SERVED,
    METHODS,
    REGION_NOT_SERVED,
    REGIONS,
    SERVICE,
    VERSION,
    VERSION_NOT_SERVED,
)
from piaoju.dialects.tencent.signature import (
    ALGORITHM,
    DIGESTS_OF_V1,
    Authorization,
    canonical_requests,
    parse_authorization,
    sign_tc3,
    sign_v1,
)
from piaoju.dialects.wire.dialect import Admission
from piaoju.dialects.wire.message import WireRequest, raw
from piaoju.dialects.wire.sign_in import Credential, Desk, is_recent, is_same, known
from piaoju.errors import InvalidParameter, PayloadTooLarge, Unauthenticated, UnknownOperation

NAME = "tencent"
OPERATIONS = (CAR_INVOICE,)
TOLERANCE = timedelta(seconds=300)
MAX_BODY_BYTES = 10 * 2**20
MAX_V1_BODY_BYTES = 2**20
MAX_QUERY_BYTES = 32 * 2**10
_REQUIRED = ("Action", "Version", "Timestamp")
_REQUIRED_BY_V1 = (*_REQUIRED, "Nonce", "SecretId", "Signature")
_SECONDS = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who says to be calling, and when; `authorization` is None with v1."""

    credential: Credential
    authorization: Authorization | None
    timestamp: str


def claims(request: WireRequest) -> bool:
    """Say whether a request to `/` has an action or is signed; a form has them in its body, which is not read yet."""
    if request.path != "/":
        return False
    if any(name.startswith("x-tc-") for name, _ in request.headers.pairs):
        return True
    if request.headers.get("Authorization").startswith(ALGORITHM):
        return True
    if any(part.partition("=")[0] == "Action" for part in request.query.split("&")):
        return True
    return request.method == "POST" and has_form(request)


def examine(request: WireRequest, desk: Desk) -> int:
    """Check what the head shows; with v1 and POST that is the method alone."""
    if request.method not in METHODS:
        raise InvalidParameter(METHOD_NOT_SERVED, request.method)
    if is_v1(request) and request.method == "POST":
        return MAX_V1_BODY_BYTES
    _identify(request, desk)
    if request.method == "POST":
        return MAX_BODY_BYTES
    size = len(raw(request.query))
    if size > MAX_QUERY_BYTES:
        raise PayloadTooLarge(size, MAX_QUERY_BYTES, "body")
    return MAX_QUERY_BYTES


def admit(request: WireRequest, desk: Desk) -> Admission:
    """Check the signature, then what is called.

    Raises:
        Unauthenticated: as the table of faults says.
        InvalidParameter: a common parameter is missing, or names what is not served.
        UnknownOperation: the action is not served.
    """
    caller = _identify(request, desk)
    is_genuine = _has_v1_signature if caller.authorization is None else _has_tc3_signature
    if not is_genuine(request, caller):
        raise Unauthenticated("bad_signature")
    common = common_parameters(request)
    if common["Version"] != VERSION:
        raise InvalidParameter(VERSION_NOT_SERVED, "it is not served")
    operation = next((each for each in OPERATIONS if each.name == common["Action"]), None)
    if operation is None:
        raise UnknownOperation(common["Action"])
    if "Region" not in common:
        raise InvalidParameter(MISSING, "Region")
    if common["Region"] not in REGIONS:
        raise InvalidParameter(REGION_NOT_SERVED, "it is not served")
    return Admission(operation, caller.credential)


def _identify(request: WireRequest, desk: Desk) -> _Caller:
    authorization = None
    if not is_v1(request):
        authorization = parse_authorization(request.headers.get("Authorization"))
        if authorization is None:
            raise Unauthenticated("malformed")
    common = common_parameters(request)
    for name in _REQUIRED_BY_V1 if authorization is None else _REQUIRED:
        if name not in common:
            raise InvalidParameter(MISSING, name)
    secret_id = common["SecretId"] if authorization is None else authorization.secret_id
    credential = known(desk.credentials.by_key(NAME, secret_id), secret_id)
    timestamp = common["Timestamp"]
    if not _SECONDS.fullmatch(timestamp):
        raise Unauthenticated("bad_timestamp")
    if not is_recent(_moment(timestamp), desk.clock(), TOLERANCE):
        raise Unauthenticated("expired")
    return _Caller(credential, authorization, timestamp)


def _has_tc3_signature(request: WireRequest, caller: _Caller) -> bool:
    given = caller.authorization
    if given is None or given.service != SERVICE or given.date != f"{_moment(caller.timestamp):%Y-%m-%d}":
        return False
    return any(
        is_same(given.signature, sign_tc3(canonical, given, caller.timestamp, caller.credential.secret))
        for canonical in canonical_requests(request, given.signed_headers)
    )


def _has_v1_signature(request: WireRequest, caller: _Caller) -> bool:
    parameters = text_parameters(request)
    digest = DIGESTS_OF_V1.get(parameters.get("SignatureMethod") or "HmacSHA1")
    if digest is None:
        return False
    expected = sign_v1(request.method, request.headers.get("Host"), parameters, caller.credential.secret, digest)
    return is_same(parameters["Signature"], expected)


def _moment(timestamp: str) -> datetime:
    """Return the moment of up to eleven digits of seconds, the year 5138 being the last."""
    return datetime.fromtimestamp(int(timestamp), UTC)
