"""The signatures ACS3-HMAC-SHA256 and ACS3-HMAC-SM3 over the digest of a canonical request.

Source: `alibabacloud_tea_openapi` 0.4.6 and the vendor's page on signature V3.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from piaoju.dialects.aliyun.digests import Digest, hexdigest
from piaoju.dialects.aliyun.signature import CONTENT_HEADERS, Signed
from piaoju.dialects.wire.message import WireRequest, raw
from piaoju.dialects.wire.signing import canonical_query

_AUTHORIZATION = re.compile(
    r"(ACS3-HMAC-(?:SHA256|SM3)) +Credential=([^,\s]+), *SignedHeaders=([a-z0-9;_-]+), *Signature=([0-9a-f]{64})"
)
_DIGESTS: Mapping[str, Digest] = {"ACS3-HMAC-SHA256": "sha256", "ACS3-HMAC-SM3": "sm3"}
_DATE_HEADER = "x-acs-date"
_REQUIRED = frozenset({"host", _DATE_HEADER, "x-acs-signature-nonce"})


def read_acs3(request: WireRequest) -> Signed | None:
    """Return the signature; None if the header has another form, or leaves unsigned what must be signed."""
    found = _AUTHORIZATION.fullmatch(request.headers.get("Authorization").strip())
    payload = next((request.headers.get(name) for name in CONTENT_HEADERS if name in request.headers), "")
    if found is None or not payload or not _REQUIRED.issubset(found[3].split(";")):
        return None
    digest = _DIGESTS[found[1]]
    canonical = _canonical_request(request, found[3], payload.strip())
    return Signed(
        key_id=found[2],
        signature=found[4],
        digest=digest,
        is_hex=True,
        moment=_moment(request.headers.get(_DATE_HEADER).strip()),
        message=f"{found[1]}\n{hexdigest(digest, raw(canonical))}",
    )


def _canonical_request(request: WireRequest, signed_headers: str, payload: str) -> str:
    headers = "".join(f"{name}:{request.headers.get(name).strip()}\n" for name in signed_headers.split(";"))
    query = canonical_query(request.query)
    return f"{request.method}\n{request.path}\n{query}\n{headers}\n{signed_headers}\n{payload}"


def _moment(date: str) -> datetime | None:
    try:
        return datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
