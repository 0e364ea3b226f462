"""The signature SDK-HMAC-SHA256 over a request.

Source: `huaweicloudsdkcore.signer` 3.1.219 and the API signing guide of API Gateway.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from piaoju.dialects.wire.message import WireRequest, raw
from piaoju.dialects.wire.signing import canonical_path, canonical_query, hmac_sha256, sha256_hex

ALGORITHM = "SDK-HMAC-SHA256"
DATE_HEADER = "x-sdk-date"
REQUIRED_HEADERS = frozenset({"host", DATE_HEADER})
_CONTENT_HEADER = "x-sdk-content-sha256"
_AUTHORIZATION = re.compile(
    rf"{ALGORITHM} Access=([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{{64}})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """The header, taken apart."""

    access_key: str
    signed_headers: tuple[str, ...]
    signature: str


def parse_authorization(header: str) -> Authorization | None:
    """Return the parts of the header; None if it has another form, or leaves unsigned what must be signed."""
    found = _AUTHORIZATION.fullmatch(header.strip())
    if found is None:
        return None
    names = tuple(found[2].split(";"))
    return Authorization(found[1], names, found[3]) if REQUIRED_HEADERS.issubset(names) else None


def parse_date(text: str) -> datetime | None:
    """Return the moment that `X-Sdk-Date` names; None if it has another form."""
    if not re.fullmatch(r"\d{8}T\d{6}Z", text, re.ASCII):
        return None
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def canonical_request(request: WireRequest, signed_headers: tuple[str, ...]) -> str:
    """Return the text that the signature covers."""
    path = canonical_path(request.path)
    headers = "".join(f"{name}:{request.headers.get(name).strip()}\n" for name in signed_headers)
    payload = request.headers.get(_CONTENT_HEADER) if request.body else ""
    return "\n".join(
        (
            request.method.upper(),
            path if path.endswith("/") else f"{path}/",
            canonical_query(request.query),
            headers,
            ";".join(signed_headers),
            payload or sha256_hex(request.body),
        )
    )


def sign(canonical: str, date: str, secret: str) -> str:
    """Return the signature in hexadecimal.

    Args:
        canonical: of the request.
        date: `X-Sdk-Date` as sent.
        secret: the secret key.
    """
    message = "\n".join((ALGORITHM, date, sha256_hex(raw(canonical))))
    return hmac_sha256(secret.encode(), message.encode()).hex()
