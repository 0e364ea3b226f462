"""DeepFinch's sign-in: id and secret in two headers, in clear. Order: path and method, then sign-in, then the body."""

from piaoju.dialects.deepfinch.operations.value_add_tax_invoice import MAX_FILE_BYTES, VALUE_ADD_TAX_INVOICE
from piaoju.dialects.wire.dialect import Admission
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Credential, Desk, is_same, known
from piaoju.errors import Unauthenticated, UnknownOperation

NAME = "deepfinch"
PREFIX = "/ocr/"
MAX_BODY_BYTES = MAX_FILE_BYTES + 2**20
"""A file of the largest size, and room for what a form puts around it."""


def claims(request: WireRequest) -> bool:
    """Say whether a path is of the OCR service."""
    return request.path.startswith(PREFIX)


def examine(request: WireRequest, desk: Desk) -> int:
    """Check all that `admit` checks, so that no body of a stranger is read."""
    admit(request, desk)
    return MAX_BODY_BYTES


def admit(request: WireRequest, desk: Desk) -> Admission:
    """Find operation and account; the body has no part in it.

    Raises:
        UnknownOperation: path or method is another.
        Unauthenticated: missing, unknown_key, disabled; bad_signature for a wrong secret.
    """
    operation = VALUE_ADD_TAX_INVOICE
    if (request.method, request.path) != (operation.method, operation.path):
        raise UnknownOperation(f"{request.method} {request.path}")
    return Admission(operation, _sign_in(request, desk))


def _sign_in(request: WireRequest, desk: Desk) -> Credential:
    api_id, api_secret = request.headers.get("X-DF-API-ID"), request.headers.get("X-DF-API-SECRET")
    if not api_id or not api_secret:
        raise Unauthenticated("missing")
    credential = known(desk.credentials.by_key(NAME, api_id), api_id)
    if not is_same(api_secret, credential.secret):
        raise Unauthenticated("bad_signature")
    return credential
