"""Reading request bodies: bounded, and dropped in an orderly way where they are refused."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import ClientDisconnect, Request
from starlette.types import Scope

from piaoju.dialects.wire.message import Headers, WireRequest
from piaoju.errors import InvalidParameter, Overloaded, PayloadTooLarge

HELD_BYTES = 2**30
"""Of all bodies at a time; what is decoded from them comes to less than as much again."""
RETRY_AFTER_S = 1.0
DRAIN_BYTES = 32 * 2**20
DRAIN_S = 5.0


def request_head(scope: Scope) -> WireRequest:
    """Return what is known of a request before its body."""
    path = scope.get("raw_path") or quote(scope["path"]).encode()
    return WireRequest(
        method=scope["method"],
        path=_text(path.partition(b"?")[0]),
        query=_text(scope["query_string"]),
        headers=Headers(tuple((_text(name).lower(), _text(value)) for name, value in scope["headers"])),
        id=uuid4(),
    )


class HeldBodies:
    """Counts the bytes of all bodies that are held, so that many large ones are refused rather than swapped out."""

    def __init__(self, max_bytes: int = HELD_BYTES) -> None:
        """Start with none.

        Args:
            max_bytes: that may be held.
        """
        self._left = max_bytes

    @contextmanager
    def share(self) -> Iterator[Callable[[int], None]]:
        """Give a function that takes bytes for one request; they are given back at the end.

        It raises `Overloaded` when there are not as many left.
        """
        taken = 0

        def take(size: int) -> None:
            nonlocal taken
            if size > self._left:
                raise Overloaded(RETRY_AFTER_S)
            self._left -= size
            taken += size

        try:
            yield take
        finally:
            self._left += taken


async def read_body(request: Request, max_bytes: int, take: Callable[[int], None]) -> bytes:
    """Return the body.

    Args:
        request: of which nothing was read yet.
        max_bytes: of its body.
        take: asks for room for so many bytes.

    Raises:
        Overloaded: there is no room.
        PayloadTooLarge: `body`; the length that it announces, or its bytes, are more than allowed.
        InvalidParameter: the announced length is no number.
        ClientDisconnect: the client is gone.
    """
    announced = announced_length(request)
    if announced > max_bytes:
        raise PayloadTooLarge(announced, max_bytes, "body")
    body = bytearray()
    async for chunk in request.stream():
        take(len(chunk))
        body += chunk
        if len(body) > max_bytes:
            raise PayloadTooLarge(len(body), max_bytes, "body")
    return bytes(body)


def announced_length(request: Request) -> int:
    """Return the length that a request announces, 0 if none.

    Raises:
        InvalidParameter: it is no number.
    """
    text = request.headers.get("content-length", "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise InvalidParameter("Content-Length", "it is no number")
    return int(text)


async def drain(request: Request) -> None:
    """Take in what is left of a body and drop it.

    Clients that send all before they listen would see a reset connection instead of the reply. Nobody is waited for
    who announces too much, sends too slowly, or asked before sending.
    """
    if request.headers.get("expect", "").lower() == "100-continue":
        return
    seen = 0
    try:
        if announced_length(request) > DRAIN_BYTES:
            return
        async with asyncio.timeout(DRAIN_S):
            while seen <= DRAIN_BYTES:
                message = await request.receive()
                seen += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except (InvalidParameter, TimeoutError, ClientDisconnect):
        return


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape")
