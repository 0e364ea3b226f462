"""The signatures TC3-HMAC-SHA256 and v1 (HmacSHA1, HmacSHA256) over a request.

Source: `tencentcloud.common` 3.1.195 and the vendor's pages on signature v3 and v1.
"""

import hmac
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from piaoju.dialects.wire.message import WireRequest, raw
from piaoju.dialects.wire.signing import hmac_sha256, sha256_hex

ALGORITHM = "TC3-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
DIGESTS_OF_V1: Mapping[str, str] = {"HmacSHA1": "sha1", "HmacSHA256": "sha256"}
_ENDING = "tc3_request"
_REQUIRED_HEADERS = frozenset({"content-type", "host"})
_AUTHORIZATION = re.compile(
    rf"{ALGORITHM} +Credential=([^/,\s]+)/([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})/([a-z0-9-]+)/{_ENDING}"
    r", *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """The header of TC3, taken apart; `date` is `YYYY-MM-DD`."""

    secret_id: str
    date: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str


def parse_authorization(header: str) -> Authorization | None:
    """Return the parts of the header; None if it has another form, or leaves unsigned what must be signed."""
    found = _AUTHORIZATION.fullmatch(header.strip())
    if found is None:
        return None
    names = tuple(found[4].split(";"))
    if not _REQUIRED_HEADERS.issubset(names):
        return None
    return Authorization(found[1], found[2], found[3], names, found[5])


def canonical_requests(request: WireRequest, signed_headers: tuple[str, ...]) -> tuple[str, str]:
    """Return the two texts that the signature may cover.

    They differ in the values of headers: as sent, as Python's SDK signs them, and in lower case, as documented.
    """
    is_get = request.method == "GET"
    payload = b"" if is_get else request.body
    if request.headers.get("X-TC-Content-SHA256") == UNSIGNED:
        payload = UNSIGNED.encode()
    headers = "".join(f"{name}:{request.headers.get(name).strip()}\n" for name in signed_headers)
    query = request.query if is_get else ""
    end = f"{';'.join(signed_headers)}\n{sha256_hex(payload)}"
    as_sent, in_lower_case = (f"{request.method}\n/\n{query}\n{each}\n{end}" for each in (headers, headers.lower()))
    return as_sent, in_lower_case


def sign_tc3(canonical: str, authorization: Authorization, timestamp: str, secret: str) -> str:
    """Return the signature in hexadecimal.

    Args:
        canonical: text of the request.
        authorization: for date and service.
        timestamp: as sent.
        secret: the secret key.
    """
    date, service = authorization.date, authorization.service
    message = f"{ALGORITHM}\n{timestamp}\n{date}/{service}/{_ENDING}\n{sha256_hex(raw(canonical))}"
    key = f"TC3{secret}".encode()
    for part in (date, service, _ENDING, message):
        key = hmac_sha256(key, part.encode())
    return key.hex()


def sign_v1(method: str, host: str, parameters: Mapping[str, str], secret: str, digest: str) -> str:
    """Return the signature in Base64.

    Args:
        method: of HTTP.
        host: as sent, with its port.
        parameters: all that were sent, decoded; `Signature` itself is passed over.
        secret: the secret key.
        digest: `sha1` or `sha256`.
    """
    # The SDK changes names, before it sorts them; a value keeps its underscores.
    pairs = sorted((name.replace("_", "."), value) for name, value in parameters.items() if name != "Signature")
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    return b64encode(hmac.digest(secret.encode(), raw(f"{method}{host}/?{joined}"), digest)).decode()
