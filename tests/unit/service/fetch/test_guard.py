"""What must not be fetched from: every special-purpose address, however it is written."""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Sequence

import pytest

from piaoju.errors import DownloadFailed, ForbiddenAddress
from piaoju.service.fetch import Guard
from piaoju.service.fetch.guard import is_public, resolve
from tests.unit.service.fetch.addresses import CLOSED, OPEN, rows


def resolving(*addresses: str, asked: list[str] | None = None) -> Guard:
    """Return a guard for which every name has these addresses."""

    async def answer(host: str, port: int) -> list[str]:
        if asked is not None:
            asked.append(f"{host}:{port}")
        return list(addresses)

    return Guard(resolve=answer)


def choose(guard: Guard, host: str = "example.com", port: int = 80) -> str:
    return asyncio.run(guard.choose(host, port))


@pytest.mark.parametrize(("family", "address"), rows(CLOSED))
def test_closed(family: str, address: str) -> None:
    del family
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(ForbiddenAddress):
        choose(resolving(address))


@pytest.mark.parametrize(("family", "address"), rows(OPEN))
def test_open(family: str, address: str) -> None:
    del family
    assert choose(resolving(address)) == str(ipaddress.ip_address(address))


@pytest.mark.parametrize("addresses", [("1.1.1.1", "127.0.0.1"), ("127.0.0.1", "1.1.1.1"), ("1.1.1.1", "::1")])
def test_one_closed_address_closes_the_name(addresses: Sequence[str]) -> None:
    with pytest.raises(ForbiddenAddress):
        choose(resolving(*addresses))


def test_slow_names_hold_up_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads of the event loop are for others too, such as the questions about jobs."""
    answered = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        return []

    async def ask() -> str:
        names = [asyncio.create_task(resolve("example.com", 80)) for _ in range(40)]
        await asyncio.sleep(0)
        try:
            return await asyncio.wait_for(asyncio.to_thread(lambda: "at once"), 5)
        finally:
            answered.set()
            await asyncio.gather(*names)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert asyncio.run(ask()) == "at once"


def test_a_name_is_resolved_once() -> None:
    asked: list[str] = []
    assert choose(resolving("1.1.1.1", "8.8.8.8", asked=asked), port=8443) == "1.1.1.1"
    assert asked == ["example.com:8443"]


@pytest.mark.parametrize(
    ("allow", "host", "port", "is_allowed"),
    [
        ("127.0.0.1:9000", "store.local", 9000, True),
        ("store.local:9000", "store.local", 9000, True),
        ("Store.Local:9000", "STORE.local", 9000, True),
        ("store.local:9000", "store.local", 9001, False),
        ("127.0.0.1:9000", "store.local", 80, False),
        ("other.local:9000", "store.local", 9000, False),
    ],
)
def test_allowed_by_the_settings(allow: str, host: str, port: int, is_allowed: bool) -> None:
    guard = Guard((allow,), resolving("127.0.0.1").resolve)
    if is_allowed:
        assert choose(guard, host, port) == "127.0.0.1"
    else:
        with pytest.raises(ForbiddenAddress):
            choose(guard, host, port)


def test_allowed_in_brackets() -> None:
    assert choose(Guard(("[::1]:9000",), resolving("::1").resolve), "::1", 9000) == "::1"


def test_names_without_address() -> None:
    with pytest.raises(DownloadFailed):
        choose(resolving())
    with pytest.raises(DownloadFailed):
        choose(Guard(), "a" * 70 + ".invalid")
    with pytest.raises(ForbiddenAddress):
        choose(resolving("no address"))


def test_resolve_gives_every_address_once() -> None:
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
