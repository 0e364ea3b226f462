"""What must not be fetched from: every special-purpose address, however it is written."""

import asyncio
import ipaddress
from collections.abc import Sequence

import pytest

from piaoju.errors import DownloadFailed, ForbiddenAddress
from piaoju.service.fetch import Guard
from piaoju.service.fetch.guard import is_public, resolve

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1
192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 168.63.129.16
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:0 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1:ffff::1.1.1.1
100::1 2001::1 2001:0:7f00:1:: 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:a00:1::
3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 2606:4700::1111%1
""".split()  # noqa: SIM905
OPEN = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.255.255
172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.254 168.63.129.15
::ffff:1.1.1.1 64:ff9b::101:101 2002:101:101:: 2400:3200::1 2606:4700:4700::1111 2a00:1450:4001::1
""".split()  # noqa: SIM905


def resolving(*addresses: str, asked: list[str] | None = None) -> Guard:
    """Return a guard for which every name has these addresses."""

    async def answer(host: str, port: int) -> list[str]:
        if asked is not None:
            asked.append(f"{host}:{port}")
        return list(addresses)

    return Guard(resolve=answer)


def choose(guard: Guard, host: str = "example.com", port: int = 80) -> str:
    return asyncio.run(guard.choose(host, port))


@pytest.mark.parametrize("address", CLOSED)
def test_closed(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(ForbiddenAddress):
        choose(resolving(address))


@pytest.mark.parametrize("address", OPEN)
def test_open(address: str) -> None:
    assert choose(resolving(address)) == str(ipaddress.ip_address(address))


@pytest.mark.parametrize("addresses", [("1.1.1.1", "127.0.0.1"), ("127.0.0.1", "1.1.1.1"), ("1.1.1.1", "::1")])
def test_one_closed_address_closes_the_name(addresses: Sequence[str]) -> None:
    with pytest.raises(ForbiddenAddress):
        choose(resolving(*addresses))


def test_a_name_is_resolved_once() -> None:
    asked: list[str] = []
    assert choose(resolving("1.1.1.1", "8.8.8.8", asked=asked), port=8443) == "1.1.1.1"
    assert asked == ["example.com:8443"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "017700000001", "2130706433", "0", "localhost", "::1", "::ffff:7f00:1"]
)
def test_ways_to_write_this_machine(host: str) -> None:
    with pytest.raises((ForbiddenAddress, DownloadFailed)):
        choose(Guard(), host)


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
