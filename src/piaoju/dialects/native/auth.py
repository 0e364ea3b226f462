"""Sign-in by API key: `Authorization: Bearer`, RFC 6750."""

from piaoju.dialects.native.routes import find_operation
from piaoju.dialects.native.served import NAME, PREFIX
from piaoju.dialects.wire.dialect import Admission
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Credential, Desk, is_same, known
from piaoju.errors import Unauthenticated

MAX_BODY_BYTES = 100 * 2**20
"""A file of the default ceiling, 50 MB, as Base64, and some more beside it."""


def claims(request: WireRequest) -> bool:
    """Say whether a path is one of ours."""
    return request.path.startswith(PREFIX)


def examine(request: WireRequest, desk: Desk) -> int:
    """Check path and key, so that no body of a stranger is read."""
    find_operation(request)
    _sign_in(request, desk)
    return MAX_BODY_BYTES


def admit(request: WireRequest, desk: Desk) -> Admission:
    """Find operation and account."""
    return Admission(find_operation(request), _sign_in(request, desk))


def _sign_in(request: WireRequest, desk: Desk) -> Credential:
    header = request.headers.get("Authorization")
    if not header:
        raise Unauthenticated("missing")
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Unauthenticated("malformed")
    credential = known(desk.credentials.by_key(NAME, key.strip()), "")
    if not is_same(key.strip(), credential.secret):
        raise Unauthenticated("unknown_key")
    return credential
