"""Aliyun's sign-in: the signature `acs`, which the SDK of this service sends, or `ACS3` of newer clients.

Order: form of the header, key, clock, nonce, signature, body, version, path. A nonce is recorded once signature and
body were found genuine.
"""

from datetime import timedelta

from piaoju.dialects.aliyun.acs import read_acs
from piaoju.dialects.aliyun.acs3 import read_acs3
from piaoju.dialects.aliyun.operations.asyncscan import ASYNC_SCAN
from piaoju.dialects.aliyun.operations.results import RESULTS
from piaoju.dialects.aliyun.operations.scan import SCAN
from piaoju.dialects.aliyun.served import METHOD_NOT_SERVED, NAME, PREFIX, VERSION, VERSION_NOT_SERVED
from piaoju.dialects.aliyun.signature import Signed, is_body_as_signed
from piaoju.dialects.wire.dialect import Admission
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Credential, Desk, is_recent, known
from piaoju.errors import InvalidParameter, Unauthenticated, UnknownOperation

OPERATIONS = (ASYNC_SCAN, RESULTS, SCAN)
TOLERANCE = timedelta(minutes=15)
MAX_BODY_BYTES = 2 * 2**20
"""A hundred tasks, each with a signed address of many kilobytes, are some hundred kilobytes."""


def claims(request: WireRequest) -> bool:
    """Say whether a path is of this service."""
    return request.path.startswith(PREFIX)


def examine(request: WireRequest, desk: Desk) -> int:
    """Check the signature, which covers nothing but the head, so that no body of a stranger is read."""
    _identify(request, desk)
    return MAX_BODY_BYTES


def admit(request: WireRequest, desk: Desk) -> Admission:
    """Check the whole request, then what is called.

    Raises:
        Unauthenticated: as the table of faults says.
        InvalidParameter: the signature's method, or the version, is not served.
        UnknownOperation: the path leads nowhere.
    """
    signed, credential = _identify(request, desk)
    if not is_body_as_signed(request, signed):
        raise Unauthenticated("bad_signature", signed.message)
    _record_nonce(request, signed, desk)
    if request.headers.get("x-acs-version") != VERSION:
        raise InvalidParameter(VERSION_NOT_SERVED, "it is not served")
    for operation in OPERATIONS:
        if (request.method, request.path) == (operation.method, operation.path):
            return Admission(operation, credential)
    raise UnknownOperation(f"{request.method} {request.path}")


def _identify(request: WireRequest, desk: Desk) -> tuple[Signed, Credential]:
    if not request.headers.get("Authorization"):
        raise Unauthenticated("missing")
    signed = read_acs(request) or read_acs3(request)
    if signed is None:
        raise Unauthenticated("malformed")
    credential = known(desk.credentials.by_key(NAME, signed.key_id), signed.key_id)
    if signed.moment is None:
        raise Unauthenticated("bad_timestamp")
    if not is_recent(signed.moment, desk.clock(), TOLERANCE):
        raise Unauthenticated("expired")
    if desk.nonces.is_used(_scope(signed), _nonce(request)):
        raise Unauthenticated("replayed")
    if signed.digest is None:
        raise InvalidParameter(METHOD_NOT_SERVED, "it is not served")
    if not signed.is_by(credential.secret):
        raise Unauthenticated("bad_signature", signed.message)
    return signed, credential


def _record_nonce(request: WireRequest, signed: Signed, desk: Desk) -> None:
    """Remember the nonce, which `acs` need not have, for as long as the request can be sent again.

    That is longer if the client's clock is ahead.
    """
    now = desk.clock()
    ahead = max(timedelta(), (signed.moment or now) - now)
    lifetime_s = (TOLERANCE + ahead).total_seconds()
    nonce = _nonce(request)
    if nonce and not desk.nonces.first_use(_scope(signed), nonce, lifetime_s):
        raise Unauthenticated("replayed")


def _nonce(request: WireRequest) -> str:
    # As it is signed: blanks around it, which ACS3 does not sign, would make another nonce of it.
    return request.headers.get("x-acs-signature-nonce").strip()


def _scope(signed: Signed) -> str:
    return f"{NAME}:{signed.key_id}"
