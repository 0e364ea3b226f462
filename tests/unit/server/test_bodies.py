"""Reading and dropping bodies, without a socket."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from piaoju.errors import InvalidParameter, Overloaded, PayloadTooLarge
from piaoju.server import bodies
from piaoju.server.bodies import HeldBodies, drain, read_body, request_head


def request(*chunks: bytes, ends: bool = True, **headers: str) -> Request:
    """Return a request whose body comes in chunks; one that does not end waits for ever."""
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        + [{"type": "http.request", "body": b"", "more_body": False}]
    )
    left = len(chunks) + ends

    async def receive() -> Message:
        nonlocal left
        if left == 0:
            await asyncio.sleep(60)
        left -= 1
        return next(messages)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/a b", "query_string": b"c=%20", "headers": pairs}
    return Request(scope, receive)


def read(given: Request, max_bytes: int = 5, room: int = 100) -> bytes:
    with HeldBodies(room).share() as take:
        return asyncio.run(read_body(given, max_bytes, take))


def test_body() -> None:
    assert read(request(b"ab", b"cde")) == b"abcde"
    assert read(request()) == b""


@pytest.mark.parametrize("length", ["6", "99999999999"])
def test_announced(length: str) -> None:
    with pytest.raises(PayloadTooLarge) as caught:
        read(request(ends=False, content_length=length))
    assert caught.value.what == "body"


@pytest.mark.parametrize("length", ["-1", "five", "", "٥", "1" * 30])
def test_announced_nonsense(length: str) -> None:
    with pytest.raises(InvalidParameter):
        read(request(content_length=length))


def test_sent_more_than_allowed() -> None:
    with pytest.raises(PayloadTooLarge):
        read(request(b"abc", b"def", content_length="5"))


def test_no_room_left() -> None:
    with pytest.raises(Overloaded):
        read(request(b"abc", b"de"), room=4)


def test_room_is_given_back() -> None:
    held = HeldBodies(4)
    with held.share() as take:
        take(4)
        with held.share() as other, pytest.raises(Overloaded):
            other(1)
    with held.share() as take:
        take(4)


def test_drained() -> None:
    async def scenario() -> None:
        given = request(b"ab", b"cd")
        await drain(given)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await given.receive()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "headers", [{"content_length": str(2**40)}, {"expect": "100-Continue"}, {"content_length": "x"}]
)
def test_nobody_is_waited_for(headers: dict[str, str]) -> None:
    asyncio.run(drain(request(ends=False, **headers)))


def test_slow_and_long_ones_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "DRAIN_S", 0.01)
    asyncio.run(drain(request(b"ab", ends=False)))
    monkeypatch.setattr(bodies, "DRAIN_BYTES", 3)
    asyncio.run(drain(request(b"ab", b"cd", ends=False)))


def test_head_of_a_server_that_keeps_no_raw_path() -> None:
    head = request_head(request(Host="a").scope)
    assert (head.method, head.path, head.query, head.headers.get("host")) == ("POST", "/a%20b", "c=%20", "a")


def test_disconnect() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    gone = Request({"type": "http", "headers": []}, receive)
    with pytest.raises(ClientDisconnect):
        read(gone)
    asyncio.run(drain(gone))
