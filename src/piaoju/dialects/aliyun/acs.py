"""The signature `acs`: HMAC-SHA1 or HMAC-SM3 over four headers, all `x-acs-` headers and the decoded query.

Source: `aliyun-python-sdk-core` 2.16.1, `alibabacloud_tea_openapi` 0.4.6 and the vendor's page on signing ROA calls.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from piaoju.dialects.aliyun.digests import Digest
from piaoju.dialects.aliyun.signature import Signed
from piaoju.dialects.wire.message import WireRequest, raw

_AUTHORIZATION = re.compile(r"acs ([^\s:]+):(\S+)")
_METHODS: Mapping[str, Digest] = {"HMAC-SHA1": "sha1", "HMAC-SM3": "sm3"}
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")


def read_acs(request: WireRequest) -> Signed | None:
    """Return the signature; None if the header has another form."""
    found = _AUTHORIZATION.fullmatch(request.headers.get("Authorization").strip())
    if found is None:
        return None
    digest = _METHODS.get(request.headers.get("x-acs-signature-method") or "HMAC-SHA1")
    return Signed(
        key_id=found[1],
        signature=found[2],
        digest=digest,
        is_hex=False,
        moment=_moment(request.headers.get("Date").strip()),
        message=_string_to_sign(request, digest),
    )


def _string_to_sign(request: WireRequest, digest: Digest | None) -> str:
    # With SM3 there is no line for MD5.
    names = ("Accept", "Content-Type", "Date") if digest == "sm3" else ("Accept", "Content-MD5", "Content-Type", "Date")
    own = sorted({name for name, _ in request.headers.pairs if name.startswith("x-acs-")})
    headers = "".join(f"{name}:{request.headers.get(name)}\n" for name in own)
    lines = (request.method, *(request.headers.get(name) for name in names))
    return "\n".join((*lines, f"{headers}{_resource(request)}"))


def _resource(request: WireRequest) -> str:
    """Return path and decoded query, sorted by name; a parameter without `=` is its name alone."""
    if not request.query:
        return request.path
    pairs = (part.partition("=") for part in request.query.split("&"))
    decoded = sorted(((_decoded(name), sign, _decoded(value)) for name, sign, value in pairs), key=lambda pair: pair[0])
    return f"{request.path}?{'&'.join(name + sign + value for name, sign, value in decoded)}"


def _decoded(text: str) -> str:
    return unquote_to_bytes(raw(text.replace("+", " "))).decode("utf-8", errors="surrogateescape")


def _moment(date: str) -> datetime | None:
    if not _DATE.fullmatch(date):
        return None
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None
