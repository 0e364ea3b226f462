"""What signature schemes have in common: percent-encoding, digests, queries in canonical order."""

import hashlib
import hmac
from urllib.parse import quote, unquote_to_bytes

from piaoju.dialects.wire.message import raw


def percent_encoded(data: bytes) -> str:
    """Encode all but the unreserved characters of RFC 3986.

    >>> percent_encoded("a/b 发".encode())
    'a%2Fb%20%E5%8F%91'
    """
    return quote(data, safe="-_.~")


def canonical_path(path: str) -> str:
    """Decode a path as received and encode each segment anew.

    >>> canonical_path("/v2/a%7eb/c d")
    '/v2/a~b/c%20d'
    """
    return "/".join(percent_encoded(unquote_to_bytes(raw(segment))) for segment in path.split("/"))


def canonical_query(query: str) -> str:
    """Decode a query as received, sort by name then value, and encode anew; `+` is a blank.

    >>> canonical_query("b=2&a=x%20y&a=&c")
    'a=&a=x%20y&b=2&c='
    """
    pairs = []
    for item in query.split("&") if query else ():
        name, _, value = item.partition("=")
        pairs.append((_decoded(name), _decoded(value)))
    return "&".join(f"{percent_encoded(name)}={percent_encoded(value)}" for name, value in sorted(pairs))


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 digest in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Return the HMAC-SHA256 of a message."""
    return hmac.digest(key, message, "sha256")


def _decoded(text: str) -> bytes:
    return unquote_to_bytes(raw(text.replace("+", " ")))
