"""Huawei's sign-in: a token, a signature by AK/SK, or name and password for a token.

Order: path, length of the body, sign-in (sections 2 and 5 of the vendor's error code page).
"""

from datetime import datetime, timedelta

from piaoju.dialects.huawei.operations.tokens import TOKENS, read_sign_in
from piaoju.dialects.huawei.routes import find_operation
from piaoju.dialects.huawei.signature import DATE_HEADER, canonical_request, parse_authorization, parse_date, sign
from piaoju.dialects.wire.dialect import Admission
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Credential, Desk, is_recent, is_same, known
from piaoju.errors import Unauthenticated

NAME = "huawei"
MAX_BODY_BYTES = 12 * 2**20
TOLERANCE = timedelta(minutes=15)


def claims(request: WireRequest) -> bool:
    """Say whether a path is of the OCR service or of IAM."""
    return request.path.startswith(("/v2/", "/v3/"))


def examine(request: WireRequest, desk: Desk) -> int:
    """Check the path; everything else needs the body."""
    del desk
    find_operation(request)
    return MAX_BODY_BYTES


def admit(request: WireRequest, desk: Desk) -> Admission:
    """Check the sign-in; a token goes before a signature, since the SDK signs in any case.

    Raises:
        Unauthenticated: as the table of faults says.
        UnknownOperation: the path leads nowhere.
        InvalidParameter: `body`, of a sign-in by password.
    """
    operation, project_id = find_operation(request)
    if operation is TOKENS:
        return Admission(operation, _by_password(request, desk))
    if "X-Auth-Token" in request.headers:
        credential = desk.open_token(request.headers.get("X-Auth-Token"))
        if project_id and project_id != credential.details.get("project_id"):
            raise Unauthenticated("bad_token")
        return Admission(operation, credential)
    if "Authorization" not in request.headers:
        raise Unauthenticated("missing")
    return Admission(operation, _by_signature(request, desk))


def _by_signature(request: WireRequest, desk: Desk) -> Credential:
    authorization = parse_authorization(request.headers.get("Authorization"))
    if authorization is None:
        raise Unauthenticated("malformed")
    credential = known(desk.credentials.by_key(NAME, authorization.access_key), authorization.access_key)
    date = request.headers.get(DATE_HEADER).strip()
    _check_date(date, desk.clock())
    canonical = canonical_request(request, authorization.signed_headers)
    if not is_same(authorization.signature, sign(canonical, date, credential.secret)):
        raise Unauthenticated("bad_signature", canonical.replace("\n", "|"))
    return credential


def _check_date(date: str, now: datetime) -> None:
    moment = parse_date(date)
    if moment is None:
        raise Unauthenticated("bad_timestamp")
    if not is_recent(moment, now, TOLERANCE):
        raise Unauthenticated("expired", f"signature time:{date},server time:{now:%Y%m%dT%H%M%SZ}")


def _by_password(request: WireRequest, desk: Desk) -> Credential:
    given = read_sign_in(request.body)
    credential = known(desk.credentials.by_user(NAME, given.domain, given.user), given.user)
    if not is_same(given.password, credential.details.get("password", "")):
        raise Unauthenticated("bad_signature")
    if given.project not in ("", credential.details.get("project_id"), credential.details.get("project_name")):
        raise Unauthenticated("bad_signature")
    return credential
