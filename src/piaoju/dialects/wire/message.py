"""Requests and replies as a dialect sees them: no socket, no framework.

Signatures cover what was sent byte by byte, so that path, query and header values are kept as received. Header values
and paths are UTF-8 here; bytes that are not become lone surrogates, and `raw` turns them back.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from uuid import UUID

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in the order received, names in lower case."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return the value of a header, several of one name joined by commas (RFC 9110, 5.3)."""
        values = [value for key, value in self.pairs if key == name.lower()]
        return ",".join(values) if values else default

    def __contains__(self, name: str) -> bool:
        """Say whether the header was sent."""
        return any(key == name.lower() for key, _ in self.pairs)


@dataclass(frozen=True, slots=True)
class WireRequest:
    """A request.

    Attributes:
        method: as received.
        path: percent-encoded, as received.
        query: after the question mark, as received.
        headers: as received.
        id: of this request; each vendor writes it in its own form.
        body: as received; empty while only the head has been read.
    """

    method: str
    path: str
    query: str
    headers: Headers
    id: UUID
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class WireReply:
    """A reply.

    Attributes:
        status: of HTTP.
        headers: all but Content-Length.
        body: as sent.
        outcome: the vendor's code for what came of the request, for logs and metrics.
        further: parts of the body that come later, for as long as the client listens; None for none.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    outcome: str
    further: AsyncIterator[bytes] | None = None


def json_body(content: Mapping[str, object]) -> bytes:
    """Write JSON as UTF-8, without escapes for Chinese; a lone surrogate, which UTF-8 cannot hold, becomes `?`."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", errors="replace")


def raw(text: str) -> bytes:
    """Return the bytes that a path, query or header value was received as."""
    return text.encode("utf-8", errors="surrogateescape")
